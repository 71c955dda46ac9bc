#include "evidencefolder.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

using namespace wirecase;

class TestPipeline : public QObject
{
    Q_OBJECT

private slots:
    void run_joinsAlertSessionPacketsAndFlows();
    void run_isTheSameWhateverFilesAreCalled();
    void run_damagedFilesCostNothingElse();
    void run_publishesGrowingSnapshots();
    void run_cancelledKeepsWhatWasRead();
    void run_vanishedFileIsToldByName();
    void run_rotatedFilesAreOneCaptureInOrderOfTime();
};

namespace {

EvidenceFolder wholeCase()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a/PT1H.json"), activityLines());
    folder.write(QStringLiteral("b/PT1H.json"), flowLog());
    folder.write(QStringLiteral("c/x.cap"), ftpCapture());
    return folder;
}

QStringList printed(const TrafficIndex &traffic)
{
    QStringList rows;
    for (quint32 i = 0; i < traffic.size(); ++i) {
        const TrafficRow row = traffic.at(TrafficId{i});
        rows << QStringLiteral("%1 > %2 %3 %4 secrets %5")
                    .arg(endpointText(row.client), endpointText(row.server), seenInKey(row.seenIn), decisionText(row))
                    .arg(row.secrets);
    }
    return rows;
}

} // namespace

void TestPipeline::run_joinsAlertSessionPacketsAndFlows()
{
    const EvidenceFolder folder = wholeCase();
    JobState job;
    const SnapshotPtr snapshot = runPipeline(folder.input(), job);
    QVERIFY(snapshot->complete);
    QCOMPARE(snapshot->detection.alerts.size(), std::size_t{1});
    QVERIFY(snapshot->detection.alerts.front().faithful);
    QCOMPARE(snapshot->correlation->sessions().size(), std::size_t{1});
    const CaptureSession &session = snapshot->correlation->sessions().front();
    QCOMPARE(session.targetName, QStringLiteral("box7"));
    QCOMPARE(session.storageAccount, QStringLiteral("acct7"));
    QCOMPARE(session.timeLimitSeconds, 7200);
    QCOMPARE(session.alertKeys.size(), std::size_t{1});
    const QStringList expected{
        QStringLiteral("10.9.0.5:40000 > 10.9.0.4:21 pcap_and_log allowed secrets 1"),
        QStringLiteral("198.51.100.9:50000 > 10.9.0.4:3389 log_only denied secrets 0"),
        QStringLiteral("10.9.0.4:51000 > 198.51.100.8:443 log_only allowed secrets 0"),
    };
    QCOMPARE(printed(*snapshot->traffic), expected);
    QCOMPARE(snapshot->secrets->secrets().front().outcome, QStringLiteral("accepted"));
}

void TestPipeline::run_isTheSameWhateverFilesAreCalled()
{
    EvidenceFolder renamed;
    renamed.write(QStringLiteral("1/x.bin"), ftpCapture());
    renamed.write(QStringLiteral("2/x.bin"), activityLines());
    renamed.write(QStringLiteral("3/x.bin"), flowLog());
    JobState job;
    const SnapshotPtr snapshot = runPipeline(renamed.input(), job);
    const SnapshotPtr original = runPipeline(wholeCase().input(), job);
    QCOMPARE(printed(*snapshot->traffic), printed(*original->traffic));
    QVERIFY(snapshot->detection.alerts == original->detection.alerts);
    QCOMPARE(snapshot->correlation->sessions().front().key, original->correlation->sessions().front().key);
}

void TestPipeline::run_damagedFilesCostNothingElse()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines() + "{\"time\": broken\n" + activityLines().left(300));
    folder.write(QStringLiteral("b.json"), flowLog().left(480));
    folder.write(QStringLiteral("c.cap"), ftpCapture().chopped(5));
    JobState job;
    const SnapshotPtr snapshot = runPipeline(folder.input(), job);
    QVERIFY(snapshot->complete);
    QCOMPARE(snapshot->detection.alerts.size(), std::size_t{1});
    QCOMPARE(snapshot->capture.packets->size(), quint32{7});
    for (const EvidenceFile &file : snapshot->evidence.files()) {
        QVERIFY2(file.report.problems > 0, qPrintable(file.name));
        QCOMPARE(file.report.places.front().file, file.name);
        QVERIFY2(file.report.places.front().offset >= 0, qPrintable(file.name));
    }
}

void TestPipeline::run_publishesGrowingSnapshots()
{
    const EvidenceFolder folder = wholeCase();
    JobState job;
    std::vector<SnapshotPtr> published;
    const SnapshotPtr last = runPipeline(folder.input(), job, [&](const SnapshotPtr &s) { published.push_back(s); });
    QVERIFY(published.size() >= 3);
    QCOMPARE(published.front()->detection.alerts.size(), std::size_t{1});
    QCOMPARE(published.front()->capture.packets->size(), quint32{0});
    for (std::size_t i = 1; i < published.size(); ++i)
        QVERIFY(published[i]->traffic->size() >= published[i - 1]->traffic->size());
    for (const SnapshotPtr &snapshot : published)
        QVERIFY(!snapshot->complete);
    QVERIFY(last->complete);
}

void TestPipeline::run_cancelledKeepsWhatWasRead()
{
    const EvidenceFolder folder = wholeCase();
    JobState job;
    // The analyst stops after the activity log has been shown.
    const SnapshotPtr snapshot = runPipeline(folder.input(), job, [&](const SnapshotPtr &) { job.cancelled = true; });
    QVERIFY(!snapshot->complete);
    QCOMPARE(snapshot->detection.alerts.size(), std::size_t{1});
    QCOMPARE(snapshot->traffic->size(), quint32{0});
    QCOMPARE(snapshot->evidence.files().at(2).state, EvidenceFile::State::Stopped);
}

void TestPipeline::run_vanishedFileIsToldByName()
{
    const EvidenceFolder folder = wholeCase();
    const PipelineInput input = folder.input();
    QVERIFY(QFile::remove(folder.path(QStringLiteral("c/x.cap"))));
    JobState job;
    const SnapshotPtr snapshot = runPipeline(input, job);
    const EvidenceFile &gone = snapshot->evidence.files().at(2);
    QCOMPARE(gone.state, EvidenceFile::State::Failed);
    QVERIFY(gone.report.places.front().text().contains(QStringLiteral("c/x.cap")));
    QCOMPARE(snapshot->detection.alerts.size(), std::size_t{1});
}

void TestPipeline::run_rotatedFilesAreOneCaptureInOrderOfTime()
{
    // The last two packets of the login were written into the first file of the ring, over what had been there.
    const QByteArray whole = ftpCapture();
    const QByteArray header = whole.left(24);
    const qsizetype split = whole.size() / 2;
    QByteArray begin = header;
    QByteArray end = header;
    for (qsizetype at = 24; at < whole.size();) {
        const auto length = static_cast<qsizetype>(qFromLittleEndian<quint32>(whole.constData() + at + 8)) + 16;
        (at < split ? begin : end) += whole.mid(at, length);
        at += length;
    }
    EvidenceFolder folder;
    folder.write(QStringLiteral("ring_0.pcap"), end);
    folder.write(QStringLiteral("ring_1.pcap"), begin);
    JobState job;
    const SnapshotPtr snapshot = runPipeline(folder.input(), job);
    const std::vector<CaptureFile> &files = snapshot->capture.packets->files();
    QCOMPARE(files.size(), std::size_t{2});
    QCOMPARE(files.at(0).name, QStringLiteral("ring_1.pcap"));
    QCOMPARE(files.at(1).name, QStringLiteral("ring_0.pcap"));
    QCOMPARE(snapshot->capture.conversations->size(), 1U);
    QCOMPARE(snapshot->secrets->secrets().size(), std::size_t{1});
    const QStringList remarks = snapshot->evidence.find(files.at(1).id)->remarks;
    QCOMPARE(remarks.size(), 1);
    QVERIFY2(remarks.front().startsWith(QStringLiteral("File 2 of 2 of one capture (ring_.pcap), begins ")),
             qPrintable(remarks.front()));
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
