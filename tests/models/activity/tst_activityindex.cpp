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

QTEST_GUILESS_MAIN(ActivityIndexTest)
#include "tst_activityindex.moc"
