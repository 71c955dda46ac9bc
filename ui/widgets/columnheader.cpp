#include "ui/widgets/columnheader.h"

#include "ui/widgets/columnfit.h"
#include "ui/widgets/tabletext.h"

#include <QAction>
#include <QDataStream>
#include <QIODevice>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyleOptionHeader>
#include <QToolButton>

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint32 columnStateMagic = 0x57434332; // "WCC2"
constexpr int cellPadding = 17;
constexpr double mostChars = 2000;

} // namespace

ColumnHeader::ColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_leftOut(new QToolButton(this))
    , m_digitWidth(QFontMetrics(parent->font()).horizontalAdvance(u'0'))
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHighlightSections(false); // asks the model about every selected row otherwise
    setSectionsMovable(true);
    setSectionsClickable(true);
    setStretchLastSection(true);
    setResizeContentsPrecision(200);
    setContextMenuPolicy(Qt::CustomContextMenu);
    m_leftOut->setProperty("inHeader", true);
    m_leftOut->setFocusPolicy(Qt::NoFocus); // by keyboard it is in the menu of a cell
    m_leftOut->setAutoRaise(true);
    m_leftOut->hide();
    m_leftOut->setText(QStringLiteral("+9")); // so that its width is known before it counts
    connect(m_leftOut, &QToolButton::clicked, this, [this] { showMenu(m_leftOut->geometry().bottomLeft()); });
    connect(this, &QHeaderView::sectionResized, this, [this](int column, int, int width) { onResized(column, width); });
    connect(this, &QHeaderView::sectionMoved, this, [this] {
        if (m_fitting)
            return;
        fit();
        emit columnsChanged();
    });
    connect(this, &QWidget::customContextMenuRequested, this, &ColumnHeader::showMenu);
}

ColumnHeader::Column &ColumnHeader::at(int column)
{
    m_columns.resize(static_cast<std::size_t>(std::max(count(), column + 1)));
    return m_columns[static_cast<std::size_t>(column)];
}

bool ColumnHeader::isChosen(int column) const
{
    if (static_cast<std::size_t>(column) >= m_columns.size())
        return true;
    const Column &known = m_columns[static_cast<std::size_t>(column)];
    return known.choice == Choice::Shown || (known.choice == Choice::None && known.offered);
}

int ColumnHeader::pixels(double chars) const
{
    return qRound(chars * m_digitWidth);
}

void ColumnHeader::setChars(const std::vector<int> &chars)
{
    for (int column = 0; column < count() && column < static_cast<int>(chars.size()); ++column) {
        if (const int wide = chars[static_cast<std::size_t>(column)]; wide > 0)
            resizeSection(column, pixels(wide) + cellPadding);
    }
}

void ColumnHeader::setPlan(std::vector<ColumnPlan> plan)
{
    Q_ASSERT(static_cast<int>(plan.size()) == count());
    m_plan = std::move(plan);
    setStretchLastSection(false);
    fit();
}

void ColumnHeader::setOffered(int column, bool offered)
{
    at(column).offered = offered;
    if (m_plan.empty())
        setSectionHidden(column, !isChosen(column));
    fit();
}

void ColumnHeader::setShown(int column, bool shown)
{
    const std::vector<int> chosen = chosenColumns();
    if (!shown && chosen.size() <= 1 && isChosen(column))
        return;
    at(column).choice = shown ? Choice::Shown : Choice::Hidden;
    if (m_plan.empty())
        setSectionHidden(column, !shown);
    fit();
    emit columnsChanged();
}

void ColumnHeader::resetChoices()
{
    for (Column &column : m_columns)
        column = {Choice::None, 0, column.offered};
    {
        const QScopedValueRollback fitting(m_fitting, true);
        for (int column = 0; column < count(); ++column)
            moveSection(visualIndex(column), column);
    }
    fit();
    emit columnsChanged();
}

std::vector<int> ColumnHeader::chosenColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < count(); ++visual) {
        if (const int column = logicalIndex(visual); isChosen(column))
            columns.push_back(column);
    }
    return columns;
}

void ColumnHeader::fillMenu(QMenu &menu)
{
    menu.setToolTipsVisible(true);
    const bool isLast = chosenColumns().size() <= 1;
    for (int column = 0; column < count(); ++column) {
        QAction *action = menu.addAction(columnTitle(*model(), column));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(!isLast || !isChosen(column));
        if (isChosen(column) && isSectionHidden(column))
            action->setToolTip(tr("There is no room for it now. Check it to show it in place of another."));
        connect(action, &QAction::toggled, this, [this, column](bool on) { setShown(column, on); });
    }
    if (m_plan.empty())
        return;
    menu.addSeparator();
    QAction *reset = menu.addAction(tr("Reset columns"), this, &ColumnHeader::resetChoices);
    reset->setToolTip(tr("Forget the widths, the order and the columns that were chosen here"));
}

QByteArray ColumnHeader::columnState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << columnStateMagic << qint32(count());
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        Column chosen;
        if (static_cast<std::size_t>(column) < m_columns.size())
            chosen = m_columns[static_cast<std::size_t>(column)];
        // Without a plan the width is what was set. Characters, not pixels: the state outlives a change of the font.
        if (m_plan.empty() && !isSectionHidden(column))
            chosen.chars = static_cast<double>(sectionSize(column)) / m_digitWidth;
        stream << qint32(column) << static_cast<qint8>(chosen.choice) << chosen.chars;
    }
    return state;
}

std::optional<std::vector<ColumnHeader::StoredColumn>> ColumnHeader::parsed(const QByteArray &state) const
{
    QDataStream stream(state);
    quint32 magic = 0;
    qint32 stored = 0;
    stream >> magic >> stored;
    if (magic != columnStateMagic || stored != count())
        return std::nullopt;
    std::vector<StoredColumn> columns;
    std::vector<bool> seen(static_cast<std::size_t>(stored));
    for (int i = 0; i < stored; ++i) {
        qint32 column = -1;
        qint8 choice = 0;
        double chars = 0;
        stream >> column >> choice >> chars;
        const bool sound = stream.status() == QDataStream::Ok && column >= 0 && column < stored && choice >= 0
                           && choice <= static_cast<qint8>(Choice::Hidden) && chars >= 0 && chars < mostChars;
        if (!sound || seen[static_cast<std::size_t>(column)])
            return std::nullopt;
        seen[static_cast<std::size_t>(column)] = true;
        columns.push_back({column, {static_cast<Choice>(choice), chars, true}});
    }
    return columns;
}

bool ColumnHeader::restoreColumnState(const QByteArray &state)
{
    const auto stored = parsed(state);
    if (!stored)
        return false;
    const bool allHidden = std::all_of(stored->begin(), stored->end(),
                                       [](const StoredColumn &c) { return c.chosen.choice == Choice::Hidden; });
    {
        const QScopedValueRollback fitting(m_fitting, true);
        for (int visual = 0; visual < static_cast<int>(stored->size()); ++visual) {
            StoredColumn column = (*stored)[static_cast<std::size_t>(visual)];
            if (allHidden && visual == 0)
                column.chosen.choice = Choice::None;
            moveSection(visualIndex(column.column), visual);
            apply(column.chosen, column.column);
        }
    }
    fit();
    return true;
}

void ColumnHeader::apply(const Column &chosen, int column)
{
    Column &known = at(column);
    known.choice = chosen.choice;
    known.chars = chosen.chars;
    if (!m_plan.empty())
        return;
    setSectionHidden(column, !isChosen(column));
    if (!isSectionHidden(column) && chosen.chars > 0)
        resizeSection(column, pixels(chosen.chars));
}

void ColumnHeader::setDigitWidth(int digit)
{
    if (digit == m_digitWidth)
        return;
    {
        const QScopedValueRollback fitting(m_fitting, true);
        for (int column = 0; column < count() && m_plan.empty(); ++column)
            resizeSection(column, sectionSize(column) * digit / m_digitWidth);
    }
    m_digitWidth = digit;
    fit();
}

void ColumnHeader::fit(int draggedColumn)
{
    if (m_plan.empty() || m_fitting)
        return;
    const int hiddenBefore = hiddenSectionCount();
    {
        const QScopedValueRollback fitting(m_fitting, true);
        shareRoom(draggedColumn);
    }
    tellLeftOut();
    if (hiddenSectionCount() != hiddenBefore)
        emit roomChanged();
}

void ColumnHeader::shareRoom(int draggedColumn)
{
    const int draggedAt = draggedColumn < 0 ? -1 : visualIndex(draggedColumn);
    const std::vector<int> columns = chosenColumns();
    std::vector<ColumnNeed> needs;
    for (const int column : columns) {
        const Column &known = at(column);
        const ColumnPlan &plan = m_plan[static_cast<std::size_t>(column)];
        const bool dragging = draggedAt >= 0;
        ColumnNeed need{pixels(plan.least) + cellPadding, pixels(plan.chars) + cellPadding, plan.rank};
        if (known.chars > 0)
            need.least = need.wanted = pixels(known.chars);
        if (dragging && visualIndex(column) <= draggedAt)
            need.least = need.wanted = sectionSize(column);
        if (known.choice == Choice::Shown || dragging)
            need.rank = 0;
        if (dragging && isSectionHidden(column))
            need = {};
        needs.push_back(need);
    }
    std::vector<int> widths = fittedWidths(needs, viewport()->width());
    const auto last = std::find_if(widths.rbegin(), widths.rend(), [](int width) { return width > 0; });
    if (std::find(widths.begin(), widths.end(), 0) != widths.end() && last != widths.rend()) {
        // Room for the sign of those that are left out, beside the last title.
        const std::size_t at = static_cast<std::size_t>(widths.rend() - last) - 1;
        const int title = fontMetrics().horizontalAdvance(columnTitle(*model(), columns[at])) + cellPadding;
        ColumnNeed &bearer = needs[at];
        bearer.least = std::max(bearer.least, title + m_leftOut->sizeHint().width());
        bearer.wanted = std::max(bearer.wanted, bearer.least);
        widths = fittedWidths(needs, viewport()->width());
    }
    for (int column = 0; column < count(); ++column) {
        const auto found = std::find(columns.begin(), columns.end(), column);
        const int width = found == columns.end() ? 0 : widths[static_cast<std::size_t>(found - columns.begin())];
        setSectionHidden(column, width == 0);
        if (width > 0 && width != sectionSize(column))
            resizeSection(column, width);
    }
}

void ColumnHeader::onResized(int column, int width)
{
    if (m_fitting)
        return;
    if (!m_plan.empty() && width > 0) {
        at(column).chars = static_cast<double>(width) / m_digitWidth;
        fit(column);
    }
    emit columnsChanged();
}

void ColumnHeader::showMenu(const QPoint &place)
{
    QMenu menu(this);
    fillMenu(menu);
    menu.exec(mapToGlobal(place));
}

void ColumnHeader::tellLeftOut()
{
    QStringList names;
    for (const int column : chosenColumns()) {
        if (isSectionHidden(column))
            names << columnTitle(*model(), column);
    }
    m_leftOut->setVisible(!names.isEmpty());
    if (names.isEmpty())
        return;
    m_leftOut->setText(QStringLiteral("+%1").arg(names.size()));
    m_leftOut->setToolTip(tr("No room for: %1").arg(names.join(QStringLiteral(", "))));
    m_leftOut->setAccessibleName(m_leftOut->toolTip());
    const int width = m_leftOut->sizeHint().width();
    m_leftOut->setGeometry(viewport()->width() - width, 0, width, height());
}

// The last title gives way to the sign of columns that are left out.
void ColumnHeader::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    const bool givesWay = m_leftOut->isVisible() && rect.right() >= m_leftOut->x();
    const QRect section = givesWay ? rect.adjusted(0, 0, m_leftOut->x() - 1 - rect.right(), 0) : rect;
    painter->save(); // it leaves a clip behind that is empty
    QHeaderView::paintSection(painter, section, column);
    painter->restore();
    if (isSortedAndRight(column))
        paintSortBefore(painter, section, column);
}

// A title at the right end of its section has the sign of sorting before it, where the style would put it upon it.
void ColumnHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int column) const
{
    QHeaderView::initStyleOptionForIndex(option, column);
    if (isSortedAndRight(column))
        option->sortIndicator = QStyleOptionHeader::None;
}

bool ColumnHeader::isSortedAndRight(int column) const
{
    const auto alignment = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    return isSortIndicatorShown() && sortIndicatorSection() == column && (alignment & Qt::AlignRight) != 0;
}

void ColumnHeader::paintSortBefore(QPainter *painter, const QRect &section, int column) const
{
    const int side = fontMetrics().height() / 2;
    const int right = section.right() - cellPadding - fontMetrics().horizontalAdvance(columnTitle(*model(), column));
    QStyleOptionHeader sign;
    sign.initFrom(this);
    sign.rect = QRect(std::max(section.left(), right - side), section.center().y() - side / 2, side, side);
    sign.sortIndicator =
        sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortDown : QStyleOptionHeader::SortUp;
    style()->drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &sign, painter, this);
}

void ColumnHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    fit();
}

} // namespace wirecase
