#pragma once

#include "models/base/timeformat.h"

#include <vector>

namespace wirecase {

struct TimeTick
{
    qint64 timeNs = 0;
    QString label;
};

/// At most about `count` round times within `range`, round in the zone of `format`. A tick that begins a day, and the
/// first one, carries the date; the first of a year carries that too, where there are several.
[[nodiscard]] std::vector<TimeTick> timeTicks(const TimeRange &range, int count, const TimeFormat &format);

} // namespace wirecase
