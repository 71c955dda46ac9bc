#include "ui/panes/interceptiontablemodel.h"

#include <algorithm>

namespace wirecase {

void InterceptionTableModel::setSnapshot(const SnapshotPtr &snapshot)
{
    beginResetModel();
    m_snapshot = snapshot;
    m_ruleNames.clear();
    for (const Rule *rule : newestRules(snapshot->rules))
        m_ruleNames.insert(rule->id, rule->name);
    endResetModel();
}

void InterceptionTableModel::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    emit headerDataChanged(Qt::Horizontal, Time, Time);
    if (rowCount() > 0)
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

const InterceptionRow &InterceptionTableModel::interception(int row) const
{
    return m_snapshot->detection.interceptions[static_cast<std::size_t>(row)];
}

int InterceptionTableModel::rowOf(EventId event) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const InterceptionRow &candidate = interception(row);
        if (candidate.event == event || std::ranges::find(candidate.events, event) != candidate.events.end())
            return row;
    }
    return -1;
}

int InterceptionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : static_cast<int>(m_snapshot->detection.interceptions.size());
}

int InterceptionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant InterceptionTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const InterceptionRow &row = interception(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case CopyRole:
        return text(row, static_cast<Column>(index.column()));
    case SortKeyRole:
        if (index.column() == Time)
            return m_snapshot->activity->timeNs(row.event);
        return text(row, static_cast<Column>(index.column()));
    case EventIdRole:
        return static_cast<quint32>(row.event);
    case IsCoveredRole:
        return row.isCovered();
    case IsStartRole:
        return row.isStart;
    default:
        return {};
    }
}

QVariant InterceptionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time (%1)")
            .arg(m_timeFormat.zoneText(rowCount() > 0 ? m_snapshot->activity->timeNs(interception(0).event) : 0));
    case What:
        return tr("What it does");
    case Operation:
        return tr("Operation");
    case CaughtBy:
        return tr("Caught by");
    case ColumnCount:
        break;
    }
    return {};
}

QString InterceptionTableModel::text(const InterceptionRow &row, Column column) const
{
    switch (column) {
    case Time:
        return m_timeFormat.dateTime(m_snapshot->activity->timeNs(row.event));
    case What:
        return row.what;
    case Operation:
        return row.operation;
    case CaughtBy:
        return caughtBy(row);
    case ColumnCount:
        break;
    }
    return {};
}

QString InterceptionTableModel::caughtBy(const InterceptionRow &row) const
{
    QStringList names;
    for (const QString &id : row.ruleIds)
        names << m_ruleNames.value(id, id);
    names.removeDuplicates();
    return names.isEmpty() ? tr("no rule") : names.join(QStringLiteral(", "));
}

} // namespace wirecase
