#include "models/base/sharedlarge.h"
#include "models/correlation/trafficcolumns.h"
#include "models/correlation/trafficjoin.h"

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

constexpr quint32 cancelStep = 4096;

quint64 saturating(quint64 a, quint64 b)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return a > most - b ? most : a + b;
}

Protocol transportOf(quint8 ipProtocol)
{
    switch (ipProtocol) {
    case 1:
        return Protocol::Icmp;
    case 6:
        return Protocol::Tcp;
    case 17:
        return Protocol::Udp;
    case 50:
        return Protocol::Esp;
    case 58:
        return Protocol::Icmp6;
    default:
        return Protocol::Unknown;
    }
}

class TrafficBuilder
{
public:
    TrafficBuilder(TrafficColumns &columns, JobState &job)
        : m_columns(columns)
        , m_conversations(*columns.capture.conversations)
        , m_flows(*columns.flowIndex)
        , m_job(job)
    {
    }

    Status build()
    {
        if (const Status gathered = gather(); !gathered)
            return gathered.error();
        const auto joined = joinEntries(std::move(m_entries), m_job);
        if (!joined)
            return joined.error();
        std::vector<StoredTraffic> rows;
        rows.reserve(joined->size());
        for (std::size_t i = 0; i < joined->size(); ++i) {
            if (i % cancelStep == 0 && m_job.cancelled)
                return Error::cancelled();
            rows.push_back(stored((*joined)[i]));
        }
        arrange(std::move(rows));
        return {};
    }

private:
    Status gather()
    {
        m_entries.reserve(m_conversations.size() + std::size_t{m_flows.size()});
        for (quint32 i = 0; i < m_conversations.size(); ++i) {
            if (i % cancelStep == 0 && m_job.cancelled)
                return Error::cancelled();
            const Conversation conversation = m_conversations.at(ConversationId{i});
            JoinEntry entry = joinEntry(conversation.ipProtocol, conversation.client, conversation.server);
            // Packets without a time join no flow: nothing was logged in 1970.
            entry.beginNs = std::max<qint64>(conversation.firstNs, 0);
            entry.endNs = std::max<qint64>(conversation.lastNs, 0);
            entry.id = i;
            m_entries.push_back(entry);
        }
        for (quint32 i = 0; i < m_flows.size(); ++i) {
            if (i % cancelStep == 0 && m_job.cancelled)
                return Error::cancelled();
            const Flow flow = m_flows.at(FlowId{i});
            if (flow.duplicateOf) {
                m_duplicates.emplace_back(static_cast<quint32>(indexOf(*flow.duplicateOf)), i);
                continue;
            }
            JoinEntry entry = joinEntry(flow.ipProtocol, flow.client, flow.server);
            entry.beginNs = flow.beginNs;
            entry.endNs = flow.endNs;
            entry.id = i;
            entry.isFlow = true;
            entry.open = !flow.hasEnd;
            entry.fromMiddle = !flow.hasBegin;
            m_entries.push_back(entry);
        }
        std::sort(m_duplicates.begin(), m_duplicates.end());
        return {};
    }

    StoredTraffic stored(const JoinedRow &joined)
    {
        StoredTraffic row;
        if (joined.conversation)
            addConversation(row, ConversationId{*joined.conversation});
        row.sharesFlow = joined.sharesFlow;
        row.firstFlow = static_cast<quint32>(m_columns.flows.size());
        for (const quint32 flow : joined.flows) {
            addFlow(row, m_flows.at(FlowId{flow}));
            m_columns.flows.push_back(FlowId{flow});
        }
        for (const quint32 flow : joined.flows) {
            auto duplicate = std::lower_bound(m_duplicates.begin(), m_duplicates.end(), std::pair(flow, 0U));
            for (; duplicate != m_duplicates.end() && duplicate->first == flow; ++duplicate)
                m_columns.flows.push_back(FlowId{duplicate->second});
        }
        row.flows = static_cast<quint32>(m_columns.flows.size()) - row.firstFlow;
        if (row.conversation == noRow)
            row.protocol = protocolOfPort(row.ipProtocol, row.server.port).value_or(transportOf(row.ipProtocol));
        return row;
    }

    void addConversation(StoredTraffic &row, ConversationId id)
    {
        const Conversation conversation = m_conversations.at(id);
        row.conversation = static_cast<quint32>(indexOf(id));
        row.ipProtocol = conversation.ipProtocol;
        row.client = conversation.client;
        row.server = conversation.server;
        row.firstNs = conversation.firstNs;
        row.lastNs = conversation.lastNs;
        row.packets = conversation.packetsFromClient + conversation.packetsFromServer;
        row.capturedBytes = conversation.bytesFromClient + conversation.bytesFromServer;
        row.protocol = conversation.protocol;
        row.encryption = encryptionOf(conversation);
        row.secrets = m_columns.secrets->countIn(id);
    }

    void addFlow(StoredTraffic &row, const Flow &flow) const
    {
        const bool first = row.firstNs == noTime;
        // A capture that began in the middle cannot tell who opened the connection; a log that saw its begin can.
        if (first || (flow.hasBegin && flow.client == row.server && flow.server == row.client)) {
            row.client = flow.client;
            row.server = flow.server;
        }
        row.ipProtocol = flow.ipProtocol;
        // The log's clock is coarser than the capture's: it only moves a border that it widens beyond doubt.
        if (first || flow.beginNs < row.firstNs - joinLead)
            row.firstNs = flow.beginNs;
        if (first || flow.endNs > row.lastNs + joinLead)
            row.lastNs = flow.endNs;
        (flow.denied ? row.denied : row.allowed) = true;
        if (row.sharesFlow)
            return;
        if (const auto bytes = totalBytes(flow)) {
            row.logBytes = saturating(row.logBytes, *bytes);
            row.hasLogBytes = true;
        }
        if (const auto packets = totalPackets(flow)) {
            row.logPackets = saturating(row.logPackets, *packets);
            row.hasLogPackets = true;
        }
    }

    void arrange(std::vector<StoredTraffic> rows)
    {
        std::stable_sort(rows.begin(), rows.end(), [](const StoredTraffic &a, const StoredTraffic &b) {
            return std::tie(a.firstNs, a.ipProtocol, a.client, a.server, a.conversation)
                   < std::tie(b.firstNs, b.ipProtocol, b.client, b.server, b.conversation);
        });
        m_columns.rows = std::move(rows);
        m_columns.ofConversation.assign(m_conversations.size(), noRow);
        m_columns.ofFlow.assign(m_flows.size(), noRow);
        for (quint32 i = 0; i < m_columns.rows.size(); ++i)
            enter(m_columns.rows[i], i);
    }

    void enter(const StoredTraffic &row, quint32 number)
    {
        if (row.conversation != noRow)
            m_columns.ofConversation[row.conversation] = number;
        for (quint32 i = row.firstFlow; i < row.firstFlow + row.flows; ++i) {
            quint32 &place = m_columns.ofFlow[indexOf(m_columns.flows[i])];
            if (place == noRow || !row.sharesFlow)
                place = number;
        }
        switch (row.seenIn()) {
        case SeenIn::CaptureAndLog:
            ++m_columns.counts.both;
            break;
        case SeenIn::CaptureOnly:
            ++m_columns.counts.captureOnly;
            break;
        case SeenIn::LogOnly:
            ++m_columns.counts.logOnly;
            break;
        }
        m_columns.counts.denied += row.denied ? 1 : 0;
        std::vector<qint64> &latest = m_columns.latestNs;
        latest.push_back(latest.empty() ? row.lastNs : std::max(latest.back(), row.lastNs));
        if (row.firstNs != noTime)
            m_columns.time = m_columns.time.united({row.firstNs, row.lastNs + 1});
    }

    TrafficColumns &m_columns;
    const ConversationIndex &m_conversations;
    const FlowIndex &m_flows;
    JobState &m_job;
    std::vector<JoinEntry> m_entries;
    std::vector<std::pair<quint32, quint32>> m_duplicates; ///< flow that counts, flow that tells it again
};

} // namespace

Result<TrafficIndexPtr> joinTraffic(const CaptureSnapshot &capture, const FlowIndexPtr &flows,
                                    const SecretIndexPtr &secrets, JobState &job)
{
    auto columns = std::make_shared<TrafficColumns>();
    columns->capture = capture;
    if (flows)
        columns->flowIndex = flows;
    if (secrets)
        columns->secrets = secrets;
    if (const Status built = TrafficBuilder(*columns, job).build(); !built)
        return built.error();
    return TrafficIndexPtr(sharedLarge(std::make_unique<const TrafficIndex>(std::move(columns))));
}

} // namespace wirecase
