#include "models/correlation/trafficindex.h"

#include "models/correlation/trafficcolumns.h"
#include "models/correlation/trafficfields.h"

namespace wirecase {

TrafficIndex::TrafficIndex()
    : TrafficIndex(std::make_shared<const TrafficColumns>())
{
}

TrafficIndex::TrafficIndex(std::shared_ptr<const TrafficColumns> columns)
    : m_columns(std::move(columns))
    , m_fields(trafficFields(m_columns))
{
}

TrafficIndex::~TrafficIndex() = default;

quint32 TrafficIndex::size() const
{
    return static_cast<quint32>(m_columns->rows.size());
}

TrafficRow TrafficIndex::at(TrafficId id) const
{
    const StoredTraffic &stored = m_columns->rows[indexOf(id)];
    TrafficRow row;
    row.id = id;
    if (stored.conversation != noRow)
        row.conversation = ConversationId{stored.conversation};
    const auto first = m_columns->flows.begin() + stored.firstFlow;
    row.flows.assign(first, first + stored.flows);
    row.sharesFlow = stored.sharesFlow;
    row.seenIn = stored.seenIn();
    row.ipProtocol = stored.ipProtocol;
    row.client = stored.client;
    row.server = stored.server;
    row.firstNs = stored.firstNs;
    row.lastNs = stored.lastNs;
    row.packets = stored.packets;
    row.capturedBytes = stored.capturedBytes;
    if (stored.hasLogBytes)
        row.logBytes = stored.logBytes;
    if (stored.hasLogPackets)
        row.logPackets = stored.logPackets;
    row.denied = stored.denied;
    row.allowed = stored.allowed;
    row.protocol = stored.protocol;
    row.encryption = stored.encryption;
    row.secrets = stored.secrets;
    return row;
}

TrafficId TrafficIndex::ofConversation(ConversationId conversation) const
{
    return TrafficId{m_columns->ofConversation[indexOf(conversation)]};
}

TrafficId TrafficIndex::ofFlow(FlowId flow) const
{
    return TrafficId{m_columns->ofFlow[indexOf(flow)]};
}

TrafficCounts TrafficIndex::counts() const
{
    return m_columns->counts;
}

TimeRange TrafficIndex::time() const
{
    return m_columns->time;
}

const CaptureSnapshot &TrafficIndex::capture() const
{
    return m_columns->capture;
}

const FlowIndexPtr &TrafficIndex::flows() const
{
    return m_columns->flowIndex;
}

const SecretIndexPtr &TrafficIndex::secrets() const
{
    return m_columns->secrets;
}

const FieldSource &TrafficIndex::fields() const
{
    return *m_fields;
}

} // namespace wirecase
