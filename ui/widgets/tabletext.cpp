#include "ui/widgets/tabletext.h"

#include <QAbstractItemModel>

namespace wirecase {

namespace {

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    return text;
}

} // namespace

QString columnTitle(const QAbstractItemModel &model, int column)
{
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    if (!title.isEmpty())
        return title;
    return model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
}

QString cellText(const QModelIndex &index, int copyRole)
{
    const QVariant copied = index.data(copyRole);
    return copied.isValid() ? copied.toString() : index.data(Qt::DisplayRole).toString();
}

QString rowsText(const QAbstractItemModel &model, const std::vector<RowRange> &rows, const std::vector<int> &columns,
                 int copyRole)
{
    QString text;
    const auto addLine = [&](const auto &cellOf) {
        QStringList cells;
        for (const int column : columns)
            cells += oneLine(cellOf(column));
        text += cells.join(u'\t') + u'\n';
    };
    addLine([&](int column) { return columnTitle(model, column); });
    for (const RowRange &range : rows) {
        for (int row = range.first; row <= range.last; ++row)
            addLine([&](int column) { return cellText(model.index(row, column), copyRole); });
    }
    return text;
}

} // namespace wirecase
