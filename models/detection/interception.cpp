#include "models/detection/interception.h"

namespace wirecase {

Result<std::vector<InterceptionRow>> findInterceptions(const ActivityIndex &events, const std::vector<Alert> &alerts,
                                                       JobState &job)
{
    Q_UNUSED(events);
    Q_UNUSED(alerts);
    Q_UNUSED(job);
    return std::vector<InterceptionRow>();
}

} // namespace wirecase
