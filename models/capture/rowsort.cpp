#include "models/capture/rowsort.h"

#include <array>
#include <utility>

namespace wirecase {

namespace {

// 2048 places to write to: as many as the nearest caches can follow.
constexpr int digitBits = 11;
constexpr std::size_t stride = 65'536;
using Places = std::array<std::size_t, 1U << digitBits>;

std::size_t digitOf(const KeyedRow &row, int shift)
{
    return row.key >> shift & ((1U << digitBits) - 1);
}

// Where the rows with each digit begin.
Places placesOf(const std::vector<KeyedRow> &rows, int shift)
{
    Places places{};
    for (const KeyedRow &row : rows)
        ++places[digitOf(row, shift)];
    std::size_t begin = 0;
    for (std::size_t &place : places)
        begin += std::exchange(place, begin);
    return places;
}

} // namespace

bool sortByKey(std::vector<KeyedRow> &rows, int bits, JobState &job)
{
    std::vector<KeyedRow> sorted(rows.size());
    for (int shift = 0; shift < bits; shift += digitBits) {
        Places places = placesOf(rows, shift);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % stride == 0 && job.cancelled)
                return false;
            sorted[places[digitOf(rows[i], shift)]++] = rows[i];
        }
        rows.swap(sorted);
    }
    return !job.cancelled;
}

} // namespace wirecase
