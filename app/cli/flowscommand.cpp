#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/timeformat.h"
#include "models/flowlog/flowindexbuilder.h"

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::FlowsCommand)
};

struct Gathered
{
    FlowIndexPtr flows;
    std::map<EvidenceId, QString> names;
    ReadCounts counts;
};

Gathered readFlows(const QStringList &paths)
{
    FlowIndexBuilder builder;
    Gathered gathered;
    gathered.counts =
        readEach(paths, {EvidenceKind::FlowLog}, [&](const ByteSourcePtr &bytes, EvidenceId id, const QString &name) {
            gathered.names.emplace(id, name);
            return builder.add(*bytes, id, commandJob());
        });
    gathered.flows = builder.build();
    return gathered;
}

void addCounters(QJsonObject &json, const FlowCounters &counters)
{
    const auto add = [&json](const QString &key, const std::optional<quint64> &value) {
        if (value)
            json.insert(key, static_cast<qint64>(*value));
    };
    add(QStringLiteral("source.packets"), counters.packetsOut);
    add(QStringLiteral("source.bytes"), counters.bytesOut);
    add(QStringLiteral("destination.packets"), counters.packetsIn);
    add(QStringLiteral("destination.bytes"), counters.bytesIn);
}

QJsonObject flowJson(const Flow &flow)
{
    QJsonObject json = endpointsJson(flow.client, flow.server, flow.ipProtocol);
    addCounters(json, flow);
    json.insert(QStringLiteral("event.start"), isoTime(flow.beginNs));
    json.insert(QStringLiteral("event.end"), isoTime(flow.endNs));
    json.insert(QStringLiteral("mac"), flow.mac);
    json.insert(QStringLiteral("decision"), flowDecisionKey(flow.denied));
    json.insert(QStringLiteral("state"), flowStateKey(flow));
    json.insert(QStringLiteral("encryption"), flow.encryption);
    json.insert(QStringLiteral("rule"), flow.rule);
    json.insert(QStringLiteral("direction"), flowDirectionKey(flow.direction));
    json.insert(QStringLiteral("flow"), static_cast<qint64>(flow.id));
    if (flow.duplicateOf)
        json.insert(QStringLiteral("duplicate_of"), static_cast<qint64>(*flow.duplicateOf));
    return json;
}

QJsonObject tupleJson(const FlowTuple &tuple, const QString &file)
{
    QJsonObject json = endpointsJson(tuple.source, tuple.destination, tuple.ipProtocol);
    addCounters(json, tuple);
    json.insert(QStringLiteral("file"), file);
    json.insert(QStringLiteral("record"), static_cast<qint64>(tuple.recordInFile));
    json.insert(QStringLiteral("tuple"), static_cast<qint64>(tuple.ref.record));
    json.insert(QStringLiteral("@timestamp"), isoTime(tuple.timeNs));
    json.insert(QStringLiteral("flow_state"), tuple.state == 0 ? QString() : QString(QLatin1Char(tuple.state)));
    json.insert(QStringLiteral("decision"), flowDecisionKey(tuple.denied));
    json.insert(QStringLiteral("version"), flowLogVersion(tuple.kind));
    json.insert(QStringLiteral("mac"), tuple.mac);
    json.insert(QStringLiteral("rule"), tuple.rule);
    json.insert(QStringLiteral("direction"), flowDirectionKey(tuple.direction));
    json.insert(QStringLiteral("encryption"), tuple.encryption);
    return json;
}

QString flowLine(const Flow &flow)
{
    const auto number = [](const std::optional<quint64> &value) {
        return value ? QString::number(*value) : QStringLiteral("-");
    };
    return columns({isoTime(flow.beginNs, 3), transportKey(flow.ipProtocol), endpointText(flow.client),
                    endpointText(flow.server), flowDecisionKey(flow.denied), number(totalPackets(flow)),
                    number(totalBytes(flow)), flow.rule},
                   {24, 4, 21, 21, 7, -8, -11, 0});
}

/// Every tuple in file order, or those of the flows that a filter leaves.
void printRaw(const Gathered &gathered, const std::vector<quint32> &rows)
{
    const auto printTuple = [&gathered](const FlowTuple &tuple) {
        print(tupleJson(tuple, gathered.names.at(tuple.ref.file)));
    };
    if (rows.size() == gathered.flows->size()) {
        for (quint32 i = 0; i < gathered.flows->tupleCount(); ++i)
            printTuple(gathered.flows->tuple(i));
        return;
    }
    for (const quint32 row : rows)
        std::ranges::for_each(gathered.flows->tuples(FlowId{row}), printTuple);
}

} // namespace

int runFlows(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, false);
    parser.addOption({QStringLiteral("raw"), Text::tr("One JSON document a tuple, as logged.")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope)
        return Usage;
    const Gathered gathered = readFlows(parser.positionalArguments());
    if (!hasFieldsOf(scope->kql, gathered.flows->fields()))
        return Usage;
    const auto rows = visibleFlows(*gathered.flows, *scope, commandJob());
    if (!rows)
        return exitCodeOf(rows.error());
    if (parser.isSet(QStringLiteral("raw"))) {
        printRaw(gathered, *rows);
        return exitCode(gathered.counts.files > 0, gathered.counts.problems);
    }
    for (const quint32 row : *rows) {
        const Flow flow = gathered.flows->at(FlowId{row});
        if (parser.isSet(QStringLiteral("json")))
            print(flowJson(flow));
        else
            print(flowLine(flow));
    }
    return exitCode(gathered.counts.files > 0, gathered.counts.problems);
}

} // namespace wirecase
