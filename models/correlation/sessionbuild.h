#pragma once

#include "models/correlation/capturesession.h"

#include <vector>

namespace wirecase {

class ActivityIndex;
struct ActivityChain;
struct Alert;

/// Starts that Azure carried out, paired with what ended them, and starts that it refused.
struct SessionList
{
    std::vector<CaptureSession> sessions; ///< in order of start
    std::vector<FailedStart> failed;      ///< in order of time
};

/// Without files, addresses and cautions, which need other evidence.
[[nodiscard]] SessionList pairSessions(const ActivityIndex &activity, const std::vector<ActivityChain> &chains);
void linkAlerts(const std::vector<Alert> &alerts, SessionList &list);

} // namespace wirecase
