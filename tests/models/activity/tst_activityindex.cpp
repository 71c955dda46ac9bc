#include "activitysamples.h"
#include "models/base/timeformat.h"
#include "models/kql/query.h"

#include <QTest>

using namespace wirecase;

namespace {

QString matching(const ActivityIndex &index, const char *text, bool normalised)
{
    JobState job;
    const auto bits = matchEvents(index, *KqlQuery::parse(QString::fromUtf8(text)), normalised, job);
    if (!bits)
        return bits.error().text();
    QString rows;
    for (const quint32 row : bits->rows())
        rows += QString::number(row);
    return rows;
}

QByteArray restPage(const QList<SampleEvent> &events)
{
    QJsonArray value;
    for (const SampleEvent &event : events)
        value.append(restForm(event));
    return compact({{QStringLiteral("value"), value}});
}

QByteArray batch(const QList<SampleEvent> &events)
{
    QJsonArray records;
    for (const SampleEvent &event : events)
        records.append(diagnosticForm(event));
    return QJsonDocument(QJsonObject{{QStringLiteral("records"), records}}).toJson();
}

QByteArray lines(const QList<SampleEvent> &events)
{
    QByteArray text;
    for (const SampleEvent &event : events)
        text += compact(diagnosticForm(event)) + "\r\n";
    return text;
}

/// The start, acceptance and success of one operation.
QList<SampleEvent> chain()
{
    SampleEvent start;
    start.status = QStringLiteral("Started");
    start.time = QStringLiteral("2021-06-17T09:04:10Z");
    start.dataId = QStringLiteral("d1");
    start.properties = {
        {QStringLiteral("requestBody"), QStringLiteral("{\"properties\":{\"timeLimitInSeconds\":600}}")}};
    SampleEvent accepted;
    accepted.status = QStringLiteral("Accepted");
    accepted.dataId = QStringLiteral("d2");
    SampleEvent success;
    success.time = QStringLiteral("2021-06-17T09:04:12.5Z");
    success.dataId = QStringLiteral("d3");
    success.properties = {
        {QStringLiteral("responsebody"), QJsonObject{{QStringLiteral("name"), QStringLiteral("cap")}}},
        {QStringLiteral("statusCode"), QStringLiteral("OK")}};
    return {start, accepted, success};
}

QStringList keysOf(const ActivityIndex &index)
{
    QStringList keys;
    for (quint32 event = 0; event < index.size(); ++event)
        keys.append(index.event(EventId{event}).key);
    return keys;
}

} // namespace

class ActivityIndexTest : public QObject
{
    Q_OBJECT

private slots:
    void emptyIndex();
    void event_hasFactsOfBothForms();
    void formsOfOneEvent_areOneEvent();
    void keys_stayWhenEvidenceIsAdded();
    void lookAlikes_stayApart();
    void bodies_areFound();
    void look_byCorrelationRangeAndSource();
    void matchEvents_asksRepresentationsOneByOne();
    void ecs_viewsDiffer();
    void caller_data();
    void caller();
    void oddRecords_areReadOrCounted_data();
    void oddRecords_areReadOrCounted();
    void everyTypeWrong_doesNoHarm();
    void builder_canBeAddedToAfterBuild();
    void truncated_keepsWholeEvents();
};

void ActivityIndexTest::emptyIndex()
{
    const ActivityIndex index;
    QCOMPARE(index.size(), 0U);
    QVERIFY(index.fields(true).fields().isEmpty());
    QVERIFY(!index.byKey(QStringLiteral("x")));
    QVERIFY(index.inRange({0, 100}).empty());
    QCOMPARE(matching(index, "a:b", true), QString());
}

void ActivityIndexTest::event_hasFactsOfBothForms()
{
    const SampleEvent sample;
    const Read read = readActivity({batch({sample}), restPage({sample})});
    QCOMPARE(read.index->size(), 1U);
    const ActivityEvent event = read.index->event(EventId{0});
    QCOMPARE(event.timeNs, *parseIsoTime(u"2021-06-17T09:04:11.1180421Z"));
    QCOMPARE(event.operation, sample.operation);
    QCOMPARE(event.status, QStringLiteral("Succeeded"));
    QCOMPARE(event.statusClass, StatusClass::Succeeded);
    QCOMPARE(event.subStatus, QStringLiteral("x"));
    QCOMPARE(event.caller, QStringLiteral("ada@corp.test"));
    QCOMPARE(event.callerKind, QStringLiteral("user"));
    QCOMPARE(event.callerId, QStringLiteral("oid-1"));
    QCOMPARE(event.callerAddressText, QStringLiteral("203.0.113.7"));
    QCOMPARE(event.callerAddress, IpAddress::fromIpv4(0xcb007107));
    QCOMPARE(event.correlationId, QStringLiteral("c0"));
    QCOMPARE(event.operationId, QStringLiteral("op-1"));
    QCOMPARE(event.eventDataId, QStringLiteral("d0"));
    QCOMPARE(event.resourceId, sampleResource());
    QCOMPARE(event.resourceGroup, QStringLiteral("Watch"));
    QCOMPARE(event.subscriptionId, QStringLiteral("S-1"));
    QCOMPARE(event.tenantId, QStringLiteral("T-1"));
    QCOMPARE(event.level, QStringLiteral("Informational"));
    QCOMPARE(event.category, QStringLiteral("Administrative"));
    QCOMPARE(event.role, QStringLiteral("Owner"));
    const std::vector<EvidenceRef> sources{{EvidenceId{2}, 1}, {EvidenceId{1}, 1}};
    QVERIFY(event.sources == sources);
    QCOMPARE(read.index->rawJson(EventId{0}), compact(restForm(sample)));
    QCOMPARE(QJsonDocument::fromJson(read.index->rawJson(EventId{0}, 1)).object(), diagnosticForm(sample));
    QCOMPARE(operationTitle(event.operation), QStringLiteral("packetCaptures/write"));
    QCOMPARE(operationTitle(QStringLiteral("A.B/c/start/ACTION")), QStringLiteral("c/start/ACTION"));
    QCOMPARE(operationTitle(QStringLiteral("lone")), QStringLiteral("lone"));
}

void ActivityIndexTest::formsOfOneEvent_areOneEvent()
{
    const Read read = readActivity({restPage(chain()), lines(chain()), batch(chain()), batch(chain())});
    QCOMPARE(read.index->size(), 3U);
    for (quint32 event = 0; event < 3; ++event)
        QCOMPARE(read.index->representations(EventId{event}), 4);
    for (const ImportReport &report : read.reports) {
        QCOMPARE(report.records, quint64{3});
        QCOMPARE(report.problems, quint64{0});
        QCOMPARE(report.lostBytes, quint64{0});
    }
}

void ActivityIndexTest::keys_stayWhenEvidenceIsAdded()
{
    const QStringList alone = keysOf(*readActivity({batch(chain())}).index);
    QCOMPARE(keysOf(*readActivity({restPage(chain())}).index), alone);
    QCOMPARE(keysOf(*readActivity({restPage(chain()), lines(chain())}).index), alone);
    QCOMPARE(keysOf(*readActivity({lines(chain()), restPage(chain()), batch(chain())}).index), alone);
    QCOMPARE(QSet<QString>(alone.begin(), alone.end()).size(), 3);
}

void ActivityIndexTest::lookAlikes_stayApart()
{
    SampleEvent one;
    SampleEvent other = one;
    other.dataId = QStringLiteral("d9");
    const Read apart = readActivity({restPage({one, other}), lines({one})});
    QCOMPARE(apart.index->size(), 2U);
    QCOMPARE(apart.index->representations(*apart.index->bySource({EvidenceId{1}, 1})), 2);
    QCOMPARE(apart.index->representations(*apart.index->bySource({EvidenceId{1}, 2})), 1);
    // The key that the diagnostic record has alone is that of the event it belongs to.
    const QString alone = readActivity({lines({one})}).index->event(EventId{0}).key;
    QCOMPARE(*apart.index->byKey(alone), *apart.index->bySource({EvidenceId{2}, 1}));

    SampleEvent later = one;
    later.time = QStringLiteral("2021-06-17T09:04:11.119Z");
    later.dataId = QString();
    SampleEvent same = one;
    same.time = QStringLiteral("2021-06-17T09:04:11.1189999Z"); // the same millisecond
    QCOMPARE(readActivity({lines({one, later, same})}).index->size(), 2U);
    SampleEvent failed = one;
    failed.status = QStringLiteral("Failed"); // the same data id: blanked out by whoever exported it
    QCOMPARE(readActivity({restPage({one, failed})}).index->size(), 2U);
}

void ActivityIndexTest::bodies_areFound()
{
    const Read read = readActivity({lines(chain())});
    const QJsonObject request = read.index->requestBody(EventId{0});
    QCOMPARE(request[QLatin1String("properties")][QLatin1String("timeLimitInSeconds")].toInt(), 600);
    QVERIFY(read.index->requestBody(EventId{1}).isEmpty());
    QCOMPARE(read.index->responseBody(EventId{2}).value(QLatin1String("name")).toString(), QStringLiteral("cap"));
    QVERIFY(read.index->responseBody(EventId{0}).isEmpty());
}

void ActivityIndexTest::look_byCorrelationRangeAndSource()
{
    QList<SampleEvent> events = chain();
    SampleEvent unrelated;
    unrelated.correlation = QStringLiteral("other");
    unrelated.time = QStringLiteral("2021-06-17T09:04:11Z");
    unrelated.dataId = QStringLiteral("d7");
    events.prepend(unrelated);
    const Read read = readActivity({restPage(events)});
    const std::vector<EventId> related{EventId{0}, EventId{2}, EventId{3}};
    QVERIFY(read.index->withCorrelation(QStringLiteral("C0")) == related);
    QVERIFY(read.index->withCorrelation(QString()).empty());
    const TimeRange range{*parseIsoTime(u"2021-06-17T09:04:11Z"), *parseIsoTime(u"2021-06-17T09:04:12.5Z")};
    const std::vector<EventId> inside{EventId{1}, EventId{2}};
    QVERIFY(read.index->inRange(range) == inside);
    QCOMPARE(*read.index->bySource({EvidenceId{1}, 1}), EventId{1});
    QVERIFY(!read.index->bySource({EvidenceId{1}, 5}));
}

void ActivityIndexTest::matchEvents_asksRepresentationsOneByOne()
{
    const char *rule = "event.dataset:azure.activitylogs and "
                       "azure.activitylogs.operation_name:MICROSOFT.NETWORK/*/PACKETCAPTURES/WRITE and "
                       "event.outcome:(Success or success)";
    const Read rest = readActivity({restPage(chain())});
    QCOMPARE(matching(*rest.index, rule, false), QString());
    QCOMPARE(matching(*rest.index, rule, true), QStringLiteral("2"));
    const Read diagnostic = readActivity({lines(chain())});
    QCOMPARE(matching(*diagnostic.index, rule, false), QStringLiteral("2"));
    const Read both = readActivity({restPage(chain()), lines(chain())});
    QCOMPARE(matching(*both.index, rule, false), QStringLiteral("2"));
    QCOMPARE(matching(*both.index, rule, true), QStringLiteral("2"));
    // Both halves are true of a representation each, but of none together.
    QCOMPARE(matching(*both.index,
                      "azure.activitylogs.result_type:Success and azure.activitylogs.operation_name:Microsoft*", false),
             QString());
    QCOMPARE(matching(*both.index, "not event.outcome:*", false), QStringLiteral("012"));
    QCOMPARE(matching(*both.index, "source.ip:203.0.113.0/24 and @timestamp > \"2021-06-17T09:04:12\"", true),
             QStringLiteral("")); // the whole second counts as before
    QCOMPARE(matching(*both.index, "@timestamp >= \"2021-06-17T09:04:12\"", true), QStringLiteral("2"));
    QCOMPARE(matching(*both.index, "azure.activitylogs.properties.status_code:OK", false), QStringLiteral("2"));
    QCOMPARE(matching(*both.index, "azure.activitylogs.properties.requestBody:*timeLimit*", false),
             QStringLiteral("0"));
    QCOMPARE(matching(*both.index, "user.name:ADA", true), QStringLiteral("012"));
    QCOMPARE(matching(*both.index, "user.name:ADA", false), QString());
    JobState job;
    const auto perEvent =
        KqlQuery::parse(QStringLiteral("event.outcome:success"))->evaluate(both.index->fields(false), {}, job);
    QCOMPARE(perEvent->rows(), std::vector<quint32>{2});
}

void ActivityIndexTest::ecs_viewsDiffer()
{
    const SampleEvent sample;
    const Read read = readActivity({restPage({sample})});
    const QJsonObject faithful = read.index->ecs(EventId{0}, 0, false);
    const QJsonObject normalised = read.index->ecs(EventId{0}, 0, true);
    const auto at = [](const QJsonObject &document, const char *first, const char *second) {
        return document[QLatin1String(first)][QLatin1String(second)];
    };
    QCOMPARE(faithful[QLatin1String("@timestamp")].toString(), QStringLiteral("2021-06-17T09:04:11.118Z"));
    QCOMPARE(at(faithful, "event", "action").toString(), sample.operation);
    QCOMPARE(at(normalised, "event", "action").toString(), sample.operation.toUpper());
    QVERIFY(at(faithful, "event", "outcome").isUndefined());
    QCOMPARE(at(normalised, "event", "outcome").toString(), QStringLiteral("success"));
    QCOMPARE(at(faithful, "event", "original").toString().toUtf8(), read.index->rawJson(EventId{0}));
    QCOMPARE(at(faithful, "user", "name").toString(), QStringLiteral("ada"));
    QCOMPARE(at(faithful, "user", "domain").toString(), QStringLiteral("corp.test"));
    QCOMPARE(at(faithful, "related", "ip").toArray(), QJsonArray{QStringLiteral("203.0.113.7")});
    // Every field of the columns is in the document and the other way round.
    QVERIFY(read.index->fields(false).fields().contains(QStringLiteral("azure.activitylogs.identity.claims.appid")));
    QVERIFY(!read.index->fields(false).fields().contains(QStringLiteral("event.outcome")));
    QVERIFY(read.index->fields(true).fields().contains(QStringLiteral("event.outcome")));
}

void ActivityIndexTest::caller_data()
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

void ActivityIndexTest::caller()
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

void ActivityIndexTest::oddRecords_areReadOrCounted_data()
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

void ActivityIndexTest::oddRecords_areReadOrCounted()
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

void ActivityIndexTest::everyTypeWrong_doesNoHarm()
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

void ActivityIndexTest::builder_canBeAddedToAfterBuild()
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

void ActivityIndexTest::truncated_keepsWholeEvents()
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

QTEST_GUILESS_MAIN(ActivityIndexTest)
#include "tst_activityindex.moc"
