#include "casetext.h"
#include "models/kql/query.h"

#include <QTest>

using namespace casetext;
using namespace wirecase;

/// Rows of captures and logs together, their fields and scopes.
class TestTrafficIndex : public QObject
{
    Q_OBJECT

private slots:
    void build_joinsAndSorts();
    void build_idsLeadBothWays();
    void build_logTellsWhoOpened();
    void build_deniedCountsNoTraffic();
    void build_withoutLogsOrCaptures();
    void fields_answerQueries_data();
    void fields_answerQueries();
    void fields_everyNameHasAColumn();
    void visible_scopeNarrows();
    void join_stopsWhenCancelled();
};

namespace {

/// An HTTP conversation in both, one before the log, a UDP one in the log alone, a denied one.
TrafficIndexPtr sample()
{
    const QByteArray file =
        pcap({{"08:00:00", "10.0.0.1", 900, "10.0.0.2", 9000, 'S', {}},
              {"09:00:01.500", "10.0.0.1", 1000, "10.0.0.2", 80, 'S', {}},
              {"09:00:01.600", "10.0.0.2", 80, "10.0.0.1", 1000, 'A', {}},
              {"09:00:01.700", "10.0.0.1", 1000, "10.0.0.2", 80, '.', "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n"}},
             "000d3a000001", "10.0.0.1");
    return traffic(
        captures({{QStringLiteral("a.cap"), file}}),
        flows({"09:00:01,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,",
               "09:00:09,10.0.0.1,10.0.0.2,1000,80,T,O,A,E,2,160,1,54",
               "09:05:00,10.0.0.1,10.0.0.3,1001,53,U,O,A,B,,,,", "09:05:10,10.0.0.1,10.0.0.3,1001,53,U,O,A,E,1,70,1,90",
               "09:06:00,192.0.2.7,10.0.0.1,1002,3389,T,I,D,B,,,,"}));
}

QString rowsText(const std::vector<quint32> &rows)
{
    QStringList texts;
    for (const quint32 row : rows)
        texts.append(QString::number(row));
    return texts.join(u' ');
}

} // namespace

void TestTrafficIndex::build_joinsAndSorts()
{
    const auto index = sample();
    QCOMPARE(printed(*index),
             QStringList(
                 {QStringLiteral("08:00:00-08:00:00 10.0.0.1:900>10.0.0.2:9000 PCAP only – pcap 1/54 log -/-"),
                  QStringLiteral("09:00:01-09:00:09 10.0.0.1:1000>10.0.0.2:80 PCAP + log allowed pcap 3/197 log 3/214"),
                  QStringLiteral("09:05:00-09:05:10 10.0.0.1:1001>10.0.0.3:53 log only allowed pcap -/- log 2/160"),
                  QStringLiteral("09:06:00-09:06:00 192.0.2.7:1002>10.0.0.1:3389 log only denied pcap -/- log -/-")}));
    QCOMPARE(index->counts(), (TrafficCounts{1, 1, 2, 1}));
    QCOMPARE(index->time(), (TimeRange{at("08:00:00"), at("09:06:00") + 1}));
}

void TestTrafficIndex::build_idsLeadBothWays()
{
    const auto index = sample();
    for (quint32 i = 0; i < index->size(); ++i) {
        const TrafficRow row = index->at(TrafficId{i});
        QCOMPARE(row.id, TrafficId{i});
        if (row.conversation)
            QCOMPARE(index->ofConversation(*row.conversation), row.id);
        for (const FlowId flow : row.flows)
            QCOMPARE(index->ofFlow(flow), row.id);
    }
}

void TestTrafficIndex::build_logTellsWhoOpened()
{
    // The capture begins in the middle and sees the server speak first.
    const QByteArray file =
        pcap({{"09:00:05", "10.0.0.2", 80, "10.0.0.1", 1000, '.', "x"}}, "000d3a000001", "10.0.0.1");
    const auto index =
        traffic(captures({{QStringLiteral("a.cap"), file}}), flows({"09:00:01,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,"}));
    QCOMPARE(index->size(), 1U);
    QCOMPARE(endpointText(index->at(TrafficId{0}).client), QStringLiteral("10.0.0.1:1000"));
}

void TestTrafficIndex::build_deniedCountsNoTraffic()
{
    const auto index = traffic({}, flows({"09:00:01,10.0.0.1,10.0.0.2,1000,80,T,O,D,B,9,9,9,9"}));
    const TrafficRow row = index->at(TrafficId{0});
    QVERIFY(row.denied && !row.allowed);
    QCOMPARE(row.logBytes.value_or(0), 0ULL);
}

void TestTrafficIndex::build_withoutLogsOrCaptures()
{
    JobState job;
    const auto nothing = joinTraffic({}, nullptr, nullptr, job);
    QVERIFY(nothing);
    QCOMPARE((*nothing)->size(), 0U);
    QCOMPARE(TrafficIndex().counts(), TrafficCounts{});
}

void TestTrafficIndex::fields_answerQueries_data()
{
    QTest::addColumn<QString>("kql");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *kql, const char *rows) {
        QTest::newRow(kql) << QString::fromLatin1(kql) << QString::fromLatin1(rows);
    };
    row("source.ip : 192.0.2.0/24", "3");
    row("destination.ip : 10.0.0.2", "0 1");
    row("related.ip : 10.0.0.3", "2");
    row("source.port : 1000", "1");
    row("destination.port : 53 or destination.port : 3389", "2 3");
    row("network.transport : udp", "2");
    row("network.iana_number : 6", "0 1 3");
    row("network.protocol : http", "1");
    row("destination.domain : shop.test", "1");
    row("event.type : allowed", "1 2");
    row("event.type : denied", "3");
    row("rule.name : UserRule_r", "1 2 3");
    row("observer.mac : 000D3A000001", "1 2 3");
    row("wirecase.seen_in : pcap_only", "0");
    row("wirecase.seen_in : log_only", "2 3");
    row("wirecase.encryption : clear", "1");
    row("wirecase.secrets : 0", "0 1 2 3");
    row("wirecase.pcap.packets >= 3", "1");
    row("wirecase.pcap.bytes : *", "0 1");
    row("wirecase.log.packets : 2", "2");
    row("wirecase.log.bytes > 200", "1");
    row("network.packets : 2", "2");
    row("network.bytes : 54", "0");
    row("event.start < \"2031-05-02T09:00:00Z\"", "0");
    row("event.end >= \"2031-05-02T09:05:10Z\"", "2 3");
    row("@timestamp >= \"2031-05-02T09:06:00Z\"", "3");
    row("tls.version : *", "");
}

void TestTrafficIndex::fields_answerQueries()
{
    QFETCH(QString, kql);
    QFETCH(QString, rows);
    const auto index = sample();
    Scope scope;
    scope.kql = kql;
    JobState job;
    const auto found = visibleTraffic(*index, scope, job);
    QVERIFY(found);
    QCOMPARE(rowsText(*found), rows);
}

void TestTrafficIndex::fields_everyNameHasAColumn()
{
    const auto index = sample();
    const QStringList names = index->fields().fields();
    QCOMPARE(index->fields().rowCount(), index->size());
    QVERIFY(names.size() > 20);
    for (const QString &name : names)
        QVERIFY2(index->fields().column(name) != nullptr, qPrintable(name));
}

void TestTrafficIndex::visible_scopeNarrows()
{
    const auto index = sample();
    Scope scope;
    scope.window = TimeRange{at("09:00:05"), at("09:05:00")};
    JobState job;
    QCOMPARE(rowsText(*visibleTraffic(*index, scope, job)), QStringLiteral("1"));
    scope.window = {};
    scope.hosts = {IpAddress::fromIpv4(0x0a000003), IpAddress::fromIpv4(0xc0000207)};
    QCOMPARE(rowsText(*visibleTraffic(*index, scope, job)), QStringLiteral("2 3"));
    scope.kql = QStringLiteral("event.type : denied and azure.activitylogs.level : x");
    QCOMPARE(rowsText(*visibleTraffic(*index, scope, job)), QStringLiteral("3"));
    scope.kql = QStringLiteral("event.type : (");
    QVERIFY(!visibleTraffic(*index, scope, job));
}

void TestTrafficIndex::join_stopsWhenCancelled()
{
    const auto index = sample();
    JobState job;
    job.cancelled = true;
    QCOMPARE(joinTraffic(index->capture(), index->flows(), nullptr, job).error().code, Error::Code::Cancelled);
    QCOMPARE(visibleTraffic(*index, {}, job).error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestTrafficIndex)
#include "tst_trafficindex.moc"
