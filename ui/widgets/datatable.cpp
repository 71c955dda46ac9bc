#include "ui/widgets/datatable.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/tabletext.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <memory>

namespace wirecase {

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
    , m_copying(this)
    , m_header(new ColumnHeader(this))
{
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setUpHeader();
    updateRowHeight();
    connect(this, &QTableView::activated, this, [this](const QModelIndex &index) { emit rowActivated(index.row()); });
}

void DataTable::setUpHeader()
{
    setHorizontalHeader(m_header);
    setFontRole(m_header, FontRole::Small);
    // A press on a header would select the column, and with it every row.
    disconnect(m_header, &QHeaderView::sectionPressed, this, nullptr);
    disconnect(m_header, &QHeaderView::sectionEntered, this, nullptr);
    connect(m_header, &QHeaderView::sectionClicked, this, &DataTable::onHeaderClicked);
    connect(m_header, &ColumnHeader::columnsChanged, this, &DataTable::columnsChanged);
    connect(m_header, &ColumnHeader::roomChanged, this, &DataTable::roomChanged);
}

void DataTable::setSelectionModel(QItemSelectionModel *selection)
{
    QTableView::setSelectionModel(selection);
    // A header asks whether its column is selected each time it paints, which goes through every selected row: seconds
    // at 10^7. It gets a selection of its own, in which nothing ever is.
    delete m_headerSelection.data();
    m_headerSelection = new QItemSelectionModel(model(), this);
    horizontalHeader()->setSelectionModel(m_headerSelection);
    verticalHeader()->setSelectionModel(m_headerSelection);
    m_copying.cancel();
    if (!model())
        return;
    connect(model(), &QAbstractItemModel::modelAboutToBeReset, &m_copying, &SlicedWork::cancel);
    connect(model(), &QAbstractItemModel::layoutAboutToBeChanged, &m_copying, &SlicedWork::cancel);
}

void DataTable::selectAll()
{
    if (!model() || model()->rowCount() == 0 || model()->columnCount() == 0)
        return;
    const QItemSelection all(model()->index(0, 0), model()->index(model()->rowCount() - 1, model()->columnCount() - 1));
    selectionModel()->select(all, QItemSelectionModel::ClearAndSelect);
}

void DataTable::setSortShown(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSortIndicator(column, order);
    horizontalHeader()->setSortIndicatorShown(true);
    m_sortColumn = column;
    m_sortOrder = order;
}

void DataTable::clearSortShown()
{
    horizontalHeader()->setSortIndicatorShown(false);
    m_sortColumn = -1;
}

void DataTable::onHeaderClicked(int column)
{
    const bool again = column == m_sortColumn && m_sortOrder == Qt::AscendingOrder;
    emit sortRequested(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
}

std::vector<RowRange> DataTable::selectedRanges() const
{
    std::vector<RowRange> ranges;
    if (!selectionModel())
        return ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.push_back({range.top(), range.bottom()});
    std::sort(ranges.begin(), ranges.end(), [](const RowRange &a, const RowRange &b) { return a.first < b.first; });
    std::vector<RowRange> joined;
    for (const RowRange &range : ranges) {
        if (!joined.empty() && range.first <= joined.back().last + 1)
            joined.back().last = std::max(joined.back().last, range.last);
        else
            joined.push_back(range);
    }
    return joined;
}

qint64 DataTable::selectedRowCount() const
{
    qint64 rows = 0;
    for (const RowRange &range : selectedRanges())
        rows += range.last - range.first + 1;
    return rows;
}

void DataTable::revealRow(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount())
        return;
    const int column = std::max(0, currentIndex().column());
    const QModelIndex index = model()->index(row, column);
    if (currentIndex().row() != row || !selectionModel()->isSelected(index))
        setCurrentIndex(index);
    scrollTo(index);
}

void DataTable::copySelection()
{
    const qint64 rows = selectedRowCount();
    if (rows > maxCopiedRows) {
        emit copyRefused(rows);
        return;
    }
    if (rows == 0)
        return;
    const auto text = std::make_shared<RowsText>(*model(), selectedRanges(), chosenColumns(), m_copyRole);
    m_copying.cancel();
    m_copying.start([text] { return text->addRow(); }, [text] { QApplication::clipboard()->setText(text->text()); });
}

void DataTable::copyCell()
{
    if (currentIndex().isValid())
        QApplication::clipboard()->setText(cellText(currentIndex(), m_copyRole));
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (plain && model() && model()->rowCount() > 0 && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End))
        return revealRow(event->key() == Qt::Key_Home ? 0 : model()->rowCount() - 1);
    QTableView::keyPressEvent(event);
}

void DataTable::focusInEvent(QFocusEvent *event)
{
    // Qt would make the first row current, which to the panes means that the analyst chose it.
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateRowHeight();
}

bool DataTable::lacksRoom() const
{
    const std::vector<int> chosen = chosenColumns();
    return std::any_of(chosen.begin(), chosen.end(), [this](int column) { return isColumnHidden(column); });
}

void DataTable::setRowLines(int lines)
{
    if (lines == m_rowLines)
        return;
    m_rowLines = lines;
    updateRowHeight();
}

void DataTable::updateRowHeight()
{
    const QFontMetrics metrics(font());
    const int height = wirecase::rowHeight(metrics) + (m_rowLines - 1) * metrics.lineSpacing();
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setMinimumSectionSize(metrics.horizontalAdvance(u'0') * 3);
    m_header->setDigitWidth(metrics.horizontalAdvance(u'0'));
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    QMenu menu(this);
    if (m_menuHook && index.isValid())
        m_menuHook(index, menu);
    menu.addSeparator();
    if (index.isValid()) {
        menu.addAction(tr("Copy value"), this, &DataTable::copyCell);
        const int rows = static_cast<int>(selectedRowCount());
        menu.addAction(tr("Copy %n row(s)", nullptr, rows), QKeySequence::Copy, this, &DataTable::copySelection)
            ->setEnabled(rows > 0);
    }
    if (m_exportAction)
        menu.addAction(m_exportAction);
    fillColumnMenu(*menu.addMenu(tr("Columns")));
    const QPoint at =
        byKey && index.isValid() ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos();
    menu.exec(at);
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        emit currentRowChanged(current.row());
}

} // namespace wirecase
