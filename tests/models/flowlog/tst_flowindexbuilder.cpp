#include "flowlogtext.h"

#include <QTest>

using namespace flowlogtext;
using namespace wirecase;

/// From files to tuples: places, versions, damage, hostile input.
class TestFlowIndexBuilder : public QObject
{
    Q_OBJECT

private slots:
    void add_numbersTuplesPerFile();
    void add_versionMayChangeInsideABlob();
    void add_keysMayStandInAnyOrder();
    void add_emptyGroupsAreNoProblem();
    void add_badTupleIsCountedWithItsPlace();
    void add_cutRecordKeepsItsWholeTuples();
    void add_wrongTypesAreCounted_data();
    void add_wrongTypesAreCounted();
    void add_everyTruncationKeepsWhatIsWhole();
    void add_cancelledKeepsWhatWasRead();
    void add_manyProblemsKeepOneHundredPlaces();
    void build_mayBeRepeatedAsFilesAreAdded();
};

namespace {

const QByteArray begin = "1773835201,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,";
const QByteArray end = "1773835205,10.0.0.1,10.0.0.2,1000,80,T,O,A,E,3,180,2,120";

} // namespace

void TestFlowIndexBuilder::add_numbersTuplesPerFile()
{
    ImportReport report;
    const auto index = indexOfFiles({wrapped({nsgRecord({begin, "bad"}), nsgRecord({end})}),
                                     vnetRecord({"1773835300000,10.0.0.9,10.0.0.8,1,2,17,O,B,NX,0,0,0,0"})},
                                    &report);
    QCOMPARE(index->tupleCount(), 3U);
    QCOMPARE(index->tuple(1).ref, (EvidenceRef{EvidenceId{1}, 3}));
    QCOMPARE(index->tuple(1).recordInFile, 2U);
    QCOMPARE(index->tuple(2).ref, (EvidenceRef{EvidenceId{2}, 1}));
    QCOMPARE(index->byRef({EvidenceId{1}, 3}), std::optional(FlowId{0}));
    QCOMPARE(index->byRef({EvidenceId{2}, 1}), std::optional(FlowId{1}));
    QCOMPARE(index->byRef({EvidenceId{1}, 2}), std::nullopt);
    QCOMPARE(index->byRef({EvidenceId{3}, 1}), std::nullopt);
    QCOMPARE(report.records, 1ULL);
    QCOMPARE(index->files().at(0).records, 2ULL);
    QCOMPARE(index->files().at(0).time, (TimeRange{1773835201 * nsPerSecond, 1773835205 * nsPerSecond + 1}));
}

void TestFlowIndexBuilder::add_versionMayChangeInsideABlob()
{
    const auto index = indexOfFiles(
        {wrapped({nsgRecord({begin, end}), nsgRecord({"1773835900,10.0.0.1,10.0.0.2,1000,80,T,O,A"}, 1)})});
    QCOMPARE(
        printed(*index),
        QStringList({QStringLiteral("12:00:01.000-12:00:05.000 tcp 10.0.0.1:1000>10.0.0.2:80 allowed complete 3/180 "
                                    "2/120 t2"),
                     QStringLiteral("12:11:40.000-12:11:40.000 tcp 10.0.0.1:1000>10.0.0.2:80 allowed begin_only -/- "
                                    "-/- t1")}));
}

void TestFlowIndexBuilder::add_keysMayStandInAnyOrder()
{
    const QByteArray record =
        R"({"properties":{"flows":[{"flows":[{"flowTuples":[")" + begin
        + R"("],"mac":"00-0d-3a-4b-10-0a"}],"rule":"R"}],"Version":2},"resourceId":"/NSG","time":"t"})";
    const Flow flow = indexOfFiles({record})->at(FlowId{0});
    QCOMPARE(flow.mac, QStringLiteral("000D3A4B100A"));
    QCOMPARE(flow.rule, QStringLiteral("R"));
    QCOMPARE(flow.acl, QStringLiteral("/NSG"));
}

void TestFlowIndexBuilder::add_emptyGroupsAreNoProblem()
{
    ImportReport report;
    const QByteArray record = R"({"time":"t","properties":{"Version":1,"flows":[{"rule":"R","flows":[]}]}})";
    const auto index = indexOfFiles({wrapped({record, nsgRecord({}), nsgRecord({begin})})}, &report);
    QCOMPARE(index->size(), 1U);
    QCOMPARE(report.problems, 0ULL);
    QCOMPARE(index->files().at(0).records, 3ULL);
}

void TestFlowIndexBuilder::add_badTupleIsCountedWithItsPlace()
{
    ImportReport report;
    const QByteArray file = wrapped({nsgRecord({begin}), nsgRecord({"1,2,3", end})});
    const auto index = indexOfFiles({file}, &report);
    QCOMPARE(index->tupleCount(), 2U);
    QCOMPARE(report.problems, 1ULL);
    QCOMPARE(report.places.at(0).offset, static_cast<qint64>(file.indexOf("1,2,3")));
    QCOMPARE(report.places.at(0).file, QStringLiteral("PT1H.json"));
}

void TestFlowIndexBuilder::add_cutRecordKeepsItsWholeTuples()
{
    ImportReport report;
    const QByteArray whole = wrapped({nsgRecord({begin}), nsgRecord({end, begin, end})});
    const QByteArray file = whole.left(whole.lastIndexOf(end) + 10);
    const auto index = indexOfFiles({file}, &report);
    QCOMPARE(index->tupleCount(), 3U);
    QCOMPARE(index->tuple(2).rule, QStringLiteral("UserRule_web"));
    QCOMPARE(report.problems, 1ULL);
    QCOMPARE(report.places.at(0).offset, static_cast<qint64>(file.lastIndexOf("{\"time\"")));
    QCOMPARE(report.lostBytes, 12ULL);
}

void TestFlowIndexBuilder::add_wrongTypesAreCounted_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("problems");
    const auto row = [](const char *name, const char *file, int problems) {
        QTest::newRow(name) << QByteArray(file) << problems;
    };
    row("empty file", "", 0);
    row("text", "hello", 1);
    row("binary", "\x01\x02\xff\xfe", 1);
    row("other JSON", "{\"value\":[{\"a\":1}]}", 1);
    row("properties is a text", R"({"properties":"x"})", 1);
    row("flows is an object", R"({"properties":{"Version":2,"flows":{}}})", 1);
    row("flows of numbers", R"({"properties":{"Version":2,"flows":[1,2]}})", 2);
    row("inner flows is null", R"({"properties":{"Version":2,"flows":[{"rule":"r","flows":null}]}})", 1);
    row("tuples are numbers", R"({"properties":{"Version":2,"flows":[{"flows":[{"flowTuples":[1,null]}]}]}})", 2);
    row("tuples is a text", R"({"properties":{"Version":2,"flows":[{"flows":[{"flowTuples":"x"}]}]}})", 1);
    row("no groups", R"({"flowRecords":{"flows":[{"aclID":"a"}]}})", 1);
    row("mac is a number", R"({"macAddress":5,"flowRecords":{"flows":[{"flowGroups":[{"rule":7,"flowTuples":[]}]}]}})",
        0);
    row("not UTF-8", "{\"time\":\"\xc3\x28\",\"properties\":{}}", 1);
    row("lone closers", "]}]}]}", 0);
    row("wrapper of nothing", "{\"records\":[]}", 0);
    row("wrapper of numbers", "{\"records\":[1,2,3]}", 1);
}

void TestFlowIndexBuilder::add_wrongTypesAreCounted()
{
    QFETCH(QByteArray, file);
    QFETCH(int, problems);
    ImportReport report;
    const auto index = indexOfFiles({file}, &report);
    QCOMPARE(index->size(), 0U);
    QCOMPARE(report.problems, static_cast<quint64>(problems));
}

void TestFlowIndexBuilder::add_everyTruncationKeepsWhatIsWhole()
{
    const QByteArray file =
        wrapped({nsgRecord({begin, end}), vnetRecord({"1773835300000,10.0.0.9,10.0.0.8,1,2,17,O,B,NX,0,0,0,0"})});
    quint32 before = 0;
    for (qsizetype size = 0; size <= file.size(); ++size) {
        ImportReport report;
        const auto index = indexOfFiles({file.left(size)}, &report);
        QVERIFY(index->tupleCount() >= before);
        QVERIFY(report.problems <= 1);
        before = index->tupleCount();
    }
    QCOMPARE(before, 3U);
}

void TestFlowIndexBuilder::add_cancelledKeepsWhatWasRead()
{
    const QByteArray file = wrapped({nsgRecord({begin})}) + QByteArray(2 * 1024 * 1024, ' ') + nsgRecord({end});
    FlowIndexBuilder builder;
    JobState job;
    job.cancelled = true;
    builder.add(*memorySource(file, QStringLiteral("f")), EvidenceId{1}, job);
    QCOMPARE(builder.build()->tupleCount(), 0U);
    JobState second;
    builder.add(*memorySource(file, QStringLiteral("f")), EvidenceId{2}, second);
    QCOMPARE(builder.build()->tupleCount(), 2U);
    QCOMPARE(second.done.load(), static_cast<qint64>(file.size()));
}

void TestFlowIndexBuilder::add_manyProblemsKeepOneHundredPlaces()
{
    Tuples tuples;
    for (int i = 0; i < 500; ++i)
        tuples.append("no tuple");
    ImportReport report;
    indexOfFiles({nsgRecord(tuples)}, &report);
    QCOMPARE(report.problems, 500ULL);
    QCOMPARE(report.places.size(), ImportReport::placesKept);
}

void TestFlowIndexBuilder::build_mayBeRepeatedAsFilesAreAdded()
{
    FlowIndexBuilder builder;
    JobState job;
    builder.add(*memorySource(nsgRecord({begin}), QStringLiteral("a")), EvidenceId{1}, job);
    const auto first = builder.build();
    builder.add(*memorySource(nsgRecord({end}), QStringLiteral("b")), EvidenceId{2}, job);
    const auto second = builder.build();
    QCOMPARE(flowStateKey(first->at(FlowId{0})), QStringLiteral("missing_end"));
    QCOMPARE(flowStateKey(second->at(FlowId{0})), QStringLiteral("complete"));
}

QTEST_GUILESS_MAIN(TestFlowIndexBuilder)
#include "tst_flowindexbuilder.moc"
