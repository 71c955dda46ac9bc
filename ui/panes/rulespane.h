#pragma once

#include "models/context/pivot.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"
#include "ui/panes/rulefiltermodel.h"

#include <array>

namespace wirecase {

class ChipButton;
class DataTable;
class RuleTableModel;

/// The loaded rules with what became of each. The current row is the rule in focus; Return leads to its alerts.
class RulesPane : public Pane
{
    Q_OBJECT

public:
    explicit RulesPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] ChipButton *filterChip(RuleFilterModel::Filter filter) const
    {
        return m_filters[static_cast<std::size_t>(filter)];
    }

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void setUpFilters();
    void takeSnapshot();
    void showCounts();
    void showProblems();
    void pointAtRow(int row);
    void followAlerts(int row);
    void fillMenu(const QModelIndex &cell, QMenu &menu);
    [[nodiscard]] Pivot alertsOf(int row) const;

    RuleTableModel *m_model;
    RuleFilterModel *m_shown;
    DataTable *m_table;
    std::array<ChipButton *, 4> m_filters{}; ///< in the order of RuleFilterModel::Filter
    QAction *m_addRules;
    QAction *m_problems; ///< leads to what is wrong with the files of rules
    SnapshotPtr m_snapshot; ///< the one that is shown
    bool m_quiet = false;   ///< the table changes by itself: not a choice of the analyst
};

} // namespace wirecase
