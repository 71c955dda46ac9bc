#pragma once

#include <QAbstractItemModel>
#include <QPointer>
#include <QString>

#include <vector>

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

/// Rows as text, tab-separated with a header line; tabs and line ends within a cell become spaces. Made row by row: a
/// cell may have to be read from evidence.
class RowsText
{
public:
    RowsText(const QAbstractItemModel &model, std::vector<RowRange> rows, std::vector<int> columns, int copyRole);

    /// False when there was none left.
    bool addRow();
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    void addLine(const QStringList &cells);

    QPointer<const QAbstractItemModel> m_model;
    std::vector<RowRange> m_rows;
    std::vector<int> m_columns;
    int m_copyRole;
    std::size_t m_range = 0;
    int m_next = 0; ///< row
    QString m_text;
};

} // namespace wirecase
