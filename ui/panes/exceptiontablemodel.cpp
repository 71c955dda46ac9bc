#include "ui/panes/exceptiontablemodel.h"

#include <QJsonDocument>

namespace wirecase {

namespace {

ExceptionTableModel::Row loadedRow(const ExceptionItem &item, const Snapshot &snapshot, qint64 nowNs)
{
    using Standing = ExceptionTableModel::Standing;
    QStringList names;
    for (const Rule &rule : snapshot.rules) {
        if (isFor(item, rule))
            names << rule.name;
    }
    names.removeDuplicates();
    ExceptionTableModel::Row row;
    row.name = item.name;
    row.appliesTo = names.isEmpty() ? item.listId : names.join(QStringLiteral(", "));
    row.condition = exceptionKql(item);
    row.json = QString::fromUtf8(QJsonDocument(exceptionJson(item)).toJson(QJsonDocument::Compact));
    row.detail = (QStringList{item.description, item.notApplicable} + item.comments).join(u'\n').trimmed();
    row.expireNs = item.expireNs.value_or(noTime);
    row.standing = isExpired(item, nowNs)          ? Standing::Expired
                   : !item.notApplicable.isEmpty() ? Standing::NotApplicable
                   : names.isEmpty()               ? Standing::Unused
                                                   : Standing::Applied;
    return row;
}

ExceptionTableModel::Row keptRow(const CaseException &kept, qint64 nowNs)
{
    using Standing = ExceptionTableModel::Standing;
    ExceptionTableModel::Row row;
    row.name = kept.name;
    row.appliesTo = kept.ruleName;
    row.condition = kept.query;
    row.json = kept.item;
    row.detail = kept.justification;
    row.expireNs = kept.expireNs;
    row.standing = kept.expireNs != noTime && kept.expireNs <= nowNs ? Standing::Expired : Standing::Kept;
    row.keptId = kept.id;
    return row;
}

} // namespace

QString standingText(ExceptionTableModel::Standing standing)
{
    switch (standing) {
    case ExceptionTableModel::Standing::Applied:
        return ExceptionTableModel::tr("applied");
    case ExceptionTableModel::Standing::Unused:
        return ExceptionTableModel::tr("for no loaded rule");
    case ExceptionTableModel::Standing::NotApplicable:
        return ExceptionTableModel::tr("not applicable here");
    case ExceptionTableModel::Standing::Expired:
        return ExceptionTableModel::tr("expired");
    case ExceptionTableModel::Standing::Kept:
        return ExceptionTableModel::tr("draft");
    }
    return {};
}

std::vector<ExceptionTableModel::Row> exceptionRows(const Snapshot &snapshot, const std::vector<CaseException> &kept,
                                                    qint64 nowNs)
{
    std::vector<ExceptionTableModel::Row> rows;
    for (const ExceptionItem &item : snapshot.exceptions)
        rows.push_back(loadedRow(item, snapshot, nowNs));
    for (const CaseException &exception : kept)
        rows.push_back(keptRow(exception, nowNs));
    return rows;
}

void ExceptionTableModel::setRows(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void ExceptionTableModel::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (!m_rows.empty())
        emit dataChanged(index(0, Expires), index(rowCount() - 1, Expires));
}

int ExceptionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExceptionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExceptionTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == State && row.standing == Standing::Kept)
            return tr("Kept in this case, to be exported: the alerts here are raised as before.");
        return column == Condition || row.detail.isEmpty() ? text(row, column) : row.detail;
    case SortKeyRole:
        return column == Expires ? QVariant(row.expireNs) : QVariant(text(row, column));
    case StandingRole:
        return static_cast<int>(row.standing);
    default:
        return {};
    }
}

QVariant ExceptionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Exception");
    case For:
        return tr("For");
    case Condition:
        return tr("Condition");
    case Expires:
        return tr("Expires");
    case State:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
}

QString ExceptionTableModel::text(const Row &row, Column column) const
{
    switch (column) {
    case Name:
        return row.name;
    case For:
        return row.appliesTo;
    case Condition:
        return row.condition.isEmpty() ? tr("not sayable in KQL") : row.condition;
    case Expires:
        return row.expireNs == noTime ? tr("never") : m_timeFormat.date(row.expireNs - 1);
    case State:
        return standingText(row.standing);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace wirecase
