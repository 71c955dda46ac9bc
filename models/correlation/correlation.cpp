#include "models/correlation/correlation.h"

#include "models/activity/activityindex.h"
#include "models/correlation/activitychains.h"
#include "models/correlation/captureaddresses.h"
#include "models/correlation/coveragebuild.h"
#include "models/correlation/sessionbuild.h"
#include "models/correlation/sessioncautions.h"
#include "models/correlation/sessionfiles.h"
#include "models/detection/alert.h"

#include <algorithm>

namespace wirecase {

namespace {

template <typename Predicate>
std::optional<quint32> firstSession(const std::vector<CaptureSession> &sessions, Predicate predicate)
{
    const auto found = std::find_if(sessions.begin(), sessions.end(), predicate);
    if (found == sessions.end())
        return std::nullopt;
    return static_cast<quint32>(found - sessions.begin());
}

template <typename Map, typename Key>
std::optional<quint32> valueOf(const Map &map, const Key &key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

template <typename List, typename Value>
bool contains(const List &list, const Value &value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

} // namespace

Correlation::Correlation(std::vector<CaptureSession> sessions, std::vector<Coverage> coverages,
                         std::vector<FailedStart> failed)
    : m_sessions(std::move(sessions))
    , m_coverages(std::move(coverages))
    , m_failed(std::move(failed))
{
    Q_ASSERT(m_sessions.size() == m_coverages.size());
    for (quint32 number = 0; number < m_sessions.size(); ++number) {
        for (const QString &alert : m_sessions[number].alertKeys)
            m_sessionOfAlert.emplace(alert, number);
        for (const EventId event : m_sessions[number].events)
            m_sessionOfEvent.emplace(event, number);
    }
}

std::optional<quint32> Correlation::sessionOfAlert(const QString &alertKey) const
{
    return valueOf(m_sessionOfAlert, alertKey);
}

std::optional<quint32> Correlation::sessionOfEvent(EventId event) const
{
    return valueOf(m_sessionOfEvent, event);
}

std::optional<quint32> Correlation::sessionOfFile(quint32 captureFile) const
{
    return firstSession(m_sessions,
                        [&](const CaptureSession &session) { return contains(session.captureFiles, captureFile); });
}

std::optional<quint32> Correlation::sessionByKey(const QString &key) const
{
    return firstSession(m_sessions, [&](const CaptureSession &session) { return session.key == key; });
}

std::vector<quint32> Correlation::sessionsAt(qint64 timeNs) const
{
    std::vector<quint32> found;
    for (quint32 i = 0; i < m_sessions.size(); ++i) {
        const auto holds = [timeNs](const TimeRange &range) { return range.contains(timeNs); };
        if (holds(m_sessions[i].requested)
            || std::any_of(m_coverages[i].gaps.begin(), m_coverages[i].gaps.end(), holds))
            found.push_back(i);
    }
    return found;
}

std::vector<quint32> Correlation::trafficOf(quint32 session, const TrafficIndex &traffic) const
{
    return trafficIn(traffic, m_sessions[session].requested, m_sessions[session].targetAddresses);
}

Result<CorrelationPtr> correlate(const ActivityIndex &activity, const std::vector<Alert> &alerts,
                                 const CaptureSnapshot &capture, const FlowIndex &flows, const TrafficIndex &traffic,
                                 JobState &job)
{
    const auto chains = captureChains(activity, job);
    if (!chains)
        return chains.error();
    SessionList list = pairSessions(activity, *chains);
    linkAlerts(alerts, list);
    linkFiles(*capture.packets, list.sessions);
    if (const Status found = findTargetAddresses(*capture.packets, flows, list.sessions, job); !found)
        return found.error();
    if (const Status added = addCautions(activity, list, job); !added)
        return added.error();
    const std::vector<const CaptureSession *> restarts = restartsOf(list.sessions);
    std::vector<Coverage> coverages;
    coverages.reserve(list.sessions.size());
    for (std::size_t i = 0; i < list.sessions.size(); ++i) {
        if (job.cancelled)
            return Error::cancelled();
        coverages.push_back(coverageOf(list.sessions[i], restarts[i], *capture.packets, traffic));
    }
    return CorrelationPtr(
        std::make_shared<const Correlation>(std::move(list.sessions), std::move(coverages), std::move(list.failed)));
}

} // namespace wirecase
