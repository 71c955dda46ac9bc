#include "ui/panes/alertfiltermodel.h"

#include "models/context/pivotroles.h"
#include "models/detection/alerttablemodel.h"

namespace wirecase {

AlertFilterModel::AlertFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SortKeyRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void AlertFilterModel::setShown(std::optional<QSet<QString>> keys)
{
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    invalidateFilter();
}

int AlertFilterModel::hiddenCount() const
{
    return sourceModel() ? sourceModel()->rowCount() - rowCount() : 0;
}

int AlertFilterModel::rowOf(const QString &alertKey) const
{
    const auto *alerts = qobject_cast<const AlertTableModel *>(sourceModel());
    const auto row = alerts ? alerts->rowOf(alertKey) : std::nullopt;
    return row ? mapFromSource(alerts->index(*row, 0)).row() : -1;
}

bool AlertFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return !m_keys || m_keys->contains(sourceModel()->index(row, 0, parent).data(AlertKeyRole).toString());
}

} // namespace wirecase
