#include "activityforms.h"

#include "models/base/timeformat.h"

#include <QStringConverter>

namespace wirecase {

namespace {

QString word(const SampleEvent &event)
{
    return diagnosticForm(event).value(QLatin1String("resultType")).toString();
}

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(compact(object));
}

QByteArray joined(const QList<SampleEvent> &events, QJsonObject (*form)(const SampleEvent &))
{
    QByteArray text;
    for (const SampleEvent &event : events)
        text += compact(form(event)) + '\n';
    return text;
}

QByteArray listed(const QList<SampleEvent> &events, QJsonObject (*form)(const SampleEvent &),
                  QJsonDocument::JsonFormat layout)
{
    QJsonArray list;
    for (const SampleEvent &event : events)
        list.append(form(event));
    return QJsonDocument(list).toJson(layout);
}

QJsonObject authorization(const SampleEvent &event)
{
    return {{QStringLiteral("action"), event.operation}, {QStringLiteral("scope"), sampleResource()}};
}

/// Get-AzActivityLog | ConvertTo-Json.
QJsonObject pascalForm(const SampleEvent &event)
{
    return {{QStringLiteral("Authorization"), QJsonObject{{QStringLiteral("Scope"), sampleResource()},
                                                          {QStringLiteral("Action"), event.operation},
                                                          {QStringLiteral("Condition"), QJsonValue::Null}}},
            {QStringLiteral("Caller"), QStringLiteral("ada@corp.test")},
            {QStringLiteral("Claims"), QJsonObject{{QStringLiteral("Content"), sampleClaims()}}},
            {QStringLiteral("CorrelationId"), event.correlation},
            {QStringLiteral("EventDataId"), event.dataId},
            {QStringLiteral("EventTimestamp"), event.time},
            {QStringLiteral("HttpRequest"),
             QJsonObject{{QStringLiteral("ClientIpAddress"), QStringLiteral("203.0.113.7")}}},
            {QStringLiteral("Level"), 3},
            {QStringLiteral("OperationName"), QStringLiteral("Create Packet Capture")},
            {QStringLiteral("Properties"), QJsonObject{{QStringLiteral("Content"), event.properties}}},
            {QStringLiteral("ResourceId"), sampleResource()},
            {QStringLiteral("Status"), event.status},
            {QStringLiteral("SubscriptionId"), QStringLiteral("S-1")}};
}

/// as_dict() of the Python SDK.
QJsonObject snakeForm(const SampleEvent &event)
{
    return {{QStringLiteral("event_timestamp"), event.time},
            {QStringLiteral("operation_name"), QJsonObject{{QStringLiteral("value"), event.operation},
                                                           {QStringLiteral("localized_value"), QStringLiteral("T")}}},
            {QStringLiteral("status"), QJsonObject{{QStringLiteral("value"), event.status}}},
            {QStringLiteral("caller"), QStringLiteral("ada@corp.test")},
            {QStringLiteral("claims"), sampleClaims()},
            {QStringLiteral("http_request"),
             QJsonObject{{QStringLiteral("client_ip_address"), QStringLiteral("203.0.113.7")}}},
            {QStringLiteral("correlation_id"), event.correlation},
            {QStringLiteral("event_data_id"), event.dataId},
            {QStringLiteral("resource_id"), sampleResource()},
            {QStringLiteral("properties"), event.properties}};
}

QJsonObject flattenedForm(const SampleEvent &event)
{
    QJsonObject flat{{QStringLiteral("eventTimestamp"), event.time},
                     {QStringLiteral("operationName.value"), event.operation},
                     {QStringLiteral("operationName.localizedValue"), QStringLiteral("Create Packet Capture")},
                     {QStringLiteral("status.value"), event.status},
                     {QStringLiteral("caller"), QStringLiteral("ada@corp.test")},
                     {QStringLiteral("httpRequest.clientIpAddress"), QStringLiteral("203.0.113.7")},
                     {QStringLiteral("authorization.action"), event.operation},
                     {QStringLiteral("correlationId"), event.correlation},
                     {QStringLiteral("eventDataId"), event.dataId},
                     {QStringLiteral("resourceId"), sampleResource()}};
    const QJsonObject claims = sampleClaims();
    for (auto claim = claims.begin(); claim != claims.end(); ++claim)
        flat.insert(QStringLiteral("claims.") + claim.key(), claim.value());
    for (auto member = event.properties.begin(); member != event.properties.end(); ++member)
        flat.insert(QStringLiteral("properties.") + member.key(), member.value());
    return flat;
}

QStringList tableNames()
{
    QStringList names;
    for (const char *name :
         {"TenantId", "TimeGenerated", "OperationName", "OperationNameValue", "ActivityStatusValue", "Caller",
          "CallerIpAddress", "CorrelationId", "EventDataId", "_ResourceId", "Authorization", "Claims_d", "Properties"})
        names.append(QString::fromLatin1(name));
    return names;
}

QStringList tableCells(const SampleEvent &event, const QString &time)
{
    return {QStringLiteral("workspace"),
            time,
            QStringLiteral("Create Packet Capture"),
            event.operation.toUpper(),
            word(event),
            QStringLiteral("ada@corp.test"),
            QStringLiteral("203.0.113.7"),
            event.correlation,
            event.dataId,
            sampleResource().toLower(),
            jsonText(authorization(event)),
            jsonText(sampleClaims()),
            event.properties.isEmpty() ? QString() : jsonText(event.properties)};
}

QByteArray tablesAnswer(const QList<SampleEvent> &events)
{
    QJsonArray columns;
    for (const QString &name : tableNames())
        columns.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("type"), QStringLiteral("string")}});
    QJsonArray rows;
    for (const SampleEvent &event : events)
        rows.append(QJsonArray::fromStringList(tableCells(event, event.time)));
    const QJsonObject table{{QStringLiteral("name"), QStringLiteral("PrimaryResult")},
                            {QStringLiteral("columns"), columns},
                            {QStringLiteral("rows"), rows}};
    return compact({{QStringLiteral("tables"), QJsonArray{table}}});
}

/// What the portal's CSV of a query has: another order, its own way of writing times.
QByteArray tableCsv(const QList<SampleEvent> &events)
{
    QStringList names = tableNames();
    names[1] = QStringLiteral("TimeGenerated [UTC]");
    std::reverse(names.begin(), names.end());
    QByteArray text = "\xef\xbb\xbf" + csvLine(names);
    for (const SampleEvent &event : events) {
        const qint64 ns = *parseIsoTime(event.time);
        const QString time = QStringLiteral("6/17/2021, 9:04:%1 AM").arg(isoTime(ns, 3).mid(17, 6));
        QStringList cells = tableCells(event, time);
        std::reverse(cells.begin(), cells.end());
        text += csvLine(cells);
    }
    return text;
}

QByteArray tableRowsByTab(const QList<SampleEvent> &events)
{
    QByteArray text = csvLine(tableNames(), '\t');
    for (const SampleEvent &event : events)
        text += csvLine(tableCells(event, event.time), '\t');
    return utf16(text);
}

/// Get-AzActivityLog | Export-Csv: objects are but the names of their types.
QByteArray shellCsv(const QList<SampleEvent> &events)
{
    QByteArray text = "#TYPE Microsoft.Azure.Commands.Insights.OutputClasses.PSEventData\r\n";
    text += "EventTimestamp;OperationName;Status;Claims;CorrelationId;EventDataId;Caller;ResourceId\r\n";
    for (const SampleEvent &event : events)
        text += csvLine({event.time, event.operation, event.status, QStringLiteral("System.Collections.Dictionary"),
                         event.correlation, event.dataId, QStringLiteral("ada@corp.test"), sampleResource()},
                        ';');
    return text;
}

QJsonObject alertForm(const SampleEvent &event)
{
    QJsonObject log = restForm(event);
    log.insert(QStringLiteral("operationName"), event.operation);
    log.insert(QStringLiteral("status"), event.status);
    log.insert(QStringLiteral("claims"), jsonText(sampleClaims()));
    log.insert(QStringLiteral("httpRequest"),
               jsonText({{QStringLiteral("clientIpAddress"), QStringLiteral("203.0.113.7")}}));
    return {{QStringLiteral("schemaId"), QStringLiteral("Microsoft.Insights/activityLogs")},
            {QStringLiteral("data"),
             QJsonObject{{QStringLiteral("status"), QStringLiteral("Activated")},
                         {QStringLiteral("context"), QJsonObject{{QStringLiteral("activityLog"), log}}}}}};
}

QJsonObject commonAlertForm(const SampleEvent &event)
{
    QJsonObject context =
        alertForm(event)[QLatin1String("data")][QLatin1String("context")][QLatin1String("activityLog")].toObject();
    context.remove(QStringLiteral("resourceId"));
    context.insert(QStringLiteral("authorization"), authorization(event));
    const QJsonObject essentials{{QStringLiteral("monitoringService"), QStringLiteral("Activity Log - Administrative")},
                                 {QStringLiteral("alertTargetIDs"), QJsonArray{sampleResource().toLower()}}};
    return {{QStringLiteral("schemaId"), QStringLiteral("azureMonitorCommonAlertSchema")},
            {QStringLiteral("data"),
             QJsonObject{{QStringLiteral("essentials"), essentials}, {QStringLiteral("alertContext"), context}}}};
}

void addDotted(const QJsonObject &object, const QString &path, QJsonObject &into)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString place = path.isEmpty() ? member.key() : path + u'.' + member.key();
        if (member->isObject())
            addDotted(member->toObject(), place, into);
        else
            into.insert(place, *member);
    }
}

QJsonObject nestedDocument(const SampleEvent &event)
{
    return elasticForm(event, true);
}

QJsonObject dottedDocument(const SampleEvent &event)
{
    QJsonObject dotted;
    addDotted(elasticForm(event, false), {}, dotted);
    return dotted;
}

QByteArray searchAnswer(const QList<SampleEvent> &events)
{
    QJsonArray hits;
    for (const SampleEvent &event : events)
        hits.append(QJsonObject{{QStringLiteral("_index"), QStringLiteral("logs-azure.activitylogs-default")},
                                {QStringLiteral("_id"), event.dataId},
                                {QStringLiteral("_source"), elasticForm(event, false)}});
    const QJsonObject inner{{QStringLiteral("total"), QJsonObject{{QStringLiteral("value"), hits.size()}}},
                            {QStringLiteral("hits"), hits}};
    return QJsonDocument(QJsonObject{{QStringLiteral("took"), 3}, {QStringLiteral("hits"), inner}}).toJson();
}

QByteArray kibanaCsv(const QList<SampleEvent> &events)
{
    QByteArray text = "\"@timestamp\",\"azure.activitylogs.operation_name\",\"azure.activitylogs.result_type\","
                      "\"azure.correlation_id\",\"azure.resource.id\",\"source.ip\",\"user.email\",\"tags\"\n";
    for (const SampleEvent &event : events) {
        const QString clock = isoTime(*parseIsoTime(event.time), 3).mid(11, 12);
        text += csvLine({QStringLiteral("Jun 17, 2021 @ ") + clock, event.operation.toUpper(), word(event),
                         event.correlation, sampleResource().toUpper(), QStringLiteral("203.0.113.7"),
                         QStringLiteral("ada@corp.test"), QStringLiteral("-")});
    }
    return text;
}

QByteArray portalCsv(const QList<SampleEvent> &events)
{
    QByteArray text = portalHeader();
    for (const SampleEvent &event : events)
        text += portalRow(event, QStringLiteral("Create Packet Capture"),
                          QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures"));
    return text;
}

QByteArray messages(const QList<SampleEvent> &events)
{
    QJsonArray list;
    for (const SampleEvent &event : events) {
        const QJsonObject body{{QStringLiteral("records"), QJsonArray{diagnosticForm(event)}}};
        list.append(QJsonObject{{QStringLiteral("offset"), 7}, {QStringLiteral("body"), body}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray csvLine(const QStringList &cells, char separator)
{
    QByteArray line;
    for (const QString &cell : cells)
        line += (line.isEmpty() ? QByteArray() : QByteArray(1, separator)) + '"' + cell.toUtf8().replace("\"", "\"\"")
                + '"';
    return line + "\r\n";
}

QByteArray utf16(const QByteArray &utf8)
{
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    return encoder(QString::fromUtf8(utf8));
}

QJsonObject elasticForm(const SampleEvent &event, bool withOriginal)
{
    const Read read = readActivity({compact(diagnosticForm(event))});
    QJsonObject document = read.index->ecs(EventId{0}, 0, false);
    if (!withOriginal) {
        QJsonObject fields = document[QLatin1String("event")].toObject();
        fields.remove(QStringLiteral("original"));
        document.insert(QStringLiteral("event"), fields);
    }
    return document;
}

QByteArray portalHeader()
{
    return "Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,"
           "Resource type,Resource group,Resource\n";
}

QByteArray portalRow(const SampleEvent &event, const QString &title, const QString &type)
{
    const QString clock = isoTime(*parseIsoTime(event.time), 0).mid(11, 8);
    return csvLine({event.correlation, title, event.status, QStringLiteral("Administrative"),
                    QStringLiteral("Informational"), QStringLiteral("2021-06-17T%1Z").arg(clock),
                    QStringLiteral("Production"), QStringLiteral("ada@corp.test"), type, QStringLiteral("Watch"),
                    QStringLiteral("cap")});
}

const std::vector<ExportForm> &exportForms()
{
    static const std::vector<ExportForm> forms{
        {"REST page", [](const QList<SampleEvent> &events) { return restPage(events); }},
        {"az array",
         [](const QList<SampleEvent> &events) { return listed(events, restForm, QJsonDocument::Indented); }},
        {"portal objects", [](const QList<SampleEvent> &events) { return joined(events, restForm); }},
        {"array in UTF-16",
         [](const QList<SampleEvent> &events) { return utf16(listed(events, restForm, QJsonDocument::Indented)); }},
        {"Get-AzActivityLog",
         [](const QList<SampleEvent> &events) { return listed(events, pascalForm, QJsonDocument::Indented); }},
        {"Python SDK",
         [](const QList<SampleEvent> &events) { return listed(events, snakeForm, QJsonDocument::Compact); }},
        {"flattened", [](const QList<SampleEvent> &events) { return joined(events, flattenedForm); }},
        {"diagnostic lines", [](const QList<SampleEvent> &events) { return lines(events); }},
        {"records", [](const QList<SampleEvent> &events) { return batch(events); }},
        {"event hub messages", messages},
        {"tables", tablesAnswer},
        {"table CSV", tableCsv},
        {"table by tab in UTF-16", tableRowsByTab},
        {"Export-Csv", shellCsv},
        {"alert", [](const QList<SampleEvent> &events) { return joined(events, alertForm); }},
        {"common alert", [](const QList<SampleEvent> &events) { return joined(events, commonAlertForm); }},
        {"Elastic documents", [](const QList<SampleEvent> &events) { return joined(events, nestedDocument); }},
        {"Elastic dotted", [](const QList<SampleEvent> &events) { return joined(events, dottedDocument); }},
        {"search answer", searchAnswer},
        {"Kibana CSV", kibanaCsv, true},
        {"portal CSV", portalCsv, true}};
    return forms;
}

} // namespace wirecase
