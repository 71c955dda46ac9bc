#pragma once

#include "models/correlation/capturesession.h"
#include "models/correlation/coverage.h"
#include "models/correlation/trafficindex.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace wirecase {

class ActivityIndex;
struct Alert;

/// What belongs together: alerts, capture sessions, capture files, traffic. Immutable, shared by threads.
class Correlation
{
public:
    Correlation() = default;
    Correlation(std::vector<CaptureSession> sessions, std::vector<Coverage> coverages, std::vector<FailedStart> failed);

    [[nodiscard]] const std::vector<CaptureSession> &sessions() const { return m_sessions; } ///< in order of start
    [[nodiscard]] const std::vector<FailedStart> &failedStarts() const { return m_failed; }  ///< in order of time
    [[nodiscard]] const Coverage &coverage(quint32 session) const { return m_coverages[session]; }

    [[nodiscard]] std::optional<quint32> sessionOfAlert(const QString &alertKey) const;
    [[nodiscard]] std::optional<quint32> sessionOfEvent(EventId event) const;
    [[nodiscard]] std::optional<quint32> sessionOfFile(quint32 captureFile) const;
    [[nodiscard]] std::optional<quint32> sessionByKey(const QString &key) const;
    /// Sessions of a target that run or have a gap before a restart at this time, by time: what may have recorded it.
    [[nodiscard]] std::vector<quint32> sessionsAt(qint64 timeNs) const;
    /// The rows of the session's target while it ran; every row in its time when the target's addresses are not known.
    [[nodiscard]] std::vector<quint32> trafficOf(quint32 session, const TrafficIndex &traffic) const;

private:
    std::vector<CaptureSession> m_sessions;
    std::vector<Coverage> m_coverages; ///< parallel to m_sessions
    std::vector<FailedStart> m_failed;
    std::unordered_map<QString, quint32> m_sessionOfAlert;
    std::unordered_map<EventId, quint32> m_sessionOfEvent;
};

using CorrelationPtr = std::shared_ptr<const Correlation>;

/// A pure function of snapshots. Fails only with Cancelled.
[[nodiscard]] Result<CorrelationPtr> correlate(const ActivityIndex &activity, const std::vector<Alert> &alerts,
                                               const CaptureSnapshot &capture, const FlowIndex &flows,
                                               const TrafficIndex &traffic, JobState &job);

} // namespace wirecase
