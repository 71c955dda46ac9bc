#pragma once

#include "models/casefile/timelinesummary.h"

namespace wirecase {

struct Snapshot;

/// The lanes of the timeline over the whole evidence. Records without a plausible time stretch nothing: the range is
/// that of captures, flows and sessions where there are any, else that of the activity log.
[[nodiscard]] TimelineSummary timelineOf(const Snapshot &snapshot);

} // namespace wirecase
