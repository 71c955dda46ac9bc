#pragma once

#include "models/base/job.h"
#include "models/context/scope.h"
#include "models/kql/rowbits.h"

#include <QSet>
#include <QStringList>

namespace wirecase {

struct Snapshot;

/// The activity events that a scope leaves. `dropped` names the fields of its query that events do not have; those
/// terms were not applied.
struct ScopedEvents
{
    RowBits events;
    QStringList dropped;
};

/// The alerts that a scope leaves, by key.
struct ScopedAlerts
{
    QSet<QString> keys;
    QStringList dropped;
};

/// An event is of a host when it came from there, belongs to a capture of it, or is about that machine's resource.
/// Queries are compared as in normalised detection. Work for a Job.
[[nodiscard]] Result<ScopedEvents> eventsInScope(const Snapshot &snapshot, const Scope &scope, JobState &job);
/// An alert is of the hosts that its capture session targets.
[[nodiscard]] Result<ScopedAlerts> alertsInScope(const Snapshot &snapshot, const Scope &scope, JobState &job);

/// What a pane says of terms that it could not apply; empty when there are none.
[[nodiscard]] QString droppedText(const QStringList &fields);

} // namespace wirecase
