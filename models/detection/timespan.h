#pragma once

#include <QStringView>

#include <optional>

namespace wirecase {

/// "5m", "90s", "1h", "7d" in nanoseconds: the intervals of rules.
[[nodiscard]] std::optional<qint64> spanOf(QStringView text);
/// How far before now a date-math text lies: "now-9m" is nine minutes, "now" none. Roundings ("/d") count from a full
/// day. Nothing for what is no date math, or lies in the future.
[[nodiscard]] std::optional<qint64> lookBackOf(QStringView text);

} // namespace wirecase
