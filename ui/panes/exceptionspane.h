#pragma once

#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

namespace wirecase {

class ChipButton;
class DataTable;
class ExceptionTableModel;
struct ExceptionDraft;

/// Exceptions that came with the rules and those drafted in this case; where one is tried, exported, changed, removed.
class ExceptionsPane : public Pane
{
    Q_OBJECT

public:
    explicit ExceptionsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void showCounts();
    void fillMenu(int row, QMenu &menu);
    /// The alert in focus where the rule in focus raised it, else the first one of that rule; null when there is none.
    [[nodiscard]] const Alert *alertToDraftFrom() const;
    void tryOnFocus();
    void edit(int row);
    void openDialog(const ExceptionDraft &draft);
    void exportRow(int row);
    void remove(const QString &keptId);

    ExceptionTableModel *m_model;
    DataTable *m_table;
    ChipButton *m_loaded;
    ChipButton *m_drafts;
    QAction *m_try;
    SnapshotPtr m_snapshot; ///< the one that is shown
};

} // namespace wirecase
