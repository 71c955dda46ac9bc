#include "models/flowlog/flowduplicates.h"

#include "models/flowlog/flowcolumns.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace wirecase {

namespace {

using Flows = std::vector<quint32>;

auto observerOf(const FlowKey &key)
{
    return std::tuple(key.mac, key.observer, key.kind);
}
using Observer = decltype(observerOf(FlowKey{}));

auto conversationOf(const FlowKey &key)
{
    const Endpoint a{key.sourceAddress, key.sourcePort};
    const Endpoint b{key.destinationAddress, key.destinationPort};
    return std::tuple(std::min(a, b), std::max(a, b), key.ipProtocol, key.denied);
}

qint64 reachBegin(const FlowRow &flow)
{
    return flow.beginNs - (flow.hasBegin ? duplicateTolerance : unseenReach);
}

qint64 reachEnd(const FlowRow &flow)
{
    return flow.endNs + duplicateTolerance;
}

/// Which of several observers tells the flow: greater is better.
struct Rank
{
    quint64 packets = 0;
    quint32 borders = 0; ///< begins and ends that it saw
    FlowLogKind kind = FlowLogKind::NsgV1;
    quint32 outbound = 0;

    auto operator<=>(const Rank &) const = default;
};

class Group
{
public:
    Group(FlowColumns &columns, Flows flows)
        : m_columns(columns)
        , m_flows(std::move(flows))
    {
    }

    void mark()
    {
        // Each round settles every flow of one observer, and there are few of those; a hostile file may have more.
        constexpr int mostRounds = 64;
        for (int round = 0; round < mostRounds && !m_flows.empty(); ++round)
            settle(bestObserver());
    }

private:
    [[nodiscard]] const FlowRow &row(quint32 flow) const { return m_columns.flows[flow]; }
    [[nodiscard]] const FlowKey &key(quint32 flow) const { return m_columns.keys[row(flow).key]; }

    [[nodiscard]] Observer bestObserver() const
    {
        std::map<Observer, Rank> ranks;
        for (const quint32 flow : m_flows) {
            Rank &rank = ranks[observerOf(key(flow))];
            const FlowRow &facts = row(flow);
            rank.packets = saturatingSum(rank.packets, saturatingSum(facts.packetsOut, facts.packetsIn));
            rank.borders += (facts.hasBegin ? 1U : 0U) + (facts.hasEnd ? 1U : 0U);
            rank.kind = key(flow).kind;
            const TupleRow &first = m_columns.tuples[m_columns.members[facts.firstMember]];
            rank.outbound += static_cast<FlowDirection>(first.direction) == FlowDirection::Outbound ? 1U : 0U;
        }
        const auto better = [this](const auto &a, const auto &b) {
            if (a.second != b.second)
                return a.second < b.second;
            return words(a.first) > words(b.first);
        };
        return std::max_element(ranks.begin(), ranks.end(), better)->first;
    }

    /// Texts, not their numbers: those depend on the order of the files.
    [[nodiscard]] std::tuple<QByteArray, QByteArray> words(const Observer &observer) const
    {
        return {m_columns.texts.bytes(std::get<0>(observer)), m_columns.texts.bytes(std::get<1>(observer))};
    }

    void settle(const Observer &best)
    {
        Flows told;
        Flows others;
        for (const quint32 flow : m_flows)
            (observerOf(key(flow)) == best ? told : others).push_back(flow);
        std::sort(told.begin(), told.end()); // flows are numbered in order of begin
        m_flows.clear();
        for (const quint32 flow : others) {
            const quint32 original = overlapping(told, flow);
            if (original == noFlow)
                m_flows.push_back(flow);
            else
                m_columns.flows[flow].duplicateOf = original;
        }
    }

    /// The first of `told` (in order of time, not overlapping each other) that shares time with `flow`.
    [[nodiscard]] quint32 overlapping(const Flows &told, quint32 flow) const
    {
        const qint64 begin = reachBegin(row(flow));
        const auto found =
            std::partition_point(told.begin(), told.end(), [&](quint32 other) { return reachEnd(row(other)) < begin; });
        return found != told.end() && reachBegin(row(*found)) <= reachEnd(row(flow)) ? *found : noFlow;
    }

    FlowColumns &m_columns;
    Flows m_flows; ///< not settled yet
};

} // namespace

void markDuplicates(FlowColumns &columns)
{
    Flows order(columns.flows.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto conversation = [&](quint32 flow) { return conversationOf(columns.keys[columns.flows[flow].key]); };
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        const auto left = conversation(a);
        const auto right = conversation(b);
        if (left != right)
            return left < right;
        return std::pair(reachBegin(columns.flows[a]), a) < std::pair(reachBegin(columns.flows[b]), b);
    });
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        qint64 until = reachEnd(columns.flows[order[begin]]);
        while (end < order.size() && conversation(order[end]) == conversation(order[begin])
               && reachBegin(columns.flows[order[end]]) <= until) {
            until = std::max(until, reachEnd(columns.flows[order[end]]));
            ++end;
        }
        if (end - begin > 1)
            Group(columns, Flows(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                 order.begin() + static_cast<std::ptrdiff_t>(end)))
                .mark();
        begin = end;
    }
}

} // namespace wirecase
