#include "ui/widgets/datatable.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/tabletext.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint32 columnStateMagic = 0x57434331; // "WCC1"
constexpr int cellPadding = 17;

} // namespace

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
    , m_digitWidth(QFontMetrics(font()).horizontalAdvance(u'0'))
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
    QHeaderView *header = horizontalHeader();
    setFontRole(header, FontRole::Small);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false); // asks the model about every selected row otherwise
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setStretchLastSection(true);
    header->setResizeContentsPrecision(200);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    // A press on a header would select the column, and with it every row.
    disconnect(header, &QHeaderView::sectionPressed, this, nullptr);
    disconnect(header, &QHeaderView::sectionEntered, this, nullptr);
    connect(header, &QHeaderView::sectionClicked, this, &DataTable::onHeaderClicked);
    connect(header, &QHeaderView::sectionMoved, this, &DataTable::columnsChanged);
    connect(header, &QHeaderView::sectionResized, this, &DataTable::columnsChanged);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu(this);
        fillColumnMenu(menu);
        menu.exec(horizontalHeader()->mapToGlobal(at));
    });
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
}

void DataTable::selectAll()
{
    if (!model() || model()->rowCount() == 0 || model()->columnCount() == 0)
        return;
    const QItemSelection all(model()->index(0, 0), model()->index(model()->rowCount() - 1, model()->columnCount() - 1));
    selectionModel()->select(all, QItemSelectionModel::ClearAndSelect);
}

void DataTable::setColumnChars(const std::vector<int> &chars)
{
    const int count = horizontalHeader()->count();
    for (int column = 0; column < count && column < static_cast<int>(chars.size()); ++column) {
        const int wide = chars[static_cast<std::size_t>(column)];
        if (wide > 0)
            setColumnWidth(column, wide * m_digitWidth + cellPadding);
    }
}

void DataTable::setColumnShown(int column, bool shown)
{
    const QHeaderView *header = horizontalHeader();
    if (!shown && header->count() - header->hiddenSectionCount() <= 1)
        return;
    QTableView::setColumnHidden(column, !shown);
    emit columnsChanged();
}

void DataTable::fillColumnMenu(QMenu &menu)
{
    const QHeaderView *header = horizontalHeader();
    const int shown = header->count() - header->hiddenSectionCount();
    for (int column = 0; column < header->count(); ++column) {
        QAction *action = menu.addAction(columnTitle(*model(), column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(shown > 1 || isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnShown(column, on); });
    }
}

QByteArray DataTable::columnState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    const QHeaderView *header = horizontalHeader();
    stream << columnStateMagic << qint32(header->count());
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool hidden = header->isSectionHidden(column);
        // Characters, not pixels: the state outlives a change of the font's size.
        const double chars = hidden ? 0 : static_cast<double>(header->sectionSize(column)) / m_digitWidth;
        stream << qint32(column) << hidden << chars;
    }
    return state;
}

bool DataTable::restoreColumnState(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 magic = 0;
    qint32 count = 0;
    stream >> magic >> count;
    QHeaderView *header = horizontalHeader();
    if (magic != columnStateMagic || count != header->count())
        return false;
    int shown = 0;
    for (int visual = 0; visual < count; ++visual) {
        qint32 column = -1;
        bool hidden = false;
        double chars = 0;
        stream >> column >> hidden >> chars;
        if (stream.status() != QDataStream::Ok || column < 0 || column >= count || !(chars >= 0 && chars < 2000))
            return false;
        header->moveSection(header->visualIndex(column), visual);
        shown += hidden ? 0 : 1;
        header->setSectionHidden(column, hidden && (shown > 0 || visual + 1 < count));
        if (!hidden && chars > 0)
            header->resizeSection(column, qRound(chars * m_digitWidth));
    }
    return true;
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

QString DataTable::selectionText(bool cellOnly) const
{
    if (!model())
        return {};
    if (cellOnly)
        return cellText(currentIndex(), m_copyRole);
    std::vector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.push_back(column);
    }
    return rowsText(*model(), selectedRanges(), columns, m_copyRole);
}

void DataTable::copySelection()
{
    const qint64 rows = selectedRowCount();
    if (rows > maxCopiedRows) {
        emit copyRefused(rows);
        return;
    }
    if (rows > 0)
        QApplication::clipboard()->setText(selectionText());
}

void DataTable::copyCell()
{
    if (currentIndex().isValid())
        QApplication::clipboard()->setText(selectionText(true));
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

void DataTable::updateRowHeight()
{
    const QFontMetrics metrics(font());
    verticalHeader()->setMinimumSectionSize(wirecase::rowHeight(metrics));
    verticalHeader()->setDefaultSectionSize(wirecase::rowHeight(metrics));
    horizontalHeader()->setMinimumSectionSize(metrics.horizontalAdvance(u'0') * 3);
    const int digit = metrics.horizontalAdvance(u'0');
    if (digit == m_digitWidth)
        return;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        setColumnWidth(column, columnWidth(column) * digit / m_digitWidth);
    m_digitWidth = digit;
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
        QAction *rows = menu.addAction(tr("Copy"), this, &DataTable::copySelection);
        rows->setShortcut(QKeySequence::Copy);
        menu.addAction(tr("Copy cell"), this, &DataTable::copyCell);
    }
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
