#pragma once

#include "models/base/slicedwork.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/tabletext.h"

#include <QItemSelectionModel>
#include <QPointer>
#include <QTableView>

#include <functional>
#include <vector>

class QAction;
class QMenu;

namespace wirecase {

/// A table that stays quick at 10^7 rows: fixed row height, no vertical header, selections kept as ranges. It never
/// sorts: a click on a header is a wish (sortRequested), the pane answers it with setSortShown().
class DataTable : public QTableView
{
    Q_OBJECT

public:
    using MenuHook = std::function<void(const QModelIndex &, QMenu &)>;

    /// Above this many rows a copy is refused: an export is meant then.
    static constexpr int maxCopiedRows = 20'000;

    explicit DataTable(QWidget *parent = nullptr);

    void setSelectionModel(QItemSelectionModel *selection) override;
    void selectAll() override;
    /// Typing does not search: a linear search over 10^7 rows would stop the window.
    void keyboardSearch(const QString &) override {}

    /// Cells answer this role for the clipboard; DisplayRole where they do not.
    void setCopyRole(int role) { m_copyRole = role; }
    [[nodiscard]] int copyRole() const { return m_copyRole; }
    /// Offered in the context menu, for what is too much to copy too.
    void setExportAction(QAction *action) { m_exportAction = action; }
    /// Fills the context menu of a cell before Copy and Columns are added.
    void setMenuHook(MenuHook hook) { m_menuHook = std::move(hook); }

    /// Widths in characters of the table's font, in column order; 0 leaves a column as it is, the last one stretches.
    void setColumnChars(const std::vector<int> &chars) { m_header->setChars(chars); }
    /// Widths and ranks for a table that has to fit: ColumnHeader.
    void setColumnPlan(std::vector<ColumnPlan> plan) { m_header->setPlan(std::move(plan)); }
    /// Whether a column is shown while the user has chosen nothing.
    void setColumnOffered(int column, bool offered) { m_header->setOffered(column, offered); }
    void setColumnShown(int column, bool shown) { m_header->setShown(column, shown); }
    /// In the order in which they stand; also those for which there is no room now.
    [[nodiscard]] std::vector<int> chosenColumns() const { return m_header->chosenColumns(); }
    /// Whether a column that the user chose has no room now.
    [[nodiscard]] bool lacksRoom() const;
    /// Height of a row in lines of text, of which the delegates have to make use.
    void setRowLines(int lines);
    /// One checkable action per column; the pane may put the same menu behind a button.
    void fillColumnMenu(QMenu &menu) { m_header->fillMenu(menu); }
    /// Widths, order and visibility as chosen; false when the bytes are of another table.
    [[nodiscard]] QByteArray columnState() const { return m_header->columnState(); }
    bool restoreColumnState(const QByteArray &state) { return m_header->restoreColumnState(state); }

    void setSortShown(int column, Qt::SortOrder order);
    void clearSortShown();

    [[nodiscard]] std::vector<RowRange> selectedRanges() const; ///< sorted, not overlapping
    [[nodiscard]] qint64 selectedRowCount() const;
    /// Makes `row` current, selects it and scrolls to it. Emits nothing when it already is current.
    void revealRow(int row);

public slots:
    /// Selected rows, tab-separated with a header line. Many are gathered in slices: the clipboard has them a moment
    /// later, or never when the rows are replaced meanwhile.
    void copySelection();
    void copyCell();

signals:
    void sortRequested(int column, Qt::SortOrder order);
    void currentRowChanged(int row); ///< -1 when there is none; by mouse, key or revealRow()
    void rowActivated(int row);      ///< Return or double click
    void copyRefused(qint64 rows);   ///< more rows than maxCopiedRows
    void columnsChanged();           ///< width, order or visibility, by the user
    void roomChanged();              ///< of lacksRoom(), perhaps

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpHeader();
    void onHeaderClicked(int column);
    void updateRowHeight();

    SlicedWork m_copying;
    QPointer<QItemSelectionModel> m_headerSelection; ///< always empty
    ColumnHeader *m_header;
    int m_rowLines = 1;
    MenuHook m_menuHook;
    QPointer<QAction> m_exportAction;
    int m_copyRole = Qt::DisplayRole;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace wirecase
