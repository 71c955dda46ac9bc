#include "models/correlation/trafficjoin.h"

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

auto endpointsOf(const JoinEntry &entry)
{
    return std::tie(entry.ipProtocol, entry.low, entry.high);
}

/// What two ranges share; negative when they are apart, and then by how much.
qint64 overlapNs(const JoinEntry &a, const JoinEntry &b)
{
    return std::min(a.endNs, b.endNs) - std::max(a.beginNs, b.beginNs);
}

qint64 reachBegin(const JoinEntry &flow)
{
    return flow.beginNs - (flow.fromMiddle ? joinIdleOpen : joinLead);
}

bool reaches(const JoinEntry &flow, const JoinEntry &conversation)
{
    const qint64 idle = flow.open ? joinIdleOpen : joinIdleEnded;
    return conversation.endNs >= reachBegin(flow) && conversation.beginNs <= flow.endNs + idle;
}

/// One group of entries with the same endpoints: assigns each counting flow to the conversation that it overlaps most.
class GroupJoin
{
public:
    explicit GroupJoin(std::span<const JoinEntry> entries)
    {
        for (const JoinEntry &entry : entries)
            (entry.isFlow ? m_flows : m_conversations).add(entry);
    }

    void join(std::vector<JoinedRow> &rows) const
    {
        std::vector<JoinedRow> found(m_conversations.entries.size());
        std::vector<const JoinEntry *> alone;
        for (const JoinEntry *flow : m_flows.entries) {
            const auto best = bestConversation(*flow);
            if (best)
                found[*best].flows.push_back(flow->id);
            else
                alone.push_back(flow);
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            found[i].conversation = m_conversations.entries[i]->id;
            if (found[i].flows.empty())
                shareFlow(*m_conversations.entries[i], found[i]);
            rows.push_back(std::move(found[i]));
        }
        addAlone(alone, rows);
    }

private:
    /// Entries in order of begin. The latest end so far says where a search by time may start.
    struct Line
    {
        std::vector<const JoinEntry *> entries;
        std::vector<qint64> latestEnd;

        void add(const JoinEntry &entry)
        {
            latestEnd.push_back(latestEnd.empty() ? entry.endNs : std::max(latestEnd.back(), entry.endNs));
            entries.push_back(&entry);
        }
        [[nodiscard]] std::size_t firstEndingFrom(qint64 timeNs) const
        {
            const auto found = std::lower_bound(latestEnd.begin(), latestEnd.end(), timeNs);
            return static_cast<std::size_t>(found - latestEnd.begin());
        }
    };

    [[nodiscard]] std::optional<std::size_t> bestConversation(const JoinEntry &flow) const
    {
        std::optional<std::size_t> best;
        for (std::size_t i = m_conversations.firstEndingFrom(reachBegin(flow)); i < m_conversations.entries.size();
             ++i) {
            const JoinEntry &conversation = *m_conversations.entries[i];
            if (conversation.beginNs > flow.endNs + joinIdleOpen)
                break;
            if (reaches(flow, conversation)
                && (!best || overlapNs(flow, conversation) > overlapNs(flow, *m_conversations.entries[*best])))
                best = i;
        }
        return best;
    }

    /// Ports used again within the time in which a log writes one flow: the conversation was logged, in a flow that is
    /// counted with another one.
    void shareFlow(const JoinEntry &conversation, JoinedRow &row) const
    {
        const JoinEntry *best = nullptr;
        for (std::size_t i = m_flows.firstEndingFrom(conversation.beginNs - joinLead); i < m_flows.entries.size();
             ++i) {
            const JoinEntry *flow = m_flows.entries[i];
            if (flow->beginNs - joinLead > conversation.endNs)
                break;
            if (overlapNs(*flow, conversation) >= -joinLead
                && (!best || overlapNs(*flow, conversation) > overlapNs(*best, conversation)))
                best = flow;
        }
        if (!best)
            return;
        row.flows.push_back(best->id);
        row.sharesFlow = true;
    }

    /// Flows that no capture saw. Those that share time are one row: one end allows what the other denies.
    static void addAlone(const std::vector<const JoinEntry *> &alone, std::vector<JoinedRow> &rows)
    {
        qint64 until = 0;
        JoinedRow row;
        for (const JoinEntry *flow : alone) {
            if (!row.flows.empty() && flow->beginNs > until + joinLead)
                rows.push_back(std::exchange(row, {}));
            until = row.flows.empty() ? flow->endNs : std::max(until, flow->endNs);
            row.flows.push_back(flow->id);
        }
        if (!row.flows.empty())
            rows.push_back(std::move(row));
    }

    Line m_conversations;
    Line m_flows;
};

} // namespace

JoinEntry joinEntry(quint8 ipProtocol, const Endpoint &a, const Endpoint &b)
{
    JoinEntry entry;
    entry.ipProtocol = ipProtocol;
    entry.low = std::min(a, b);
    entry.high = std::max(a, b);
    return entry;
}

Result<std::vector<JoinedRow>> joinEntries(std::vector<JoinEntry> entries, JobState &job)
{
    std::sort(entries.begin(), entries.end(), [](const JoinEntry &a, const JoinEntry &b) {
        if (endpointsOf(a) != endpointsOf(b))
            return endpointsOf(a) < endpointsOf(b);
        return std::tie(a.beginNs, a.endNs, a.isFlow, a.id) < std::tie(b.beginNs, b.endNs, b.isFlow, b.id);
    });
    std::vector<JoinedRow> rows;
    rows.reserve(entries.size());
    for (std::size_t begin = 0; begin < entries.size();) {
        if (job.cancelled)
            return Error::cancelled();
        std::size_t end = begin + 1;
        while (end < entries.size() && endpointsOf(entries[end]) == endpointsOf(entries[begin]))
            ++end;
        GroupJoin(std::span(entries).subspan(begin, end - begin)).join(rows);
        begin = end;
    }
    return rows;
}

} // namespace wirecase
