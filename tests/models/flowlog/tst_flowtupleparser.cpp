#include "models/base/timeformat.h"
#include "models/flowlog/flowtupleparser.h"

#include <QTest>

using namespace wirecase;

/// Columns of the three versions, and what is refused.
class TestFlowTupleParser : public QObject
{
    Q_OBJECT

private slots:
    void parse_readsEachVersion_data();
    void parse_readsEachVersion();
    void parse_refusesWhatCannotBe_data();
    void parse_refusesWhatCannotBe();
    void parse_absentCounterIsNotZero();
};

namespace {

QString count(const std::optional<quint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("-");
}

QString printed(const TupleText &tuple)
{
    const char state = tuple.state == 0 ? '.' : tuple.state;
    return QStringLiteral("v%1 %2 %3 %4>%5 %6 %7 %8 %9")
        .arg(flowLogVersion(tuple.kind))
        .arg(isoTime(tuple.timeNs), transportKey(tuple.ipProtocol), endpointText(tuple.source),
             endpointText(tuple.destination), flowDirectionKey(tuple.direction), flowDecisionKey(tuple.denied),
             QString(QLatin1Char(state)),
             QStringList{count(tuple.packetsOut), count(tuple.bytesOut), count(tuple.packetsIn), count(tuple.bytesIn),
                         QString::fromUtf8(tuple.encryption.data(), static_cast<qsizetype>(tuple.encryption.size()))}
                 .join(u'/'));
}

} // namespace

void TestFlowTupleParser::parse_readsEachVersion_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("vnet");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, bool vnet, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << vnet << QString::fromLatin1(expected);
    };
    row("v1", "1639372365,20.0.0.4,52.239.220.100,50047,443,T,O,A", false,
        "v1 2021-12-13T05:12:45Z tcp 20.0.0.4:50047>52.239.220.100:443 outbound allowed . -/-/-/-/");
    row("v2 begin", "1639372365,20.0.0.4,52.239.220.100,50047,443,T,O,A,B,,,,", false,
        "v2 2021-12-13T05:12:45Z tcp 20.0.0.4:50047>52.239.220.100:443 outbound allowed B -/-/-/-/");
    row("v2 end", "1639372371,20.0.0.4,52.239.220.100,50047,443,T,O,A,E,19,1641,31,39286", false,
        "v2 2021-12-13T05:12:51Z tcp 20.0.0.4:50047>52.239.220.100:443 outbound allowed E 19/1641/31/39286/");
    row("v2 denied", "1639372383,162.142.125.145,20.0.0.4,52927,12411,U,I,D,B,,,,", false,
        "v2 2021-12-13T05:13:03Z udp 162.142.125.145:52927>20.0.0.4:12411 inbound denied B -/-/-/-/");
    row("v2 in milliseconds", "1639372371000,20.0.0.4,1.2.3.4,1,2,T,O,A,C,0,0,0,0", false,
        "v2 2021-12-13T05:12:51Z tcp 20.0.0.4:1>1.2.3.4:2 outbound allowed C 0/0/0/0/");
    row("v4 begin", "1710413935827,10.1.1.70,10.1.1.4,55490,80,6,O,B,NX,0,0,0,0", true,
        "v4 2024-03-14T10:58:55.827Z tcp 10.1.1.70:55490>10.1.1.4:80 outbound allowed B 0/0/0/0/NX");
    row("v4 in seconds", "1710413935,10.1.1.70,10.1.1.4,55490,80,17,I,E,X,6,754,4,730", true,
        "v4 2024-03-14T10:58:55Z udp 10.1.1.70:55490>10.1.1.4:80 inbound allowed E 6/754/4/730/X");
    row("v4 denied", "1710413935827,10.1.1.70,10.1.1.4,55490,80,6,I,D,NX_NOT_ACCEPTED,,,,", true,
        "v4 2024-03-14T10:58:55.827Z tcp 10.1.1.70:55490>10.1.1.4:80 inbound denied D -/-/-/-/NX_NOT_ACCEPTED");
    row("v4 IPv6", "1710413935827,2001:db8::1,2001:db8::2,55490,53,17,O,C,NX,1,2,3,4", true,
        "v4 2024-03-14T10:58:55.827Z udp [2001:db8::1]:55490>[2001:db8::2]:53 outbound allowed C 1/2/3/4/NX");
    row("trailing columns missing", "1639372365,20.0.0.4,1.2.3.4,5,6,T,O,A,B", false,
        "v2 2021-12-13T05:12:45Z tcp 20.0.0.4:5>1.2.3.4:6 outbound allowed B -/-/-/-/");
}

void TestFlowTupleParser::parse_readsEachVersion()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, vnet);
    QFETCH(QString, expected);
    const auto tuple = parseTuple(text.constData(), vnet ? FlowLogFamily::Vnet : FlowLogFamily::Nsg);
    QVERIFY(tuple.has_value());
    QCOMPARE(printed(*tuple), expected);
}

void TestFlowTupleParser::parse_refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("vnet");
    const auto row = [](const char *name, const char *text, bool vnet = false) {
        QTest::newRow(name) << QByteArray(text) << vnet;
    };
    row("empty", "");
    row("seven columns", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O");
    row("fourteen columns", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,B,1,2,3,4,5");
    row("no time", ",20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("time zero", "0,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("negative time", "-5,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("time after 2262", "9223372036000,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("seconds after 2262", "9223372036,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("time of thirty digits", "163937236516393723651639372365,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("fraction", "1639372365.5,20.0.0.4,1.2.3.4,1,2,T,O,A");
    row("address", "1639372365,20.0.0.400,1.2.3.4,1,2,T,O,A");
    row("no address", "1639372365,,1.2.3.4,1,2,T,O,A");
    row("port", "1639372365,20.0.0.4,1.2.3.4,65536,2,T,O,A");
    row("protocol", "1639372365,20.0.0.4,1.2.3.4,1,2,X,O,A");
    row("protocol number", "1639372365000,20.0.0.4,1.2.3.4,1,2,256,O,B,NX,,,,", true);
    row("direction", "1639372365,20.0.0.4,1.2.3.4,1,2,T,X,A");
    row("decision", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,B");
    row("state", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,X,,,,");
    row("counter", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,E,1,2,3,x");
    row("counter beyond 64 bit", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,E,1,2,3,99999999999999999999");
    row("negative counter", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,E,1,2,3,-4");
    row("NSG tuple in a VNet record", "1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,E,1,2,3,4", true);
    row("VNet tuple in an NSG record", "1639372365000,20.0.0.4,1.2.3.4,1,2,6,O,E,NX,1,2,3,4");
}

void TestFlowTupleParser::parse_refusesWhatCannotBe()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, vnet);
    QVERIFY(!parseTuple(std::string_view(text.constData(), static_cast<std::size_t>(text.size())),
                        vnet ? FlowLogFamily::Vnet : FlowLogFamily::Nsg));
}

void TestFlowTupleParser::parse_absentCounterIsNotZero()
{
    const auto tuple = parseTuple("1639372365,20.0.0.4,1.2.3.4,1,2,T,O,A,C,,0,7,", FlowLogFamily::Nsg);
    QVERIFY(tuple.has_value());
    QCOMPARE(tuple->packetsOut, std::nullopt);
    QCOMPARE(tuple->bytesOut, std::optional<quint64>(0));
    QCOMPARE(tuple->packetsIn, std::optional<quint64>(7));
    QCOMPARE(tuple->bytesIn, std::nullopt);
    QCOMPARE(totalBytes(*tuple), std::optional<quint64>(0));
    QCOMPARE(totalPackets(FlowCounters{}), std::nullopt);
}

QTEST_APPLESS_MAIN(TestFlowTupleParser)
#include "tst_flowtupleparser.moc"
