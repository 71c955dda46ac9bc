#include "models/flowlog/flowfolding.h"

#include "models/flowlog/flowcolumns.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace wirecase {

namespace {

/// B before C before E at the same moment, so that a doubled pair reads B B E E.
int stateRank(char state)
{
    switch (state) {
    case 'B':
        return 0;
    case 'C':
        return 1;
    case 'E':
        return 2;
    default:
        return 3;
    }
}

auto content(const TupleRow &row)
{
    return std::tuple(row.key, row.timeNs, stateRank(row.state), row.state, row.packetsOut, row.bytesOut, row.packetsIn,
                      row.bytesIn, row.rule, row.acl, row.encryption, static_cast<quint8>(row.counters),
                      static_cast<quint8>(row.direction));
}

/// Positions of all tuples by key, time and state; equal ones in file order.
std::vector<quint32> orderedTuples(const FlowColumns &columns)
{
    std::vector<quint32> order(columns.tuples.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](quint32 a, quint32 b) { return content(columns.tuples[a]) < content(columns.tuples[b]); });
    return order;
}

std::size_t fileOf(const FlowColumns &columns, quint32 tuple)
{
    const auto next = std::upper_bound(columns.firstTuple.begin(), columns.firstTuple.end(), tuple);
    return static_cast<std::size_t>(next - columns.firstTuple.begin()) - 1;
}

/// [begin, end) of `order` are equal tuples in file order: the file with most of them keeps its own.
void flagRepeats(FlowColumns &columns, const std::vector<quint32> &order, std::size_t begin, std::size_t end)
{
    std::size_t bestBegin = begin;
    std::size_t bestEnd = begin;
    for (std::size_t first = begin; first < end;) {
        const std::size_t file = fileOf(columns, order[first]);
        std::size_t last = first;
        while (last < end && fileOf(columns, order[last]) == file)
            ++last;
        if (last - first > bestEnd - bestBegin) {
            bestBegin = first;
            bestEnd = last;
        }
        first = last;
    }
    for (std::size_t i = begin; i < end; ++i) {
        if (i < bestBegin || i >= bestEnd)
            columns.tuples[order[i]].repeated = 1;
    }
}

bool startsFlow(const TupleRow &tuple, const TupleRow &before)
{
    const qint64 pause = tuple.timeNs - before.timeNs;
    const bool continues = tuple.state == 'C' || tuple.state == 'E';
    if (continues && before.state != 'E')
        return pause > continueWithin;
    return pause > reopenWithin;
}

struct Sums
{
    quint32 begins = 0;
    quint32 ends = 0;
};

void count(FlowRow &flow, const TupleRow &tuple, bool denied, Sums &sums)
{
    if (tuple.repeated != 0)
        return;
    sums.begins += tuple.state == 'B' ? 1 : 0;
    sums.ends += tuple.state == 'E' ? 1 : 0;
    // A begin counts nothing yet, and a denied tuple's zeros say that nothing passed.
    if (!denied && tuple.state != 'C' && tuple.state != 'E')
        return;
    flow.counters = static_cast<quint8>(flow.counters | tuple.counters);
    if (denied)
        return;
    flow.packetsOut = saturatingSum(flow.packetsOut, tuple.packetsOut);
    flow.bytesOut = saturatingSum(flow.bytesOut, tuple.bytesOut);
    flow.packetsIn = saturatingSum(flow.packetsIn, tuple.packetsIn);
    flow.bytesIn = saturatingSum(flow.bytesIn, tuple.bytesIn);
}

/// The flow whose tuples are order[begin, end).
FlowRow folded(const FlowColumns &columns, const std::vector<quint32> &order, std::size_t begin, std::size_t end)
{
    const TupleRow &first = columns.tuples[order[begin]];
    FlowRow flow;
    flow.key = first.key;
    flow.beginNs = first.timeNs;
    flow.endNs = columns.tuples[order[end - 1]].timeNs;
    flow.firstMember = static_cast<quint32>(begin);
    flow.members = static_cast<quint32>(end - begin);
    const FlowKey &key = columns.keys[first.key];
    Sums sums;
    for (std::size_t i = begin; i < end; ++i)
        count(flow, columns.tuples[order[i]], key.denied, sums);
    const char lastState = columns.tuples[order[end - 1]].state;
    flow.hasBegin = first.state == 'B' || first.state == 0 || key.denied;
    flow.hasEnd = key.denied || (lastState == 'E' && sums.ends >= sums.begins);
    return flow;
}

void sortFlows(FlowColumns &columns)
{
    std::stable_sort(columns.flows.begin(), columns.flows.end(), [&](const FlowRow &a, const FlowRow &b) {
        if (a.beginNs != b.beginNs)
            return a.beginNs < b.beginNs;
        const FlowKey &left = columns.keys[a.key];
        const FlowKey &right = columns.keys[b.key];
        const auto words = [&](const FlowKey &key) {
            return std::tie(key.sourceAddress, key.sourcePort, key.destinationAddress, key.destinationPort,
                            key.ipProtocol, columns.texts.bytes(key.mac), key.kind, key.denied,
                            columns.texts.bytes(key.observer));
        };
        return words(left) < words(right);
    });
}

} // namespace

quint64 saturatingSum(quint64 a, quint64 b)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return a > most - b ? most : a + b;
}

void markRepeatedTuples(FlowColumns &columns)
{
    if (columns.files.size() < 2)
        return;
    const std::vector<quint32> order = orderedTuples(columns);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && content(columns.tuples[order[end]]) == content(columns.tuples[order[begin]]))
            ++end;
        if (end - begin > 1)
            flagRepeats(columns, order, begin, end);
        begin = end;
    }
}

void foldFlows(FlowColumns &columns)
{
    columns.members = orderedTuples(columns);
    const std::vector<quint32> &order = columns.members;
    columns.flows.clear();
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && columns.tuples[order[end]].key == columns.tuples[order[begin]].key
               && !startsFlow(columns.tuples[order[end]], columns.tuples[order[end - 1]]))
            ++end;
        columns.flows.push_back(folded(columns, order, begin, end));
        begin = end;
    }
    sortFlows(columns);
    columns.flowOf.assign(columns.tuples.size(), noFlow);
    for (std::size_t flow = 0; flow < columns.flows.size(); ++flow) {
        const FlowRow &row = columns.flows[flow];
        for (std::size_t i = row.firstMember; i < row.firstMember + std::size_t{row.members}; ++i)
            columns.flowOf[order[i]] = static_cast<quint32>(flow);
    }
}

} // namespace wirecase
