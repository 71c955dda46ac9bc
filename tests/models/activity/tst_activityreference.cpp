#include "activitysamples.h"
#include "models/activity/ecsjson.h"
#include "models/activity/textwindow.h"
#include "models/kql/query.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace wirecase;

namespace {

QString dataFile(const QString &name)
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    return shared + QStringLiteral("/data/") + name;
}

std::optional<QByteArray> contentOf(const QString &name)
{
    QFile file(dataFile(name));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

/// How many records jq finds; nothing when it is not installed.
std::optional<int> countedByJq(const QString &name)
{
    const QString jq = QStandardPaths::findExecutable(QStringLiteral("jq"));
    if (jq.isEmpty())
        return std::nullopt;
    const QString filter =
        QStringLiteral("[inputs | if type == \"array\" then .[] elif type == \"object\" and (.value | type) == "
                       "\"array\" then .value[] elif type == \"object\" and (.records | type) == \"array\" "
                       "then .records[] elif type == \"object\" and (.tables | type) == \"array\" then "
                       ".tables[].rows[] else . end] | length");
    QProcess process;
    process.start(jq, {QStringLiteral("-n"), filter, dataFile(name)});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput().trimmed().toInt();
}

/// Takes what the expected document has out of ours, and tells where they differ.
void compareDocuments(const QJsonObject &expected, const QJsonObject &ours, const QString &path, QStringList &different)
{
    for (auto member = expected.begin(); member != expected.end(); ++member) {
        const QString place = path.isEmpty() ? member.key() : path + u'.' + member.key();
        const bool isLookedUp = place == QLatin1String("geo") || place == QLatin1String("source.geo")
                                || place == QLatin1String("tags") || place == QLatin1String("source.as");
        const QJsonValue value = ours.value(member.key());
        if (isLookedUp)
            continue;
        if (member.value().isObject() && value.isObject())
            compareDocuments(member.value().toObject(), value.toObject(), place, different);
        else if (member.value() != value)
            different.append(place);
    }
}

void collectLeaves(const QJsonObject &document, const QString &path, QStringList &leaves)
{
    for (auto member = document.begin(); member != document.end(); ++member) {
        const QString place = path.isEmpty() ? member.key() : path + u'.' + member.key();
        if (member.value().isObject() && !member.value().toObject().isEmpty())
            collectLeaves(member.value().toObject(), place, leaves);
        else
            leaves.append(place);
    }
}

} // namespace

/// Against public exports, where they are present.
class ActivityReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void records_areAllRead_data();
    void records_areAllRead();
    void reconstructedForms_areTheSameEvents();
    void ecs_equalsTheFixture();
    void elasticFixture_isItsOwnView();
    void elasticFixture_comesOutOfItsRecord();
    void pantherEvents_matchAsMeasured();
};

void ActivityReferenceTest::records_areAllRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("records"); ///< as jq counted them

    const auto row = [](const char *name, int records) { QTest::newRow(name) << QString::fromLatin1(name) << records; };
    row("azure/activity_log/docs_example_storage_resourcehealth.jsonl", 1);
    row("azure/activity_log/elastic_integrations_export_listkeys.jsonl", 1);
    row("azure/activity_log/elastic_integrations_export_responsebody.jsonl", 1);
    row("azure/activity_log/rest_form_nsgrule_BeginRequest_with_requestbody.json", 1);
    row("azure/reconstructed/RECONSTRUCTED_az_monitor_activity-log_list_packetcapture.json", 3);
    row("azure/reconstructed/RECONSTRUCTED_eventhub_records_packetcapture.json", 3);
    row("azure/reconstructed/RECONSTRUCTED_loganalytics_AzureActivity_packetcapture.json", 3);
    row("azure/reconstructed/RECONSTRUCTED_rest_value_wrapper_packetcapture.json", 3);
    row("azure/reconstructed/RECONSTRUCTED_storage_jsonl_packetcapture.PT1H.json", 3);
    row("elastic/fixtures/rest_administrative_sample.json", 1);
    row("elastic/fixtures/test-activitylogs-raw.log", 3);
}

void ActivityReferenceTest::records_areAllRead()
{
    QFETCH(QString, name);
    QFETCH(int, records);
    const auto content = contentOf(name);
    if (!content)
        QSKIP("shared/data is absent: skipped");
    if (const auto counted = countedByJq(name))
        QCOMPARE(*counted, records);
    const Read read = readActivity({*content});
    QCOMPARE(static_cast<int>(read.reports[0].records), records);
    QCOMPARE(read.reports[0].problems, quint64{0});
    QCOMPARE(read.reports[0].lostBytes, quint64{0});
    int representations = 0;
    for (quint32 event = 0; event < read.index->size(); ++event)
        representations += read.index->representations(EventId{event});
    QCOMPARE(representations, records);
}

void ActivityReferenceTest::reconstructedForms_areTheSameEvents()
{
    const auto array =
        contentOf(QStringLiteral("azure/reconstructed/RECONSTRUCTED_az_monitor_activity-log_list_packetcapture.json"));
    const auto rest =
        contentOf(QStringLiteral("azure/reconstructed/RECONSTRUCTED_rest_value_wrapper_packetcapture.json"));
    const auto hub = contentOf(QStringLiteral("azure/reconstructed/RECONSTRUCTED_eventhub_records_packetcapture.json"));
    const auto blob =
        contentOf(QStringLiteral("azure/reconstructed/RECONSTRUCTED_storage_jsonl_packetcapture.PT1H.json"));
    const auto table =
        contentOf(QStringLiteral("azure/reconstructed/RECONSTRUCTED_loganalytics_AzureActivity_packetcapture.json"));
    if (!array || !rest || !hub || !blob || !table)
        QSKIP("shared/data/azure is absent: skipped");
    const Read read = readActivity({*array, *rest, *hub, *blob, *table});
    for (quint32 event = 0; event < read.index->size(); ++event)
        QCOMPARE(read.index->representations(EventId{event}), 5);
    const QJsonObject body = read.index->requestBody(EventId{0});
    QCOMPARE(body[QLatin1String("properties")][QLatin1String("timeLimitInSeconds")].toInt(), 600);
    JobState job;
    const auto rule =
        KqlQuery::parse(QStringLiteral("azure.activitylogs.operation_name:MICROSOFT.NETWORK/*/PACKETCAPTURES/WRITE"
                                       " and event.outcome:(Success or success)"));
    QCOMPARE(matchEvents(*read.index, *rule, false, job)->count(), 1U);
    QCOMPARE(matchEvents(*read.index, *rule, true, job)->count(), 1U);
}

void ActivityReferenceTest::ecs_equalsTheFixture()
{
    const auto raw = contentOf(QStringLiteral("elastic/fixtures/test-activitylogs-raw.log"));
    const auto golden = contentOf(QStringLiteral("elastic/fixtures/test-activitylogs-raw.log-expected.line1.json"));
    if (!raw || !golden)
        QSKIP("shared/data/elastic/fixtures is absent: skipped");
    const QJsonObject expected = QJsonDocument::fromJson(*golden)[QLatin1String("expected")][0].toObject();
    const Read read = readActivity({raw->left(raw->indexOf('\n'))});
    const QJsonObject ours = read.index->ecs(EventId{0}, 0, false);
    QStringList different;
    compareDocuments(expected, ours, {}, different);
    QCOMPARE(different, QStringList());
    QStringList agreed;
    collectLeaves(expected, {}, agreed);
    qInfo("%d fields agree; geo, source.geo and tags are not looked at: an address database and the agent's settings",
          static_cast<int>(agreed.filter(QRegularExpression(QStringLiteral("^(?!geo|source\\.geo|tags)"))).size()));
    // What we have beyond it: set by the agent or by newer versions of the pipeline.
    QStringList leaves;
    QStringList expectedLeaves;
    collectLeaves(ours, {}, leaves);
    collectLeaves(expected, {}, expectedLeaves);
    QStringList beyond;
    for (const QString &leaf : leaves) {
        if (!expectedLeaves.contains(leaf))
            beyond.append(leaf);
    }
    const QString known =
        QStringLiteral("azure.correlation.id azure.resource_group.name azure.resource_provider.namespace "
                       "cloud.account.id cloud.resource_id data_stream.dataset data_stream.namespace "
                       "data_stream.type event.dataset event.module geo.name related.entity");
    QCOMPARE(beyond.join(u' '), known);
}

void ActivityReferenceTest::elasticFixture_isItsOwnView()
{
    const auto sample = contentOf(QStringLiteral("elastic/fixtures/sample_event.json"));
    if (!sample)
        QSKIP("shared/data/elastic/fixtures is absent: skipped");
    const Read read = readActivity({*sample});
    QCOMPARE(read.reports[0].problems, quint64{0});
    QCOMPARE(read.index->ecs(EventId{0}, 0, false), QJsonDocument::fromJson(*sample).object());
}

void ActivityReferenceTest::elasticFixture_comesOutOfItsRecord()
{
    // The record is put together again from the document; the view of it has to be the document, old names and new.
    const auto sample = contentOf(QStringLiteral("elastic/fixtures/sample_event.json"));
    if (!sample)
        QSKIP("shared/data/elastic/fixtures is absent: skipped");
    const QByteArray padded = *sample + QByteArray(static_cast<qsizetype>(TextWindow::padding), ' ');
    ActivityRecordParser parser;
    auto record = parser.parse({padded.constData(), static_cast<std::size_t>(sample->size())});
    QVERIFY(bool(record));
    record->document.reset();
    const QJsonObject expected = QJsonDocument::fromJson(*sample).object();
    QStringList different;
    compareDocuments(expected, ecsDocument(*record, false), {}, different);
    const QHash<QString, QString> accepted{
        {QStringLiteral("event.ingested"), QStringLiteral("when Elastic took it in: in no export")},
        {QStringLiteral("azure.activitylogs.identity.claims_initiated_by_user"),
         QStringLiteral("an older pipeline set the schema without a claims.name; elastic.md 5.2 says only with it")}};
    QStringList leaves;
    collectLeaves(expected, {}, leaves);
    qInfo("%d of %d fields agree", static_cast<int>(leaves.size() - different.size()), static_cast<int>(leaves.size()));
    for (const QString &field : std::as_const(different)) {
        QVERIFY2(accepted.contains(field), qPrintable(field));
        qInfo("differs: %s (%s)", qPrintable(field), qPrintable(accepted.value(field)));
    }
    QCOMPARE(different.size(), accepted.size());
}

void ActivityReferenceTest::pantherEvents_matchAsMeasured()
{
    const auto content = contentOf(QStringLiteral("elastic/panther/labelled_events.json"));
    if (!content)
        QSKIP("shared/data/elastic/panther is absent: skipped");
    const QJsonArray labelled = QJsonDocument::fromJson(*content).array();
    int captures = 0;
    for (const QJsonValue value : labelled) {
        const QJsonObject event = value[QLatin1String("event")].toObject();
        const Read read = readActivity({compact(event)});
        QCOMPARE(read.reports[0].records, quint64{1});
        const ActivityEvent known = read.index->event(EventId{0});
        const QJsonValue operation = event.value(QLatin1String("operationName"));
        QCOMPARE(known.operation, operation.toString(operation[QLatin1String("value")].toString()));
        QVERIFY(!known.operation.isEmpty());
        const bool hasTime = event.contains(QLatin1String("time")) || event.contains(QLatin1String("eventTimestamp"));
        QCOMPARE(known.timeNs != noTime, hasTime);
        captures += known.operation.contains(QLatin1String("packetCaptures"), Qt::CaseInsensitive) ? 1 : 0;
        // The case of the operation decides in the faithful view, and does not in the normalised one.
        JobState job;
        const auto query = KqlQuery::parse(QStringLiteral("event.action:\"%1\"").arg(known.operation.toUpper()));
        const bool isUpper = known.operation == known.operation.toUpper();
        QCOMPARE(matchEvents(*read.index, *query, false, job)->count(), isUpper ? 1U : 0U);
        QCOMPARE(matchEvents(*read.index, *query, true, job)->count(), 1U);
    }
    qInfo("%d labelled events, %d of packet captures", static_cast<int>(labelled.size()), captures);
}

QTEST_GUILESS_MAIN(ActivityReferenceTest)
#include "tst_activityreference.moc"
