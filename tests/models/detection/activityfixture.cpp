#include "activityfixture.h"

#include "models/activity/activityindexbuilder.h"
#include "models/evidence/bytesource.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace wirecase;

namespace {

QString resource()
{
    return QStringLiteral("/subscriptions/5ca1ab1e-0000-4000-8000-000000000000/resourceGroups/rg-test/providers/"
                          "Microsoft.Network/networkWatchers/nw-test/packetCaptures/cap-test");
}

QJsonObject valued(const QString &value)
{
    return {{QStringLiteral("value"), value}, {QStringLiteral("localizedValue"), value}};
}

} // namespace

QByteArray diagnosticRecord(const TestOperation &operation)
{
    const QJsonObject claims{{QStringLiteral("name"), operation.caller}};
    const QJsonObject record{
        {QStringLiteral("time"), operation.time},
        {QStringLiteral("resourceId"), resource().toUpper()},
        {QStringLiteral("operationName"), operation.operation},
        {QStringLiteral("category"), QStringLiteral("Administrative")},
        {QStringLiteral("resultType"), operation.result},
        {QStringLiteral("callerIpAddress"), operation.address},
        {QStringLiteral("correlationId"), operation.correlation},
        {QStringLiteral("identity"), QJsonObject{{QStringLiteral("claims"), claims}}},
        {QStringLiteral("level"), QStringLiteral("Information")},
    };
    return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray restPage(const TestOperation &operation)
{
    const QJsonObject event{
        {QStringLiteral("eventTimestamp"), operation.time},
        {QStringLiteral("resourceId"), resource()},
        {QStringLiteral("operationName"), valued(operation.operation)},
        {QStringLiteral("category"), valued(QStringLiteral("Administrative"))},
        {QStringLiteral("status"), valued(operation.result)},
        {QStringLiteral("subStatus"), valued(QString())},
        {QStringLiteral("caller"), operation.caller},
        {QStringLiteral("correlationId"), operation.correlation},
        {QStringLiteral("httpRequest"), QJsonObject{{QStringLiteral("clientIpAddress"), operation.address}}},
        {QStringLiteral("level"), QStringLiteral("Informational")},
    };
    return QJsonDocument(QJsonObject{{QStringLiteral("value"), QJsonArray{event}}}).toJson();
}

ActivityIndexPtr eventsIn(const std::vector<QByteArray> &files, quint64 *problems)
{
    ActivityIndexBuilder builder;
    JobState job;
    quint32 id = 1;
    for (const QByteArray &file : files) {
        const ByteSourcePtr source = memorySource(file, QStringLiteral("file%1.json").arg(id));
        const ImportReport report = builder.add(*source, EvidenceId{id}, job);
        if (problems)
            *problems += report.problems;
        else if (report.problems != 0)
            qFatal("a test file cannot be read: %s", qPrintable(report.places.front().message));
        ++id;
    }
    return builder.build();
}
