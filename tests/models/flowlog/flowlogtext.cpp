#include "flowlogtext.h"

#include "models/base/timeformat.h"

using namespace wirecase;

namespace flowlogtext {

namespace {

QByteArray quotedList(const Tuples &tuples)
{
    QByteArray list;
    for (const QByteArray &tuple : tuples)
        list += (list.isEmpty() ? "\"" : ",\"") + tuple + '"';
    return list;
}

QString side(const std::optional<quint64> &packets, const std::optional<quint64> &bytes)
{
    const auto text = [](const std::optional<quint64> &value) {
        return value ? QString::number(*value) : QStringLiteral("-");
    };
    return text(packets) + u'/' + text(bytes);
}

} // namespace

QByteArray nsgRecord(const Tuples &tuples, int version, const QByteArray &mac, const QByteArray &nsg,
                     const QByteArray &rule)
{
    return R"({"time":"2026-03-18T12:01:00.0000000Z","systemId":"s","macAddress":")" + mac
           + R"(","category":"NetworkSecurityGroupFlowEvent","resourceId":")" + nsg
           + R"(","operationName":"NetworkSecurityGroupFlowEvents","properties":{"Version":)"
           + QByteArray::number(version) + R"(,"flows":[{"rule":")" + rule + R"(","flows":[{"mac":")" + mac
           + R"(","flowTuples":[)" + quotedList(tuples) + "]}]}]}}";
}

QByteArray vnetRecord(const Tuples &tuples, const QByteArray &mac, const QByteArray &rule)
{
    return R"({"time":"2026-03-18T12:01:00.0000000Z","flowLogVersion":4,"flowLogGUID":"g","macAddress":")" + mac
           + R"(","category":"FlowLogFlowEvent","flowLogResourceID":"/S/FL","targetResourceID":"/s/vnet",)"
           + R"("operationName":"FlowLogFlowEvent","flowRecords":{"flows":[{"aclID":"acl","flowGroups":[{"rule":")"
           + rule + R"(","flowTuples":[)" + quotedList(tuples) + "]}]}]}}";
}

QByteArray wrapped(const QList<QByteArray> &records)
{
    QByteArray list;
    for (const QByteArray &record : records)
        list += (list.isEmpty() ? "" : ",") + record;
    return "{\"records\":[" + list + "]}";
}

FlowIndexPtr indexOfFiles(const QList<QByteArray> &files, ImportReport *report)
{
    FlowIndexBuilder builder;
    JobState job;
    quint32 id = 0;
    for (const QByteArray &file : files) {
        const ImportReport one = builder.add(*memorySource(file, QStringLiteral("PT1H.json")), EvidenceId{++id}, job);
        if (report)
            *report = one;
    }
    return builder.build();
}

QStringList printed(const FlowIndex &index)
{
    const TimeFormat utc;
    QStringList lines;
    for (quint32 i = 0; i < index.size(); ++i) {
        const Flow flow = index.at(FlowId{i});
        QString line = utc.timeOfDayMs(flow.beginNs) + u'-' + utc.timeOfDayMs(flow.endNs) + u' '
                       + transportKey(flow.ipProtocol) + u' ' + endpointText(flow.client) + u'>'
                       + endpointText(flow.server) + u' ' + flowDecisionKey(flow.denied) + u' ' + flowStateKey(flow)
                       + u' ' + side(flow.packetsOut, flow.bytesOut) + u' ' + side(flow.packetsIn, flow.bytesIn)
                       + QStringLiteral(" t%1").arg(flow.tuples);
        if (flow.duplicateOf)
            line += QStringLiteral(" dup %1").arg(indexOf(*flow.duplicateOf));
        lines.append(line);
    }
    return lines;
}

} // namespace flowlogtext
