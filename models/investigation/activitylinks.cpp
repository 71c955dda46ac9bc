#include "models/investigation/activitylinks.h"

#include "models/activity/activityindex.h"

#include <algorithm>
#include <iterator>

namespace wirecase {

namespace {

bool isRoleAssignment(const ActivityEvent &event)
{
    return event.statusClass == StatusClass::Succeeded
           && event.operation.endsWith(QStringLiteral("/roleAssignments/write"), Qt::CaseInsensitive);
}

std::vector<OperationEvent> timed(const std::vector<OperationEvent> &entries)
{
    std::vector<OperationEvent> found;
    std::ranges::copy_if(entries, std::back_inserter(found),
                         [](const OperationEvent &entry) { return entry.timeNs != noTime; });
    return found;
}

} // namespace

ActivityLinks::ActivityLinks(const ActivityIndex &activity)
    : m_activity(activity)
{
    std::unordered_map<QString, quint32> operations;
    m_entries.reserve(activity.size());
    m_callers.reserve(activity.size());
    for (quint32 row = 0; row < activity.size(); ++row) {
        const ActivityEvent event = activity.event(EventId{row});
        // An operation has the number of its first event; an event without a correlation is one of its own.
        quint32 operation = row;
        if (!event.correlationId.isEmpty())
            operation = operations.emplace(event.correlationId.toCaseFolded(), row).first->second;
        const OperationEvent entry{event.timeNs, event.id, operation, isRoleAssignment(event)};
        m_entries.push_back(entry);
        m_callers.push_back(event.caller);
        if (entry.isGrant && entry.timeNs != noTime)
            m_grants.push_back(entry);
        const QString id = event.callerId.toCaseFolded();
        const QString name = event.caller.toCaseFolded();
        if (!id.isEmpty()) {
            m_byId[id].push_back(event.id);
            m_nameOfId.insert(id, callerTitle(event.caller, event.callerName));
        }
        if (!name.isEmpty())
            m_byName[name].push_back(event.id);
        if (!name.isEmpty() && id.isEmpty())
            m_byNameAlone[name].push_back(event.id);
    }
    m_everyone = OperationWindow(timed(m_entries));
}

CallerHistory &ActivityLinks::historyOf(const ActivityEvent &event)
{
    auto &known = m_histories[{event.callerId.toCaseFolded(), event.caller.toCaseFolded()}];
    if (!known)
        known = std::make_unique<CallerHistory>(history(eventsOfCaller(event)));
    return *known;
}

/// By the id where both events have one, else by the name.
std::vector<EventId> ActivityLinks::eventsOfCaller(const ActivityEvent &event) const
{
    const QString name = event.caller.toCaseFolded();
    if (event.callerId.isEmpty())
        return m_byName.value(name);
    const std::vector<EventId> byId = m_byId.value(event.callerId.toCaseFolded());
    const std::vector<EventId> byName = m_byNameAlone.value(name);
    std::vector<EventId> events;
    std::ranges::merge(byId, byName, std::back_inserter(events));
    return events;
}

CallerHistory ActivityLinks::history(const std::vector<EventId> &events) const
{
    CallerHistory history;
    std::vector<OperationEvent> entries;
    for (const EventId id : events) {
        const OperationEvent &entry = m_entries[static_cast<quint32>(id)];
        const QString &name = m_callers[static_cast<quint32>(id)];
        if (!name.isEmpty() && !history.names.contains(name, Qt::CaseInsensitive))
            history.names << name;
        if (entry.timeNs == noTime)
            continue;
        entries.push_back(entry);
        if (m_activity.statusClass(id) == StatusClass::Succeeded)
            history.succeeded[m_activity.operation(id).toCaseFolded()].add(entry.timeNs, id);
    }
    for (auto &[operation, recurrence] : history.succeeded)
        recurrence.finish();
    if (!entries.empty()) {
        history.first = entries.front().event;
        history.firstNs = entries.front().timeNs;
    }
    history.window = OperationWindow(std::move(entries));
    return history;
}

std::vector<EventId> ActivityLinks::grantsIn(const TimeRange &range) const
{
    std::vector<EventId> events;
    auto grant = std::ranges::lower_bound(m_grants, range.beginNs, {}, &OperationEvent::timeNs);
    for (; grant != m_grants.end() && grant->timeNs < range.endNs; ++grant)
        events.push_back(grant->event);
    return events;
}

const RoleGrant &ActivityLinks::grant(EventId event)
{
    const auto known = m_known.find(event);
    return known != m_known.end() ? known->second : m_known.emplace(event, roleGrant(m_activity, event)).first->second;
}

QString ActivityLinks::principalText(const QString &callerId) const
{
    return m_nameOfId.value(callerId.toCaseFolded(), callerId);
}

} // namespace wirecase
