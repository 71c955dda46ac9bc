#pragma once

#include "models/base/timerange.h"
#include "models/casefile/timelinesummary.h"

namespace wirecase {

struct Snapshot;

/// Everything that the timeline can show: alerts, captures, flows; without any of them, the activity log. Records
/// without a plausible time stretch nothing.
[[nodiscard]] TimeRange wholeTime(const Snapshot &snapshot);
/// The stretch to look at first: traffic and the captures of that time. Alerts of other days lie outside.
[[nodiscard]] TimeRange busyTime(const Snapshot &snapshot);
/// The lanes of the timeline over the busy time, for the report's picture.
[[nodiscard]] TimelineSummary timelineOf(const Snapshot &snapshot);

} // namespace wirecase
