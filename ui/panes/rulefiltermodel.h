#pragma once

#include <QSortFilterProxyModel>

namespace wirecase {

class RuleTableModel;

/// The rules that have something in common, in the order of a column.
class RuleFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Filter
    {
        All,
        WithAlerts,
        WithNearMisses,
        NotEvaluable
    };

    explicit RuleFilterModel(RuleTableModel &rules, QObject *parent = nullptr);

    void setFilter(Filter filter);
    [[nodiscard]] Filter filter() const { return m_filter; }
    [[nodiscard]] int countOf(Filter filter) const;
    /// Of the row `rule` of the source; -1 when it is not shown.
    [[nodiscard]] int rowOf(int rule) const;
    /// The row of the source behind a row.
    [[nodiscard]] int ruleAt(int row) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    /// Rules that are equal in the column: one that runs counts for more, then one with more near misses.
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] bool accepts(int rule, Filter filter) const;

    const RuleTableModel &m_rules;
    Filter m_filter = Filter::All;
};

} // namespace wirecase
