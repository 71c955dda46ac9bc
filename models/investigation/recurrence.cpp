#include "models/investigation/recurrence.h"

#include <algorithm>
#include <span>

namespace wirecase {

namespace {

constexpr qint64 nsPerDay = 24 * nsPerHour;
constexpr qint64 tolerance = 15 * nsPerMinute;

qint64 clockOf(qint64 timeNs)
{
    return timeNs % nsPerDay;
}

/// How many of the sorted clocks are near to `clock`, over midnight too.
std::size_t near(std::span<const qint64> clocks, qint64 clock)
{
    const auto within = [&](qint64 from, qint64 to) {
        const auto first = std::ranges::lower_bound(clocks, from);
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, std::ranges::upper_bound(clocks, to) - first));
    };
    std::size_t count = within(clock - tolerance, clock + tolerance);
    if (clock - tolerance < 0)
        count += within(clock - tolerance + nsPerDay, nsPerDay);
    if (clock + tolerance >= nsPerDay)
        count += within(0, clock + tolerance - nsPerDay);
    return count;
}

} // namespace

void Recurrence::add(qint64 timeNs, EventId event)
{
    if (m_entries.empty() || m_entries.back().timeNs / nsPerDay != timeNs / nsPerDay)
        m_dayStarts.push_back(m_entries.size());
    m_entries.push_back({timeNs, event});
}

void Recurrence::finish()
{
    for (const Entry &entry : m_entries)
        m_clocks.push_back(clockOf(entry.timeNs));
    std::ranges::sort(m_clocks);
}

Recurrence::Others Recurrence::around(qint64 timeNs, std::size_t most) const
{
    Others others;
    std::vector<qint64> ofOwnDay;
    const qint64 day = timeNs / nsPerDay;
    const auto dayAt = [this](std::size_t start) { return m_entries[start].timeNs / nsPerDay; };
    const auto own = std::ranges::lower_bound(m_dayStarts, day, {}, dayAt);
    const bool hasOwn = own != m_dayStarts.end() && dayAt(*own) == day;
    if (hasOwn) {
        const std::size_t end = own + 1 == m_dayStarts.end() ? m_entries.size() : own[1];
        for (std::size_t i = *own; i < end; ++i)
            ofOwnDay.push_back(clockOf(m_entries[i].timeNs));
    }
    others.days = m_dayStarts.size() - (hasOwn ? 1 : 0);
    const qint64 clock = clockOf(timeNs);
    others.sameClock = near(m_clocks, clock) - near(ofOwnDay, clock) == m_clocks.size() - ofOwnDay.size();
    for (const std::size_t start : m_dayStarts) {
        if (others.onePerDay.size() == most)
            break;
        if (dayAt(start) != day)
            others.onePerDay.push_back(m_entries[start].event);
    }
    return others;
}

} // namespace wirecase
