#include "activityforms.h"
#include "models/base/timeformat.h"
#include "models/evidence/formatsniffer.h"
#include "models/kql/query.h"

#include <QTest>

using namespace wirecase;

namespace {

QStringList keysOf(const ActivityIndex &index)
{
    QStringList keys;
    for (quint32 event = 0; event < index.size(); ++event)
        keys.append(index.event(EventId{event}).key);
    return keys;
}

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

using Values = QMap<QString, QSet<QString>>;

void collectValues(const QJsonValue &value, const QString &path, Values &values)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collectValues(*member, path.isEmpty() ? member.key() : path + u'.' + member.key(), values);
    } else if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            collectValues(element, path, values);
    } else if (path == QLatin1String("@timestamp")) {
        values[path].insert(QString::number(parseIsoTime(value.toString()).value_or(0)));
    } else if (!value.isNull()) {
        values[path].insert(value.toVariant().toString());
    }
}

/// The values of a document by field, without what is added to it for readers.
Values valuesOf(const QJsonObject &document)
{
    Values values;
    collectValues(document, {}, values);
    values.remove(QStringLiteral("event.original"));
    values.remove(QStringLiteral("wirecase.guesses"));
    return values;
}

/// A generated set: operations of several statuses, some in the same second.
QList<SampleEvent> generated(int operations)
{
    QList<SampleEvent> events;
    for (int i = 0; i < operations; ++i) {
        for (const SampleEvent &part : chain()) {
            SampleEvent event = part;
            event.correlation = QStringLiteral("c%1").arg(i);
            event.dataId = part.dataId + QStringLiteral("-%1").arg(i);
            event.status =
                i % 3 == 2 && part.status == QLatin1String("Succeeded") ? QStringLiteral("Failed") : part.status;
            events.append(event);
        }
    }
    return events;
}

} // namespace

/// Every form in which the activity log is exported (elastic.md 5.1, azure.md 3).
class ActivityFormsTest : public QObject
{
    Q_OBJECT

private slots:
    void form_givesTheEvents_data();
    void form_givesTheEvents();
    void form_isRecognised_data();
    void form_isRecognised();
    void form_damaged_data();
    void form_damaged();
    void columns_areTheDocuments_data();
    void columns_areTheDocuments();
    void allForms_areTheSameEvents();
    void generatedSet_isTheSameInEveryForm_data();
    void generatedSet_isTheSameInEveryForm();
    void portalRow_isJoinedOnlyWhenSure();
    void portalRows_thatLookAlikeAreTwoEvents();
    void oddNames_areUnderstood_data();
    void oddNames_areUnderstood();
    void elastic_isItsOwnFaithfulView();
    void elastic_originalIsTheRecord();
    void guesses_haveWords();
};

void ActivityFormsTest::form_givesTheEvents_data()
{
    QTest::addColumn<int>("form");
    for (std::size_t form = 0; form < exportForms().size(); ++form)
        QTest::newRow(exportForms()[form].name) << static_cast<int>(form);
}

void ActivityFormsTest::form_givesTheEvents()
{
    QFETCH(int, form);
    const ExportForm &exported = exportForms()[static_cast<std::size_t>(form)];
    const QList<SampleEvent> samples = chain();
    const Read read = readActivity({exported.write(samples)});
    for (const Error &place : read.reports[0].places)
        qWarning("%s", qPrintable(place.text()));
    QCOMPARE(read.reports[0].problems, quint64{0});
    QCOMPARE(read.reports[0].lostBytes, quint64{0});
    QCOMPARE(read.index->size(), 3U);
    const QStringList keys = keysOf(*readActivity({restPage(samples)}).index);
    const bool isPortal = QByteArray(exported.name) == "portal CSV";
    for (quint32 i = 0; i < 3; ++i) {
        const ActivityEvent event = read.index->event(EventId{i});
        const SampleEvent &sample = samples[static_cast<int>(i)];
        const qint64 grain = isPortal ? nsPerSecond : nsPerMs;
        QCOMPARE(event.timeNs / grain, *parseIsoTime(sample.time) / grain);
        QCOMPARE(event.statusClass, statusClassOf(sample.status));
        QCOMPARE(event.correlationId, sample.correlation);
        QCOMPARE(event.caller, QStringLiteral("ada@corp.test"));
        QCOMPARE(event.guesses != 0, exported.isCoarse || QByteArray(exported.name) == "Get-AzActivityLog");
        if (isPortal) {
            QCOMPARE(event.operation, QStringLiteral("Create Packet Capture"));
            QCOMPARE(event.resourceId, QStringLiteral("cap"));
            continue;
        }
        QCOMPARE(event.key, keys[static_cast<int>(i)]);
        QCOMPARE(event.operation.toLower(), sample.operation.toLower());
        QCOMPARE(event.resourceId.toLower(), sampleResource().toLower());
        if (QByteArray(exported.name) != "Export-Csv")
            QCOMPARE(event.callerAddressText, QStringLiteral("203.0.113.7"));
    }
    const char *rule = "azure.activitylogs.operation_name:MICROSOFT.NETWORK/*/PACKETCAPTURES/WRITE and "
                       "event.outcome:(Success or success)";
    QCOMPARE(matching(*read.index, rule, true), isPortal ? QString() : QStringLiteral("2"));
}

void ActivityFormsTest::form_isRecognised_data()
{
    form_givesTheEvents_data();
}

void ActivityFormsTest::form_isRecognised()
{
    QFETCH(int, form);
    const QByteArray text = exportForms()[static_cast<std::size_t>(form)].write(chain());
    QCOMPARE(sniffKind(bytesOf(text)), EvidenceKind::ActivityLog);
    QCOMPARE(sniffKind(bytesOf(text.left(sniffLength))), EvidenceKind::ActivityLog);
}

void ActivityFormsTest::form_damaged_data()
{
    form_givesTheEvents_data();
}

void ActivityFormsTest::form_damaged()
{
    QFETCH(int, form);
    const ExportForm &exported = exportForms()[static_cast<std::size_t>(form)];
    const QByteArray whole = exported.write(generated(4));
    const QStringList keys = keysOf(*readActivity({whole}).index);
    QCOMPARE(keys.size(), 12);
    QCOMPARE(readActivity({QByteArray()}).index->size(), 0U);
    const auto check = [&keys](const QByteArray &text, int lost, const char *what) {
        const Read read = readActivity({text});
        const QString detail =
            QStringLiteral("%1: %2 of %3").arg(QLatin1String(what)).arg(read.index->size()).arg(keys.size());
        QVERIFY2(static_cast<int>(read.index->size()) >= static_cast<int>(keys.size()) - lost, qPrintable(detail));
        for (const QString &key : keysOf(*read.index))
            QVERIFY2(keys.contains(key), what);
    };
    check(whole.left(whole.size() - 1), 1, "one byte short");
    check(whole.left(whole.size() - 40), 2, "cut off at the end");
    check(whole + "\"{ [", 0, "more behind the end");
    const bool isUtf16 = whole.startsWith("\xff\xfe");
    QByteArray damaged = whole;
    const qsizetype half = whole.size() / 2 & ~qsizetype{1};
    damaged.replace(half, 2, isUtf16 ? QByteArray("\"\0", 2) : QByteArray("\"\x01"));
    check(damaged, 3, "error in the middle");
    damaged = whole;
    damaged.replace(whole.size() - 8, 2, isUtf16 ? QByteArray("\"\0", 2) : QByteArray("\"\x01"));
    check(damaged, 2, "error at the end");
}

void ActivityFormsTest::columns_areTheDocuments_data()
{
    form_givesTheEvents_data();
}

void ActivityFormsTest::columns_areTheDocuments()
{
    // What a filter looks at and what is shown are made in two ways, and have to be the same.
    QFETCH(int, form);
    const Read read = readActivity({exportForms()[static_cast<std::size_t>(form)].write(generated(5))});
    for (const bool normalised : {false, true}) {
        const FieldSource &fields = read.index->representationFields(normalised);
        std::vector<Values> columns(fields.rowCount());
        JobState job;
        for (const QString &field : fields.fields()) {
            fields.column(field)->visit(
                [&](quint32 row, std::string_view text) {
                    QString value = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
                    if (field == QLatin1String("@timestamp")) // documents have it to the millisecond
                        value = QString::number(value.toLongLong() / nsPerMs * nsPerMs);
                    columns[row][field].insert(value);
                },
                job);
        }
        for (quint32 row = 0; row < fields.rowCount(); ++row)
            QCOMPARE(columns[row], valuesOf(read.index->ecs(read.index->eventOf(row), 0, normalised)));
    }
}

void ActivityFormsTest::allForms_areTheSameEvents()
{
    QByteArrayList files;
    for (const ExportForm &form : exportForms())
        files.append(form.write(chain()));
    const Read read = readActivity(files);
    QCOMPARE(read.index->size(), 3U);
    for (quint32 event = 0; event < 3; ++event) {
        const ActivityEvent found = read.index->event(EventId{event});
        QCOMPARE(found.sources.size(), exportForms().size());
        QCOMPARE(found.sources[0].file, EvidenceId{1}); // the REST form tells most
        QCOMPARE(int(found.guesses), int(JoinGuess));
    }
    QCOMPARE(keysOf(*read.index), keysOf(*readActivity({restPage(chain())}).index));
}

void ActivityFormsTest::generatedSet_isTheSameInEveryForm_data()
{
    form_givesTheEvents_data();
}

void ActivityFormsTest::generatedSet_isTheSameInEveryForm()
{
    QFETCH(int, form);
    const ExportForm &exported = exportForms()[static_cast<std::size_t>(form)];
    const QList<SampleEvent> events = generated(20);
    const Read read = readActivity({restPage(events), exported.write(events)});
    QCOMPARE(static_cast<qsizetype>(read.index->size()), events.size());
    for (quint32 event = 0; event < read.index->size(); ++event)
        QCOMPARE(read.index->representations(EventId{event}), 2);
}

void ActivityFormsTest::portalRow_isJoinedOnlyWhenSure()
{
    const QString type = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures");
    const QString title = QStringLiteral("Create Packet Capture");
    const SampleEvent one;
    SampleEvent other = one;
    other.operation = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/stop/action");
    other.dataId = QStringLiteral("d9");
    const QByteArray row = portalHeader() + portalRow(one, title, type);
    QCOMPARE(readActivity({restPage({one}), row}).index->size(), 1U);
    // Two operations could be meant.
    QCOMPARE(readActivity({restPage({one, other}), row}).index->size(), 3U);
    // Two rows could mean the same.
    const QByteArray rows = row + portalRow(one, QStringLiteral("Stop Packet Capture"), type);
    QCOMPARE(readActivity({restPage({one}), rows}).index->size(), 3U);
    // The type of its resource is another.
    const QByteArray apart =
        portalHeader() + portalRow(one, title, QStringLiteral("Microsoft.Compute/virtualMachines"));
    QCOMPARE(readActivity({restPage({one}), apart}).index->size(), 2U);
    SampleEvent later = one;
    later.time = QStringLiteral("2021-06-17T09:04:13Z");
    QCOMPARE(readActivity({restPage({later}), row}).index->size(), 2U);
    SampleEvent failed = one;
    failed.status = QStringLiteral("Failed");
    QCOMPARE(readActivity({restPage({failed}), row}).index->size(), 2U);
}

void ActivityFormsTest::portalRows_thatLookAlikeAreTwoEvents()
{
    const QByteArray row = portalRow({}, QStringLiteral("List Keys"), QString());
    const QByteArray file = portalHeader() + row + row;
    const Read read = readActivity({file});
    QCOMPARE(read.index->size(), 2U);
    QCOMPARE(guessTexts(read.index->event(EventId{0}).guesses).size(), 1);
    QCOMPARE(readActivity({file, file}).index->size(), 2U);
}

void ActivityFormsTest::oddNames_areUnderstood_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("role");

    QTest::newRow("newer Get-AzActivityLog")
        << QByteArray(R"([{"EventTimestamp":"2021-06-17T09:04:11.118Z","OperationNameValue":"A/write",
            "OperationNameLocalizedValue":"Make","StatusValue":"Succeeded","AuthorizationRole":"Owner",
            "HttpRequestClientIpAddress":"10.0.0.1","LevelValue":"x","Level":"Warning","CorrelationId":"c"}])")
        << QStringLiteral("10.0.0.1") << QStringLiteral("Warning") << QStringLiteral("Owner");
    QTest::newRow("PowerShell 5") << QByteArray(
        R"({"EventTimestamp":"\/Date(1623920651118)\/","OperationName":{"Value":"A/write",
            "LocalizedValue":"Make"},"Status":{"Value":"Succeeded"},"Level":1,"CorrelationId":"c",
            "Authorization":{"Evidence":{"Role":"Owner"}},"HttpRequest":{"ClientIpAddress":"10.0.0.2"}})")
                                  << QStringLiteral("10.0.0.2") << QStringLiteral("Error") << QStringLiteral("Owner");
    QTest::newRow("query of az") << QByteArray(
        R"([{"TableName":"PrimaryResult","TimeGenerated":"2021-06-17T09:04:11.118Z",
            "OperationNameValue":"A/WRITE","ActivityStatusValue":"Success","CorrelationId":"c","Level":"Information",
            "HTTPRequest":"{\"clientIpAddress\":\"10.0.0.3\"}","Authorization_d":{"evidence":{"role":"Reader"}}}])")
                                 << QStringLiteral("10.0.0.3") << QStringLiteral("Information")
                                 << QStringLiteral("Reader");
    QTest::newRow("unparsed by the pipeline")
        << QByteArray(R"({"@timestamp":"2021-06-17T09:05:00Z","message":"{\"time\":\"2021-06-17T09:04:11.118Z\",)"
                      R"(\"operationName\":\"A/WRITE\",\"resultType\":\"Success\",\"level\":\"4\",)"
                      R"(\"correlationId\":\"c\",\"callerIpAddress\":\"10.0.0.4\"}"})")
        << QStringLiteral("10.0.0.4") << QStringLiteral("Informational") << QString();
    QTest::newRow("fields of a search") << QByteArray(
        R"({"hits":{"hits":[{"_index":"i","_id":"1","fields":{"@timestamp":["2021-06-17T09:04:11.118Z"],
            "azure.activitylogs.operation_name":["A/WRITE"],"azure.activitylogs.result_type":["Success"],
            "azure.correlation_id":["c"],"source.ip":["10.0.0.5"],"log.level":["Information"],
            "azure.activitylogs.identity.authorization.evidence.role":["Owner"]}}]}})")
                                        << QStringLiteral("10.0.0.5") << QStringLiteral("Information")
                                        << QStringLiteral("Owner");
}

void ActivityFormsTest::oddNames_areUnderstood()
{
    QFETCH(QByteArray, record);
    const Read read = readActivity({record});
    QCOMPARE(read.index->size(), 1U);
    QCOMPARE(read.reports[0].problems, quint64{0});
    const ActivityEvent event = read.index->event(EventId{0});
    QCOMPARE(event.timeNs, *parseIsoTime(u"2021-06-17T09:04:11.118Z"));
    QCOMPARE(event.operation.toLower(), QStringLiteral("a/write"));
    QCOMPARE(event.statusClass, StatusClass::Succeeded);
    QCOMPARE(event.correlationId, QStringLiteral("c"));
    QTEST(event.callerAddressText, "address");
    QTEST(event.level, "level");
    QTEST(event.role, "role");
}

void ActivityFormsTest::elastic_isItsOwnFaithfulView()
{
    const QByteArray document = R"({"@timestamp":"2021-06-17T09:04:11.118Z","azure":{"activitylogs":
        {"operation_name":"Microsoft.Network/x/write","result_type":"Succeeded","team":"blue"},
        "correlation_id":"c"},"azure.resource.id":"/subscriptions/s/resourcegroups/g/providers/P/T/N",
        "source.ip":"10.0.0.1","source.geo.country_name":"Iceland","source":{"as":{"number":64500}},
        "event":{"dataset":"azure.activitylogs"},"tags":["a","b"]})";
    const Read read = readActivity({document});
    QCOMPARE(read.reports[0].problems, quint64{0});
    const QJsonObject faithful = read.index->ecs(EventId{0}, 0, false);
    const QJsonObject expected = QJsonDocument::fromJson(
                                     R"({"@timestamp":"2021-06-17T09:04:11.118Z","azure":{"activitylogs":
        {"operation_name":"Microsoft.Network/x/write","result_type":"Succeeded","team":"blue"},"correlation_id":"c",
        "resource":{"id":"/subscriptions/s/resourcegroups/g/providers/P/T/N"}},
        "source":{"ip":"10.0.0.1","geo":{"country_name":"Iceland"},"as":{"number":64500}},
        "event":{"dataset":"azure.activitylogs"},"tags":["a","b"]})")
                                     .object();
    QCOMPARE(faithful, expected);
    QCOMPARE(matching(*read.index, "event.outcome:*", false), QString());
    QCOMPARE(matching(*read.index, "event.outcome:success and azure.resource.group:g and event.action:*WRITE", true),
             QStringLiteral("0"));
    QCOMPARE(matching(*read.index, "azure.activitylogs.operation_name:Microsoft* and source.as.number > 64000", false),
             QStringLiteral("0"));
    QCOMPARE(matching(*read.index, "source.geo.country_name:Iceland and tags:b and source.ip:10.0.0.0/8", false),
             QStringLiteral("0"));
    QCOMPARE(read.index->rawJson(EventId{0}), document);
}

void ActivityFormsTest::elastic_originalIsTheRecord()
{
    SampleEvent sample = chain().first();
    const Read read = readActivity({compact(elasticForm(sample, true))});
    const ActivityEvent event = read.index->event(EventId{0});
    QCOMPARE(event.timeNs, *parseIsoTime(sample.time));
    QCOMPARE(event.role, QStringLiteral("Owner"));
    QCOMPARE(
        read.index->requestBody(EventId{0})[QLatin1String("properties")][QLatin1String("timeLimitInSeconds")].toInt(),
        600);
    const QJsonObject document = read.index->ecs(EventId{0}, 0, false);
    QCOMPARE(document[QLatin1String("event")][QLatin1String("original")].toString().toUtf8(),
             compact(diagnosticForm(sample)));
}

void ActivityFormsTest::guesses_haveWords()
{
    for (int guess = 1; guess <= JoinGuess; guess *= 2)
        QCOMPARE(guessTexts(static_cast<quint8>(guess)).size(), 1);
    QVERIFY(guessTexts(0).isEmpty());
}

QTEST_GUILESS_MAIN(ActivityFormsTest)
#include "tst_activityforms.moc"
