#include "models/evidence/evidenceplan.h"
#include "models/evidence/evidenceplanmodel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace wirecase;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

const QByteArray pcapHeader = QByteArray::fromHex("d4c3b2a1020004000000000000000000ffff000001000000");
const QByteArray activity = R"({"time":"2026-01-01T00:00:00Z","operationName":"A/WRITE","resourceId":"/x"})";
const QByteArray flows = R"({"records":[{"category":"FlowLogFlowEvent","flowRecords":{"flows":[]}}]})";

QStringList printed(const EvidencePlan &plan)
{
    QStringList rows;
    for (const PlannedFile &file : plan) {
        rows << QStringLiteral("%1 %2 %3 %4")
                    .arg(file.name, evidenceKindKey(file.kind))
                    .arg(file.size)
                    .arg(file.willRead() ? QStringLiteral("read") : QStringLiteral("skip"));
    }
    return rows;
}

} // namespace

class TestEvidencePlan : public QObject
{
    Q_OBJECT

private slots:
    void plan_tellsFilesByContent();
    void plan_isTheSameWhateverFilesAreCalled();
    void plan_unreadableFileSaysWhy();
    void plan_stopsWhenCancelled();
    void plan_linkToItsOwnFolderEnds();
    void model_ticksOnlyWhatCanBeRead();
};

void TestEvidencePlan::plan_tellsFilesByContent()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("z/capture.txt")), pcapHeader);
    write(folder.filePath(QStringLiteral("a.json")), activity);
    write(folder.filePath(QStringLiteral("b.json")), flows);
    write(folder.filePath(QStringLiteral("c.json")), "{\"hello\": 1}");
    write(folder.filePath(QStringLiteral("empty.cap")), "");
    write(folder.filePath(QStringLiteral("notes.md")), "# notes");
    JobState job;
    const QStringList expected{
        QStringLiteral("a.json activity_log 75 read"), QStringLiteral("b.json flow_log 72 read"),
        QStringLiteral("c.json json 12 skip"),         QStringLiteral("empty.cap empty 0 skip"),
        QStringLiteral("notes.md unknown 7 skip"),     QStringLiteral("z/capture.txt pcap 24 read"),
    };
    EvidencePlan published;
    const EvidencePlan plan = planEvidence({folder.path()}, job, [&](const EvidencePlan &rows) {
        published.insert(published.end(), rows.begin(), rows.end());
    });
    QCOMPARE(printed(plan), expected);
    QCOMPARE(published, plan);
}

void TestEvidencePlan::plan_isTheSameWhateverFilesAreCalled()
{
    QTemporaryDir folder;
    int number = 0;
    for (const QByteArray &bytes : {pcapHeader, activity, flows})
        write(folder.filePath(QStringLiteral("%1/x.bin").arg(++number)), bytes);
    JobState job;
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    QCOMPARE(plan.size(), std::size_t{3});
    QCOMPARE(plan[0].kind, EvidenceKind::Pcap);
    QCOMPARE(plan[1].kind, EvidenceKind::ActivityLog);
    QCOMPARE(plan[2].kind, EvidenceKind::FlowLog);
}

void TestEvidencePlan::plan_unreadableFileSaysWhy()
{
    QTemporaryDir folder;
    const QString missing = folder.filePath(QStringLiteral("gone.cap"));
    JobState job;
    const EvidencePlan plan = planEvidence({missing}, job);
    QCOMPARE(plan.size(), std::size_t{1});
    QVERIFY(!plan.front().willRead());
    QVERIFY2(plan.front().whyNot.contains(QStringLiteral("opened")), qPrintable(plan.front().whyNot));
}

void TestEvidencePlan::plan_stopsWhenCancelled()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a")), activity);
    JobState job;
    job.cancelled = true;
    QVERIFY(planEvidence({folder.path()}, job).empty());
}

void TestEvidencePlan::plan_linkToItsOwnFolderEnds()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a")), activity);
    QVERIFY(QFile::link(folder.path(), folder.filePath(QStringLiteral("loop"))));
    JobState job;
    QCOMPARE(planEvidence({folder.path()}, job).size(), std::size_t{1});
}

void TestEvidencePlan::model_ticksOnlyWhatCanBeRead()
{
    EvidencePlanModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PlannedFile good;
    good.name = QStringLiteral("a");
    good.ticked = true;
    PlannedFile bad;
    bad.whyNot = QStringLiteral("Not a format");
    model.append({good, bad});
    QCOMPARE(model.tickedCount(), 1);

    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.tickedCount(), 0);
    model.setAllTicked(true);
    QCOMPARE(model.tickedCount(), 1);
    QCOMPARE(model.index(1, EvidencePlanModel::Outcome).data().toString(), bad.whyNot);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestEvidencePlan)
#include "tst_evidenceplan.moc"
