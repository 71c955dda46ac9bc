#pragma once

#include "models/base/job.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

namespace wirecase {

class AlertFilterModel;
class AlertTableModel;
class ChipButton;
class DataTable;
struct ScopedAlerts;

/// The alerts in scope. The current row is the alert in focus; Return leads to its traffic.
class AlertsPane : public Pane
{
    Q_OBJECT

public:
    AlertsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void setUpColumns();
    void takeRoom();
    [[nodiscard]] QString secondLine(const QModelIndex &row) const; ///< what the columns say that have no room
    [[nodiscard]] QRect secondLinePlace() const;                    ///< empty while every column has its room
    void setUpActions();
    void takeSnapshot();
    void showVerdicts();
    void filter();
    void showFiltered(const Result<ScopedAlerts> &scoped);
    void showCounts();
    void focusFirst();
    void pointAtRow(int row);
    void followTraffic(int row);
    void step(int by);

    AlertTableModel *m_model;
    AlertFilterModel *m_shown;
    DataTable *m_table;
    ChipButton *m_count;
    ChipButton *m_open;
    QAction *m_addEvidence;
    QAction *m_clearScope;
    SnapshotPtr m_snapshot; ///< the one that is shown
    bool m_quiet = false;   ///< the table changes by itself: not a choice of the analyst
    bool m_narrow = false;  ///< a row has two lines
    Job m_filterJob;
};

} // namespace wirecase
