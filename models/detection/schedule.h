#pragma once

#include "models/base/timerange.h"
#include "models/detection/detectionrun.h"

#include <optional>

namespace wirecase {

struct ScheduleOptions
{
    DetectionMode mode = DetectionMode::Faithful;
    std::optional<TimeRange> range; ///< between which times the rule runs; else over all events, to the run after
    std::vector<TimeRange> outages; ///< in which no run took place
    qint64 nowNs = 0;               ///< exceptions that expired before are dropped
};

/// One execution of a rule.
struct ScheduleRun
{
    qint64 startedNs = 0;
    TimeRange window;          ///< what it asked for, catching up included
    qint64 gapNs = 0;          ///< not covered since the run before
    qint64 remainingGapNs = 0; ///< what catching up left
    quint32 found = 0;         ///< before duplicates and the limit
    quint32 alerts = 0;
    bool reachedLimit = false;

    bool operator==(const ScheduleRun &) const = default;
};

/// An alert of the run over the whole file that the schedule does not give.
struct MissedAlert
{
    Alert alert;
    QString reason;

    bool operator==(const MissedAlert &) const = default;
};

/// What a deployment of one rule would have raised.
struct ScheduleReplay
{
    QString ruleId;
    quint32 executions = 0;
    std::vector<ScheduleRun> runs; ///< those that found something, had a gap or reached the limit
    std::vector<Alert> alerts;     ///< by time of the run
    std::vector<MissedAlert> missed;
    quint32 duplicates = 0; ///< findings of overlapping windows that were dropped
    QStringList warnings;   ///< each once
    QString notRun;         ///< why it was not replayed, empty when it was

    bool operator==(const ScheduleReplay &) const = default;
};

/// Executes the rule at its interval over the time of the evidence (elastic.md 3). Fails only when cancelled.
[[nodiscard]] Result<ScheduleReplay> replaySchedule(const Rule &rule, const std::vector<ExceptionItem> &exceptions,
                                                    const ActivityIndex &events, const ScheduleOptions &options,
                                                    JobState &job);

} // namespace wirecase
