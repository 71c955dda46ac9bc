#include "casetext.h"

#include "models/activity/activityindexbuilder.h"
#include "models/base/timeformat.h"
#include "models/capture/captureindexbuilder.h"
#include "models/flowlog/flowindexbuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

using namespace wirecase;

namespace casetext {

namespace {

// A function: tests build bodies while static values are still being made.
QString groups()
{
    return QStringLiteral("/subscriptions/0aaa-1/resourceGroups/");
}

template <typename Number>
QByteArray big(Number value)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

template <typename Number>
QByteArray little(Number value)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

quint32 ipv4(const char *text)
{
    return IpAddress::parse(std::string_view(text))->ipv4();
}

QByteArray transport(const Packet &packet)
{
    const QByteArray ports = big(packet.sourcePort) + big(packet.destinationPort);
    if (packet.kind == 'U')
        return ports + big(static_cast<quint16>(8 + packet.payload.size())) + big(quint16{0}) + packet.payload;
    constexpr quint8 fin = 1;
    constexpr quint8 syn = 2;
    constexpr quint8 ack = 16;
    quint8 flags = ack;
    if (packet.kind == 'S')
        flags = syn;
    else if (packet.kind == 'A')
        flags = syn | ack;
    else if (packet.kind == 'F')
        flags = fin | ack;
    return ports + big(quint32{1}) + big(quint32{1}) + QByteArray(1, 0x50) + QByteArray(1, static_cast<char>(flags))
           + big(quint16{1000}) + big(quint16{0}) + big(quint16{0}) + packet.payload;
}

QByteArray frame(const Packet &packet, const QByteArray &mac, const char *address)
{
    const QByteArray own = QByteArray::fromHex(mac);
    const QByteArray router = QByteArray::fromHex("123456789abc");
    const bool sends = qstrcmp(packet.source, address) == 0;
    const QByteArray segment = transport(packet);
    const QByteArray ip = QByteArray::fromHex("4500") + big(static_cast<quint16>(20 + segment.size()))
                          + QByteArray::fromHex("0001400040") + QByteArray(1, packet.kind == 'U' ? 17 : 6)
                          + big(quint16{0}) + big(ipv4(packet.source)) + big(ipv4(packet.destination));
    return (sends ? router + own : own + router) + QByteArray::fromHex("0800") + ip + segment;
}

QString number(const std::optional<quint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("-");
}

template <typename List>
QString joined(const List &list)
{
    QStringList texts;
    for (const auto value : list)
        texts.append(QString::number(static_cast<quint32>(value)));
    return texts.join(u' ');
}

QJsonObject event(const Operation &operation)
{
    const auto valued = [](const QString &value) { return QJsonObject{{QStringLiteral("value"), value}}; };
    const QString name = QLatin1String(operation.name);
    const QString resource = QLatin1String(operation.resource);
    QJsonObject properties;
    if (!operation.body.isEmpty())
        properties.insert(QStringLiteral("requestbody"), QString::fromUtf8(operation.body));
    return {
        {QStringLiteral("eventTimestamp"), isoTime(at(operation.clock), 3)},
        {QStringLiteral("operationName"), valued(name.startsWith(QLatin1String("Microsoft."))
                                                     ? name
                                                     : QStringLiteral("Microsoft.Network/networkWatchers/") + name)},
        {QStringLiteral("status"), valued(QLatin1String(operation.status))},
        {QStringLiteral("caller"), QLatin1String(operation.caller)},
        {QStringLiteral("correlationId"), QLatin1String(operation.correlation)},
        {QStringLiteral("resourceId"), resource.startsWith(u'/') ? resource : captureId(operation.resource)},
        {QStringLiteral("level"), QStringLiteral("Informational")},
        {QStringLiteral("properties"), properties}};
}

} // namespace

qint64 at(const char *clock)
{
    return *parseIsoTime(QStringLiteral("2031-05-02T") + QLatin1String(clock) + u'Z');
}

ActivityIndexPtr activity(const std::vector<Operation> &operations)
{
    QJsonArray events;
    for (const Operation &operation : operations)
        events.append(event(operation));
    const QByteArray page = QJsonDocument(QJsonObject{{QStringLiteral("value"), events}}).toJson();
    ActivityIndexBuilder builder;
    JobState job;
    builder.add(*memorySource(page, QStringLiteral("activity.json")), EvidenceId{1}, job);
    return builder.build();
}

QString captureId(const char *name)
{
    return groups() + QStringLiteral("NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/nw/packetCaptures/")
           + QLatin1String(name);
}

QString vmId(const char *name)
{
    return groups() + QStringLiteral("rg-a/providers/Microsoft.Compute/virtualMachines/") + QLatin1String(name);
}

QByteArray startBody(const char *vm, const char *more, const char *account)
{
    const QString storage =
        groups() + QStringLiteral("rg-a/providers/Microsoft.Storage/storageAccounts/") + QLatin1String(account);
    return R"({"properties":{"target":")" + vmId(vm).toUtf8() + R"(","storageLocation":{"storageId":")"
           + storage.toUtf8() + "\"}" + more + "}}";
}

QByteArray pcap(const std::vector<Packet> &packets, const QByteArray &mac, const char *address)
{
    QByteArray file = QByteArray::fromHex("d4c3b2a1") + little(quint16{2}) + little(quint16{4}) + QByteArray(8, 0)
                      + little(quint32{262144}) + little(quint32{1});
    for (const Packet &packet : packets) {
        const QByteArray bytes = frame(packet, mac, address);
        const qint64 time = at(packet.clock);
        file += little(static_cast<quint32>(time / nsPerSecond))
                + little(static_cast<quint32>(time % nsPerSecond / nsPerUs))
                + little(static_cast<quint32>(bytes.size())) + little(static_cast<quint32>(bytes.size())) + bytes;
    }
    return file;
}

CaptureSnapshot captures(const std::vector<File> &files)
{
    CaptureIndexBuilder builder;
    JobState job;
    quint32 id = 100;
    for (const File &file : files) {
        const Status added = builder.add(memorySource(file.bytes, file.name), EvidenceId{++id}, file.name, job);
        Q_ASSERT(added);
    }
    return builder.snapshot();
}

FlowIndexPtr flows(const QList<QByteArray> &tuples, const QByteArray &mac)
{
    QByteArray list;
    for (const QByteArray &tuple : tuples) {
        const QByteArray clock = tuple.left(tuple.indexOf(','));
        const qint64 seconds = at(clock.constData()) / nsPerSecond;
        list += (list.isEmpty() ? "\"" : ",\"") + QByteArray::number(seconds) + tuple.mid(clock.size()) + '"';
    }
    const QByteArray record =
        R"({"time":"t","macAddress":")" + mac
        + R"(","resourceId":"/NSG","properties":{"Version":2,"flows":[{"rule":"UserRule_r","flows":[{"mac":")" + mac
        + R"(","flowTuples":[)" + list + "]}]}]}}";
    FlowIndexBuilder builder;
    JobState job;
    builder.add(*memorySource(record, QStringLiteral("PT1H.json")), EvidenceId{50}, job);
    return builder.build();
}

TrafficIndexPtr traffic(const CaptureSnapshot &capture, const FlowIndexPtr &flows)
{
    JobState job;
    return *joinTraffic(capture, flows, nullptr, job);
}

QStringList printed(const TrafficIndex &traffic)
{
    const TimeFormat utc;
    QStringList lines;
    for (quint32 i = 0; i < traffic.size(); ++i) {
        const TrafficRow row = traffic.at(TrafficId{i});
        const QString captured =
            row.conversation ? QStringLiteral("%1/%2").arg(row.packets).arg(row.capturedBytes) : QStringLiteral("-/-");
        lines.append(QStringLiteral("%1-%2 %3>%4 %5 %6 pcap %7 log %8/%9")
                         .arg(utc.timeOfDay(row.firstNs), utc.timeOfDay(row.lastNs), endpointText(row.client),
                              endpointText(row.server), seenInText(row.seenIn), decisionText(row), captured,
                              number(row.logPackets), number(row.logBytes))
                     + (row.sharesFlow ? QStringLiteral(" shared") : QString()));
    }
    return lines;
}

QStringList printed(const Correlation &correlation)
{
    const TimeFormat utc;
    QStringList lines;
    for (const CaptureSession &session : correlation.sessions())
        lines.append(QStringLiteral("%1 %2-%3 %4%5 %6 [files %7] [events %8]")
                         .arg(session.name, utc.timeOfDay(session.requested.beginNs),
                              utc.timeOfDay(session.requested.endNs), endReasonKey(session.endReason),
                              session.endAssumed ? QStringLiteral("?") : QString(), session.targetName,
                              joined(session.captureFiles), joined(session.events)));
    return lines;
}

} // namespace casetext
