#include "ui/widgets/timebins.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace wirecase {

namespace {

constexpr qint64 nsPerDay = 24 * nsPerHour;
constexpr std::array steps{nsPerUs,          10 * nsPerUs,     100 * nsPerUs,    nsPerMs,          2 * nsPerMs,
                           5 * nsPerMs,      10 * nsPerMs,     20 * nsPerMs,     50 * nsPerMs,     100 * nsPerMs,
                           200 * nsPerMs,    500 * nsPerMs,    nsPerSecond,      2 * nsPerSecond,  5 * nsPerSecond,
                           10 * nsPerSecond, 15 * nsPerSecond, 30 * nsPerSecond, nsPerMinute,      2 * nsPerMinute,
                           5 * nsPerMinute,  10 * nsPerMinute, 15 * nsPerMinute, 30 * nsPerMinute, nsPerHour,
                           2 * nsPerHour,    3 * nsPerHour,    6 * nsPerHour,    12 * nsPerHour,   nsPerDay,
                           2 * nsPerDay,     7 * nsPerDay,     14 * nsPerDay,    28 * nsPerDay};

qint64 alignedDown(qint64 timeNs, qint64 stepNs)
{
    const qint64 rest = timeNs % stepNs;
    return timeNs - rest - (rest < 0 ? stepNs : 0);
}

} // namespace

qint64 bucketStep(qint64 visibleNs, int pixels, int minPixels, qint64 atLeastNs)
{
    const double wanted = static_cast<double>(visibleNs) * minPixels / std::max(1, pixels);
    for (const qint64 step : steps) {
        if (static_cast<double>(step) >= wanted && step >= atLeastNs)
            return step;
    }
    // Longer than the table: whole days, so that the number of buckets stays that of the pixels.
    const double days = std::max(wanted, static_cast<double>(atLeastNs)) / static_cast<double>(nsPerDay);
    return std::min(static_cast<qint64>(days) + 1, qint64(100'000)) * nsPerDay;
}

LaneSums::LaneSums(const TimeLane &lane)
{
    if (!lane.times.empty()) {
        m_times = lane.times;
        return;
    }
    m_entryNs = lane.barNs;
    m_times.reserve(lane.bars.size());
    m_values.assign(1, 0);
    m_parts.assign(1, 0);
    for (const TimeBar &bar : lane.bars) {
        m_times.push_back(bar.beginNs);
        m_values.push_back(m_values.back() + bar.value);
        m_parts.push_back(m_parts.back() + bar.part);
    }
}

TimeRange LaneSums::extent() const
{
    if (m_times.empty())
        return {};
    return {m_times.front(), m_times.back() + std::max(m_entryNs, qint64(1))};
}

TimeBucket LaneSums::sumOf(const TimeRange &range) const
{
    const auto first = std::lower_bound(m_times.begin(), m_times.end(), range.beginNs);
    const auto last = std::lower_bound(first, m_times.end(), range.endNs);
    if (m_values.empty())
        return {range, static_cast<double>(std::distance(first, last)), 0};
    const auto from = static_cast<std::size_t>(std::distance(m_times.begin(), first));
    const auto to = static_cast<std::size_t>(std::distance(m_times.begin(), last));
    return {range, m_values[to] - m_values[from], m_parts[to] - m_parts[from]};
}

std::vector<TimeBucket> LaneSums::buckets(const TimeRange &visible, qint64 stepNs) const
{
    std::vector<TimeBucket> found;
    const TimeRange shown = visible.intersected(extent());
    if (m_times.empty() || shown.isEmpty() || stepNs <= 0)
        return found;
    for (qint64 begin = alignedDown(shown.beginNs, stepNs); begin < shown.endNs; begin += stepNs) {
        const TimeBucket bucket = sumOf({begin, begin + stepNs});
        if (bucket.value > 0 || bucket.part > 0)
            found.push_back(bucket);
    }
    return found;
}

TimeBucket LaneSums::bucketAt(qint64 timeNs, qint64 stepNs) const
{
    const qint64 begin = alignedDown(timeNs, stepNs);
    return sumOf({begin, begin + stepNs});
}

} // namespace wirecase
