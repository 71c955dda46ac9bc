#include "models/evidence/formatsniffer.h"
#include "models/evidence/jsonshape.h"

#include <QTest>

using namespace wirecase;

class TestFormatSniffer : public QObject
{
    Q_OBJECT

private slots:
    void sniffKind_isToldByContent_data();
    void sniffKind_isToldByContent();
    void sniffKind_isTheSameWhenTheHeadIsCut();
    void jsonShape_survivesAnyCut();
};

void TestFormatSniffer::sniffKind_isToldByContent_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<EvidenceKind>("kind");
    const auto row = [](const char *name, const QByteArray &head, EvidenceKind kind) {
        QTest::newRow(name) << head << kind;
    };
    row("empty", "", EvidenceKind::Empty);
    row("pcap, microseconds, little endian", QByteArray::fromHex("d4c3b2a102000400"), EvidenceKind::Pcap);
    row("pcap, nanoseconds, big endian", QByteArray::fromHex("a1b23c4d00020004"), EvidenceKind::Pcap);
    row("pcapng", QByteArray::fromHex("0a0d0d0a1c000000"), EvidenceKind::Pcapng);
    row("network monitor", "GMBU\x00\x02", EvidenceKind::NetMon);
    row("snoop", QByteArrayLiteral("snoop\0\0\0\0\0\0\2"), EvidenceKind::OtherCapture);
    row("sniffer", "TRSNIFF data    \x1a", EvidenceKind::OtherCapture);
    row("iptrace", "iptrace 2.0", EvidenceKind::OtherCapture);
    row("IXIA, hardware", QByteArray::fromHex("ac01001c02000400"), EvidenceKind::Pcap);
    row("IXIA, software, big endian", QByteArray::fromHex("1c0001ab00020004"), EvidenceKind::Pcap);
    row("5Views", QByteArray::fromHex("aaaaaaaa200000000000010018000000"), EvidenceKind::OtherCapture);
    row("LANalyzer", QByteArray::fromHex("01104c0001055472616365"), EvidenceKind::OtherCapture);
    row("nettl", QByteArray::fromHex("5452006400000000"), EvidenceKind::OtherCapture);
    row("Observer", "ObserverPktBufferVersion=15.00", EvidenceKind::OtherCapture);
    row("zip", "PK\x03\x04rest", EvidenceKind::Archive);
    row("REST export",
        R"({"value":[{"caller":"a@b.c","correlationId":"1","operationName":{"value":"A/write"},"eventTimestamp":"2026"}]})",
        EvidenceKind::ActivityLog);
    row("az export", R"([{"correlationId":"1","eventTimestamp":"2026","operationName":{"value":"A/write"}}])",
        EvidenceKind::ActivityLog);
    row("diagnostic line",
        R"({ "time": "2026", "resourceId": "/S/1", "operationName": "A/WRITE", "category": "Administrative"})",
        EvidenceKind::ActivityLog);
    row("NSG flow log",
        R"({"records":[{"time":"2026","category":"NetworkSecurityGroupFlowEvent","resourceId":"/S","operationName":"NetworkSecurityGroupFlowEvents"}]})",
        EvidenceKind::FlowLog);
    row("flow log delta", R"(,{"time":"2026","flowLogVersion":4,"category":"FlowLogFlowEvent","flowRecords":{}})",
        EvidenceKind::FlowLog);
    row("byte order mark", QByteArray("\xef\xbb\xbf") + R"({"category":"FlowLogFlowEvent"})", EvidenceKind::FlowLog);
    row("other JSON", R"({"a":[1,2,{"b":null}]})", EvidenceKind::OtherJson);
    row("JSON that mentions operationName in a text", R"({"note":"operationName time resourceId"})",
        EvidenceKind::OtherJson);
    row("rule file", "[metadata]\na = 1\n\n[rule]\nrule_id = \"x\"\nquery = '''y'''\n", EvidenceKind::Rules);
    row("rule export", "{\"rule_id\":\"x\",\"type\":\"query\",\"risk_score\":1,\"severity\":\"low\"}\n",
        EvidenceKind::Rules);
    row("rule whose long note hides its id", "{\"risk_score\":1,\"severity\":\"low\",\"note\":\"cut off here",
        EvidenceKind::Rules);
    row("exceptions alone", "{\"item_id\":\"i\",\"list_id\":\"l\",\"entries\":[]}\n", EvidenceKind::Rules);
    row("an alert names its rule",
        "{\"@timestamp\":\"2031-01-01\",\"kibana\":{\"alert\":{\"rule\":{\"rule_id\":\"x\",\"severity\":\"low\","
        "\"risk_score\":1}}}}",
        EvidenceKind::OtherJson);
    row("activity log with a broken line", R"({"time":"2026","operationName":"A","resourceId":"/S"}
{"time": broken
)",
        EvidenceKind::ActivityLog);
    row("Log Analytics table",
        R"({"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated"},{"name":"OperationNameValue"},
        {"name":"CorrelationId"}],"rows":[]}]})",
        EvidenceKind::ActivityLog);
    row("another table", R"({"tables":[{"columns":[{"name":"TimeGenerated"},{"name":"Computer"}],"rows":[]}]})",
        EvidenceKind::OtherJson);
    row("portal CSV",
        "Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated "
        "by\n1,2,3,4,5,6,7,8",
        EvidenceKind::ActivityLog);
    row("table CSV by semicolon", "\xef\xbb\xbf\"TimeGenerated [UTC]\";Caller;OperationNameValue;CorrelationId\n",
        EvidenceKind::ActivityLog);
    row("Kibana CSV", "\"@timestamp\",\"azure.activitylogs.operation_name\",\"event.outcome\",\"source.ip\"\n",
        EvidenceKind::ActivityLog);
    row("CSV of another kind", "Time,Name,Place,Count\n1,2,3,4\n", EvidenceKind::Unknown);
    row("UTF-16 JSON", QByteArray("\xff\xfe[\0{\0}\0]\0", 10), EvidenceKind::OtherJson);
    row("UTF-16 mark alone", "\xff\xfe", EvidenceKind::Unknown);
    row("prose", "Dear colleague,\n{see below}", EvidenceKind::Unknown);
    row("toml of another kind", "[package]\nname = \"x\"\n", EvidenceKind::Unknown);
}

void TestFormatSniffer::sniffKind_isToldByContent()
{
    QFETCH(QByteArray, head);
    QFETCH(EvidenceKind, kind);
    QCOMPARE(sniffKind(bytesOf(head)), kind);
}

void TestFormatSniffer::sniffKind_isTheSameWhenTheHeadIsCut()
{
    QByteArray log = R"({"records":[{"time":"2026","category":"FlowLogFlowEvent","flowRecords":{"flows":[)";
    const auto decided = log.size();
    for (int i = 0; i < 2000; ++i)
        log += R"({"aclID":"x","flowGroups":[]},)";
    for (qsizetype length = decided; length < decided + 300; ++length)
        QCOMPARE(sniffKind(bytesOf(log.left(length))), EvidenceKind::FlowLog);
}

void TestFormatSniffer::jsonShape_survivesAnyCut()
{
    const QByteArray text = R"({"a\"b":"c\\","d":[{"e":"\u0041"}],"category":"X"})";
    for (qsizetype length = 1; length <= text.size(); ++length)
        QVERIFY(jsonShape(bytesOf(text.left(length))).isJson);
    QVERIFY(jsonShape(bytesOf(text)).has("e"));
    QVERIFY(jsonShape(bytesOf(text)).values.contains("X"));
}

QTEST_GUILESS_MAIN(TestFormatSniffer)
#include "tst_formatsniffer.moc"
