#include "flowlogtext.h"

#include <QTest>

using namespace flowlogtext;
using namespace wirecase;

/// The traps of azure.md 1.5: how tuples become flows, and which flows are told twice.
class TestFlowFolding : public QObject
{
    Q_OBJECT

private slots:
    void fold_tuplesBecomeFlows_data();
    void fold_tuplesBecomeFlows();
    void fold_flowsAreSortedByBeginThenTuple();
    void fold_countersDoNotOverflow();
    void repeats_secondDownloadOfABlobIsCountedOnce();
    void repeats_equalTuplesWithinOneFileAreKept();
    void duplicates_bothEndsInTheLog();
    void duplicates_nsgAndVnetLogsBothOn();
    void duplicates_denialAtOneEndIsNoDuplicate();
    void duplicates_laterUseOfThePortsIsNoDuplicate();
    void duplicates_handOverBetweenLogsCountsTheFullerOne();
    void duplicates_unseenBeginReachesBack();
    void histogram_spreadsBytesAndCountsDenials();
};

namespace {

const QByteArray out = "10.0.0.1,10.0.0.2,1000,80,T,O,A,";
const QByteArray outV4 = "10.0.0.1,10.0.0.2,1000,80,6,O,";
const QString tcp = QStringLiteral(" tcp 10.0.0.1:1000>10.0.0.2:80 allowed ");

/// A tuple `second` seconds after 12:00 on the day of these tests.
QByteArray at(int second, const QByteArray &rest)
{
    return QByteArray::number(1773835200 + second) + ',' + rest;
}

QByteArray atMs(int ms, const QByteArray &rest)
{
    return QByteArray::number(1773835200000 + ms) + ',' + rest;
}

QString flow(const char *times, const char *rest)
{
    return QLatin1String(times) + tcp + QLatin1String(rest);
}

} // namespace

void TestFlowFolding::fold_tuplesBecomeFlows_data()
{
    QTest::addColumn<Tuples>("tuples");
    QTest::addColumn<bool>("vnet");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const Tuples &tuples, const QStringList &expected, bool vnet = false) {
        QTest::newRow(name) << tuples << vnet << expected;
    };
    row("begin, continuing, end: C and E are deltas",
        {at(1, out + "B,,,,"), at(200, out + "C,5,500,4,400"), at(300, out + "E,2,20,1,10")},
        {flow("12:00:01.000-12:05:00.000", "complete 7/520 5/410 t3")});
    row("not in order of time", {at(300, out + "E,2,20,1,10"), at(1, out + "B,,,,"), at(200, out + "C,5,500,4,400")},
        {flow("12:00:01.000-12:05:00.000", "complete 7/520 5/410 t3")});
    row("doubled pair of one moment",
        {atMs(1000, outV4 + "B,NX,0,0,0,0"), atMs(1000, outV4 + "E,NX,3,406,3,614"), atMs(1000, outV4 + "B,NX,0,0,0,0"),
         atMs(7151, outV4 + "E,NX,6,754,4,730")},
        {flow("12:00:01.000-12:00:07.151", "complete 9/1160 7/1344 t4")}, true);
    row("SYN retransmits have pairs of their own",
        {at(1, out + "B,,,,"), at(2, out + "E,1,66,0,0"), at(4, out + "B,,,,"), at(5, out + "E,1,66,0,0"),
         at(68, out + "B,,,,"), at(70, out + "E,1,66,0,0")},
        {flow("12:00:01.000-12:01:10.000", "complete 3/198 0/0 t6")});
    row("the same ports again later",
        {at(1, out + "B,,,,"), at(2, out + "E,1,66,1,66"), at(123, out + "B,,,,"), at(124, out + "E,2,132,2,132")},
        {flow("12:00:01.000-12:00:02.000", "complete 1/66 1/66 t2"),
         flow("12:02:03.000-12:02:04.000", "complete 2/132 2/132 t2")});
    row("missing end", {at(1, out + "B,,,,"), at(300, out + "C,5,500,4,400")},
        {flow("12:00:01.000-12:05:00.000", "missing_end 5/500 4/400 t2")});
    row("missing begin", {at(1, out + "C,5,500,4,400"), at(30, out + "E,1,50,0,0")},
        {flow("12:00:01.000-12:00:30.000", "missing_begin 6/550 4/400 t2")});
    row("missing both", {at(1, out + "C,5,500,4,400")},
        {flow("12:00:01.000-12:00:01.000", "missing_both 5/500 4/400 t1")});
    row("second pair without its end", {at(1, out + "B,,,,"), at(1, out + "B,,,,"), at(9, out + "E,1,66,1,66")},
        {flow("12:00:01.000-12:00:09.000", "missing_end 1/66 1/66 t3")});
    row("an hour's blob is missing", {at(1, out + "B,,,,"), at(3700, out + "E,9,900,9,900")},
        {flow("12:00:01.000-13:01:40.000", "complete 9/900 9/900 t2")});
    row("nothing heard for longer", {at(1, out + "B,,,,"), at(4000, out + "E,9,900,9,900")},
        {flow("12:00:01.000-12:00:01.000", "missing_end -/- -/- t1"),
         flow("13:06:40.000-13:06:40.000", "missing_begin 9/900 9/900 t1")});
    row("begin counts nothing, so nothing is known", {at(1, out + "B,,,,")},
        {flow("12:00:01.000-12:00:01.000", "missing_end -/- -/- t1")});
    row("begin of zeros is not a count of zero", {atMs(1000, outV4 + "B,NX,0,0,0,0")},
        {flow("12:00:01.000-12:00:01.000", "missing_end -/- -/- t1")}, true);
    row("end of zeros is a count", {at(1, out + "B,,,,"), at(2, out + "E,0,0,0,0")},
        {flow("12:00:01.000-12:00:02.000", "complete 0/0 0/0 t2")});
    row("denied in an NSG log counts no traffic", {at(1, "10.0.0.1,10.0.0.2,1000,80,T,I,D,B,,,,")},
        {QStringLiteral("12:00:01.000-12:00:01.000 tcp 10.0.0.1:1000>10.0.0.2:80 denied denied -/- -/- t1")});
    row("denied in a VNet log says zero",
        {atMs(1000, "10.0.0.1,10.0.0.2,1000,80,6,I,D,NX,0,0,0,0"),
         atMs(4000, "10.0.0.1,10.0.0.2,1000,80,6,I,D,NX,7,7,7,7")},
        {QStringLiteral("12:00:01.000-12:00:04.000 tcp 10.0.0.1:1000>10.0.0.2:80 denied denied 0/0 0/0 t2")}, true);
}

void TestFlowFolding::fold_tuplesBecomeFlows()
{
    QFETCH(Tuples, tuples);
    QFETCH(bool, vnet);
    QFETCH(QStringList, expected);
    QCOMPARE(printed(*indexOfFiles({vnet ? vnetRecord(tuples) : nsgRecord(tuples)})), expected);
}

void TestFlowFolding::fold_flowsAreSortedByBeginThenTuple()
{
    const Tuples tuples{at(5, "10.0.0.9,10.0.0.2,1,80,T,I,A,B,,,,"), at(1, "10.0.0.3,10.0.0.2,2,80,T,I,A,B,,,,"),
                        at(1, "10.0.0.3,10.0.0.2,1,80,T,I,A,B,,,,"), at(1, "10.0.0.1,10.0.0.2,9,80,U,I,A,B,,,,")};
    const auto index = indexOfFiles({nsgRecord(tuples)});
    QStringList clients;
    for (quint32 i = 0; i < index->size(); ++i)
        clients.append(endpointText(index->client(FlowId{i})));
    QCOMPARE(clients, QStringList({QStringLiteral("10.0.0.1:9"), QStringLiteral("10.0.0.3:1"),
                                   QStringLiteral("10.0.0.3:2"), QStringLiteral("10.0.0.9:1")}));
}

void TestFlowFolding::fold_countersDoNotOverflow()
{
    const QByteArray most = "18446744073709551615";
    const auto index =
        indexOfFiles({nsgRecord({at(1, out + "C,1," + most + ",1,1"), at(2, out + "C,1," + most + ",1," + most)})});
    QCOMPARE(index->at(FlowId{0}).bytesOut, std::optional(std::numeric_limits<quint64>::max()));
    QCOMPARE(totalBytes(index->at(FlowId{0})), std::optional(std::numeric_limits<quint64>::max()));
}

void TestFlowFolding::repeats_secondDownloadOfABlobIsCountedOnce()
{
    const QByteArray begin = at(1, out + "B,,,,");
    const QByteArray end = at(9, out + "E,1,66,2,132");
    const auto index = indexOfFiles({wrapped({nsgRecord({begin})}), wrapped({nsgRecord({begin}), nsgRecord({end})}),
                                     wrapped({nsgRecord({begin}), nsgRecord({end})})});
    QCOMPARE(printed(*index), QStringList(flow("12:00:01.000-12:00:09.000", "complete 1/66 2/132 t5")));
    quint32 repeated = 0;
    for (quint32 i = 0; i < index->tupleCount(); ++i)
        repeated += index->tuple(i).repeated ? 1 : 0;
    QCOMPARE(repeated, 3U);
}

void TestFlowFolding::repeats_equalTuplesWithinOneFileAreKept()
{
    const QByteArray end = at(9, out + "E,1,66,2,132");
    const QByteArray twice = nsgRecord({at(1, out + "B,,,,"), end, end});
    QCOMPARE(*indexOfFiles({twice})->at(FlowId{0}).packetsOut, 2ULL);
    QCOMPARE(*indexOfFiles({twice, twice})->at(FlowId{0}).packetsOut, 2ULL);
}

void TestFlowFolding::duplicates_bothEndsInTheLog()
{
    const QByteArray in = "10.0.0.1,10.0.0.2,1000,80,T,I,A,";
    const auto index =
        indexOfFiles({nsgRecord({at(1, out + "B,,,,"), at(9, out + "E,5,500,4,400")}, 2, "000D3A4B0001"),
                      nsgRecord({at(2, in + "B,,,,"), at(9, in + "E,5,500,4,400")}, 2, "000D3A4B0002", "/NSG-B")});
    QCOMPARE(printed(*index), QStringList({flow("12:00:01.000-12:00:09.000", "complete 5/500 4/400 t2"),
                                           flow("12:00:02.000-12:00:09.000", "complete 5/500 4/400 t2 dup 0")}));
}

void TestFlowFolding::duplicates_nsgAndVnetLogsBothOn()
{
    const auto index =
        indexOfFiles({nsgRecord({at(1, out + "B,,,,"), at(9, out + "E,5,500,4,400")}),
                      vnetRecord({atMs(1250, outV4 + "B,NX,0,0,0,0"), atMs(9100, outV4 + "E,NX,5,710,4,400")})});
    QCOMPARE(printed(*index), QStringList({flow("12:00:01.000-12:00:09.000", "complete 5/500 4/400 t2 dup 1"),
                                           flow("12:00:01.250-12:00:09.100", "complete 5/710 4/400 t2")}));
}

void TestFlowFolding::duplicates_denialAtOneEndIsNoDuplicate()
{
    const auto index =
        indexOfFiles({nsgRecord({at(1, out + "B,,,,"), at(9, out + "E,5,500,0,0")}),
                      nsgRecord({at(1, "10.0.0.1,10.0.0.2,1000,80,T,I,D,B,,,,")}, 2, "000D3A4B0002", "/NSG-B")});
    QCOMPARE(index->size(), 2U);
    QVERIFY(!index->isDuplicate(FlowId{0}));
    QVERIFY(!index->isDuplicate(FlowId{1}));
}

void TestFlowFolding::duplicates_laterUseOfThePortsIsNoDuplicate()
{
    const auto index =
        indexOfFiles({nsgRecord({at(1, out + "B,,,,"), at(9, out + "E,5,500,4,400")}, 2, "000D3A4B0001"),
                      nsgRecord({at(60, out + "B,,,,"), at(69, out + "E,5,500,4,400")}, 2, "000D3A4B0002")});
    QVERIFY(!index->isDuplicate(FlowId{0}));
    QVERIFY(!index->isDuplicate(FlowId{1}));
}

void TestFlowFolding::duplicates_handOverBetweenLogsCountsTheFullerOne()
{
    const auto index = indexOfFiles(
        {nsgRecord({at(1, out + "B,,,,"), at(300, out + "C,5,500,4,400")}),
         vnetRecord({atMs(299000, outV4 + "C,NX,50,9000,40,900"), atMs(600000, outV4 + "E,NX,5,710,4,400")})});
    QCOMPARE(index->at(FlowId{0}).duplicateOf, std::optional(FlowId{1}));
    QCOMPARE(index->at(FlowId{1}).duplicateOf, std::nullopt);
}

void TestFlowFolding::duplicates_unseenBeginReachesBack()
{
    // The VNet log was switched on in the middle: its one E counts what the NSG log counted before, too.
    const auto index = indexOfFiles({nsgRecord({at(1, out + "B,,,,"), at(60, out + "C,5,500,4,400")}),
                                     vnetRecord({atMs(150000, outV4 + "E,NX,50,9000,40,900")}),
                                     vnetRecord({atMs(600000, outV4 + "E,NX,1,1,1,1")}, "000D3A4B0099")});
    QCOMPARE(index->at(FlowId{0}).duplicateOf, std::optional(FlowId{1}));
    QVERIFY(!index->isDuplicate(FlowId{1}));
    QVERIFY(!index->isDuplicate(FlowId{2}));
}

void TestFlowFolding::histogram_spreadsBytesAndCountsDenials()
{
    const auto index =
        indexOfFiles({nsgRecord({at(0, out + "B,,,,"), at(150, out + "E,5,1000,4,500"),
                                 at(70, "10.0.0.5,10.0.0.2,7,80,T,I,D,B,,,,")}),
                      nsgRecord({at(0, out + "B,,,,"), at(150, out + "E,5,1000,4,500")}, 2, "000D3A4B0002", "/NSG-B")});
    const qint64 noon = 1773835200 * nsPerSecond;
    const std::vector<FlowBin> expected{{noon, 600, 0}, {noon + nsPerMinute, 600, 1}, {noon + 2 * nsPerMinute, 300, 0}};
    QCOMPARE(index->minutes(), expected);
}

QTEST_GUILESS_MAIN(TestFlowFolding)
#include "tst_flowfolding.moc"
