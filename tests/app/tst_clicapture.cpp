#include "clirun.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace wirecase;

namespace {

QString sampleCapture()
{
    QDirIterator files(sample, {QStringLiteral("packetcapture_08*.cap")}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? files.next() : QString();
}

QStringList capture(const QString &command, const QStringList &more)
{
    return QStringList{QStringLiteral("capture"), command} + more;
}

/// The number of the first FTP conversation and its packets.
QJsonObject ftpConversation()
{
    const Outcome found =
        run(capture(QStringLiteral("conversations"), {QStringLiteral("--json"), QStringLiteral("--filter"),
                                                      QStringLiteral("network.protocol : ftp"), sampleCapture()}));
    return lines(found.out).value(0);
}

} // namespace

class TestCliCapture : public QObject
{
    Q_OBJECT

private slots:
    void slice_holdsTheConversation();
    void slice_neverReplacesEvidence();
    void slice_ofNothingIsNotWritten();
    void stream_sidesTogetherAreTheWhole();
    void objects_areListedAndSaved();
    void filter_onUnknownFieldsIsRefused();
    void info_countsWhatTheFilterLeaves();
    void packets_areFoundByTheirBytes_data();
    void packets_areFoundByTheirBytes();
    void packets_sayWhereAPatternIsWrong();
};

void TestCliCapture::info_countsWhatTheFilterLeaves()
{
    const QStringList narrowed{QStringLiteral("--json"), QStringLiteral("--filter"),
                               QStringLiteral("network.protocol : ftp"), sampleCapture()};
    const QJsonObject info = lines(run(capture(QStringLiteral("info"), narrowed)).out).value(0);
    const auto packets = lines(run(capture(QStringLiteral("packets"), narrowed)).out);
    qint64 bytes = 0;
    for (const QJsonObject &packet : packets)
        bytes += packet.value(QStringLiteral("length")).toInteger();
    QVERIFY(!packets.isEmpty());
    QCOMPARE(info.value(QStringLiteral("packets")).toInteger(), packets.size());
    QCOMPARE(info.value(QStringLiteral("bytes")).toInteger(), bytes);
    QCOMPARE(info.value(QStringLiteral("first")), packets.front().value(QStringLiteral("@timestamp")));
    QCOMPARE(info.value(QStringLiteral("last")), packets.back().value(QStringLiteral("@timestamp")));
    QVERIFY(info.value(QStringLiteral("conversations.tcp")).toInteger() > 0);
    QCOMPARE(info.value(QStringLiteral("conversations.udp")).toInteger(), 0);
}

void TestCliCapture::packets_areFoundByTheirBytes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("text") << QStringList{QStringLiteral("--find"), QStringLiteral("USER ")};
    QTest::newRow("either case") << QStringList{QStringLiteral("--ignore-case"), QStringLiteral("--find"),
                                                QStringLiteral("user ")};
    QTest::newRow("hex") << QStringList{QStringLiteral("--find-hex"), QStringLiteral("0x55534552 20")};
    QTest::newRow("regex") << QStringList{QStringLiteral("--find-regex"), QStringLiteral("US[E]R ")};
}

void TestCliCapture::packets_areFoundByTheirBytes()
{
    QFETCH(QStringList, arguments);
    const Outcome found =
        run(capture(QStringLiteral("packets"), arguments + QStringList{QStringLiteral("--json"), sampleCapture()}));
    QCOMPARE(found.exitCode, 0);
    const auto packets = lines(found.out);
    QVERIFY(!packets.isEmpty());
    for (const QJsonObject &packet : packets)
        QVERIFY(packet[QStringLiteral("info")].toString().contains(QStringLiteral("USER ")));
    // A password is masked, so it cannot be looked for.
    const Outcome secret = run(capture(
        QStringLiteral("packets"), {QStringLiteral("--find-regex"), QStringLiteral("PASS [^\\r]"), sampleCapture()}));
    QCOMPARE(secret.exitCode, 0);
    QVERIFY(secret.out.isEmpty());
}

void TestCliCapture::packets_sayWhereAPatternIsWrong()
{
    const Outcome hex = run(
        capture(QStringLiteral("packets"), {QStringLiteral("--find-hex"), QStringLiteral("de xx"), sampleCapture()}));
    QCOMPARE(hex.exitCode, 2);
    QVERIFY2(hex.err.contains("--find-hex, at 3"), hex.err.constData());
    const Outcome both =
        run(capture(QStringLiteral("packets"), {QStringLiteral("--find-hex"), QStringLiteral("de"),
                                                QStringLiteral("--find"), QStringLiteral("x"), sampleCapture()}));
    QCOMPARE(both.exitCode, 2);
}

void TestCliCapture::slice_holdsTheConversation()
{
    const QTemporaryDir folder;
    const QJsonObject ftp = ftpConversation();
    const int packets =
        ftp[QStringLiteral("source.packets")].toInt() + ftp[QStringLiteral("destination.packets")].toInt();
    QVERIFY(packets > 0);
    const QString path = folder.filePath(QStringLiteral("a.pcapng"));
    const QString number = QString::number(ftp[QStringLiteral("conversation")].toInt());
    const Outcome made =
        run(capture(QStringLiteral("slice"), {QStringLiteral("--json"), sampleCapture(),
                                              QStringLiteral("--conversation"), number, QStringLiteral("-o"), path}));
    QCOMPARE(made.exitCode, 0);
    QVERIFY2(made.err.contains("Credentials"), made.err.constData());
    const QJsonObject manifest =
        QJsonDocument::fromJson(bytesOf(folder.filePath(QStringLiteral("a.manifest.json")))).object();
    QCOMPARE(manifest[QStringLiteral("packets")].toInt(), packets);
    QCOMPARE(manifest[QStringLiteral("sources")].toArray().size(), 1);

    const Outcome info = run(capture(QStringLiteral("info"), {QStringLiteral("--json"), path}));
    QCOMPARE(info.exitCode, 0);
    const QJsonObject read = lines(info.out).value(0);
    QCOMPARE(read[QStringLiteral("packets")].toInt(), packets);
    QCOMPARE(read[QStringLiteral("conversations.tcp")].toInt(), 1);
}

void TestCliCapture::slice_neverReplacesEvidence()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.cap"));
    QVERIFY(QFile::copy(sampleCapture(), path));
    const QByteArray before = bytesOf(path);
    const Outcome refused = run(capture(
        QStringLiteral("slice"), {path, QStringLiteral("--bpf"), QStringLiteral("tcp"), QStringLiteral("-o"), path}));
    QCOMPARE(refused.exitCode, 3);
    QCOMPARE(bytesOf(path), before);
    // Nor one below a folder that was given.
    const Outcome below = run(capture(QStringLiteral("slice"), {folder.path(), QStringLiteral("--bpf"),
                                                                QStringLiteral("tcp"), QStringLiteral("-o"), path}));
    QCOMPARE(below.exitCode, 3);
    QCOMPARE(bytesOf(path), before);
}

void TestCliCapture::slice_ofNothingIsNotWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pcapng"));
    const Outcome empty = run(capture(QStringLiteral("slice"), {sampleCapture(), QStringLiteral("--bpf"),
                                                                QStringLiteral("port 9"), QStringLiteral("-o"), path}));
    QCOMPARE(empty.exitCode, 3);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(run(capture(QStringLiteral("slice"), {sampleCapture(), QStringLiteral("-o"), path})).exitCode, 2);
}

void TestCliCapture::stream_sidesTogetherAreTheWhole()
{
    const QString number = QString::number(ftpConversation()[QStringLiteral("conversation")].toInt());
    const auto stream = [&number](const QStringList &more) {
        return run(capture(QStringLiteral("stream"),
                           QStringList{sampleCapture(), QStringLiteral("--conversation"), number} + more));
    };
    const Outcome whole = stream({});
    const Outcome client = stream({QStringLiteral("--side"), QStringLiteral("client")});
    const Outcome server = stream({QStringLiteral("--side"), QStringLiteral("server")});
    QCOMPARE(whole.exitCode, 0);
    QVERIFY(client.out.startsWith("USER "));
    QVERIFY(server.out.startsWith("220"));
    QCOMPARE(whole.out.size(), client.out.size() + server.out.size());
    QCOMPARE(stream({QStringLiteral("--side"), QStringLiteral("left")}).exitCode, 2);
    const Outcome none = run(capture(QStringLiteral("stream"),
                                     {sampleCapture(), QStringLiteral("--conversation"), QStringLiteral("999999999")}));
    QCOMPARE(none.exitCode, 3);
}

void TestCliCapture::filter_onUnknownFieldsIsRefused()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pcapng"));
    const QStringList filter{sampleCapture(), QStringLiteral("--filter"), QStringLiteral("destination.prot : 80")};
    for (const char *command : {"packets", "conversations"}) {
        const Outcome refused = run(capture(QLatin1String(command), filter));
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.out.isEmpty());
        QVERIFY2(refused.err.contains("destination.prot"), refused.err.constData());
    }
    const Outcome slice = run(capture(QStringLiteral("slice"), filter + QStringList{QStringLiteral("-o"), path}));
    QCOMPARE(slice.exitCode, 2);
    QVERIFY(!QFile::exists(path));
}

void TestCliCapture::objects_areListedAndSaved()
{
    const QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("objects"));
    const Outcome listed = run(capture(QStringLiteral("objects"),
                                       {sampleCapture(), QStringLiteral("--json"), QStringLiteral("--save"), target}));
    QCOMPARE(listed.exitCode, 0);
    const QList<QJsonObject> objects = lines(listed.out);
    QVERIFY(!objects.isEmpty());
    QStringList told;
    for (const QJsonObject &object : objects)
        told << object[QStringLiteral("file.hash.sha256")].toString();
    QStringList saved;
    for (const QFileInfo &file : QDir(target).entryInfoList(QDir::Files))
        saved << QString::fromLatin1(
            QCryptographicHash::hash(bytesOf(file.filePath()), QCryptographicHash::Sha256).toHex());
    told.sort();
    for (const QJsonObject &object : objects)
        QVERIFY(QFile::exists(target + u'/' + object[QStringLiteral("saved_as")].toString()));
    saved.sort();
    QCOMPARE(saved, told);
    QCOMPARE(run(capture(QStringLiteral("objects"),
                         {sampleCapture(), QStringLiteral("--conversation"), QStringLiteral("4000000000")}))
                 .exitCode,
             3);
}

QTEST_GUILESS_MAIN(TestCliCapture)
#include "tst_clicapture.moc"
