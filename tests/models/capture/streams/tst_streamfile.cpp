#include "models/capture/streams/streamfile.h"
#include "tests/models/capture/streams/dialogue.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace wirecase;
using namespace wirecase::test;

class TestStreamFile : public QObject
{
    Q_OBJECT

private slots:
    void save_writesTheSides_data();
    void save_writesTheSides();
    void save_neverWritesToEvidence();
    void save_replacesOnlyFiles();
    void save_cancelledLeavesNothing();

private:
    [[nodiscard]] static CaptureSnapshot capture()
    {
        return captured({{true, "hel"}, {true, "lo"}, {false, "world"}, {true, "!", 5}});
    }
    [[nodiscard]] static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    QTemporaryDir m_folder;
    JobState m_job;
};

void TestStreamFile::save_writesTheSides_data()
{
    QTest::addColumn<StreamSides>("sides");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("both") << StreamSides::Both << QByteArray("helloworld!");
    QTest::newRow("client") << StreamSides::Client << QByteArray("hello!");
    QTest::newRow("server") << StreamSides::Server << QByteArray("world");
}

void TestStreamFile::save_writesTheSides()
{
    QFETCH(StreamSides, sides);
    QFETCH(QByteArray, expected);
    const QString path = m_folder.filePath(QStringLiteral("stream.bin"));
    const auto saved = saveStream(capture(), ConversationId{0}, sides, path, {}, m_job);
    QVERIFY(saved);
    QCOMPARE(contentOf(path), expected);
    QCOMPARE(saved->bytes, static_cast<quint64>(expected.size()));
    QCOMPARE(saved->sha256, QCryptographicHash::hash(expected, QCryptographicHash::Sha256));
    QCOMPARE(saved->facts.client.missing, 5U);
}

void TestStreamFile::save_neverWritesToEvidence()
{
    const QString path = m_folder.filePath(QStringLiteral("evidence.pcap"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("evidence") == 8);
    file.close();
    const QString link = m_folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(path, link));
    for (const QString &target : {path, link}) {
        const auto saved = saveStream(capture(), ConversationId{0}, StreamSides::Both, target, {path}, m_job);
        QVERIFY(!saved);
        QCOMPARE(saved.error().file, target);
    }
    QCOMPARE(contentOf(path), QByteArray("evidence"));
}

void TestStreamFile::save_replacesOnlyFiles()
{
    const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &target : {pipe, m_folder.path()})
        QVERIFY(!saveStream(capture(), ConversationId{0}, StreamSides::Both, target, {}, m_job));
    QVERIFY(QFileInfo::exists(pipe) && !QFileInfo(pipe).isFile());
}

void TestStreamFile::save_cancelledLeavesNothing()
{
    const QTemporaryDir folder;
    JobState cancelled;
    cancelled.cancelled = true;
    const auto saved = saveStream(capture(), ConversationId{0}, StreamSides::Both, folder.filePath(QStringLiteral("a")),
                                  {}, cancelled);
    QVERIFY(!saved && saved.error().code == Error::Code::Cancelled);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestStreamFile)
#include "tst_streamfile.moc"
