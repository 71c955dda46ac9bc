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
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
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
    Job m_filterJob;
};

} // namespace wirecase
