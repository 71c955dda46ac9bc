#include "models/exposure/encryption.h"
#include "models/exposure/secretindex.h"
#include "tests/models/exposure/capturebuilder.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

class TestSecretIndex : public QObject
{
    Q_OBJECT

private slots:
    void secret_isFoundMaskedAndRevealedAtEveryCut_data();
    void secret_isFoundMaskedAndRevealedAtEveryCut();
    void repeatedSegment_isMasked();
    void sameCredential_isCountedOnce();
    void fingerprint_dependsOnSecretAndSalt();
    void accounts_countDistinctPairs();
    void lostBytes_doNotHideTheNextSecret();
    void cancelledJob_answersCancelled();
    void encryption_followsTheContent();
};

namespace {

const QByteArray salt = "salt of the case";
const QByteArray basicRequest = "GET /a HTTP/1.1\r\nHost: h\r\nAuthorization: Basic YW5uYTpodW50ZXIyMg==\r\n\r\n";

SecretIndexPtr secretsOf(const CaptureSnapshot &snapshot, const QByteArray &withSalt = salt)
{
    JobState job;
    const auto found = findSecrets(snapshot, withSalt, job);
    return found ? *found : nullptr;
}

/// Every text that the packets of the capture give, with the spans of the index known.
QString allTexts(const CaptureSnapshot &snapshot, const SecretIndex &index)
{
    QStringList texts;
    for (quint32 i = 0; i < snapshot.packets->size(); ++i) {
        const PacketRow row = snapshot.packets->row(PacketId{i});
        const auto bytes = snapshot.packets->bytes(PacketId{i});
        const PacketDissection dissection = dissectPacket(bytesOf(*bytes), row.wireLength, row.linkType,
                                                          {row.conversationProtocol, index.spansIn(PacketId{i})});
        texts += textsOf(dissection);
        texts += QString::fromLatin1(dissection.secrets.masked(*bytes));
    }
    return texts.join(u'\n');
}

} // namespace

void TestSecretIndex::secret_isFoundMaskedAndRevealedAtEveryCut_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("protocol");
    QTest::newRow("http") << basicRequest << QByteArray("YW5uYTpodW50ZXIyMg==") << 80 << QStringLiteral("http");
    QTest::newRow("ftp") << QByteArray("USER anna\r\nPASS hunter22\r\n") << QByteArray("hunter22") << 21
                         << QStringLiteral("ftp");
}

void TestSecretIndex::secret_isFoundMaskedAndRevealedAtEveryCut()
{
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, written);
    QFETCH(int, port);
    for (qsizetype cut = 1; cut < said.size(); ++cut) {
        CaptureBuilder capture;
        capture.open(40000, static_cast<unsigned>(port));
        if (port == 21)
            capture.server("220 ready\r\n");
        capture.client(said.left(cut));
        capture.client(said.mid(cut));
        capture.server(port == 21 ? "230 in\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        const CaptureSnapshot snapshot = capture.snapshot();
        const SecretIndexPtr index = secretsOf(snapshot);
        QVERIFY(index);
        QCOMPARE(index->secrets().size(), 1U);
        const Secret &secret = index->secrets().front();
        QTEST(secret.protocol, "protocol");
        QCOMPARE(secret.user, QStringLiteral("anna"));
        QCOMPARE(secret.outcome, QStringLiteral("accepted"));
        QCOMPARE(secret.server.port, static_cast<quint16>(port));
        const qsizetype at = said.indexOf(written);
        const bool split = cut > at && cut < at + written.size();
        QCOMPARE(secret.packets.size(), split ? 2U : 1U);
        const auto revealed = index->reveal(0, snapshot);
        QVERIFY(revealed);
        QCOMPARE(*revealed, QStringLiteral("hunter22"));
        const QString texts = allTexts(snapshot, *index);
        for (qsizetype i = 0; i + 5 <= written.size(); ++i)
            QVERIFY2(!texts.contains(QString::fromLatin1(written.mid(i, 5))), qPrintable(texts));
        QVERIFY(!texts.contains(QLatin1String("hunter")));
    }
}

void TestSecretIndex::repeatedSegment_isMasked()
{
    CaptureBuilder capture;
    capture.open(40000, 21);
    capture.server("220 ready\r\n");
    capture.client("USER anna\r\nPASS hun");
    capture.client("ter22\r\n");
    capture.repeat();
    capture.server("230 in\r\n");
    const CaptureSnapshot snapshot = capture.snapshot();
    const SecretIndexPtr index = secretsOf(snapshot);
    QVERIFY(index);
    QCOMPARE(index->secrets().size(), 1U);
    const PacketId sent{5};
    const PacketId again{6};
    QCOMPARE(index->spansIn(sent).spans(), (std::vector<MaskedSpans::Span>{{tcpPayloadAt, 5}}));
    QCOMPARE(index->spansIn(again), index->spansIn(sent));
    QVERIFY(index->spansIn(PacketId{0}).isEmpty());
}

void TestSecretIndex::sameCredential_isCountedOnce()
{
    CaptureBuilder capture;
    capture.open(40000, 80);
    for (int i = 0; i < 3; ++i) {
        capture.client(basicRequest);
        capture.server(i == 0 ? "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"
                              : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
    const SecretIndexPtr index = secretsOf(capture.snapshot());
    QVERIFY(index);
    QCOMPARE(index->secrets().size(), 1U);
    QCOMPARE(index->secrets().front().count, 3U);
    QCOMPARE(index->secrets().front().packets, (std::vector<PacketId>{PacketId{3}, PacketId{5}, PacketId{7}}));
    QCOMPARE(index->secrets().front().outcome, QStringLiteral("accepted"));
    QCOMPARE(index->countIn(ConversationId{0}), 1U);
    QCOMPARE(index->countIn(ConversationId{1}), 0U);
}

void TestSecretIndex::fingerprint_dependsOnSecretAndSalt()
{
    CaptureBuilder capture;
    capture.open(40000, 80);
    capture.client(basicRequest);
    capture.open(40001, 21);
    capture.server("220 ready\r\n");
    capture.client("USER bert\r\nPASS hunter22\r\n");
    capture.open(40002, 21);
    capture.server("220 ready\r\n");
    capture.client("USER anna\r\nPASS other\r\n");
    const CaptureSnapshot snapshot = capture.snapshot();
    const SecretIndexPtr index = secretsOf(snapshot);
    const SecretIndexPtr salted = secretsOf(snapshot, "another case");
    QVERIFY(index && salted);
    QCOMPARE(index->secrets().size(), 3U);
    const QString fingerprint = index->secrets()[0].fingerprint;
    // echo -n hunter22 | openssl dgst -sha256 -hmac "salt of the case"
    QCOMPARE(fingerprint, QStringLiteral("ff437c14a8493114"));
    QCOMPARE(index->secrets()[1].fingerprint, fingerprint);
    QVERIFY(index->secrets()[2].fingerprint != fingerprint);
    QVERIFY(salted->secrets()[0].fingerprint != fingerprint);
}

void TestSecretIndex::accounts_countDistinctPairs()
{
    CaptureBuilder capture;
    for (unsigned i = 0; i < 4; ++i) {
        capture.open(40000 + i, i < 2 ? 21 : 2121);
        capture.server("220 FTP ready\r\n");
        capture.client(i == 3 ? "USER anonymous\r\nPASS a@b\r\n" : "USER anna\r\nPASS x\r\n");
        capture.server(i == 0 ? "230 in\r\n" : "530 no\r\n");
    }
    const SecretIndexPtr index = secretsOf(capture.snapshot());
    QVERIFY(index);
    QCOMPARE(index->secrets().size(), 4U);
    QCOMPARE(index->accounts(), (ExposedAccounts{1, 2, 2, 1}));
}

void TestSecretIndex::lostBytes_doNotHideTheNextSecret()
{
    CaptureBuilder capture;
    capture.open(40000, 80);
    capture.client("POST / HTTP/1.1\r\nContent-Length: 3000\r\n\r\nabc");
    capture.lose(true, 2997);
    capture.client(basicRequest);
    capture.server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    const SecretIndexPtr index = secretsOf(capture.snapshot());
    QVERIFY(index);
    QCOMPARE(index->secrets().size(), 1U);
}

void TestSecretIndex::cancelledJob_answersCancelled()
{
    CaptureBuilder capture;
    capture.open(40000, 80);
    capture.client(basicRequest);
    JobState job;
    job.cancelled = true;
    const auto found = findSecrets(capture.snapshot(), salt, job);
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::Cancelled);
}

void TestSecretIndex::encryption_followsTheContent()
{
    QCOMPARE(encryptionOf(Protocol::Http), Encryption::Clear);
    QCOMPARE(encryptionOf(Protocol::Tls), Encryption::Tls);
    QCOMPARE(encryptionOf(Protocol::Ssh), Encryption::Ssh);
    QCOMPARE(encryptionOf(Protocol::Esp), Encryption::Opaque);
    QCOMPARE(encryptionOf(Protocol::Tcp), Encryption::Unknown);
    CaptureBuilder capture;
    capture.open(40000, 80);
    capture.client(basicRequest);
    capture.open(40001, 443); // opened, nothing said
    const CaptureSnapshot snapshot = capture.snapshot();
    QCOMPARE(encryptionOf(snapshot.conversations->at(ConversationId{0})), Encryption::Clear);
    QCOMPARE(encryptionOf(snapshot.conversations->at(ConversationId{1})), Encryption::Unknown);
    Conversation upgraded = snapshot.conversations->at(ConversationId{0});
    upgraded.tlsVersion = QStringLiteral("1.3");
    QCOMPARE(encryptionOf(upgraded), Encryption::Tls);
}

QTEST_GUILESS_MAIN(TestSecretIndex)
#include "tst_secretindex.moc"
