#include "models/capture/captureindexbuilder.h"
#include "models/capture/dissection/quicinitial.h"
#include "models/capture/dissection/quickeys.h"
#include "models/evidence/bytesource.h"

#include <QFile>
#include <QTest>

using namespace wirecase;

class TestQuicInitial : public QObject
{
    Q_OBJECT

private slots:
    void keys_areThoseOfTheSpecification_data();
    void keys_areThoseOfTheSpecification();
    void headerMask_isThatOfTheSpecification();
    void sealed_opensOnlyWithItsTag();
    void longHeader_isRead();
    void brokenHeaders_areRefused_data();
    void brokenHeaders_areRefused();
    void servers_areNamedInCaptures();
};

void TestQuicInitial::keys_areThoseOfTheSpecification_data()
{
    QTest::addColumn<quint32>("version");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("iv");
    QTest::addColumn<QByteArray>("headerKey");
    QTest::newRow("version 1, RFC 9001 A.1")
        << 1U << QByteArray("1f369613dd76d5467730efcbe3b1a22d") << QByteArray("fa044b2f42a3fd3b46fb255c")
        << QByteArray("9f50449e04a0e810283a1e9933adedd2");
    QTest::newRow("version 2, RFC 9369 A.1")
        << 0x6b3343cfU << QByteArray("8b1a0bc121284290a29e0971b5cd045d") << QByteArray("91f73e2351d8fa91660e909f")
        << QByteArray("45b95e15235d6f45a6b19cbcb0294ba9");
}

void TestQuicInitial::keys_areThoseOfTheSpecification()
{
    QFETCH(quint32, version);
    const QByteArray id = QByteArray::fromHex("8394c8f03e515708");
    const auto keys = quicClientKeys(version, bytesOf(id));
    QVERIFY(keys);
    QTEST(keys->key.toHex(), "key");
    QTEST(keys->iv.toHex(), "iv");
    QTEST(keys->headerKey.toHex(), "headerKey");
    QVERIFY(!quicClientKeys(0x51303530, bytesOf(id)));
}

void TestQuicInitial::headerMask_isThatOfTheSpecification()
{
    const QByteArray key = QByteArray::fromHex("9f50449e04a0e810283a1e9933adedd2");
    const QByteArray sample = QByteArray::fromHex("d1b1c98dd7689fb8ec11d242b123dc9b"); // RFC 9001 A.2
    QCOMPARE(quicHeaderMask(key, bytesOf(sample)).toHex(), QByteArray("437b9aec36"));
    QVERIFY(quicHeaderMask(key, bytesOf(sample.left(15))).isEmpty());
}

void TestQuicInitial::sealed_opensOnlyWithItsTag()
{
    // AES-128-GCM of one block of zeros with key and nonce of zeros: test case 2 of the mode's own specification.
    const QByteArray key(16, '\0');
    const QByteArray nonce(12, '\0');
    QByteArray sealed = QByteArray::fromHex("0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf");
    QCOMPARE(openSealed(key, nonce, {}, bytesOf(sealed)), std::optional(QByteArray(16, '\0')));
    sealed.back() = '\0';
    QVERIFY(!openSealed(key, nonce, {}, bytesOf(sealed)));
    QVERIFY(!openSealed(key, nonce, {}, bytesOf(sealed.left(15))));
}

void TestQuicInitial::longHeader_isRead()
{
    const QByteArray packet = QByteArray::fromHex("c0000000010401020304020a0b02ffff4010") + QByteArray(16, 'x');
    const auto header = quicLongHeader(bytesOf(packet));
    QVERIFY(header);
    QCOMPARE(header->version, 1U);
    QCOMPARE(copyOf(header->destination).toHex(), QByteArray("01020304"));
    QCOMPARE(copyOf(header->source).toHex(), QByteArray("0a0b"));
    QCOMPARE(header->length, std::size_t{16});
    QCOMPARE(header->numberAt, std::size_t{18});
    QVERIFY(!openQuicInitial(bytesOf(packet)));
    for (qsizetype length = 0; length < packet.size(); ++length) {
        QVERIFY(length >= 18 || !quicLongHeader(bytesOf(packet.left(length))));
        QVERIFY(!openQuicInitial(bytesOf(packet.left(length))));
    }
}

void TestQuicInitial::brokenHeaders_areRefused_data()
{
    QTest::addColumn<QByteArray>("packet");
    const auto row = [](const char *name, const char *hex) { QTest::newRow(name) << QByteArray::fromHex(hex); };
    row("short header", "40000000010401020304");
    row("id of 21 bytes", "c00000000115000102030405060708090a0b0c0d0e0f101112131415000001");
    row("id longer than the packet", "c0000000010801020304");
    row("token longer than the packet", "c00000000101aa01bb7fff");
    row("token as long as a number can be", "c00000000101aa01bbffffffffffffffff01");
}

void TestQuicInitial::brokenHeaders_areRefused()
{
    QFETCH(QByteArray, packet);
    QVERIFY(!quicLongHeader(bytesOf(packet)));
}

void TestQuicInitial::servers_areNamedInCaptures()
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    const QString path = shared + QStringLiteral("/data/pcaps/ja4/pcap/quic-with-several-tls-frames.pcapng");
    if (!QFile::exists(path))
        QSKIP("no captures at hand, skipped");
    const auto source = openFile(path);
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(source && builder.add(*source, EvidenceId{1}, path, job));
    const CaptureSnapshot snapshot = builder.snapshot();
    QVERIFY(snapshot.conversations->size() > 0);
    QCOMPARE(snapshot.conversations->at(ConversationId{0}).serverName, QStringLiteral("ogs.google.com"));
}

QTEST_GUILESS_MAIN(TestQuicInitial)
#include "tst_quicinitial.moc"
