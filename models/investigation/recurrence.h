#pragma once

#include "models/base/ids.h"
#include "models/base/timerange.h"

#include <vector>

namespace wirecase {

/// On which days, and at what time of day, something happened. UTC.
class Recurrence
{
public:
    /// What lies on other days than one moment's.
    struct Others
    {
        std::size_t days = 0;
        bool sameClock = true;          ///< all within a quarter of an hour of the moment's time of day
        std::vector<EventId> onePerDay; ///< in order of time, at most as many as asked for
    };

    /// In order of time.
    void add(qint64 timeNs, EventId event);
    /// No more is added afterwards.
    void finish();
    [[nodiscard]] Others around(qint64 timeNs, std::size_t most) const;

private:
    struct Entry
    {
        qint64 timeNs = noTime;
        EventId event{};
    };

    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_dayStarts; ///< indexes of the first entry of each day
    std::vector<qint64> m_clocks;         ///< of all entries, sorted
};

} // namespace wirecase
