#pragma once

#include "models/investigation/activitylinks.h"
#include "models/investigation/eventcounts.h"
#include "models/investigation/trafficcover.h"
#include "models/investigation/trafficsummary.h"

#include <optional>

namespace wirecase {

struct Snapshot;

/// What the facts of several alerts are made of, each found once. Lives for one derivation of facts, in its thread.
class FactIndex
{
public:
    explicit FactIndex(const Snapshot &snapshot);

    [[nodiscard]] EventCounts &counts() { return m_counts; }
    [[nodiscard]] ActivityLinks &links() { return m_links; }
    /// Of the session's target while it ran.
    [[nodiscard]] const TrafficSummary &trafficOf(quint32 session);
    /// The sessions of this target, in order of start; none when it is empty.
    [[nodiscard]] std::vector<quint32> sessionsOfTarget(const QString &target) const;
    /// The secrets in a row of traffic, as places in SecretIndex::secrets().
    [[nodiscard]] std::vector<quint32> secretsOf(TrafficId row) const;
    /// What of the stretch the flow logs, and the captures, tell of.
    [[nodiscard]] EvidenceCover logCover(const TimeRange &stretch) const { return coverOf(stretch, m_logTimes); }
    [[nodiscard]] EvidenceCover captureCover(const TimeRange &stretch) const
    {
        return coverOf(stretch, m_captureTimes);
    }

private:
    const Snapshot &m_snapshot;
    EventCounts m_counts;
    ActivityLinks m_links;
    std::vector<std::optional<TrafficSummary>> m_traffic; ///< by session
    std::vector<TimeRange> m_logTimes;
    std::vector<TimeRange> m_captureTimes;
    std::unordered_map<TrafficId, std::vector<quint32>> m_secretsOf;
    QHash<QString, std::vector<quint32>> m_sessionsOfTarget; ///< by folded target
};

} // namespace wirecase
