#include "ui/panes/alertfiltermodel.h"

#include "models/context/pivotroles.h"

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
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row, 0).data(AlertKeyRole).toString() == alertKey)
            return row;
    }
    return -1;
}

bool AlertFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return !m_keys || m_keys->contains(sourceModel()->index(row, 0, parent).data(AlertKeyRole).toString());
}

} // namespace wirecase
