#pragma once

#include "models/base/timeformat.h"
#include "models/report/drawing.h"

namespace wirecase {

struct TimelineSummary;

/// The four lanes of the case's timeline with a time axis. Empty when there is nothing to draw.
[[nodiscard]] Drawing timelineDrawing(const TimelineSummary &timeline, const TimeFormat &format);

} // namespace wirecase
