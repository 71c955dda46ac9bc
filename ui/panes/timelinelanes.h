#pragma once

#include "models/base/job.h"
#include "ui/widgets/timelane.h"

#include <vector>

namespace wirecase {

struct Snapshot;

inline constexpr char alertsLane[] = "alerts";
inline constexpr char activityLane[] = "activity";
inline constexpr char capturesLane[] = "captures";
inline constexpr char flowsLane[] = "flows";

/// The timeline of the whole evidence. Lanes hold every event and every minute of flows: the plot sums them up for the
/// stretch that it shows, so that zooming in finds what is there.
struct TimelineLanes
{
    std::vector<TimeLane> lanes;
    TimeRange whole;
    TimeRange busy; ///< what to show first
};

/// Work for a Job.
[[nodiscard]] TimelineLanes timelineLanes(const Snapshot &snapshot, JobState &job);

} // namespace wirecase
