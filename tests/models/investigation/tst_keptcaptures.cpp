#include "evidencefolder.h"
#include "models/capture/indexcache.h"
#include "models/investigation/keptcaptures.h"

#include <QDir>
#include <QTest>

using namespace wirecase;

class TestKeptCaptures : public QObject
{
    Q_OBJECT

private slots:
    void captures_areFoundAtTheNextReading();
    void captures_smallOnesAreNotKept();
};

namespace {

/// The capture with its last packet repeated until it is worth keeping.
QByteArray largeCapture()
{
    constexpr int header = 24;
    const QByteArray once = ftpCapture();
    QByteArray bytes = once;
    while (static_cast<quint64>(bytes.size()) < IndexCache::smallestCaptures)
        bytes += bytes.mid(header);
    return bytes;
}

} // namespace

void TestKeptCaptures::captures_areFoundAtTheNextReading()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("c/x.cap"), largeCapture());
    const QTemporaryDir kept;
    PipelineInput input = folder.input();
    input.indexFolder = kept.path();
    JobState job;
    const SnapshotPtr first = runPipeline(input, job);
    QVERIFY(first->complete);
    QVERIFY(!findKeptCaptures(input.evidence, kept.path(), job));

    keepCaptures(first->evidence, first->capture, kept.path(), job);
    const auto found = findKeptCaptures(input.evidence, kept.path(), job);
    QVERIFY(found);
    QCOMPARE(found->packets->size(), first->capture.packets->size());

    JobState again;
    const SnapshotPtr second = runPipeline(input, again);
    QVERIFY(second->complete);
    QCOMPARE(second->capture.packets->size(), first->capture.packets->size());
    QCOMPARE(second->evidence.files().front().report.records, first->evidence.files().front().report.records);
    QCOMPARE(second->evidence.files().front().time, first->evidence.files().front().time);
    QVERIFY(second->evidence.files().front().state == EvidenceFile::State::Read);
    QCOMPARE(second->secrets->secrets().size(), first->secrets->secrets().size());
}

void TestKeptCaptures::captures_smallOnesAreNotKept()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("c/x.cap"), ftpCapture());
    const QTemporaryDir kept;
    JobState job;
    const SnapshotPtr snapshot = runPipeline(folder.input(), job);
    keepCaptures(snapshot->evidence, snapshot->capture, kept.path(), job);
    QVERIFY(QDir(kept.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestKeptCaptures)
#include "tst_keptcaptures.moc"
