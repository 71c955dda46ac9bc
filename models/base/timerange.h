#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace wirecase {

inline constexpr qint64 nsPerUs = 1'000;
inline constexpr qint64 nsPerMs = 1'000'000;
inline constexpr qint64 nsPerSecond = 1'000'000'000;
inline constexpr qint64 nsPerMinute = 60 * nsPerSecond;
inline constexpr qint64 nsPerHour = 60 * nsPerMinute;

/// The time of a record that carries none, or one that cannot be read.
inline constexpr qint64 noTime = std::numeric_limits<qint64>::min();

/// Half-open range of nanoseconds since the epoch, UTC.
struct TimeRange
{
    qint64 beginNs = 0;
    qint64 endNs = 0;

    [[nodiscard]] bool isEmpty() const { return endNs <= beginNs; }
    [[nodiscard]] qint64 lengthNs() const { return isEmpty() ? 0 : endNs - beginNs; }
    [[nodiscard]] bool contains(qint64 timeNs) const { return timeNs >= beginNs && timeNs < endNs; }
    /// Whether the two share an instant. An empty range counts as the instant at which it begins.
    [[nodiscard]] bool overlaps(const TimeRange &other) const
    {
        const qint64 end = std::max(endNs, beginNs + 1);
        const qint64 otherEnd = std::max(other.endNs, other.beginNs + 1);
        return beginNs < otherEnd && other.beginNs < end;
    }
    [[nodiscard]] TimeRange intersected(const TimeRange &other) const
    {
        return {std::max(beginNs, other.beginNs), std::min(endNs, other.endNs)};
    }
    /// The smallest range that holds both; an empty one adds nothing.
    [[nodiscard]] TimeRange united(const TimeRange &other) const
    {
        if (isEmpty())
            return other;
        if (other.isEmpty())
            return *this;
        return {std::min(beginNs, other.beginNs), std::max(endNs, other.endNs)};
    }
    bool operator==(const TimeRange &) const = default;
};

} // namespace wirecase
