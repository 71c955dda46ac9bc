#pragma once

#include <QString>

#include <vector>

class QAbstractItemModel;
class QModelIndex;

namespace wirecase {

/// Rows first … last, both included.
struct RowRange
{
    int first = 0;
    int last = -1;
    bool operator==(const RowRange &) const = default;
};

/// What a table puts on the clipboard. `copyRole` is asked first, DisplayRole where it has no answer.
[[nodiscard]] QString columnTitle(const QAbstractItemModel &model, int column);
[[nodiscard]] QString cellText(const QModelIndex &index, int copyRole);
/// Tab-separated with a header line. Tabs and line ends within a cell become spaces.
[[nodiscard]] QString rowsText(const QAbstractItemModel &model, const std::vector<RowRange> &rows,
                               const std::vector<int> &columns, int copyRole);

} // namespace wirecase
