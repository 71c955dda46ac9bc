#pragma once

#include "models/activity/activityevent.h"
#include "models/investigation/operationwindow.h"
#include "models/investigation/recurrence.h"
#include "models/investigation/rolegrant.h"

#include <QHash>

#include <map>
#include <memory>

namespace wirecase {

class ActivityIndex;

/// What one caller did, in the whole evidence.
struct CallerHistory
{
    qint64 firstNs = noTime; ///< of the first event with a time
    EventId first{};
    QStringList names;                       ///< as the log calls the caller, each once
    OperationWindow window;                  ///< over the events with a time
    std::map<QString, Recurrence> succeeded; ///< by folded operation
};

/// The events of the activity log by what the facts of an alert ask for. Built once for all alerts of a snapshot, so
/// that no alert goes through all events. Lives for one derivation of facts, in its thread.
class ActivityLinks
{
public:
    explicit ActivityLinks(const ActivityIndex &activity);

    /// Of the caller of this event; it has no events when the event names no caller.
    [[nodiscard]] CallerHistory &historyOf(const ActivityEvent &event);
    [[nodiscard]] OperationWindow &everyone() { return m_everyone; } ///< over the events with a time
    [[nodiscard]] quint32 operationOf(EventId event) const { return m_entries[static_cast<quint32>(event)].operation; }
    /// Role assignments that succeeded, of these moments, in order of time.
    [[nodiscard]] std::vector<EventId> grantsIn(const TimeRange &range) const;
    [[nodiscard]] const RoleGrant &grant(EventId event);
    /// What the caller with this object id is called, else the id.
    [[nodiscard]] QString principalText(const QString &callerId) const;

private:
    using EventsOf = QHash<QString, std::vector<EventId>>;

    [[nodiscard]] std::vector<EventId> eventsOfCaller(const ActivityEvent &event) const;
    [[nodiscard]] CallerHistory history(const std::vector<EventId> &events) const;

    const ActivityIndex &m_activity;
    std::vector<OperationEvent> m_entries; ///< by event
    EventsOf m_byId;                       ///< folded
    EventsOf m_byName;                     ///< folded
    EventsOf m_byNameAlone;                ///< of events that give no id
    QHash<QString, QString> m_nameOfId;
    std::vector<QString> m_callers; ///< by event
    std::vector<OperationEvent> m_grants;
    std::unordered_map<EventId, RoleGrant> m_known; ///< grants that were asked for
    std::map<std::pair<QString, QString>, std::unique_ptr<CallerHistory>> m_histories;
    OperationWindow m_everyone;
};

} // namespace wirecase
