#pragma once

#include <QStringView>

#include <optional>

namespace wirecase {

/// A time as other programs write it, in nanoseconds since the epoch. ISO 8601 with a space or "T", with or without
/// punctuation, seconds and zone; "Oct  1, 2026 12:00:03.25 UTC"; "01/Oct/2026:12:00:03 +0200"; "Thu, 01 Oct 2026
/// 12:00:03 GMT"; seconds, ms, us or ns since the epoch, told apart by their digits. No zone means UTC.
[[nodiscard]] std::optional<qint64> parsePastedTime(QStringView text);

} // namespace wirecase
