#include "models/detection/schedule.h"

namespace wirecase {

Result<ScheduleReplay> replaySchedule(const Rule &rule, const std::vector<ExceptionItem> &exceptions,
                                      const ActivityIndex &events, const ScheduleOptions &options, JobState &job)
{
    Q_UNUSED(exceptions);
    Q_UNUSED(events);
    Q_UNUSED(options);
    Q_UNUSED(job);
    ScheduleReplay replay;
    replay.ruleId = rule.id;
    replay.notRun = QStringLiteral("Schedules are not replayed.");
    return replay;
}

} // namespace wirecase
