#include "ui/widgets/tabletext.h"

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

RowsText::RowsText(const QAbstractItemModel &model, std::vector<RowRange> rows, std::vector<int> columns, int copyRole)
    : m_model(&model)
    , m_rows(std::move(rows))
    , m_columns(std::move(columns))
    , m_copyRole(copyRole)
{
    QStringList titles;
    for (const int column : m_columns)
        titles << columnTitle(model, column);
    addLine(titles);
    if (!m_rows.empty())
        m_next = m_rows.front().first;
}

bool RowsText::addRow()
{
    if (!m_model || m_range == m_rows.size())
        return false;
    QStringList cells;
    for (const int column : m_columns)
        cells << cellText(m_model->index(m_next, column), m_copyRole);
    addLine(cells);
    if (m_next++ == m_rows[m_range].last && ++m_range < m_rows.size())
        m_next = m_rows[m_range].first;
    return m_range < m_rows.size();
}

void RowsText::addLine(const QStringList &cells)
{
    for (qsizetype c = 0; c < cells.size(); ++c)
        m_text += (c > 0 ? QStringLiteral("\t") : QString()) + oneLine(cells.at(c));
    m_text += u'\n';
}

} // namespace wirecase
