#include "casetext.h"
#include "models/activity/activityindexbuilder.h"
#include "models/detection/alert.h"

#include <QTest>

using namespace casetext;
using namespace wirecase;

/// Sessions from the activity log, and what belongs to them.
class TestCorrelation : public QObject
{
    Q_OBJECT

private slots:
    void sessions_arePaired_data();
    void sessions_arePaired();
    void sessions_farTimesDoNotOverflow();
    void sessions_takeTheBodyFromTheStart();
    void sessions_alertsAreLinkedByEvent();
    void sessions_failedStartsAreKeptAside();
    void sessions_gatewayCaptureIsPaired();
    void sessions_cautionsTellTheDanger_data();
    void sessions_cautionsTellTheDanger();
    void files_areLinkedByPathThenTime_data();
    void files_areLinkedByPathThenTime();
    void files_fullFileEndsTheSession();
    void addresses_comeFromTheCapture();
    void addresses_areNeverGuessed();
    void lookups_findTheSession();
    void correlate_stopsWhenCancelled();
};

namespace {

CorrelationPtr correlated(const ActivityIndexPtr &events, const CaptureSnapshot &capture = {},
                          const FlowIndexPtr &log = std::make_shared<const FlowIndex>(),
                          const std::vector<Alert> &alerts = {})
{
    JobState job;
    return *correlate(*events, alerts, capture, *log, *traffic(capture, log), job);
}

const QByteArray tenMinutes = startBody("vm-a", ",\"timeLimitInSeconds\":600,\"bytesToCapturePerPacket\":96,"
                                                "\"filters\":[{\"protocol\":\"TCP\"}]");

std::vector<Operation> started(const char *clock = "09:00:00", const char *said = "09:00:10")
{
    return {{clock, "packetCaptures/write", "Started", "c-1", "cap-a", tenMinutes},
            {said, "packetCaptures/write", "Succeeded", "c-1", "cap-a", {}}};
}

std::vector<Operation> with(std::vector<Operation> operations, const std::vector<Operation> &more)
{
    operations.insert(operations.end(), more.begin(), more.end());
    return operations;
}

QString pathOf(const char *vm, const char *file)
{
    return QStringLiteral("network-watcher-logs") + vmId(vm).toLower() + QStringLiteral("/2031/05/02/")
           + QLatin1String(file);
}

QByteArray twoPackets(const char *first, const char *last, const char *address = "10.0.0.1")
{
    return pcap({{first, address, 1000, "10.0.0.2", 80, 'S', {}}, {last, "10.0.0.2", 80, address, 1000, '.', {}}},
                "000d3a000001", address);
}

} // namespace

void TestCorrelation::sessions_arePaired_data()
{
    QTest::addColumn<std::vector<Operation>>("operations");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const std::vector<Operation> &operations, const char *expected) {
        QTest::newRow(name) << operations << QString::fromLatin1(expected).split(u'\n', Qt::SkipEmptyParts);
    };
    row("no end in the log: the limit is assumed", started(),
        "cap-a 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1]");
    row("stopped",
        with(started(), {{"09:05:00", "packetCaptures/stop/action", "Started", "c-2", "cap-a", {}},
                         {"09:05:04", "packetCaptures/stop/action", "Succeeded", "c-2", "cap-a", {}}}),
        "cap-a 09:00:00-09:05:04 stopped vm-a [files ] [events 0 1 2 3]");
    row("deleted while it ran",
        with(started(), {{"09:06:00", "packetCaptures/delete", "Succeeded", "c-3", "cap-a", {}}}),
        "cap-a 09:00:00-09:06:00 deleted vm-a [files ] [events 0 1 2]");
    row("deleted after its limit",
        with(started(), {{"12:06:00", "packetCaptures/delete", "Succeeded", "c-3", "cap-a", {}}}),
        "cap-a 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1 2]");
    row("a refused stop does not end it",
        with(started(), {{"09:05:00", "packetCaptures/stop/action", "Failed", "c-2", "cap-a", {}}}),
        "cap-a 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1 2]");
    row("ids in another case",
        {{"09:00:00", "packetCaptures/write", "Started", "C-1", "CAP-A", tenMinutes},
         {"09:00:10", "PACKETCAPTURES/WRITE", "Succeeded", "c-1", "cap-a", {}}},
        "CAP-A 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1]");
    row("the same name again later",
        with(started(), {{"10:00:00", "packetCaptures/delete", "Succeeded", "c-3", "cap-a", {}},
                         {"10:30:00", "packetCaptures/write", "Started", "c-4", "cap-a", tenMinutes},
                         {"10:30:05", "packetCaptures/write", "Succeeded", "c-4", "cap-a", {}},
                         {"10:31:00", "packetCaptures/stop/action", "Succeeded", "c-5", "cap-a", {}}}),
        "cap-a 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1 2]\n"
        "cap-a 10:30:00-10:31:00 stopped vm-a [files ] [events 3 4 5]");
    row("started again before its limit",
        with(started(), {{"09:04:00", "packetCaptures/write", "Succeeded", "c-4", "cap-a", tenMinutes}}),
        "cap-a 09:00:00-09:04:00 unknown? vm-a [files ] [events 0 1]\n"
        "cap-a 09:04:00-09:14:00 time_limit? vm-a [files ] [events 2]");
    row("other captures and polls are no part of it",
        with(started(), {{"09:01:00", "packetCaptures/queryStatus/action", "Succeeded", "c-7", "cap-a", {}},
                         {"09:02:00", "packetCaptures/stop/action", "Succeeded", "c-8", "cap-b", {}},
                         {"09:03:00",
                          "Microsoft.MobileNetwork/packetCoreControlPlanes/packetCaptures/write",
                          "Succeeded",
                          "c-9",
                          "cap-c",
                          {}}}),
        "cap-a 09:00:00-09:10:10 time_limit? vm-a [files ] [events 0 1]");
    row("no request body: Azure's five hours", {{"09:00:00", "packetCaptures/write", "Succeeded", "c-1", "cap-a", {}}},
        "cap-a 09:00:00-14:00:00 time_limit?  [files ] [events 0]");
    row("failed",
        {{"09:00:00", "packetCaptures/write", "Started", "c-1", "cap-a", tenMinutes},
         {"09:00:01", "packetCaptures/write", "Failed", "c-1", "cap-a", {}}},
        "");
}

void TestCorrelation::sessions_arePaired()
{
    QFETCH(std::vector<Operation>, operations);
    QFETCH(QStringList, expected);
    QCOMPARE(printed(*correlated(activity(operations))), expected);
}

void TestCorrelation::sessions_farTimesDoNotOverflow()
{
    const QByteArray page =
        R"({"value":[{"eventTimestamp":"2262-01-01T00:00:00Z","operationName":"Microsoft.Network/networkWatchers/packetCaptures/write","status":"Succeeded","correlationId":"c","resourceId":"/x/packetCaptures/a"},{"eventTimestamp":"1700-01-01T00:00:00Z","operationName":"Microsoft.Network/networkWatchers/packetCaptures/write","status":"Succeeded","correlationId":"d","resourceId":"/x/packetCaptures/a"},{"operationName":"Microsoft.Network/networkWatchers/packetCaptures/write","status":"Succeeded","correlationId":"e","resourceId":"/x/packetCaptures/a"}]})";
    ActivityIndexBuilder builder;
    JobState job;
    builder.add(*memorySource(page, QStringLiteral("a.json")), EvidenceId{1}, job);
    const auto correlation = correlated(builder.build());
    QCOMPARE(correlation->sessions().size(), std::size_t{2});
    for (const CaptureSession &session : correlation->sessions())
        QCOMPARE(session.requested.lengthNs(), 18'000 * nsPerSecond);
}

void TestCorrelation::sessions_takeTheBodyFromTheStart()
{
    const auto correlation = correlated(activity(started()));
    const CaptureSession &session = correlation->sessions().front();
    QVERIFY(session.bodyFound);
    QCOMPARE(session.bytesPerPacket, 96ULL);
    QCOMPARE(session.filters, QStringList(QStringLiteral("TCP")));
    QCOMPARE(session.assumed, QStringList(QStringLiteral("totalBytesPerSession")));
    QCOMPARE(session.caller, QStringLiteral("ann@corp.test"));
    QCOMPARE(session.startedNs, at("09:00:10"));
    QCOMPARE(session.addressSource, QString());
    QVERIFY(session.targetAddresses.empty());
}

void TestCorrelation::sessions_alertsAreLinkedByEvent()
{
    const auto events =
        activity(with(started(), {{"09:07:00", "packetCaptures/write", "Succeeded", "c-4", "cap-b", tenMinutes}}));
    std::vector<Alert> alerts(2);
    alerts[0].key = QStringLiteral("k1");
    alerts[0].event = EventId{1};
    alerts[1].key = QStringLiteral("k2");
    alerts[1].event = EventId{2};
    const auto correlation = correlated(events, {}, std::make_shared<const FlowIndex>(), alerts);
    QCOMPARE(correlation->sessionOfAlert(QStringLiteral("k1")), std::optional(0U));
    QCOMPARE(correlation->sessionOfAlert(QStringLiteral("k2")), std::optional(1U));
    QCOMPARE(correlation->sessionOfAlert(QStringLiteral("k3")), std::nullopt);
}

void TestCorrelation::sessions_failedStartsAreKeptAside()
{
    const auto correlation =
        correlated(activity({{"09:00:00", "packetCaptures/write", "Started", "c-1", "cap-a", tenMinutes},
                             {"09:00:01", "packetCaptures/write", "Failed", "c-1", "cap-a", {}}}));
    QVERIFY(correlation->sessions().empty());
    QCOMPARE(correlation->failedStarts().size(), std::size_t{1});
    const FailedStart &failed = correlation->failedStarts().front();
    QCOMPARE(failed.name, QStringLiteral("cap-a"));
    QCOMPARE(failed.target, vmId("vm-a"));
    QCOMPARE(failed.reason, QStringLiteral("Failed"));
    QCOMPARE(failed.events.size(), std::size_t{2});
}

void TestCorrelation::sessions_gatewayCaptureIsPaired()
{
    const char *gateway =
        "/subscriptions/0aaa-1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworkGateways/gw-1";
    const char *start = "Microsoft.Network/virtualNetworkGateways/startPacketCapture/action";
    const char *stop = "Microsoft.Network/virtualNetworkGateways/stopPacketCapture/action";
    const auto correlation = correlated(activity(
        {{"09:00:00", start, "Started", "c-1", gateway, R"({"filterData":"{\"MaxPacketBufferSize\":90}"})"},
         {"09:00:05", start, "Succeeded", "c-1", gateway, {}},
         {"09:20:00", stop, "Started", "c-2", gateway, R"({"sasUrl":"https://acc9.blob.core.windows.net/o?sig=x"})"},
         {"09:20:05", stop, "Succeeded", "c-2", gateway, {}}}));
    QCOMPARE(printed(*correlation),
             QStringList(QStringLiteral("gw-1 09:00:00-09:20:05 stopped gw-1 [files ] [events 0 1 2 3]")));
    const CaptureSession &session = correlation->sessions().front();
    QCOMPARE(session.kind, CaptureSession::Kind::VpnGateway);
    QCOMPARE(session.bytesPerPacket, 90ULL);
    QCOMPARE(session.storageAccount, QStringLiteral("acc9"));
    QVERIFY(!session.storagePath.contains(QStringLiteral("sig")));
}

void TestCorrelation::sessions_cautionsTellTheDanger_data()
{
    QTest::addColumn<std::vector<Operation>>("operations");
    QTest::addColumn<QStringList>("expected");
    const char *account =
        "/subscriptions/0aaa-1/resourceGroups/rg-a/providers/Microsoft.Storage/storageAccounts/stdiag01";
    const Operation use{"11:00:00", "Microsoft.Storage/storageAccounts/listKeys/action", "Succeeded", "c-8", account,
                        {}};
    const auto start = [](const QByteArray &body) {
        return std::vector<Operation>{{"09:00:00", "packetCaptures/write", "Started", "c-1", "cap-a", body},
                                      {"09:00:10", "packetCaptures/write", "Succeeded", "c-1", "cap-a", {}}};
    };
    QTest::newRow("none") << with(start(tenMinutes), {use}) << QStringList();
    QTest::newRow("account never mentioned")
        << with(start(tenMinutes), {{"11:00:00", "x/read", "Succeeded", "c-9", "cap-z", {}}})
        << QStringList(QStringLiteral("The activity log does not mention the storage account stdiag01 elsewhere."));
    QTest::newRow("no filter, all bytes")
        << with(start(startBody("vm-a", ",\"timeLimitInSeconds\":600")), {use})
        << QStringList({QStringLiteral("No filter: all traffic of the target was captured."),
                        QStringLiteral("All bytes of each packet were captured.")});
    QByteArray foreign = tenMinutes;
    foreign.replace("0aaa-1/resourceGroups/rg-a/providers/Microsoft.Storage",
                    "0bbb-2/resourceGroups/rg-a/providers/Microsoft.Storage");
    QTest::newRow("account of another subscription")
        << with(start(foreign), {use})
        << QStringList(QStringLiteral("The storage account stdiag01 is in another subscription."));
    QTest::newRow("account made just before")
        << with({{"08:48:00", "Microsoft.Storage/storageAccounts/write", "Started", "c-0", account, {}}},
                with(start(tenMinutes), {use}))
        << QStringList(QStringLiteral("The storage account stdiag01 was first written 12 min before the capture."));
    QTest::newRow("log ends too early") << with(
        {{"08:00:00", use.name, "Succeeded", "c-0", account, {}}},
        start(tenMinutes)) << QStringList(QStringLiteral("The activity log ends before the capture's time limit."));
}

void TestCorrelation::sessions_cautionsTellTheDanger()
{
    QFETCH(std::vector<Operation>, operations);
    QFETCH(QStringList, expected);
    QCOMPARE(correlated(activity(operations))->sessions().front().cautions, expected);
}

void TestCorrelation::files_areLinkedByPathThenTime_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("expected"); // sessions a and b, then whether by time alone
    const auto row = [](const char *name, const QString &file, const char *first, const char *last,
                        const char *expected) {
        QTest::newRow(name) << file << QString::fromLatin1(first) << QString::fromLatin1(last)
                            << QString::fromLatin1(expected);
    };
    row("its machine's path", pathOf("vm-a", "packetcapture_09_00_11_000.cap"), "09:00:11", "09:09:00", "a");
    row("its machine's path, Windows separators", pathOf("vm-a", "x.cap").replace(u'/', u'\\'), "09:00:11", "09:09:00",
        "a");
    row("another machine's path", pathOf("vm-z", "x.cap"), "09:00:11", "09:09:00", "");
    row("a machine whose name begins alike", pathOf("vm-ab", "x.cap"), "09:00:11", "09:09:00", "");
    row("its machine's path, another day part", pathOf("vm-a", "x.cap"), "15:00:11", "15:09:00", "");
    row("renamed, in the session's time", QStringLiteral("x.bin"), "09:00:11", "09:03:00", "a time");
    row("renamed, not in its time", QStringLiteral("x.bin"), "09:00:11", "09:15:00", "");
    row("renamed, two machines were captured then", QStringLiteral("x.bin"), "09:05:11", "09:09:00", "");
    row("renamed, the other session", QStringLiteral("x.bin"), "09:13:00", "09:14:00", "b time");
}

void TestCorrelation::files_areLinkedByPathThenTime()
{
    QFETCH(QString, name);
    QFETCH(QString, first);
    QFETCH(QString, last);
    QFETCH(QString, expected);
    const auto events = activity(with(started(), {{"09:05:10", "packetCaptures/write", "Succeeded", "c-4", "cap-b",
                                                   startBody("vm-b", ",\"timeLimitInSeconds\":600")}}));
    const auto capture = captures({{name, twoPackets(qPrintable(first), qPrintable(last))}});
    const auto correlation = correlated(events, capture);
    QString linked;
    for (const CaptureSession &session : correlation->sessions()) {
        if (!session.captureFiles.empty())
            linked += session.name.right(1) + (session.linkedByTimeOnly ? QStringLiteral(" time") : QString());
    }
    QCOMPARE(linked, expected);
    QCOMPARE(correlation->sessionOfFile(0).has_value(), !expected.isEmpty());
}

void TestCorrelation::files_fullFileEndsTheSession()
{
    std::vector<Packet> packets;
    for (int i = 0; i < 100; ++i)
        packets.push_back({"09:00:20", "10.0.0.1", 1000, "10.0.0.2", 80, '.', QByteArray(1000, 'x')});
    packets.back().clock = "09:03:00";
    const auto events = activity({{"09:00:00", "packetCaptures/write", "Succeeded", "c-1", "cap-a",
                                   startBody("vm-a", ",\"totalBytesPerSession\":100000")}});
    const auto correlation =
        correlated(events, captures({{pathOf("vm-a", "x.cap"), pcap(packets, "000d3a000001", "10.0.0.1")}}));
    const CaptureSession &session = correlation->sessions().front();
    QCOMPARE(session.endReason, CaptureSession::EndReason::ByteLimit);
    QCOMPARE(session.requested.endNs, at("09:03:00") + 1);
    QVERIFY(session.endAssumed);
}

void TestCorrelation::addresses_comeFromTheCapture()
{
    const auto capture = captures({{pathOf("vm-a", "x.cap"), twoPackets("09:00:11", "09:09:00")}});
    const auto log =
        flows({"09:00:20,10.0.0.1,10.0.0.7,1,2,T,O,A,B,,,,", "09:00:20,10.0.0.9,10.0.0.11,1,2,T,I,A,B,,,,"});
    const auto correlation = correlated(activity(started()), capture, log);
    const CaptureSession &session = correlation->sessions().front();
    QCOMPARE(session.targetMac, QStringLiteral("000D3A000001"));
    QCOMPARE(session.targetAddresses, std::vector({IpAddress::fromIpv4(0x0a000001), IpAddress::fromIpv4(0x0a00000b)}));
    QCOMPARE(session.addressSource,
             QStringLiteral("frames that 00:0d:3a:00:00:01 sends in x.cap; flow logs of 00:0d:3a:00:00:01"));
}

void TestCorrelation::addresses_areNeverGuessed()
{
    // Flow logs alone, whatever they show, do not say which machine has which MAC.
    const auto correlation = correlated(activity(started()), {}, flows({"09:00:20,10.0.0.1,10.0.0.7,1,2,T,O,A,B,,,,"}));
    QCOMPARE(correlation->sessions().front().addressSource, QString());
    QVERIFY(correlation->sessions().front().targetAddresses.empty());
    QVERIFY(!correlation->coverage(0).targetKnown);
}

void TestCorrelation::lookups_findTheSession()
{
    const auto correlation = correlated(activity(started()));
    QCOMPARE(correlation->sessionOfEvent(EventId{1}), std::optional(0U));
    QCOMPARE(correlation->sessionOfEvent(EventId{7}), std::nullopt);
    QCOMPARE(correlation->sessionByKey(captureId("cap-a").toLower() + QStringLiteral("|c-1")), std::optional(0U));
    QCOMPARE(correlation->sessionsAt(at("09:05:00")), std::vector<quint32>{0});
    QCOMPARE(correlation->sessionsAt(at("09:11:00")), std::vector<quint32>{});
}

void TestCorrelation::correlate_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto events = activity(started());
    QCOMPARE(correlate(*events, {}, {}, FlowIndex(), TrafficIndex(), job).error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestCorrelation)
#include "tst_correlation.moc"
