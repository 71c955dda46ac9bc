#pragma once

#include "models/base/timerange.h"

#include <string_view>

namespace wirecase {

/// A time as an export writes it, and what had to be assumed to read it.
struct ExportTime
{
    qint64 ns = noTime;
    bool zoneAssumed = false;  ///< the text names no zone where the writer's own is likely: read as UTC
    bool orderAssumed = false; ///< "6/7/2021": read as month, day
    bool toTheSecond = false;  ///< a way of writing that leaves the fraction out

    [[nodiscard]] bool isExact() const { return !zoneAssumed && !orderAssumed && !toTheSecond; }
};

/// ISO 8601, PowerShell's "/Date(ms)/", Kibana's "Jun 17, 2021 @ 09:04:11.118", JavaScript's "Thu Jun 17 2021 11:04:11
/// GMT+0200 (...)", "6/17/2021, 9:04:11.118 AM" and "17.06.2021 09:04:11"; " [UTC]" or "UTC" may stand behind.
[[nodiscard]] ExportTime parseExportTime(std::string_view text);

/// ISO 8601 in UTC as machines write it, fast; noTime for any other text.
[[nodiscard]] qint64 parseUtcTime(std::string_view text);

} // namespace wirecase
