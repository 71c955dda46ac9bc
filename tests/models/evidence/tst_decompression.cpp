#include "models/evidence/decompression.h"

#include <QTemporaryDir>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>

using namespace wirecase;

namespace {

QByteArray packed(const QByteArray &bytes, int (*filter)(archive *))
{
    QByteArray out(bytes.size() + 65536, Qt::Uninitialized);
    std::size_t used = 0;
    archive *writer = archive_write_new();
    filter(writer);
    archive_write_set_format_raw(writer);
    archive_write_open_memory(writer, out.data(), static_cast<std::size_t>(out.size()), &used);
    archive_entry *entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    archive_entry_free(entry);
    archive_write_close(writer);
    archive_write_free(writer);
    out.truncate(static_cast<qsizetype>(used));
    return out;
}

QByteArray text(int lines)
{
    QByteArray result;
    for (int i = 0; i < lines; ++i)
        result += "line " + QByteArray::number(i * 7919) + '\n';
    return result;
}

} // namespace

class TestDecompression : public QObject
{
    Q_OBJECT

private slots:
    void unpack_givesTheBytesBack_data();
    void unpack_givesTheBytesBack();
    void unpack_nothingIsNoDamage();
    void unpack_cutStreamKeepsWhatWasThere();
    void unpack_bombIsStopped();
    void unpack_otherBytesAreRefused();
    void unpack_stopsWhenCancelled();
    void unpack_folderThatCannotBeMadeIsNoHindrance();
};

void TestDecompression::unpack_givesTheBytesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("gzip") << packed(text(5000), archive_write_add_filter_gzip);
    QTest::newRow("zstd") << packed(text(5000), archive_write_add_filter_zstd);
    QTest::newRow("xz") << packed(text(5000), archive_write_add_filter_xz);
}

void TestDecompression::unpack_givesTheBytesBack()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const auto source = memorySource(bytes, QStringLiteral("a.gz"));
    QCOMPARE(*unpackHead(*source, 11), text(2).left(11));

    JobState job;
    Error damage;
    const auto unpacked = unpack(*source, folder.path(), {}, job, &damage);
    QVERIFY(unpacked);
    QVERIFY(damage.message.isEmpty());
    QCOMPARE(*(*unpacked)->bytesAt(0, 10'000'000), text(5000));
    QCOMPARE((*unpacked)->name(), QStringLiteral("a.gz"));
}

void TestDecompression::unpack_nothingIsNoDamage()
{
    const auto source = memorySource(packed({}, archive_write_add_filter_gzip), QStringLiteral("a.gz"));
    const auto head = unpackHead(*source, 11);
    QVERIFY(head);
    QVERIFY(head->isEmpty());
    QTemporaryDir folder;
    JobState job;
    Error damage;
    const auto unpacked = unpack(*source, folder.path(), {}, job, &damage);
    QVERIFY(unpacked);
    QCOMPARE((*unpacked)->size(), quint64{0});
    QVERIFY(damage.message.isEmpty());
}

void TestDecompression::unpack_cutStreamKeepsWhatWasThere()
{
    QTemporaryDir folder;
    const QByteArray whole = packed(text(50'000), archive_write_add_filter_gzip);
    const auto source = memorySource(whole.left(whole.size() / 2), QStringLiteral("cut.gz"));
    JobState job;
    Error damage;
    const auto unpacked = unpack(*source, folder.path(), {}, job, &damage);
    QVERIFY(unpacked);
    QCOMPARE(damage.code, Error::Code::Format);
    QCOMPARE(damage.file, QStringLiteral("cut.gz"));
    const QByteArray kept = *(*unpacked)->bytesAt(0, 10'000'000);
    QVERIFY(!kept.isEmpty());
    QVERIFY(text(50'000).startsWith(kept));
}

void TestDecompression::unpack_bombIsStopped()
{
    QTemporaryDir folder;
    const auto source =
        memorySource(packed(QByteArray(200'000, '\0'), archive_write_add_filter_zstd), QStringLiteral("bomb"));
    JobState job;
    Error damage;
    UnpackLimits limits;
    limits.bytes = 100'000;
    const auto unpacked = unpack(*source, folder.path(), limits, job, &damage);
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, Error::Code::Limit);
}

void TestDecompression::unpack_otherBytesAreRefused()
{
    QTemporaryDir folder;
    const auto source = memorySource("\x1f\x8b\x08 this is no stream", QStringLiteral("x"));
    QVERIFY(!unpackHead(*source, 10));
}

void TestDecompression::unpack_stopsWhenCancelled()
{
    QTemporaryDir folder;
    const auto source = memorySource(packed(text(5000), archive_write_add_filter_gzip), QStringLiteral("a.gz"));
    JobState job;
    job.cancelled = true;
    Error damage;
    const auto unpacked = unpack(*source, folder.path(), {}, job, &damage);
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, Error::Code::Cancelled);
}

void TestDecompression::unpack_folderThatCannotBeMadeIsNoHindrance()
{
    const auto source = memorySource(packed(text(100), archive_write_add_filter_gzip), QStringLiteral("a.gz"));
    JobState job;
    Error damage;
    const auto unpacked = unpack(*source, QStringLiteral("/proc/none/unpacked"), {}, job, &damage);
    QVERIFY2(unpacked, unpacked ? "" : qPrintable(unpacked.error().text()));
    QCOMPARE(*(*unpacked)->bytesAt(0, 100'000), text(100));
}

QTEST_GUILESS_MAIN(TestDecompression)
#include "tst_decompression.moc"
