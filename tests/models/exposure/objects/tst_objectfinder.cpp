#include "models/exposure/objects/objectfinder.h"
#include "tests/models/exposure/capturebuilder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

class TestObjectFinder : public QObject
{
    Q_OBJECT

private slots:
    void find_tellsWhatCrossed();
    void find_namesFtpTransfers();
    void find_unpacksContent();
    void find_marksWhatIsMissing();
    void find_cancelledAnswersSo();
    void write_isWholeAndNotExecutable();
    void write_keepsWhatIsThere();
    void write_refusesEvidence();
    void write_otherBytesAreAnError();

private:
    [[nodiscard]] static QByteArray sha256(const QByteArray &bytes)
    {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    }
    [[nodiscard]] std::vector<NetworkObject> find(const CaptureSnapshot &capture)
    {
        auto found = findObjects(capture, {}, m_job);
        return found ? std::move(found->objects) : std::vector<NetworkObject>();
    }
    [[nodiscard]] static CaptureSnapshot download(const QByteArray &head, const QByteArray &body)
    {
        CaptureBuilder builder;
        builder.open(40'000, 80);
        builder.client("GET /d/a.png?token=s3cret HTTP/1.1\r\nHost: h\r\n\r\n");
        builder.server("HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
                       + body);
        return builder.snapshot();
    }

    JobState m_job;
};

void TestObjectFinder::find_tellsWhatCrossed()
{
    const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d49484452");
    const auto objects = find(download("Content-Type: text/plain\r\n", png));
    QCOMPARE(objects.size(), std::size_t{1});
    const NetworkObject &object = objects.front();
    QCOMPARE(object.name, QStringLiteral("a.png"));
    QCOMPARE(object.path, QStringLiteral("/d/a.png"));
    QCOMPARE(object.claimedType, QStringLiteral("text/plain"));
    QCOMPARE(object.type, QStringLiteral("image/png"));
    QCOMPARE(object.size, static_cast<quint64>(png.size()));
    QCOMPARE(object.sha256, sha256(png));
    QVERIFY(object.isWhole());
    QVERIFY(!object.fromClient);
    QCOMPARE(object.packet, PacketId{4}); // behind the handshake and the request
}

void TestObjectFinder::find_namesFtpTransfers()
{
    CaptureBuilder builder;
    builder.open(40'000, 21);
    builder.server("220 ready\r\n");
    builder.client("USER anna\r\n");
    builder.server("331 password\r\n");
    builder.client("PASV\r\n");
    builder.server("227 Entering Passive Mode (10,0,0,2,200,10)\r\n");
    builder.client("RETR dir/plan.txt\r\n");
    builder.open(40'001, 200 * 256 + 10);
    builder.server("the plan");
    const auto objects = find(builder.snapshot());
    QCOMPARE(objects.size(), std::size_t{1});
    QCOMPARE(objects.front().name, QStringLiteral("plan.txt"));
    QCOMPARE(objects.front().path, QStringLiteral("dir/plan.txt"));
    QCOMPARE(objects.front().sha256, sha256("the plan"));
}

void TestObjectFinder::find_unpacksContent()
{
    // printf hello | gzip -n
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
    const auto objects = find(download("Content-Encoding: gzip\r\n", gzip));
    QCOMPARE(objects.front().sha256, sha256("hello"));
    QCOMPARE(objects.front().size, 5U);
    QVERIFY(objects.front().coding.isEmpty());
    // printf '' | gzip -n
    const auto empty =
        find(download("Content-Encoding: gzip\r\n", QByteArray::fromHex("1f8b080000000000000303000000000000000000")));
    QCOMPARE(empty.front().size, quint64{0});
    QCOMPARE(empty.front().coding, QString());
    const auto damaged = find(download("Content-Encoding: gzip\r\n", "no gzip"));
    QCOMPARE(damaged.front().sha256, sha256("no gzip"));
    QCOMPARE(damaged.front().coding, QStringLiteral("gzip"));
}

void TestObjectFinder::find_marksWhatIsMissing()
{
    CaptureBuilder builder;
    builder.open(40'000, 80);
    builder.client("GET /a HTTP/1.1\r\n\r\n");
    builder.server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
    builder.lose(false, 4);
    builder.server("gh");
    const auto objects = find(builder.snapshot());
    QCOMPARE(objects.front().size, 4U);
    QCOMPARE(objects.front().missing, 6U);
}

void TestObjectFinder::find_cancelledAnswersSo()
{
    JobState job;
    job.cancelled = true;
    const auto found = findObjects(download({}, "x"), {}, job);
    QVERIFY(!found && found.error().code == Error::Code::Cancelled);
}

void TestObjectFinder::write_isWholeAndNotExecutable()
{
    const QTemporaryDir folder;
    const CaptureSnapshot capture = download({}, "#!/bin/sh\n");
    const auto errors = writeObjects(capture, targetsIn(folder.path(), find(capture)), {}, m_job);
    QVERIFY(errors && errors->empty());
    QFile file(folder.filePath(QStringLiteral("a.png")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("#!/bin/sh\n"));
    constexpr auto others = QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther
                            | QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(file.permissions() & others));
}

void TestObjectFinder::write_keepsWhatIsThere()
{
    const QTemporaryDir folder;
    QFile there(folder.filePath(QStringLiteral("A.png")));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.close();
    const CaptureSnapshot capture = download({}, "x");
    auto objects = find(capture);
    objects.push_back(objects.front());
    const auto targets = targetsIn(folder.path(), objects);
    QCOMPARE(QFileInfo(targets[0].path).fileName(), QStringLiteral("a-2.png"));
    QCOMPARE(QFileInfo(targets[1].path).fileName(), QStringLiteral("a-3.png"));
}

void TestObjectFinder::write_refusesEvidence()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("evidence"));
    QFile evidence(path);
    QVERIFY(evidence.open(QIODevice::WriteOnly) && evidence.write("before") == 6);
    evidence.close();
    const CaptureSnapshot capture = download({}, "x");
    const auto errors = writeObjects(capture, {{find(capture).front(), path}}, {path}, m_job);
    QCOMPARE(errors->size(), std::size_t{1});
    QVERIFY(evidence.open(QIODevice::ReadOnly));
    QCOMPARE(evidence.readAll(), QByteArray("before"));
}

void TestObjectFinder::write_otherBytesAreAnError()
{
    const QTemporaryDir folder;
    const auto objects = find(download({}, "x"));
    const QString path = folder.filePath(QStringLiteral("x"));
    const auto errors = writeObjects(download({}, "y"), {{objects.front(), path}}, {}, m_job);
    QCOMPARE(errors->size(), std::size_t{1});
    QCOMPARE(errors->front().file, path);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestObjectFinder)
#include "tst_objectfinder.moc"
