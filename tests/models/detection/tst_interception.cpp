#include "activityfixture.h"
#include "models/detection/detectionrun.h"

#include <QTest>

using namespace wirecase;

class TestInterception : public QObject
{
    Q_OBJECT

private slots:
    void find_operations_data();
    void find_operations();
    void find_oneRowAnOperation();
    void find_captureProgramsOnly();
};

namespace {

DetectionResult run(const std::vector<QByteArray> &files)
{
    JobState job;
    const auto result = runRules({*readRuleToml(builtInRuleToml(), builtInRuleName())}, *eventsIn(files),
                                 DetectionMode::Normalised, job);
    if (!result)
        qFatal("the run fails");
    return *result;
}

} // namespace

void TestInterception::find_operations_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<bool>("found");
    QTest::addColumn<bool>("covered"); // by the built-in rule
    QTest::addColumn<bool>("start");
    const auto row = [](const char *operation, bool found, bool covered, bool start) {
        QTest::newRow(operation) << QString::fromLatin1(operation) << found << covered << start;
    };
    row("Microsoft.Network/networkWatchers/packetCaptures/write", true, true, true);
    row("Microsoft.Network/virtualNetworkGateways/startpacketcapture/action", true, true, true);
    row("Microsoft.Network/vpnGateways/vpnConnections/startpacketcapture/action", true, true, true);
    row("Microsoft.Network/azurefirewalls/packetCapture/action", true, false, true);
    row("Microsoft.Network/azurefirewalls/packetCaptureOperation/action", true, false, true);
    row("Microsoft.Network/virtualNetworkTaps/write", true, false, true);
    row("Microsoft.Network/networkInterfaces/tapConfigurations/write", true, false, true);
    row("Microsoft.Network/connections/stoppacketcapture/action", true, false, false);
    row("Microsoft.Network/bastionHosts/setsessionrecordingsasurl/action", true, false, true);
    row("Microsoft.Network/networkWatchers/flowLogs/delete", true, false, false);
    row("Microsoft.Web/sites/slots/networkTrace/startOperation/action", true, false, true);
    row("Microsoft.Network/networkWatchers/packetCaptures/delete", false, false, false);
    row("Microsoft.Network/networkWatchers/queryFlowLogStatus/action", false, false, false);
    row("Microsoft.Storage/storageAccounts/write", false, false, false);
}

void TestInterception::find_operations()
{
    QFETCH(QString, operation);
    QFETCH(bool, found);
    QFETCH(bool, covered);
    QFETCH(bool, start);
    for (const QString &spelling : {operation, operation.toUpper()}) {
        const DetectionResult result = run({diagnosticRecord({.operation = spelling})});
        QCOMPARE(result.interceptions.size(), std::size_t{found ? 1U : 0U});
        if (!found)
            continue;
        QCOMPARE(result.interceptions[0].isCovered(), covered);
        QCOMPARE(result.interceptions[0].isStart, start);
        QCOMPARE(result.interceptions[0].operation, spelling);
        QVERIFY(!result.interceptions[0].what.isEmpty());
    }
}

void TestInterception::find_oneRowAnOperation()
{
    const auto at = [](const char *time, const char *result) {
        return diagnosticRecord({.result = QString::fromLatin1(result), .time = QString::fromLatin1(time)});
    };
    const DetectionResult result = run({at("2031-02-03T04:00:00Z", "Start") + at("2031-02-03T04:00:05Z", "Success")});
    QCOMPARE(result.interceptions.size(), std::size_t{1});
    QCOMPARE(result.interceptions[0].events.size(), std::size_t{2});
    QCOMPARE(result.interceptions[0].event, result.alerts.at(0).event); // the success
    QVERIFY(result.interceptions[0].isCovered());                       // though its start raises nothing
}

void TestInterception::find_captureProgramsOnly()
{
    const QString operation = QStringLiteral("MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION");
    QVERIFY(run({diagnosticRecord({.operation = operation})}).interceptions.empty());
    const QByteArray record = diagnosticRecord({.operation = operation});
    const QByteArray withTool = QByteArray(record).replace(
        "\"level\"", R"("properties":{"requestbody":"{\"script\":\"tcpdump -i eth0\"}"},"level")");
    QVERIFY(withTool != record);
    QCOMPARE(run({withTool}).interceptions.size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestInterception)

#include "tst_interception.moc"
