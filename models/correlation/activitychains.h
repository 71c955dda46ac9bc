#pragma once

#include "models/base/ids.h"
#include "models/base/job.h"
#include "models/base/result.h"
#include "models/base/timerange.h"

#include <QString>

#include <vector>

namespace wirecase {

class ActivityIndex;

/// What an operation does to a packet capture (azure.md 2.4).
enum class CaptureOperation
{
    StartOnWatcher,
    StopOnWatcher,
    DeleteOnWatcher,
    StartOnGateway,
    StopOnGateway
};

/// The events of one operation on one resource, from its request to its outcome.
struct ActivityChain
{
    CaptureOperation operation = CaptureOperation::StartOnWatcher;
    QString resourceKey; ///< folded resource id of the capture or gateway
    QString resourceId;  ///< as written, in mixed case where any event has it so
    QString correlationKey;
    std::vector<EventId> events; ///< in order of time
    qint64 firstNs = noTime;
    qint64 succeededNs = noTime; ///< when the success was said, else noTime
    qint64 lastNs = noTime;
    bool failed = false;

    [[nodiscard]] bool succeeded() const { return succeededNs != noTime; }
};

/// The packet-capture operations in the log, in order of time.
[[nodiscard]] Result<std::vector<ActivityChain>> captureChains(const ActivityIndex &activity, JobState &job);

/// The last part of a resource id: its name.
[[nodiscard]] QString resourceName(const QString &resourceId);
/// The subscription in a resource id, folded; empty when it names none.
[[nodiscard]] QString subscriptionOf(const QString &resourceId);

} // namespace wirecase
