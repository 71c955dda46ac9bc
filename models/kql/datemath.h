#pragma once

#include "models/base/timerange.h"

#include <QStringView>

#include <optional>

namespace wirecase {

/// The span of time that a date in a query stands for: "2010-03-06" is that whole day, a full time stamp its last
/// digit's unit, at most a millisecond. Reads ISO 8601 of any precision, milliseconds since the epoch, `now` and date
/// math
/// ("now-7d/d", "2020-01-01||+1M/d"). UTC unless an offset is given. Nothing when the text is no date.
[[nodiscard]] std::optional<TimeRange> parseDateMath(QStringView text, qint64 nowNs);

} // namespace wirecase
