#pragma once

#include "models/base/job.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

#include <vector>

namespace wirecase {

class ActivityTableModel;
class ChipButton;
class DataTable;
class EventDetails;

/// The events of the activity log in scope, and the one in focus in full.
class ActivityPane : public Pane
{
    Q_OBJECT

public:
    ActivityPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] EventDetails *details() const { return m_details; }

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;
    void revealFocus() override;

private:
    struct Answer
    {
        SnapshotPtr snapshot;
        std::vector<quint32> rows;
        QStringList dropped;
    };

    void setUpTable();
    void filter();
    void showRows(const Result<Answer> &answer);
    void pointAtRow(int row);
    void activateRow(int row);

    ActivityTableModel *m_model;
    DataTable *m_table;
    EventDetails *m_details;
    ChipButton *m_count;
    QAction *m_addEvidence;
    QAction *m_clearScope;
    int m_sortColumn = 0;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    SnapshotPtr m_snapshot; ///< of the rows that are shown
    bool m_quiet = false;   ///< the table changes by itself: not a choice of the analyst
    Job m_filterJob;
};

} // namespace wirecase
