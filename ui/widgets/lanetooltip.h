#pragma once

#include "models/base/timeformat.h"

#include <QPoint>
#include <QString>

namespace wirecase {

class LanePlottable;
struct TimeLane;

/// What the timeline says about a place in a lane: the marks there, the interval, or the bucket's begin, width and
/// counts. Empty where there is nothing.
[[nodiscard]] QString laneTooltip(const LanePlottable &lane, const QPoint &position, const TimeFormat &format);

/// From the first to the last thing in a lane; empty when it holds nothing.
[[nodiscard]] TimeRange laneExtent(const TimeLane &lane);

} // namespace wirecase
