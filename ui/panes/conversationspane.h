#pragma once

#include "models/base/job.h"
#include "models/context/pivot.h"
#include "ui/panes/pane.h"
#include "ui/panes/sliceexport.h"
#include "ui/panes/trafficquestion.h"

namespace wirecase {

class ChipButton;
class DataTable;
class SliceActions;
class TableExporter;

/// Who spoke with whom, by captures and flow logs, as far as the scope leaves it. The current row is the traffic in
/// focus; Return and P lead to its packets.
class ConversationsPane : public Pane
{
    Q_OBJECT

public:
    ConversationsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] TrafficTableModel *model() const { return m_model; }
    [[nodiscard]] SliceActions *slices() const { return m_slices; }
    [[nodiscard]] ChipButton *kindChip(SeenIn kind) const { return m_kinds[static_cast<std::size_t>(kind)]; }
    /// Writes the shown rows and columns on a worker.
    void exportTo(const QString &path);

signals:
    void exported(const QString &path);

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void setUpChips();
    void setUpActions();
    void planColumns();
    void filter();
    void showRows(Result<TrafficAnswer> answer);
    void showCounts();
    void showNotes();
    void pointAtRow(int row);
    void followPackets();
    void showHosts();
    [[nodiscard]] std::optional<SliceChoice> chosenPackets() const;

    TrafficTableModel *m_model;
    DataTable *m_table;
    ChipButton *m_count;
    std::array<ChipButton *, 3> m_kinds{};
    QAction *m_addEvidence;
    QAction *m_clearScope;
    QAction *m_showKinds;
    TableExporter *m_export;
    SliceActions *m_slices;
    SnapshotPtr m_snapshot; ///< the newest that was seen
    TrafficAnswer m_shown;  ///< without its rows, which the model has
    TrafficTableModel::Column m_sortColumn = TrafficTableModel::FirstSeen;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_plannedDays = false; ///< what the widths of the columns are for
    bool m_quiet = false;       ///< the table changes by itself: not a choice of the analyst
    Job m_filterJob;
};

} // namespace wirecase
