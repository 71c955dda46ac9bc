#pragma once

#include "models/base/job.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

namespace wirecase {

/// A row on its way to its place.
struct KeyedRow
{
    quint32 key = 0;
    quint32 row = 0;
};

/// Sorts by the lowest `bits` of the keys, equal ones staying in their order. The time grows with the rows alone. False
/// when it was cancelled.
[[nodiscard]] bool sortByKey(std::vector<KeyedRow> &rows, int bits, JobState &job);

/// Sorts ascending row numbers by `key(row)`, a number of 64 bits; equal ones stay ascending, whichever way it goes.
/// False when it was cancelled.
template <typename Key>
[[nodiscard]] bool sortRows(std::vector<quint32> &rows, bool isDescending, const Key &key, JobState &job)
{
    constexpr std::size_t stride = 65'536;
    quint64 least = std::numeric_limits<quint64>::max();
    quint64 most = 0;
    bool isSorted = true;
    quint64 before = isDescending ? most : 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return false;
        const quint64 value = key(rows[i]);
        isSorted = isSorted && (i == 0 || (isDescending ? value <= before : value >= before));
        least = std::min(least, value);
        most = std::max(most, value);
        before = value;
    }
    if (isSorted)
        return !job.cancelled;

    // Keys longer than 32 bits are sorted by their lower half first; the order survives sorting by the upper half.
    std::vector<KeyedRow> keyed(rows.size());
    const auto bits = static_cast<int>(std::bit_width(most - least));
    for (int shift = 0; shift < bits; shift += 32) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % stride == 0 && job.cancelled)
                return false;
            const quint64 value = key(rows[i]);
            keyed[i] = {static_cast<quint32>((isDescending ? most - value : value - least) >> shift), rows[i]};
        }
        if (!sortByKey(keyed, std::min(bits - shift, 32), job))
            return false;
        std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const KeyedRow &k) { return k.row; });
    }
    return !job.cancelled;
}

} // namespace wirecase
