#include "models/correlation/sessionbuild.h"

#include "models/activity/activityindex.h"
#include "models/base/timeformat.h"
#include "models/correlation/activitychains.h"
#include "models/correlation/capturerequest.h"
#include "models/detection/alert.h"

#include <QJsonObject>

#include <algorithm>
#include <map>
#include <tuple>

namespace wirecase {

namespace {

bool isStart(CaptureOperation operation)
{
    return operation == CaptureOperation::StartOnWatcher || operation == CaptureOperation::StartOnGateway;
}

/// The body of the request, which the Started event is likeliest to have; else the state that a response tells.
QJsonObject bodyOf(const ActivityIndex &activity, const ActivityChain &chain)
{
    for (const EventId event : chain.events) {
        if (const QJsonObject body = activity.requestBody(event); !body.isEmpty())
            return body;
    }
    for (const EventId event : chain.events) {
        if (const QJsonObject body = activity.responseBody(event); body.contains(QLatin1String("properties")))
            return body;
    }
    return {};
}

QString callerOf(const ActivityIndex &activity, const ActivityChain &chain)
{
    for (const EventId event : chain.events) {
        if (const QString caller = activity.event(event).caller; !caller.isEmpty())
            return caller;
    }
    return {};
}

QString sessionKey(const ActivityChain &chain)
{
    const QString second = chain.correlationKey.isEmpty() ? isoTime(chain.firstNs, 3) : chain.correlationKey;
    return chain.resourceKey + u'|' + second;
}

CaptureSession sessionOf(const ActivityIndex &activity, const ActivityChain &chain)
{
    CaptureSession session;
    session.kind = chain.operation == CaptureOperation::StartOnGateway ? CaptureSession::Kind::VpnGateway
                                                                       : CaptureSession::Kind::NetworkWatcher;
    session.key = sessionKey(chain);
    session.resourceId = chain.resourceId;
    session.name = resourceName(chain.resourceId);
    session.caller = callerOf(activity, chain);
    session.requested = {chain.firstNs, chain.lastNs};
    session.startedNs = chain.succeeded() ? chain.succeededNs : chain.firstNs;
    session.events = chain.events;
    const QJsonObject body = bodyOf(activity, chain);
    session.bodyFound = !body.isEmpty();
    if (session.kind == CaptureSession::Kind::VpnGateway)
        readGatewayRequest(body, session);
    else
        readWatcherRequest(body, session);
    return session;
}

FailedStart failedStartOf(const ActivityIndex &activity, const ActivityChain &chain)
{
    FailedStart failed;
    failed.name = resourceName(chain.resourceId);
    failed.resourceId = chain.resourceId;
    failed.caller = callerOf(activity, chain);
    failed.timeNs = chain.firstNs;
    failed.events = chain.events;
    CaptureSession request;
    request.resourceId = chain.resourceId;
    readWatcherRequest(bodyOf(activity, chain), request);
    failed.target = chain.operation == CaptureOperation::StartOnGateway ? chain.resourceId : request.target;
    for (const EventId id : chain.events) {
        const ActivityEvent event = activity.event(id);
        if (event.statusClass == StatusClass::Failed)
            failed.reason =
                event.subStatus.isEmpty() ? event.status : event.status + QStringLiteral(", ") + event.subStatus;
    }
    return failed;
}

/// The end that follows from the time limit; noTime when there is none.
qint64 limitNs(const CaptureSession &session)
{
    if (session.timeLimitSeconds <= 0)
        return noTime;
    return session.startedNs + session.timeLimitSeconds * nsPerSecond;
}

/// Chains that may end a session: those on its resource, in order of time, until the resource is started again.
class EndFinder
{
public:
    EndFinder(const ActivityIndex &activity, const std::vector<ActivityChain> &chains)
        : m_activity(activity)
    {
        for (const ActivityChain &chain : chains)
            m_byResource[chain.resourceKey].push_back(&chain);
    }

    void end(CaptureSession &session, const ActivityChain &start) const
    {
        bool replaced = false;
        for (const ActivityChain *chain : m_byResource.at(start.resourceKey)) {
            if (chain->firstNs <= start.firstNs || chain == &start)
                continue;
            if (isStart(chain->operation)) {
                replaced = !chain->failed || chain->succeeded();
                if (!replaced)
                    continue;
                session.requested.endNs = chain->firstNs;
                break;
            }
            addEnd(session, *chain);
        }
        applyLimit(session, replaced);
        std::sort(session.events.begin(), session.events.end());
    }

private:
    /// Every stop and deletion is part of the session's story; the first that worked before its limit ended it.
    void addEnd(CaptureSession &session, const ActivityChain &chain) const
    {
        session.events.insert(session.events.end(), chain.events.begin(), chain.events.end());
        const qint64 limit = limitNs(session);
        const bool ended = session.endReason != CaptureSession::EndReason::Unknown;
        const bool refused = chain.failed && !chain.succeeded();
        if (refused)
            return;
        if (chain.operation == CaptureOperation::StopOnGateway) {
            for (const EventId event : chain.events)
                readGatewayStop(m_activity.requestBody(event), session);
        }
        if (ended || (limit != noTime && chain.firstNs >= limit))
            return;
        session.endReason = chain.operation == CaptureOperation::DeleteOnWatcher ? CaptureSession::EndReason::Deleted
                                                                                 : CaptureSession::EndReason::Stopped;
        session.requested.endNs = chain.succeeded() ? chain.succeededNs : chain.lastNs;
    }

    static void applyLimit(CaptureSession &session, bool replaced)
    {
        if (session.endReason != CaptureSession::EndReason::Unknown)
            return;
        const qint64 limit = limitNs(session);
        session.endAssumed = true;
        if (limit == noTime || (replaced && session.requested.endNs < limit))
            return;
        session.endReason = CaptureSession::EndReason::TimeLimit;
        session.requested.endNs = limit;
    }

    const ActivityIndex &m_activity;
    std::map<QString, std::vector<const ActivityChain *>> m_byResource;
};

} // namespace

SessionList pairSessions(const ActivityIndex &activity, const std::vector<ActivityChain> &chains)
{
    SessionList list;
    const EndFinder ends(activity, chains);
    for (const ActivityChain &chain : chains) {
        if (!isStart(chain.operation))
            continue;
        if (chain.failed && !chain.succeeded()) {
            list.failed.push_back(failedStartOf(activity, chain));
            continue;
        }
        CaptureSession session = sessionOf(activity, chain);
        ends.end(session, chain);
        list.sessions.push_back(std::move(session));
    }
    const auto byStart = [](const CaptureSession &a, const CaptureSession &b) {
        return std::tie(a.requested.beginNs, a.key) < std::tie(b.requested.beginNs, b.key);
    };
    std::stable_sort(list.sessions.begin(), list.sessions.end(), byStart);
    return list;
}

void linkAlerts(const std::vector<Alert> &alerts, SessionList &list)
{
    const auto link = [&alerts](auto &entry) {
        for (const Alert &alert : alerts) {
            if (std::find(entry.events.begin(), entry.events.end(), alert.event) != entry.events.end())
                entry.alertKeys.push_back(alert.key);
        }
        std::sort(entry.alertKeys.begin(), entry.alertKeys.end());
    };
    std::for_each(list.sessions.begin(), list.sessions.end(), link);
    std::for_each(list.failed.begin(), list.failed.end(), link);
}

} // namespace wirecase
