#include "activitysamples.h"
#include "models/kql/fieldsource.h"
#include "models/kql/query.h"

#include <QTest>

using namespace wirecase;

namespace {

QByteArray utf16Of(const QByteArray &latin1)
{
    QByteArray wide;
    for (const char c : latin1) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

} // namespace

class ActivityIndexBuilderTest : public QObject
{
    Q_OBJECT

private slots:
    void caller_data();
    void caller();
    void oddRecords_areReadOrCounted_data();
    void oddRecords_areReadOrCounted();
    void everyTypeWrong_doesNoHarm();
    void builder_canBeAddedToAfterBuild();
    void truncated_keepsWholeEvents();
    void largeSource_isReadAgain();
    void enormousTexts_areKept();
    void damagedLines_areNamed();
    void groupsOfFields_areFiltered();
};

void ActivityIndexBuilderTest::caller_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("caller");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("address");

    const auto row = [](const char *title, const char *members, const char *caller, const char *kind,
                        const char *address) {
        QTest::newRow(title) << QByteArray("{\"operationName\":\"O\",\"time\":\"2021-01-01T00:00:00Z\",") + members
                                    + '}'
                             << QString::fromLatin1(caller) << QString::fromLatin1(kind)
                             << QString::fromLatin1(address);
    };
    row("address with a port", "\"callerIpAddress\":\"10.0.0.1:443\"", "", "", "10.0.0.1");
    row("IPv6 with a port", "\"callerIpAddress\":\"[2001:db8::1]:443\"", "", "", "2001:db8::1");
    row("IPv6", "\"callerIpAddress\":\"2001:db8::2\"", "", "", "2001:db8::2");
    row("redacted address", "\"callerIpAddress\":\"<hidden>\"", "", "", "");
    row("address in the claims", "\"identity\":{\"claims\":{\"ipaddr\":\"10.0.0.9\"}}", "", "", "10.0.0.9");
    row("identity is a text", "\"identity\":\"Michell Lan\"", "Michell Lan", "", "");
    row("service principal",
        "\"identity\":{\"claims\":{\"appid\":\"a-1\"},\"authorization\":{\"evidence\":{\"principalType\":"
        "\"ServicePrincipal\"}}}",
        "a-1", "service principal", "");
    row("managed identity", "\"identity\":{\"claims\":{\"appid\":\"a-1\",\"xms_mirid\":\"/x\"}}", "a-1",
        "managed identity", "");
    row("application token", "\"identity\":{\"claims\":{\"appid\":\"a-1\",\"idtyp\":\"app\"}}", "a-1",
        "service principal", "");
    row("name only", "\"identity\":{\"claims\":{\"name\":\"Ada\"}}", "Ada", "", "");
}

void ActivityIndexBuilderTest::caller()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, address);
    const Read read = readActivity({record});
    QCOMPARE(read.index->size(), 1U);
    const ActivityEvent event = read.index->event(EventId{0});
    QTEST(event.caller, "caller");
    QTEST(event.callerKind, "kind");
    QCOMPARE(event.callerAddress ? event.callerAddress->toString() : QString(), address);
}

void ActivityIndexBuilderTest::oddRecords_areReadOrCounted_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("problems");

    QTest::newRow("no time") << QByteArray("\"resourceId\":\"/r\"") << 1 << 1;
    QTest::newRow("time of a zero clock") << QByteArray("\"time\":\"1601-01-01T00:00:00Z\"") << 1 << 1;
    QTest::newRow("bad time") << QByteArray("\"time\":\"yesterday\"") << 1 << 1;
    QTest::newRow("time is an object") << QByteArray("\"time\":{\"a\":1}") << 1 << 1;
    QTest::newRow("huge integer") << QByteArray(
        "\"time\":\"2021-01-01T00:00:00Z\",\"n\":123456789012345678901234567890")
                                  << 1 << 0;
    QTest::newRow("huge exponent") << QByteArray("\"time\":\"2021-01-01T00:00:00Z\",\"durationMs\":1e99999") << 1 << 0;
    QTest::newRow("not UTF-8") << QByteArray("\"time\":\"2021-01-01T00:00:00Z\",\"location\":\"\xff\xfe\"") << 1 << 1;
    QTest::newRow("lone surrogate") << QByteArray("\"time\":\"2021-01-01T00:00:00Z\",\"location\":\"\\ud800\"") << 0
                                    << 1;
    QTest::newRow("bad escape") << QByteArray("\"time\":\"2021-01-01T00:00:00Z\",\"location\":\"\\q\"") << 0 << 1;
    QTest::newRow("bad word") << QByteArray("\"time\":tru") << 0 << 1;
    QTest::newRow("deep") << "\"time\":\"2021-01-01T00:00:00Z\",\"properties\":" + QByteArray(400, '[')
                                 + QByteArray(400, ']')
                          << 1 << 0;
    QTest::newRow("key of dots") << "\"time\":\"2021-01-01T00:00:00Z\",\"properties\":{\"" + QByteArray(100'000, '.')
                                        + "\":1}"
                                 << 1 << 0;
}

void ActivityIndexBuilderTest::oddRecords_areReadOrCounted()
{
    QFETCH(QByteArray, members);
    QFETCH(int, records);
    QFETCH(int, problems);
    const QByteArray good = compact(diagnosticForm({}));
    const Read read = readActivity({good + "\n{\"operationName\":\"O\"," + members + "}\n" + good + '\n'});
    QCOMPARE(static_cast<int>(read.reports[0].records), 2 + records);
    QCOMPARE(static_cast<int>(read.reports[0].problems), problems);
    QCOMPARE(static_cast<int>(read.index->size()), 1 + records);
    if (problems > 0)
        QCOMPARE(read.reports[0].places[0].offset, good.size() + 1);
    for (quint32 event = 0; event < read.index->size(); ++event)
        QVERIFY(!read.index->ecs(EventId{event}, 0, true).isEmpty());
}

void ActivityIndexBuilderTest::everyTypeWrong_doesNoHarm()
{
    const QJsonArray values{QJsonValue::Null,
                            true,
                            7,
                            -1.5,
                            QString(),
                            QStringLiteral("x"),
                            QJsonArray{1, QJsonArray{}},
                            QJsonObject{{QStringLiteral("value"), QJsonObject{}}}};
    QByteArray text;
    int written = 0;
    for (const QJsonObject &sample : {restForm({}), diagnosticForm({})}) {
        for (const QString &key : sample.keys()) {
            for (const QJsonValue value : values) {
                QJsonObject record = sample;
                record.insert(key, value);
                text += compact(record) + '\n';
                ++written;
            }
        }
    }
    const Read read = readActivity({text});
    QCOMPARE(static_cast<int>(read.reports[0].records), written);
    JobState job;
    for (quint32 event = 0; event < read.index->size(); ++event) {
        const EventId id{event};
        QVERIFY(!read.index->event(id).key.isEmpty());
        for (int representation = 0; representation < read.index->representations(id); ++representation)
            QVERIFY(!read.index->ecs(id, representation, representation % 2 == 0).isEmpty());
        QVERIFY(read.index->requestBody(id).isEmpty());
    }
    for (const QString &field : read.index->fields(true).fields())
        QVERIFY(
            bool(KqlQuery::parse(u'"' + field + QStringLiteral("\":*"))->evaluate(read.index->fields(true), {}, job)));
}

void ActivityIndexBuilderTest::builder_canBeAddedToAfterBuild()
{
    ActivityIndexBuilder builder;
    JobState job;
    builder.add(*memorySource(restPage(chain()), QStringLiteral("a")), EvidenceId{1}, job);
    const ActivityIndexPtr first = builder.build();
    SampleEvent another;
    another.correlation = QStringLiteral("c9");
    another.dataId = QStringLiteral("d9");
    builder.add(*memorySource(restPage({another}), QStringLiteral("b")), EvidenceId{2}, job);
    QCOMPARE(first->size(), 3U);
    QCOMPARE(builder.build()->size(), 4U);
    QVERIFY(job.done > 0);
}

void ActivityIndexBuilderTest::truncated_keepsWholeEvents()
{
    QList<SampleEvent> events;
    for (int i = 0; i < 20; ++i) {
        SampleEvent event;
        event.dataId = QStringLiteral("d%1").arg(i, 2, 10, QChar(u'0'));
        event.correlation = QStringLiteral("c%1").arg(i);
        events.append(event);
    }
    for (const QByteArray &text : {restPage(events), batch(events), lines(events)}) {
        quint32 before = 0;
        for (qsizetype length = 0; length <= text.size(); length += 97) {
            const Read read = readActivity({text.left(length)});
            QVERIFY(read.index->size() >= before);
            QVERIFY(read.reports[0].problems <= 1);
            before = read.index->size();
        }
        QVERIFY(before >= 19);
    }
}

void ActivityIndexBuilderTest::largeSource_isReadAgain()
{
    SampleEvent event;
    event.properties = {{QStringLiteral("requestbody"), QString(40'000, u'x')}};
    QByteArray text;
    for (int i = 0; i < 300; ++i) {
        event.correlation = QStringLiteral("c%1").arg(i);
        text += compact(diagnosticForm(event)) + '\n';
    }
    ActivityIndexBuilder builder;
    JobState job;
    const ByteSourcePtr source = memorySource(text, QStringLiteral("large"));
    builder.add(source, EvidenceId{1}, job);
    builder.add(memorySource("\xff\xfe" + utf16Of(text.left(100'000)), QStringLiteral("wide")), EvidenceId{2}, job);
    QVERIFY(source.use_count() > 1);
    const ActivityIndexPtr index = builder.build();
    QCOMPARE(index->size(), 300U);
    const QByteArrayList lines = text.split('\n');
    for (const int number : {0, 1, 150, 299}) {
        const auto id = index->bySource({EvidenceId{1}, static_cast<quint64>(number) + 1});
        QVERIFY(id);
        QCOMPARE(index->rawJson(*id), lines[number]);
    }
    const auto wide = index->bySource({EvidenceId{2}, 2});
    QVERIFY(wide);
    QCOMPARE(index->rawJson(*wide, 1), lines[1]);
}

void ActivityIndexBuilderTest::enormousTexts_areKept()
{
    SampleEvent event;
    event.correlation = QStringLiteral("large");
    event.properties = {{QStringLiteral("requestbody"), QString(20'000'000, u'x')}};
    const QByteArray large = compact(diagnosticForm(event));
    const QByteArray tooLarge = "{\"time\":\"" + QByteArray(65 << 20, 'x') + "\"}";
    const Read read = readActivity({large + '\n' + tooLarge + '\n' + compact(diagnosticForm({})) + '\n'});
    QCOMPARE(read.index->size(), 2U);
    QCOMPARE(read.reports[0].problems, quint64(1));
    QCOMPARE(read.reports[0].places[0].offset, large.size() + 1);
    QVERIFY(read.reports[0].places[0].message.contains(QLatin1String("64 MiB")));
    QVERIFY(read.reports[0].lostBytes > (64U << 20U));
}

void ActivityIndexBuilderTest::damagedLines_areNamed()
{
    const QByteArray good = compact(diagnosticForm({}));
    const QByteArray cut = good.left(good.size() / 2);
    const QByteArray deep = "{\"time\":" + QByteArray(100'000, '[');
    const Read read = readActivity({good + '\n' + cut + '\n' + deep + '\n' + good + '\n'});
    QCOMPARE(read.reports[0].records, quint64(2));
    QCOMPARE(read.reports[0].problems, quint64(2));
    QCOMPARE(read.reports[0].places[0].offset, good.size() + 1);
    QCOMPARE(read.reports[0].places[1].offset, good.size() + 1 + cut.size() + 1);
    for (const Error &place : read.reports[0].places)
        QVERIFY(!place.file.isEmpty() && !place.message.isEmpty());
}

void ActivityIndexBuilderTest::groupsOfFields_areFiltered()
{
    // Records that share a set of values, some without any, and an Elastic document between them, which has none.
    QByteArray text;
    for (int i = 0; i < 50; ++i) {
        const QByteArray n = QByteArray::number(i);
        const QByteArray who = QByteArray::number(i % 3);
        text += i % 10 == 9 ? "{\"@timestamp\":\"2021-01-01T00:00:" + QByteArray::number(10 + i)
                                  + "Z\",\"event\":{\"dataset\":\"azure.activitylogs\",\"action\":\"O\"},"
                                    "\"azure\":{\"activitylogs\":{\"operation_name\":\"O\",\"identity\":{\"claims\":"
                                    "{\"oid\":\"w1\"}}}}}\n"
                            : "{\"time\":\"2021-01-01T00:00:" + QByteArray::number(10 + i)
                                  + "Z\",\"operationName\":\"O\",\"correlationId\":\"c" + n
                                  + "\",\"identity\":{\"claims\":{\"oid\":\"w" + who + "\"}}}\n";
    }
    const Read read = readActivity({text});
    QCOMPARE(read.index->size(), 50U);
    JobState job;
    const auto count = [&](const char *query) {
        return matchEvents(*read.index, *KqlQuery::parse(QString::fromLatin1(query)), false, job)->count();
    };
    QCOMPARE(count("azure.activitylogs.identity.claims.oid:w0"), 15U);
    QCOMPARE(count("azure.activitylogs.identity.claims.oid:w1"), 20U);
    QCOMPARE(count("azure.activitylogs.identity.claims.oid:w2"), 15U);
    QCOMPARE(count("azure.activitylogs.identity.claims.oid:w2 and azure.correlation_id:c5"), 1U);
    QCOMPARE(count("not azure.activitylogs.identity.claims.oid:*"), 0U);
    QCOMPARE(count("event.dataset:azure.activitylogs"), 50U);
}

QTEST_GUILESS_MAIN(ActivityIndexBuilderTest)
#include "tst_activityindexbuilder.moc"
