#pragma once

#include "models/context/pivot.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

class QSortFilterProxyModel;

namespace wirecase {

class ChipButton;
class DataTable;
class InterceptionTableModel;

/// What in the evidence starts or serves an interception of traffic, and which rules catch it. The current row is the
/// event in focus; Return leads to it in the activity table.
class CoveragePane : public Pane
{
    Q_OBJECT

public:
    explicit CoveragePane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void showCounts();
    void pointAtRow(int row);
    [[nodiscard]] Pivot eventsOf(int row) const;

    InterceptionTableModel *m_model;
    QSortFilterProxyModel *m_sorted;
    DataTable *m_table;
    ChipButton *m_count;
    ChipButton *m_uncaught;
    QAction *m_addEvidence;
    SnapshotPtr m_snapshot; ///< the one that is shown
    bool m_quiet = false;   ///< the table changes by itself: not a choice of the analyst
};

} // namespace wirecase
