#include "ui/widgets/columnfit.h"

#include <QtGlobal>

#include <algorithm>

namespace wirecase {

namespace {

/// The shown column that is missed least, the rightmost of several; -1 when none may go.
int mostDispensable(const std::vector<ColumnNeed> &columns, const std::vector<int> &widths)
{
    int found = -1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int rank = columns[i].rank;
        if (widths[i] > 0 && rank > 0 && (found < 0 || rank >= columns[static_cast<std::size_t>(found)].rank))
            found = static_cast<int>(i);
    }
    return found;
}

} // namespace

std::vector<int> fittedWidths(const std::vector<ColumnNeed> &columns, int room)
{
    std::vector<int> widths;
    int left = room;
    for (const ColumnNeed &column : columns) {
        widths.push_back(column.least);
        left -= column.least;
    }
    while (left < 0) {
        const int gone = mostDispensable(columns, widths);
        if (gone < 0)
            return widths;
        left += std::exchange(widths[static_cast<std::size_t>(gone)], 0);
    }
    qint64 wish = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        wish += widths[i] > 0 ? columns[i].wanted - columns[i].least : 0;
    const qint64 spread = std::min<qint64>(wish, left);
    for (std::size_t i = 0; i < columns.size() && wish > 0; ++i) {
        if (widths[i] == 0)
            continue;
        const auto more = static_cast<int>(spread * (columns[i].wanted - columns[i].least) / wish);
        widths[i] += more;
        left -= more;
    }
    const auto last = std::find_if(widths.rbegin(), widths.rend(), [](int width) { return width > 0; });
    if (last != widths.rend())
        *last += left;
    return widths;
}

} // namespace wirecase
