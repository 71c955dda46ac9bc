#include "flowlogtext.h"
#include "models/kql/query.h"

#include <QTest>

using namespace flowlogtext;
using namespace wirecase;

/// Fields and scopes over flows.
class TestFlowIndex : public QObject
{
    Q_OBJECT

private slots:
    void fields_answerQueries_data();
    void fields_answerQueries();
    void fields_everyNameHasAColumn();
    void visible_scopeNarrows_data();
    void visible_scopeNarrows();
    void visible_badQueryIsAnError();
    void visible_stopsWhenCancelled();
    void ofMac_readsAnySpelling();
    void empty_indexHasNothing();
};

namespace {

/// 0: web, complete; 1: the same at the other end, duplicate; 2: DNS by IPv6, VNet, no end; 3: denied RDP.
FlowIndexPtr sample()
{
    return indexOfFiles({nsgRecord({"1773835201,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,",
                                    "1773835209,10.0.0.1,10.0.0.2,1000,80,T,O,A,E,5,500,4,400"},
                                   2, "000D3A4B0001"),
                         nsgRecord({"1773835202,10.0.0.1,10.0.0.2,1000,80,T,I,A,B,,,,",
                                    "1773835209,10.0.0.1,10.0.0.2,1000,80,T,I,A,E,5,500,4,400"},
                                   2, "000D3A4B0002", "/NSG-B", "UserRule_in"),
                         vnetRecord({"1773835260000,2001:db8::1,2001:db8::2,1001,53,17,O,B,NX,0,0,0,0"}),
                         nsgRecord({"1773835300,192.0.2.1,10.0.0.2,1002,3389,T,I,D,B,,,,"}, 2, "000D3A4B0002", "/NSG-B",
                                   "DefaultRule_DenyAllInBound")});
}

QString rowsText(const std::vector<quint32> &rows)
{
    QStringList texts;
    for (const quint32 row : rows)
        texts.append(QString::number(row));
    return texts.join(u' ');
}

} // namespace

void TestFlowIndex::fields_answerQueries_data()
{
    QTest::addColumn<QString>("kql");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *kql, const char *rows) {
        QTest::newRow(kql) << QString::fromLatin1(kql) << QString::fromLatin1(rows);
    };
    row("source.ip : 10.0.0.0/8", "0 1");
    row("destination.ip : \"2001:db8::2\"", "2");
    row("related.ip : 192.0.2.1", "3");
    row("source.port >= 1001", "2 3");
    row("destination.port : 80", "0 1");
    row("network.transport : udp", "2");
    row("network.iana_number : 6", "0 1 3");
    row("event.type : denied", "3");
    row("decision : allowed", "0 1 2");
    row("state : missing_end", "2");
    row("state : complete", "0 1");
    row("direction : inbound", "1 3");
    row("network.direction : outbound", "0 2");
    row("encryption : NX", "2");
    row("rule : *Deny*", "3");
    row("rule.name : UserRule_in", "1");
    row("acl : acl", "2");
    row("mac : 000D3A4B0002", "1 3");
    row("observer.mac : 000D3A4B0001", "0");
    row("version : 4", "2");
    row("duplicate : true", "1");
    row("source.packets : 5", "0 1");
    row("source.bytes : 500", "0 1");
    row("destination.packets : 4", "0 1");
    row("destination.bytes : 400", "0 1");
    row("network.packets : 9", "0 1");
    row("network.bytes : 900", "0 1");
    row("network.bytes : *", "0 1");
    row("event.start >= \"2026-03-18T12:01:00Z\"", "2 3");
    row("event.end <= \"2026-03-18T12:00:09Z\"", "0 1");
    row("@timestamp < \"2026-03-18T12:00:02Z\"", "0");
}

void TestFlowIndex::fields_answerQueries()
{
    QFETCH(QString, kql);
    QFETCH(QString, rows);
    JobState job;
    const auto query = KqlQuery::parse(kql);
    QVERIFY(query);
    const auto index = sample();
    const auto found = query->evaluate(index->fields(), {}, job);
    QVERIFY(found);
    QCOMPARE(rowsText(found->rows()), rows);
}

void TestFlowIndex::fields_everyNameHasAColumn()
{
    const auto index = sample();
    const QStringList names = index->fields().fields();
    QVERIFY(names.size() > 20);
    QVERIFY(std::is_sorted(names.begin(), names.end()));
    for (const QString &name : names)
        QVERIFY2(index->fields().column(name) != nullptr, qPrintable(name));
    QVERIFY(index->fields().column(QStringLiteral("user.name")) == nullptr);
}

void TestFlowIndex::visible_scopeNarrows_data()
{
    QTest::addColumn<int>("fromSecond");
    QTest::addColumn<int>("toSecond");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("kql");
    QTest::addColumn<QString>("rows");
    QTest::newRow("everything") << 0 << 0 << QString() << QString() << QStringLiteral("0 1 2 3");
    QTest::newRow("window touches an end") << 9 << 10 << QString() << QString() << QStringLiteral("0 1");
    QTest::newRow("window ends before a begin") << 0 << 2 << QString() << QString() << QStringLiteral("0");
    QTest::newRow("host on either side") << 0 << 0 << QStringLiteral("10.0.0.2") << QString()
                                         << QStringLiteral("0 1 3");
    QTest::newRow("terms of other sources are not applied")
        << 0 << 0 << QString() << QStringLiteral("user.name : x and destination.port : 80") << QStringLiteral("0 1");
    QTest::newRow("all together") << 0 << 400 << QStringLiteral("10.0.0.2") << QStringLiteral("event.type : denied")
                                  << QStringLiteral("3");
}

void TestFlowIndex::visible_scopeNarrows()
{
    QFETCH(int, fromSecond);
    QFETCH(int, toSecond);
    QFETCH(QString, host);
    QFETCH(QString, kql);
    QFETCH(QString, rows);
    Scope scope;
    if (toSecond > 0)
        scope.window = TimeRange{(1773835200 + fromSecond) * nsPerSecond, (1773835200 + toSecond) * nsPerSecond};
    if (!host.isEmpty())
        scope.hosts.push_back(*IpAddress::parse(QStringView(host)));
    scope.kql = kql;
    JobState job;
    const auto found = visibleFlows(*sample(), scope, job);
    QVERIFY(found);
    QCOMPARE(rowsText(*found), rows);
}

void TestFlowIndex::visible_badQueryIsAnError()
{
    Scope scope;
    scope.kql = QStringLiteral("source.ip : (");
    JobState job;
    const auto found = visibleFlows(*sample(), scope, job);
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::Format);
}

void TestFlowIndex::visible_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto found = visibleFlows(*sample(), {}, job);
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::Cancelled);
}

void TestFlowIndex::ofMac_readsAnySpelling()
{
    const auto index = sample();
    QCOMPARE(index->ofMac(QStringLiteral("00-0d-3a-4b-00-02")), std::vector<FlowId>({FlowId{1}, FlowId{3}}));
    QCOMPARE(index->ofMac(QStringLiteral("00:0D:3A:4B:00:01")), std::vector<FlowId>({FlowId{0}}));
    QCOMPARE(index->ofMac(QStringLiteral("000D3A")), std::vector<FlowId>());
    QCOMPARE(normalisedMac(u"00-0d-3a-4b-00-0g"), QString());
}

void TestFlowIndex::empty_indexHasNothing()
{
    const FlowIndex index;
    QCOMPARE(index.size(), 0U);
    QVERIFY(index.time().isEmpty());
    QVERIFY(index.minutes().empty());
    QCOMPARE(index.byRef({EvidenceId{1}, 1}), std::nullopt);
    JobState job;
    QCOMPARE(visibleFlows(index, {}, job)->size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestFlowIndex)
#include "tst_flowindex.moc"
