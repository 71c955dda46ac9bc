#pragma once

#include <vector>

namespace wirecase {

/// What a column needs, in pixels. The column of the highest rank is left out first where the room is too small; one of
/// rank 0 never is.
struct ColumnNeed
{
    int least = 0;
    int wanted = 0;
    int rank = 0;
};

/// The widths of the columns, in the order in which they stand, 0 for one that is left out. They fill the room: each
/// grows from its least towards what it wants, and what is left then goes to the last. They are wider than the room
/// only when those of rank 0 alone are.
[[nodiscard]] std::vector<int> fittedWidths(const std::vector<ColumnNeed> &columns, int room);

} // namespace wirecase
