#include "models/evidence/bytesource.h"
#include "models/evidence/hashing.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace wirecase;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestByteSource : public QObject
{
    Q_OBJECT

private slots:
    void openFile_missingIsReportedWithItsName();
    void openFile_folderAndPipeAreRefused();
    void readAt_endsWhereTheFileEnds();
    void readAt_shortenedFileGivesWhatIsLeft();
    void sha256_equalsTheKnownValue_data();
    void sha256_equalsTheKnownValue();
    void sha256_ofAShortenedFileFails();
    void sha256_stopsWhenCancelled();
};

void TestByteSource::openFile_missingIsReportedWithItsName()
{
    const auto source = openFile(QStringLiteral("/nowhere/a.cap"));
    QVERIFY(!source);
    QCOMPARE(source.error().code, Error::Code::Io);
    QVERIFY(source.error().text().contains(QStringLiteral("/nowhere/a.cap")));
}

void TestByteSource::openFile_folderAndPipeAreRefused()
{
    QTemporaryDir folder;
    const auto asFile = openFile(folder.path());
    QVERIFY(!asFile);
    QCOMPARE(asFile.error().code, Error::Code::Unsupported);

    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(!openFile(pipe));
}

void TestByteSource::readAt_endsWhereTheFileEnds()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    write(path, "0123456789");
    const auto source = openFile(path);
    QVERIFY(source);
    QCOMPARE((*source)->size(), quint64{10});
    QCOMPARE(*(*source)->bytesAt(8, 100), QByteArray("89"));
    QCOMPARE(*(*source)->bytesAt(10, 1), QByteArray());
    QCOMPARE(*(*source)->bytesAt(~quint64{0}, 16), QByteArray());
}

void TestByteSource::readAt_shortenedFileGivesWhatIsLeft()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    write(path, "0123456789");
    const auto source = openFile(path);
    QVERIFY(source);
    QVERIFY(QFile::resize(path, 4));
    QCOMPARE(*(*source)->bytesAt(2, 8), QByteArray("23"));
}

void TestByteSource::sha256_equalsTheKnownValue_data()
{
    // The examples of FIPS 180-2 and the digest of no bytes.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("more than a window") << QByteArray(
        1'000'000, 'a') << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestByteSource::sha256_equalsTheKnownValue()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, hex);
    JobState job;
    const auto digest = sha256Of(*memorySource(bytes, QStringLiteral("m")), job);
    QVERIFY(digest);
    QCOMPARE(digest->toHex(), hex);
    QCOMPARE(job.done.load(), qint64{bytes.size()});
}

void TestByteSource::sha256_ofAShortenedFileFails()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    write(path, QByteArray(100, 'x'));
    const auto source = openFile(path);
    QVERIFY(source);
    QVERIFY(QFile::resize(path, 50));
    JobState job;
    const auto digest = sha256Of(**source, job);
    QVERIFY(!digest);
    QCOMPARE(digest.error().offset, qint64{50});
}

void TestByteSource::sha256_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto digest = sha256Of(*memorySource("abc", QStringLiteral("m")), job);
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestByteSource)
#include "tst_bytesource.moc"
