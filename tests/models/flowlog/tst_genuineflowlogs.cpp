#include "models/flowlog/flowindexbuilder.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace wirecase;

/// Flow logs that Azure wrote, and what jq counts in them. Skipped where the shared folder is absent.
class TestGenuineFlowLogs : public QObject
{
    Q_OBJECT

private slots:
    void read_countsWhatJqCounts_data();
    void read_countsWhatJqCounts();
    void read_doubledPairsAreTwoFlows();
    void read_truncatedAnywhereKeepsWhatIsWhole();
};

namespace {

QString folder()
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    return shared + QStringLiteral("/data/azure/");
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

FlowIndexPtr indexOf(const QByteArray &bytes, ImportReport &report)
{
    FlowIndexBuilder builder;
    JobState job;
    report = builder.add(*memorySource(bytes, QStringLiteral("PT1H.json")), EvidenceId{1}, job);
    return builder.build();
}

/// records, tuples and denied tuples of a file, as jq tells them; empty without jq.
QByteArray jqCounts(const QString &path)
{
    const QString jq = QStandardPaths::findExecutable(QStringLiteral("jq"));
    if (jq.isEmpty())
        return {};
    const QString program = QStringLiteral(
        "[.[] | if has(\"records\") then .records[] else . end] | (length | tostring) + \" \" + "
        "([.[] | .properties.flows[]?.flows[]?.flowTuples[]?, .flowRecords.flows[]?.flowGroups[]?.flowTuples[]?] | "
        "(length | tostring) + \" \" + ([.[] | select(split(\",\")[7] == \"D\")] | length | tostring))");
    QProcess process;
    process.start(jq, {QStringLiteral("-s"), QStringLiteral("-r"), program, path});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "jq failed: " + process.readAllStandardError();
    return process.readAllStandardOutput().trimmed();
}

} // namespace

void TestGenuineFlowLogs::read_countsWhatJqCounts_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("counts");
    QTest::addColumn<int>("version1");
    const auto row = [](const char *name, const char *counts, int version1) {
        QTest::newRow(name) << folder() + QString::fromLatin1(name) << QByteArray(counts) << version1;
    };
    row("nsg_flow_v2/AbhishekGangurde_PT1H_2021-12-13_MIXED_v2_then_v1.json", "15 2637 2484", 2410);
    row("nsg_flow_v2/elastic_integrations_test-nsg.log", "1 1 0", 0);
    row("nsg_flow_v2/erjosito_sample_nsg_flowlogs.json", "22 173 1", 0);
    row("vnet_flow_v4/elastic_integrations_test-vnet.log", "1 2 0", 0);
    row("vnet_flow_v4/erjosito_sample_vnet_flowlog.json", "1 29 0", 0);
}

void TestGenuineFlowLogs::read_countsWhatJqCounts()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, counts);
    QFETCH(int, version1);
    if (!QFile::exists(path))
        QSKIP("shared data is absent, skipped");
    ImportReport report;
    const auto index = indexOf(contents(path), report);
    QCOMPARE(report.problems, 0ULL);
    int denied = 0;
    int ofVersion1 = 0;
    for (quint32 i = 0; i < index->tupleCount(); ++i) {
        denied += index->tuple(i).denied ? 1 : 0;
        ofVersion1 += index->tuple(i).kind == FlowLogKind::NsgV1 ? 1 : 0;
    }
    const QByteArray ours = QByteArray::number(index->files().at(0).records) + ' '
                            + QByteArray::number(index->tupleCount()) + ' ' + QByteArray::number(denied);
    QCOMPARE(ours, counts);
    QCOMPARE(ofVersion1, version1);
    if (const QByteArray theirs = jqCounts(path); !theirs.isEmpty())
        QCOMPARE(theirs, counts);
}

void TestGenuineFlowLogs::read_doubledPairsAreTwoFlows()
{
    const QByteArray bytes = contents(folder() + QStringLiteral("vnet_flow_v4/erjosito_sample_vnet_flowlog.json"));
    if (bytes.isEmpty())
        QSKIP("shared data is absent, skipped");
    ImportReport report;
    const auto index = indexOf(bytes, report);
    QStringList outbound;
    int open = 0;
    for (quint32 i = 0; i < index->size(); ++i) {
        const Flow flow = index->at(FlowId{i});
        if (flow.direction == FlowDirection::Outbound)
            outbound.append(QStringLiteral("%1 %2").arg(flowStateKey(flow)).arg(*totalPackets(flow)));
        open += flow.hasEnd ? 0 : 1;
    }
    QCOMPARE(outbound, QStringList({QStringLiteral("complete 16"), QStringLiteral("complete 16")}));
    QCOMPARE(index->size(), 14U);
    QCOMPARE(open, 2);
}

void TestGenuineFlowLogs::read_truncatedAnywhereKeepsWhatIsWhole()
{
    const QByteArray bytes = contents(folder() + QStringLiteral("nsg_flow_v2/erjosito_sample_nsg_flowlogs.json"));
    if (bytes.isEmpty())
        QSKIP("shared data is absent, skipped");
    quint32 before = 0;
    for (qsizetype size = 0; size <= bytes.size(); size += 97) {
        ImportReport report;
        const auto index = indexOf(bytes.left(size), report);
        QVERIFY(index->tupleCount() >= before);
        QVERIFY(report.problems <= 1);
        before = index->tupleCount();
    }
    QVERIFY(before >= 172);
}

QTEST_GUILESS_MAIN(TestGenuineFlowLogs)
#include "tst_genuineflowlogs.moc"
