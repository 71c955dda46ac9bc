#pragma once

#include "models/base/job.h"

#include <algorithm>
#include <vector>

namespace wirecase {

/// Sorts by `less`, which must be a total order, and looks at the job between pieces of work. False when cancelled; the
/// order is then undefined.
template <typename Value, typename Less>
[[nodiscard]] bool sortUnlessCancelled(std::vector<Value> &values, Less less, JobState &job)
{
    constexpr std::size_t piece = 65'536;
    const auto at = [&values](std::size_t position) {
        return values.begin() + static_cast<std::ptrdiff_t>(std::min(position, values.size()));
    };
    for (std::size_t begin = 0; begin < values.size(); begin += piece) {
        if (job.cancelled)
            return false;
        std::sort(at(begin), at(begin + piece), less);
    }
    for (std::size_t length = piece; length < values.size(); length *= 2) {
        for (std::size_t begin = 0; begin + length < values.size(); begin += 2 * length) {
            if (job.cancelled)
                return false;
            std::inplace_merge(at(begin), at(begin + length), at(begin + 2 * length), less);
        }
    }
    return !job.cancelled;
}

} // namespace wirecase
