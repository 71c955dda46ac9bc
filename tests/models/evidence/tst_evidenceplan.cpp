#include "models/evidence/evidenceplan.h"
#include "models/evidence/evidenceplanmodel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <sys/stat.h>
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

/// Acts as a user without rights while it lives; nothing changes for a user who has none.
class SomebodyElse
{
public:
    SomebodyElse()
        : m_user(::geteuid())
    {
        constexpr uid_t nobody = 65534;
        [[maybe_unused]] const int became = m_user == 0 ? ::seteuid(nobody) : 0;
        Q_ASSERT(became == 0);
    }
    ~SomebodyElse() { [[maybe_unused]] const int back = ::seteuid(m_user); }
    SomebodyElse(const SomebodyElse &) = delete;
    SomebodyElse &operator=(const SomebodyElse &) = delete;

private:
    uid_t m_user;
};

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
    void plan_folderWithoutPermissionIsSaid();
    void plan_folderTooDeepIsSaid();
    void plan_nameThatIsNoUtf8IsSaid();
    void plan_oddNamesAreFiles_data();
    void plan_oddNamesAreFiles();
    void plan_whatIsNoFileIsNotOpened();
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
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    QCOMPARE(plan.size(), std::size_t{2});
    QCOMPARE(plan[1].name, QStringLiteral("loop"));
    QVERIFY(!plan[1].willRead());
    QVERIFY(!plan[1].failed);
    QVERIFY2(plan[1].whyNot.contains(QStringLiteral("link")), qPrintable(plan[1].whyNot));
}

void TestEvidencePlan::plan_folderWithoutPermissionIsSaid()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("shut/a")), activity);
    write(folder.filePath(QStringLiteral("shut.json")), activity);
    write(folder.filePath(QStringLiteral("z.json")), activity);
    QFile::setPermissions(folder.path(), QFile::Permissions(0x5555)); // all may read and enter
    QFile::setPermissions(folder.filePath(QStringLiteral("shut")), {});
    QFile::setPermissions(folder.filePath(QStringLiteral("shut.json")), {});
    JobState job;
    EvidencePlan plan;
    {
        const SomebodyElse user;
        plan = planEvidence({folder.path()}, job);
    }
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile::setPermissions(folder.filePath(QStringLiteral("shut")),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(plan.size(), std::size_t{3});
    QVERIFY(plan[2].willRead());
    for (const std::size_t shut : {0U, 1U}) {
        QVERIFY(!plan[shut].willRead());
        QVERIFY(plan[shut].failed);
        QVERIFY2(plan[shut].whyNot.contains(QStringLiteral("Permission denied")), qPrintable(plan[shut].whyNot));
    }
}

void TestEvidencePlan::plan_folderTooDeepIsSaid()
{
    QTemporaryDir folder;
    QString deep = folder.path();
    for (int i = 0; i < 70; ++i)
        deep += QStringLiteral("/d");
    write(deep + QStringLiteral("/a"), activity);
    JobState job;
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    QCOMPARE(plan.size(), std::size_t{1});
    QVERIFY2(plan[0].whyNot.contains(QStringLiteral("deep")), qPrintable(plan[0].whyNot));
}

void TestEvidencePlan::plan_nameThatIsNoUtf8IsSaid()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a")), activity);
    const QByteArray raw = QFile::encodeName(folder.path()) + "/caf\xe9.json";
    FILE *file = std::fopen(raw.constData(), "w");
    QVERIFY(file);
    std::fclose(file);
    JobState job;
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    std::remove(raw.constData());
    QCOMPARE(plan.size(), std::size_t{2});
    QCOMPARE(plan[1].name, QStringLiteral("caf\\xe9.json"));
    QVERIFY(plan[1].failed);
    QVERIFY2(plan[1].whyNot.contains(QStringLiteral("UTF-8")), qPrintable(plan[1].whyNot));
}

void TestEvidencePlan::plan_oddNamesAreFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Chinese") << QString::fromUtf8("\u6d41\u91cf\u65e5\u5fd7.json");
    QTest::newRow("line feed") << QStringLiteral("a\nb.json");
    QTest::newRow("escape") << QStringLiteral("\x1b[31mred.json");
    QTest::newRow("200 characters") << QString(200, u'n');
    QTest::newRow("decomposed accent") << QString::fromUtf8("e\u0301.json");
    QTest::newRow("leading dash") << QStringLiteral("-rf");
}

void TestEvidencePlan::plan_oddNamesAreFiles()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    write(folder.filePath(name), activity);
    JobState job;
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    QCOMPARE(plan.size(), std::size_t{1});
    QCOMPARE(plan[0].name, name);
    QVERIFY2(plan[0].willRead(), qPrintable(plan[0].whyNot));
}

void TestEvidencePlan::plan_whatIsNoFileIsNotOpened()
{
    QTemporaryDir folder;
    QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("a.pipe"))).constData(), 0600), 0);
    QVERIFY(QFile::link(QStringLiteral("/dev/zero"), folder.filePath(QStringLiteral("b.zero"))));
    QVERIFY(QFile::link(QStringLiteral("c.self"), folder.filePath(QStringLiteral("c.self"))));
    QVERIFY(QFile::link(QStringLiteral("/nowhere/x"), folder.filePath(QStringLiteral("d.dangling"))));
    QCOMPARE(::mknod(QFile::encodeName(folder.filePath(QStringLiteral("e.socket"))).constData(), S_IFSOCK | 0600, 0),
             0);
    write(folder.filePath(QStringLiteral("f.json")), activity);
    JobState job;
    const EvidencePlan plan = planEvidence({folder.path()}, job);
    QStringList reasons;
    for (const PlannedFile &file : plan)
        reasons << file.name + QStringLiteral(": ") + file.whyNot;
    QVERIFY2(plan.size() == 6, qPrintable(reasons.join(u'\n')));
    for (std::size_t i = 0; i < 5; ++i)
        QVERIFY2(!plan[i].whyNot.isEmpty(), qPrintable(plan[i].name));
    QVERIFY(plan[5].willRead());
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
    QCOMPARE(model.failedCount(), 0);
    PlannedFile shut;
    shut.name = QStringLiteral("a\nb");
    shut.whyNot = QStringLiteral("Permission denied");
    shut.failed = true;
    model.append({shut});
    QCOMPARE(model.failedCount(), 1);
    QCOMPARE(model.index(2, EvidencePlanModel::Name).data().toString(), QStringLiteral("a\\u000ab"));
    QCOMPARE(model.index(2, EvidencePlanModel::Outcome).data(Qt::ToolTipRole).toString(), shut.whyNot);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestEvidencePlan)
#include "tst_evidenceplan.moc"
