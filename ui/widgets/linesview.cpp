#include "ui/widgets/linesview.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <limits>

namespace wirecase {

/// Where lines and characters stand, in pixels.
struct LinesView::Grid
{
    QFont font;
    int character = 0;
    int lineHeight = 0;
    int margin = 12;

    [[nodiscard]] int x(int column) const { return margin + column * character; }
};

LinesView::LinesView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
}

LinesView::Grid LinesView::grid() const
{
    Grid grid;
    grid.font = fixedFont(font());
    const QFontMetrics metrics(grid.font);
    grid.character = metrics.horizontalAdvance(u'0');
    grid.lineHeight = metrics.height() + 3;
    return grid;
}

void LinesView::setSource(std::shared_ptr<const LineSource> source)
{
    m_source = std::move(source);
    m_cursor = m_anchor = {};
    m_foundLine = -1;
    updateScrollBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void LinesView::goTo(int line, int column)
{
    if (line >= 0 && line < lineCount())
        moveTo({line, column}, false);
}

void LinesView::setFound(int line, const LineRun &run)
{
    m_foundLine = run.length > 0 ? line : -1;
    m_found = run;
    if (m_foundLine >= 0) {
        moveTo({line, run.begin}, false);
        reveal({line, run.begin}, run.length);
    }
    viewport()->update();
}

QSize LinesView::sizeHint() const
{
    const Grid grid = this->grid();
    return {grid.x(80), grid.lineHeight * 8};
}

LinesView::Place LinesView::placeAt(const QPoint &position) const
{
    const Grid grid = this->grid();
    const int row = (position.y() - gridStep / 2) / grid.lineHeight;
    Place place;
    place.line = std::clamp(verticalScrollBar()->value() + row, 0, std::max(0, lineCount() - 1));
    const int x = position.x() + horizontalScrollBar()->value() - grid.margin + grid.character / 2;
    place.column = std::max(0, x / grid.character);
    return place;
}

LineRun LinesView::selectedIn(int line, int length) const
{
    const auto &[first, last] = std::minmax(m_anchor, m_cursor);
    if (!hasSelection() || line < first.line || line > last.line)
        return {};
    const int begin = line == first.line ? std::min(first.column, length) : 0;
    const int end = line == last.line ? std::min(last.column, length) : length;
    return {begin, end - begin};
}

void LinesView::paintEvent(QPaintEvent *)
{
    const Grid grid = this->grid();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::of(this).color(ColorRole::Pane));
    const int first = verticalScrollBar()->value();
    const int shown = viewport()->height() / grid.lineHeight + 1;
    for (int line = first; line < std::min(lineCount(), first + shown); ++line)
        paintLine(painter, grid, line, gridStep / 2 + (line - first) * grid.lineHeight);
}

void LinesView::paintLine(QPainter &painter, const Grid &grid, int line, int y) const
{
    constexpr int edgeWidth = 3;
    const Theme &theme = Theme::of(this);
    const QString text = m_source->text(line);
    const LineLook look = m_source->look(line);
    const int width = viewport()->width();
    const int shift = horizontalScrollBar()->value();
    if (look.ground)
        painter.fillRect(QRect(0, y, width, grid.lineHeight), theme.color(*look.ground));
    const auto fill = [&](const LineRun &run, ColorRole role) {
        painter.fillRect(QRect(grid.x(run.begin) - shift, y, run.length * grid.character, grid.lineHeight),
                         theme.color(role));
    };
    if (line == m_foundLine)
        fill(m_found, ColorRole::WarnGround);
    if (const LineRun run = selectedIn(line, int(text.size())); run.length > 0)
        fill(run, ColorRole::Selection);
    painter.setFont(grid.font);
    painter.setPen(theme.color(look.ink));
    const QFontMetrics metrics(grid.font);
    const int base = y + (grid.lineHeight + metrics.ascent() - metrics.descent()) / 2;
    // One by one, so that characters of another font do not move the others off the grid.
    const int firstColumn = std::max(0, (shift - grid.margin) / grid.character);
    const int lastColumn = std::min(int(text.size()), firstColumn + width / grid.character + 2);
    for (int column = firstColumn; column < lastColumn;) {
        const int length = text[column].isHighSurrogate() && column + 1 < text.size() ? 2 : 1;
        painter.drawText(grid.x(column) - shift, base, text.mid(column, length));
        column += length;
    }
    if (look.edge)
        painter.fillRect(QRect(0, y, edgeWidth, grid.lineHeight), theme.color(*look.edge));
    if (line == m_cursor.line && showsFocus(this))
        paintFocusFrame(painter, QRectF(0, y, width, grid.lineHeight), 0, theme);
}

void LinesView::updateScrollBars()
{
    const Grid grid = this->grid();
    const int page = std::max(1, (viewport()->height() - gridStep) / grid.lineHeight);
    verticalScrollBar()->setRange(0, std::max(0, lineCount() - page));
    verticalScrollBar()->setPageStep(page);
    const int wanted = grid.x(m_source ? m_source->mostCharacters() : 0) + grid.margin;
    horizontalScrollBar()->setRange(0, std::max(0, wanted - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(grid.character * 4);
}

void LinesView::reveal(const Place &place, int length)
{
    const Grid grid = this->grid();
    QScrollBar &vertical = *verticalScrollBar();
    if (place.line < vertical.value())
        vertical.setValue(place.line);
    else if (place.line >= vertical.value() + vertical.pageStep())
        vertical.setValue(place.line - vertical.pageStep() + 1);
    QScrollBar &horizontal = *horizontalScrollBar();
    const int left = grid.x(place.column) - grid.margin;
    const int right = grid.x(place.column + std::max(length, 1)) + grid.margin;
    if (left < horizontal.value())
        horizontal.setValue(left);
    else if (right > horizontal.value() + viewport()->width())
        horizontal.setValue(right - viewport()->width());
}

void LinesView::moveTo(Place place, bool extend)
{
    if (lineCount() == 0)
        return;
    const int before = m_cursor.line;
    place.line = std::clamp(place.line, 0, lineCount() - 1);
    place.column = std::clamp(place.column, 0, int(m_source->text(place.line).size()));
    m_cursor = place;
    if (!extend || m_anchor.line < 0)
        m_anchor = m_cursor;
    reveal(m_cursor);
    viewport()->update();
    if (m_cursor.line != before)
        emit currentLineChanged(m_cursor.line);
}

void LinesView::moveBy(int lines, int columns, bool extend)
{
    moveTo({std::max(0, m_cursor.line) + lines, m_cursor.column + columns}, extend);
}

QString LinesView::selectedText() const
{
    if (!hasSelection())
        return {};
    const auto &[first, last] = std::minmax(m_anchor, m_cursor);
    QString copied;
    for (int line = first.line; line <= last.line; ++line) {
        const QString text = m_source->text(line);
        const LineRun run = selectedIn(line, int(text.size()));
        copied += QStringView(text).mid(run.begin, run.length);
        if (line < last.line)
            copied += u'\n';
        if (copied.size() > mostCopied)
            return {};
    }
    return copied;
}

void LinesView::copy()
{
    const QString text = selectedText();
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
    else if (hasSelection())
        emit copyRefused();
}

void LinesView::selectAll()
{
    if (lineCount() == 0)
        return;
    m_anchor = {0, 0};
    m_cursor = {lineCount() - 1, int(m_source->text(lineCount() - 1).size())};
    viewport()->update();
}

void LinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void LinesView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
}

// F3 is a key of the window too.
bool LinesView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F3) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void LinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(placeAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void LinesView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(placeAt(event->position().toPoint()), true);
}

void LinesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_cursor.line >= 0)
        emit lineActivated(m_cursor.line);
}

void LinesView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *chosen = menu.addAction(tr("Copy"), this, &LinesView::copy);
    chosen->setShortcut(QKeySequence::Copy);
    chosen->setEnabled(hasSelection());
    QAction *all = menu.addAction(tr("Select all"), this, &LinesView::selectAll);
    all->setShortcut(QKeySequence::SelectAll);
    menu.addActions(actions());
    menu.exec(event->globalPos());
}

void LinesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_cursor.line < 0 && lineCount() > 0)
        m_cursor = m_anchor = {verticalScrollBar()->value(), 0};
    viewport()->update();
}

void LinesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LinesView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const bool whole = event->modifiers() & Qt::ControlModifier;
    const int page = verticalScrollBar()->pageStep();
    constexpr int far = std::numeric_limits<int>::max() / 2;
    switch (event->key()) {
    case Qt::Key_F3:
        return emit findAgainRequested(extend);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_cursor.line >= 0 ? emit lineActivated(m_cursor.line) : void();
    case Qt::Key_Left:
        return moveBy(0, -1, extend);
    case Qt::Key_Right:
        return moveBy(0, 1, extend);
    case Qt::Key_Up:
        return moveBy(-1, 0, extend);
    case Qt::Key_Down:
        return moveBy(1, 0, extend);
    case Qt::Key_PageUp:
        return moveBy(-page, 0, extend);
    case Qt::Key_PageDown:
        return moveBy(page, 0, extend);
    case Qt::Key_Home:
        return moveTo({whole ? 0 : m_cursor.line, 0}, extend);
    case Qt::Key_End:
        return moveTo({whole ? lineCount() - 1 : m_cursor.line, far}, extend);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace wirecase
