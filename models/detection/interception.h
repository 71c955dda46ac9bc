#pragma once

#include "models/base/ids.h"
#include "models/base/job.h"
#include "models/base/result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

class ActivityIndex;
struct Alert;

/// An operation in this evidence that starts an interception of traffic, or brings its result away (azure.md 2.4).
struct InterceptionRow
{
    EventId event{};             ///< the one that says most: a success before an acceptance before a start
    std::vector<EventId> events; ///< all of the operation, by time
    QString operation;
    QString what;         ///< what it does, one phrase
    QStringList ruleIds;  ///< of the rules that raise an alert on one of the events
    bool isStart = false; ///< false: a stop request that carries the destination, or context

    [[nodiscard]] bool isCovered() const { return !ruleIds.isEmpty(); }

    bool operator==(const InterceptionRow &) const = default;
};

/// The interceptions in the evidence by time, whether a rule catches them or not.
[[nodiscard]] Result<std::vector<InterceptionRow>> findInterceptions(const ActivityIndex &events,
                                                                     const std::vector<Alert> &alerts, JobState &job);

} // namespace wirecase
