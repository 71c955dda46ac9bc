#include "ui/panes/activityscope.h"

#include "models/investigation/snapshot.h"
#include "models/kql/query.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ActivityScope)
};

constexpr quint32 checkEvery = 4096;

bool isAnyOf(const std::vector<IpAddress> &hosts, const std::vector<IpAddress> &addresses)
{
    return std::any_of(addresses.begin(), addresses.end(), [&](const IpAddress &address) {
        return std::find(hosts.begin(), hosts.end(), address) != hosts.end();
    });
}

/// What in the activity log stands for some hosts.
class HostEvents
{
public:
    HostEvents(const Snapshot &snapshot, const std::vector<IpAddress> &hosts)
        : m_snapshot(snapshot)
        , m_hosts(hosts)
    {
        for (const CaptureSession &session : snapshot.correlation->sessions()) {
            const bool targeted = isAnyOf(hosts, session.targetAddresses);
            m_sessions.push_back(targeted);
            if (targeted && !session.target.isEmpty())
                m_resources.insert(session.target.toCaseFolded());
        }
    }

    [[nodiscard]] bool contains(EventId id) const
    {
        if (const auto session = m_snapshot.correlation->sessionOfEvent(id); session && m_sessions[*session])
            return true;
        const ActivityEvent event = m_snapshot.activity->event(id);
        if (event.callerAddress && isAnyOf(m_hosts, {*event.callerAddress}))
            return true;
        const QString resource = event.resourceId.toCaseFolded();
        return std::any_of(m_resources.begin(), m_resources.end(), [&](const QString &target) {
            return resource == target || resource.startsWith(target + u'/');
        });
    }

private:
    const Snapshot &m_snapshot;
    const std::vector<IpAddress> &m_hosts;
    std::vector<bool> m_sessions;
    QSet<QString> m_resources;
};

RowBits eventsInWindow(const ActivityIndex &activity, const std::optional<TimeRange> &window)
{
    if (!window)
        return RowBits(activity.size(), true);
    RowBits events(activity.size());
    for (const EventId id : activity.inRange(*window))
        events.set(static_cast<quint32>(id));
    return events;
}

Status keepMatches(const Snapshot &snapshot, const QString &kql, ScopedEvents &scoped, JobState &job)
{
    if (kql.isEmpty())
        return {};
    const Result<KqlQuery> query = KqlQuery::parse(kql);
    if (!query)
        return query.error();
    const ActivityIndex &activity = *snapshot.activity;
    const KqlQuery known = query->restrictedTo(activity.fields(true), &scoped.dropped, snapshot.tables());
    if (known.isEmpty())
        return {};
    const Result<RowBits> matches = matchEvents(activity, known, true, job);
    if (!matches)
        return matches.error();
    scoped.events &= *matches;
    return {};
}

} // namespace

Result<ScopedEvents> eventsInScope(const Snapshot &snapshot, const Scope &scope, JobState &job)
{
    ScopedEvents scoped;
    scoped.events = eventsInWindow(*snapshot.activity, scope.window);
    if (const Status kept = keepMatches(snapshot, scope.kql, scoped, job); !kept)
        return kept.error();
    if (scope.hosts.empty())
        return scoped;
    const HostEvents hosts(snapshot, scope.hosts);
    quint32 seen = 0;
    for (const quint32 row : scoped.events.rows()) {
        if (++seen % checkEvery == 0 && job.cancelled)
            return Error{Error::Code::Cancelled, {}, {}};
        if (!hosts.contains(EventId{row}))
            scoped.events.reset(row);
    }
    return scoped;
}

Result<ScopedAlerts> alertsInScope(const Snapshot &snapshot, const Scope &scope, JobState &job)
{
    Scope queryOnly;
    queryOnly.kql = scope.kql;
    const Result<ScopedEvents> events = eventsInScope(snapshot, queryOnly, job);
    if (!events)
        return events.error();
    ScopedAlerts scoped;
    scoped.dropped = events->dropped;
    for (const Alert &alert : snapshot.detection.alerts) {
        if (!events->events.test(static_cast<quint32>(alert.event)))
            continue;
        if (scope.window && !scope.window->contains(alert.timeNs))
            continue;
        const auto session = snapshot.correlation->sessionOfAlert(alert.key);
        const bool ofHosts =
            scope.hosts.empty()
            || (session && isAnyOf(scope.hosts, snapshot.correlation->sessions().at(*session).targetAddresses));
        if (ofHosts)
            scoped.keys.insert(alert.key);
    }
    return scoped;
}

QString droppedText(const QStringList &fields)
{
    if (fields.isEmpty())
        return {};
    return Text::tr("Not applied here, because events have no such field: %1.").arg(fields.join(QStringLiteral(", ")));
}

} // namespace wirecase
