#include "ui/panes/rulefiltermodel.h"

#include "models/detection/ruletablemodel.h"

namespace wirecase {

RuleFilterModel::RuleFilterModel(RuleTableModel &rules, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_rules(rules)
{
    setSortRole(SortKeyRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(&rules);
}

void RuleFilterModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

int RuleFilterModel::countOf(Filter filter) const
{
    int count = 0;
    for (int rule = 0; rule < m_rules.rowCount(); ++rule)
        count += accepts(rule, filter) ? 1 : 0;
    return count;
}

int RuleFilterModel::rowOf(int rule) const
{
    return rule < 0 ? -1 : mapFromSource(m_rules.index(rule, 0)).row();
}

int RuleFilterModel::ruleAt(int row) const
{
    return mapToSource(index(row, 0)).row();
}

bool RuleFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    return accepts(row, m_filter);
}

bool RuleFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (QSortFilterProxyModel::lessThan(left, right))
        return true;
    if (QSortFilterProxyModel::lessThan(right, left))
        return false;
    const auto weight = [](const QModelIndex &row) {
        return std::pair(row.data(RuleTableModel::IsRunRole).toBool(),
                         row.siblingAtColumn(RuleTableModel::NearMissesColumn).data(SortKeyRole).toUInt());
    };
    return weight(left) < weight(right);
}

bool RuleFilterModel::accepts(int rule, Filter filter) const
{
    const RuleOutcome *outcome = m_rules.outcome(rule);
    switch (filter) {
    case Filter::All:
        return true;
    case Filter::WithAlerts:
        return outcome && outcome->alerts > 0;
    case Filter::WithNearMisses:
        return outcome && !outcome->nearMisses.empty();
    case Filter::NotEvaluable:
        return !m_rules.rule(rule).notEvaluable.isEmpty();
    }
    return true;
}

} // namespace wirecase
