#include "models/investigation/factindex.h"

#include "models/investigation/snapshot.h"

namespace wirecase {

FactIndex::FactIndex(const Snapshot &snapshot)
    : m_snapshot(snapshot)
    , m_counts(*snapshot.activity)
    , m_links(*snapshot.activity)
    , m_traffic(snapshot.correlation->sessions().size())
    , m_logTimes(flowLogTimes(*snapshot.flows))
    , m_captureTimes(captureTimes(*snapshot.capture.packets))
{
    quint32 number = 0;
    for (const CaptureSession &session : snapshot.correlation->sessions()) {
        if (!session.target.isEmpty())
            m_sessionsOfTarget[session.target.toCaseFolded()].push_back(number);
        ++number;
    }
    quint32 secret = 0;
    for (const Secret &each : snapshot.secrets->secrets())
        m_secretsOf[snapshot.traffic->ofConversation(each.conversation)].push_back(secret++);
}

const TrafficSummary &FactIndex::trafficOf(quint32 session)
{
    std::optional<TrafficSummary> &known = m_traffic.at(session);
    if (!known)
        known = summarise(*m_snapshot.traffic, m_snapshot.correlation->trafficOf(session, *m_snapshot.traffic),
                          m_snapshot.correlation->sessions().at(session).targetAddresses);
    return *known;
}

std::vector<quint32> FactIndex::sessionsOfTarget(const QString &target) const
{
    return m_sessionsOfTarget.value(target.toCaseFolded());
}

std::vector<quint32> FactIndex::secretsOf(TrafficId row) const
{
    const auto found = m_secretsOf.find(row);
    return found == m_secretsOf.end() ? std::vector<quint32>() : found->second;
}

} // namespace wirecase
