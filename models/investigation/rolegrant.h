#pragma once

#include "models/activity/activityevent.h"

namespace wirecase {

class ActivityIndex;

/// A role that was assigned: who gave what to whom, and where it holds.
struct RoleGrant
{
    EventId event{};
    qint64 timeNs = noTime;
    QString caller; ///< who gave it
    QString callerTitle;
    QString callerId;
    QString principalId; ///< who got it; empty when no event of the operation tells
    QString role;        ///< its name where it is one of the common ones, else its id; may be empty
    QString scope;       ///< resource id under which it holds
};

/// Read from the event and the others of its operation, for only the request tells whom.
[[nodiscard]] RoleGrant roleGrant(const ActivityIndex &activity, EventId event);
/// Whether a right that holds in `scope` holds for the resource.
[[nodiscard]] bool holdsFor(const QString &scope, const QString &resourceId);

} // namespace wirecase
