#include "models/investigation/snapshot.h"

#include "models/flowlog/flowindexbuilder.h"

#include <algorithm>

namespace wirecase {

const Alert *Snapshot::alert(const QString &key) const
{
    const auto found = std::find_if(detection.alerts.begin(), detection.alerts.end(),
                                    [&](const Alert &alert) { return alert.key == key; });
    return found == detection.alerts.end() ? nullptr : &*found;
}

TimeRange Snapshot::time() const
{
    TimeRange range;
    for (const EvidenceFile &file : evidence.files())
        range = range.united(file.time);
    return range;
}

FieldSources Snapshot::tables() const
{
    return {&traffic->fields(), &capture.packets->fields(), &activity->fields(true)};
}

SnapshotPtr emptySnapshot()
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->activity = std::make_shared<const ActivityIndex>();
    snapshot->flows = FlowIndexBuilder().build();
    snapshot->secrets = std::make_shared<const SecretIndex>();
    snapshot->traffic = std::make_shared<const TrafficIndex>();
    snapshot->correlation = std::make_shared<const Correlation>();
    snapshot->complete = true;
    return snapshot;
}

} // namespace wirecase
