#pragma once

#include "models/activity/activityindexbuilder.h"
#include "models/evidence/bytesource.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace wirecase {

/// What a made-up event differs by; the rest of it is the same for all.
struct SampleEvent
{
    QString operation = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
    QString status = QStringLiteral("Succeeded"); ///< in the words of the REST form
    QString time = QStringLiteral("2021-06-17T09:04:11.1180421Z");
    QString correlation = QStringLiteral("c0");
    QString dataId = QStringLiteral("d0");
    QJsonObject properties;
};

inline QString sampleResource()
{
    return QStringLiteral(
        "/subscriptions/S-1/resourceGroups/Watch/providers/Microsoft.Network/networkWatchers/Nw/packetCaptures/cap");
}

inline QJsonObject sampleClaims()
{
    return {
        {QStringLiteral("name"), QStringLiteral("Ada Byron")},
        {QStringLiteral("ipaddr"), QStringLiteral("203.0.113.7")},
        {QStringLiteral("appid"), QStringLiteral("app-1")},
        {QStringLiteral("http://schemas.microsoft.com/identity/claims/objectidentifier"), QStringLiteral("oid-1")},
        {QStringLiteral("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"), QStringLiteral("ada@corp.test")},
        {QStringLiteral("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"), QStringLiteral("ada@corp.test")}};
}

/// The event as the REST interface gives it.
inline QJsonObject restForm(const SampleEvent &event)
{
    const auto valued = [](const QString &value) {
        return QJsonObject{{QStringLiteral("value"), value}, {QStringLiteral("localizedValue"), value}};
    };
    return {{QStringLiteral("eventTimestamp"), event.time},
            {QStringLiteral("operationName"), valued(event.operation)},
            {QStringLiteral("status"), valued(event.status)},
            {QStringLiteral("subStatus"), valued({})},
            {QStringLiteral("category"), valued(QStringLiteral("Administrative"))},
            {QStringLiteral("caller"), QStringLiteral("ada@corp.test")},
            {QStringLiteral("claims"), sampleClaims()},
            {QStringLiteral("authorization"), QJsonObject{{QStringLiteral("action"), event.operation}}},
            {QStringLiteral("httpRequest"),
             QJsonObject{{QStringLiteral("clientIpAddress"), QStringLiteral("203.0.113.7")}}},
            {QStringLiteral("correlationId"), event.correlation},
            {QStringLiteral("operationId"), QStringLiteral("op-1")},
            {QStringLiteral("eventDataId"), event.dataId},
            {QStringLiteral("resourceId"), sampleResource()},
            {QStringLiteral("resourceGroupName"), QStringLiteral("Watch")},
            {QStringLiteral("subscriptionId"), QStringLiteral("S-1")},
            {QStringLiteral("level"), QStringLiteral("Informational")},
            {QStringLiteral("properties"), event.properties}};
}

/// The same event as a diagnostic setting exports it.
inline QJsonObject diagnosticForm(const SampleEvent &event)
{
    static const QHash<QString, QString> words{{QStringLiteral("Started"), QStringLiteral("Start")},
                                               {QStringLiteral("Accepted"), QStringLiteral("Accept")},
                                               {QStringLiteral("Succeeded"), QStringLiteral("Success")},
                                               {QStringLiteral("Failed"), QStringLiteral("Failure")}};
    const QJsonObject evidence{{QStringLiteral("role"), QStringLiteral("Owner")},
                               {QStringLiteral("principalType"), QStringLiteral("User")},
                               {QStringLiteral("principalId"), QStringLiteral("oid-1")}};
    return {{QStringLiteral("time"), event.time},
            {QStringLiteral("operationName"), event.operation.toUpper()},
            {QStringLiteral("resultType"), words.value(event.status, event.status)},
            {QStringLiteral("resultSignature"), QStringLiteral("x")},
            {QStringLiteral("category"), QStringLiteral("Administrative")},
            {QStringLiteral("durationMs"), QStringLiteral("2")},
            {QStringLiteral("callerIpAddress"), QStringLiteral("203.0.113.7")},
            {QStringLiteral("correlationId"), event.correlation},
            {QStringLiteral("identity"),
             QJsonObject{{QStringLiteral("authorization"), QJsonObject{{QStringLiteral("evidence"), evidence}}},
                         {QStringLiteral("claims"), sampleClaims()}}},
            {QStringLiteral("resourceId"), sampleResource().toUpper()},
            {QStringLiteral("level"), QStringLiteral("Information")},
            {QStringLiteral("properties"), event.properties},
            {QStringLiteral("tenantId"), QStringLiteral("T-1")}};
}

inline QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray restPage(const QList<SampleEvent> &events)
{
    QJsonArray value;
    for (const SampleEvent &event : events)
        value.append(restForm(event));
    return compact({{QStringLiteral("value"), value}});
}

inline QByteArray batch(const QList<SampleEvent> &events)
{
    QJsonArray records;
    for (const SampleEvent &event : events)
        records.append(diagnosticForm(event));
    return QJsonDocument(QJsonObject{{QStringLiteral("records"), records}}).toJson();
}

inline QByteArray lines(const QList<SampleEvent> &events)
{
    QByteArray text;
    for (const SampleEvent &event : events)
        text += compact(diagnosticForm(event)) + "\r\n";
    return text;
}

/// The start, acceptance and success of one operation.
inline QList<SampleEvent> chain()
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

struct Read
{
    ActivityIndexPtr index;
    std::vector<ImportReport> reports;
};

/// The files read one after another, with evidence ids from 1.
inline Read readActivity(const QByteArrayList &files)
{
    ActivityIndexBuilder builder;
    Read read;
    JobState job;
    for (const QByteArray &file : files) {
        const auto id = static_cast<quint32>(read.reports.size() + 1);
        const ByteSourcePtr source = memorySource(file, QStringLiteral("file%1").arg(id));
        read.reports.push_back(builder.add(*source, EvidenceId{id}, job));
    }
    read.index = builder.build();
    return read;
}

} // namespace wirecase
