#include "ui/widgets/hexview.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/hextext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

namespace wirecase {

/// Where the columns stand, in pixels of the viewport before scrolling.
struct HexView::Cells
{
    QFont font;
    int character = 0;
    int lineHeight = 0;
    int margin = 12;
    int offsetDigits = 4;

    [[nodiscard]] int hexLeft() const { return margin + (offsetDigits + 2) * character; }
    /// Three characters a byte, one more in the middle of the row.
    [[nodiscard]] int hexX(int column) const { return hexLeft() + (column * 3 + (column >= 8 ? 1 : 0)) * character; }
    [[nodiscard]] int textLeft() const { return hexX(bytesPerRow - 1) + 4 * character; }
    [[nodiscard]] int textX(int column) const { return textLeft() + column * character; }
    [[nodiscard]] int width() const { return textX(bytesPerRow) + margin; }
};

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Bytes"));
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    updateScrollBars();
}

HexView::Cells HexView::cells() const
{
    Cells cells;
    cells.font = fixedFont(font());
    const QFontMetrics metrics(cells.font);
    cells.character = metrics.horizontalAdvance(u'0');
    cells.lineHeight = metrics.height() + 3;
    cells.offsetDigits = hexOffsetDigits(m_bytes.size());
    return cells;
}

void HexView::setBytes(const QByteArray &bytes, const MaskedSpans &masked)
{
    m_bytes = bytes;
    m_masked = masked;
    m_highlight = m_hoveredSpan = {};
    m_cursor = m_anchor = m_hovered = -1;
    updateScrollBars();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    emit selectionChanged();
}

void HexView::clear()
{
    setBytes({});
}

void HexView::setHighlight(qsizetype begin, qsizetype length)
{
    const qsizetype from = qBound(qsizetype(0), begin, m_bytes.size());
    m_highlight = {from, qBound(qsizetype(0), length, m_bytes.size() - from)};
    if (m_highlight.length > 0)
        scrollTo(m_highlight.begin);
    viewport()->update();
}

void HexView::setHovered(qsizetype begin, qsizetype length)
{
    m_hoveredSpan = {begin, length};
    viewport()->update();
}

ByteSpan HexView::selection() const
{
    if (m_anchor < 0 || m_cursor < 0 || m_anchor == m_cursor)
        return {};
    return {qMin(m_anchor, m_cursor), qAbs(m_cursor - m_anchor) + 1};
}

void HexView::setSelection(qsizetype begin, qsizetype length)
{
    if (begin < 0 || begin >= m_bytes.size() || length <= 0) {
        m_cursor = m_anchor = -1;
    } else {
        m_anchor = begin;
        m_cursor = begin + qMin(length, m_bytes.size() - begin) - 1;
    }
    viewport()->update();
    emit selectionChanged();
}

void HexView::revealSelection(qsizetype begin, qsizetype length)
{
    setSelection(begin, length);
    if (m_cursor < 0)
        return;
    scrollTo(m_cursor);
    scrollTo(m_anchor); // where there is no room for both, the first byte is seen
}

/// What a copy takes: the selection, else the linked field, else the byte under the cursor.
ByteSpan HexView::copiedSpan() const
{
    if (selection().length > 0)
        return selection();
    if (m_highlight.length > 0)
        return m_highlight;
    return m_cursor >= 0 ? ByteSpan{m_cursor, 1} : ByteSpan{};
}

QString HexView::rowText(qsizetype row) const
{
    return hexRowText(m_bytes, m_masked, row, bytesPerRow);
}

QString HexView::selectionHex() const
{
    const ByteSpan span = copiedSpan();
    return hexText(m_bytes, m_masked, span.begin, span.length);
}

QString HexView::selectionAscii() const
{
    const ByteSpan span = copiedSpan();
    return asciiText(m_bytes, m_masked, span.begin, span.length);
}

void HexView::copyHex()
{
    if (copiedSpan().length > 0)
        QApplication::clipboard()->setText(selectionHex());
}

void HexView::copyAscii()
{
    if (copiedSpan().length > 0)
        QApplication::clipboard()->setText(selectionAscii());
}

QSize HexView::sizeHint() const
{
    const Cells cells = this->cells();
    return {cells.width(), cells.lineHeight * 8};
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + bytesPerRow - 1) / bytesPerRow;
}

qsizetype HexView::byteAt(const QPoint &position) const
{
    const Cells cells = this->cells();
    const int x = position.x() + horizontalScrollBar()->value();
    const int y = position.y() - gridStep / 2;
    if (y < 0)
        return -1;
    const qsizetype row = verticalScrollBar()->value() + y / cells.lineHeight;
    int column = -1;
    if (x >= cells.textLeft() && x < cells.textX(bytesPerRow)) {
        column = (x - cells.textLeft()) / cells.character;
    } else if (x >= cells.hexLeft() - cells.character && x < cells.textLeft() - cells.character) {
        while (column + 1 < bytesPerRow && x >= cells.hexX(column + 1) - cells.character / 2)
            ++column;
        column = qMax(0, column);
    }
    const qsizetype byte = row * bytesPerRow + column;
    return column < 0 || byte >= m_bytes.size() ? -1 : byte;
}

void HexView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Cells cells = this->cells();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.color(ColorRole::Pane));
    painter.setFont(cells.font);
    painter.translate(-horizontalScrollBar()->value(), gridStep / 2);
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype shown = viewport()->height() / cells.lineHeight + 1;
    for (qsizetype row = first; row < qMin(rowCount(), first + shown); ++row)
        paintRow(painter, cells, row, int(row - first) * cells.lineHeight);
}

void HexView::paintRow(QPainter &painter, const Cells &cells, qsizetype row, int y) const
{
    const Theme &theme = Theme::of(this);
    const QFontMetrics metrics(cells.font);
    const int base = y + (cells.lineHeight + metrics.ascent() - metrics.descent()) / 2;
    painter.setPen(theme.color(ColorRole::Muted));
    painter.drawText(cells.margin, base, hexOffsetText(row * bytesPerRow, cells.offsetDigits));
    const ByteSpan marked = selection().length > 0 ? selection() : m_highlight;
    for (int column = 0; column < bytesPerRow; ++column) {
        const qsizetype at = row * bytesPerRow + column;
        if (at >= m_bytes.size())
            break;
        const int hexX = cells.hexX(column);
        if (marked.contains(at) || m_hoveredSpan.contains(at)) {
            const ByteSpan &span = marked.contains(at) ? marked : m_hoveredSpan;
            const QColor ground = theme.color(marked.contains(at) ? ColorRole::Selection : ColorRole::ChipGround);
            // The ground runs through to the next byte, so that a field is one shape.
            const bool joined = column + 1 < bytesPerRow && span.contains(at + 1);
            const int hexWidth = joined ? cells.hexX(column + 1) - hexX : 2 * cells.character;
            painter.fillRect(QRect(hexX, y, hexWidth, cells.lineHeight), ground);
            painter.fillRect(QRect(cells.textX(column), y, cells.character, cells.lineHeight), ground);
        }
        const bool masked = m_masked.covers(at);
        painter.setPen(theme.color(masked ? ColorRole::High : ColorRole::Text));
        painter.drawText(hexX, base, hexByteText(m_bytes, m_masked, at));
        painter.drawText(cells.textX(column), base, QString(asciiChar(m_bytes, m_masked, at)));
        if (at == m_cursor && hasFocus()) {
            painter.setPen(QPen(theme.color(ColorRole::Accent), 1));
            painter.drawRect(hexX - 1, y, 2 * cells.character + 1, cells.lineHeight - 1);
            painter.drawRect(cells.textX(column) - 1, y, cells.character + 1, cells.lineHeight - 1);
        } else if (at == m_hovered) {
            painter.setPen(QPen(theme.color(ColorRole::Muted), 1));
            painter.drawRect(hexX - 1, y, 2 * cells.character + 1, cells.lineHeight - 1);
        }
    }
}

void HexView::updateScrollBars()
{
    const Cells cells = this->cells();
    const int page = qMax(1, (viewport()->height() - gridStep) / cells.lineHeight);
    verticalScrollBar()->setRange(0, int(qMax(qsizetype(0), rowCount() - page)));
    verticalScrollBar()->setPageStep(page);
    horizontalScrollBar()->setRange(0, qMax(0, cells.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(cells.character * 3);
}

void HexView::scrollTo(qsizetype position)
{
    const int row = int(position / bytesPerRow);
    const int first = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (row < first)
        verticalScrollBar()->setValue(row);
    else if (row >= first + page)
        verticalScrollBar()->setValue(row - page + 1);
}

void HexView::moveCursor(qsizetype to, bool extend)
{
    if (m_bytes.isEmpty())
        return;
    m_cursor = qBound(qsizetype(0), to, m_bytes.size() - 1);
    if (!extend || m_anchor < 0)
        m_anchor = m_cursor;
    scrollTo(m_cursor);
    viewport()->update();
    emit selectionChanged();
    if (!extend)
        emit byteActivated(m_cursor);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const qsizetype at = byteAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && at >= 0)
        moveCursor(at, event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype at = byteAt(event->position().toPoint());
    if ((event->buttons() & Qt::LeftButton) && at >= 0 && m_anchor >= 0)
        moveCursor(at, true);
    if (at == m_hovered)
        return;
    m_hovered = at;
    viewport()->update();
    emit byteHovered(at);
}

void HexView::leaveEvent(QEvent *event)
{
    QAbstractScrollArea::leaveEvent(event);
    if (m_hovered < 0)
        return;
    m_hovered = -1;
    viewport()->update();
    emit byteHovered(-1);
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_cursor < 0 && !m_bytes.isEmpty())
        m_cursor = m_anchor = m_highlight.begin < m_bytes.size() ? m_highlight.begin : 0;
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    if (copiedSpan().length == 0)
        return;
    QMenu menu(this);
    QAction *hex = menu.addAction(tr("Copy as hex"), this, &HexView::copyHex);
    hex->setShortcut(QKeySequence::Copy);
    QAction *text = menu.addAction(tr("Copy as text"), this, &HexView::copyAscii);
    text->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    menu.exec(event->globalPos());
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyHex();
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return copyAscii();
    if (event->matches(QKeySequence::SelectAll))
        return setSelection(0, m_bytes.size());
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const bool whole = event->modifiers() & Qt::ControlModifier;
    const qsizetype at = qMax(qsizetype(0), m_cursor);
    const qsizetype row = at - at % bytesPerRow;
    const qsizetype page = qsizetype(verticalScrollBar()->pageStep()) * bytesPerRow;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(at - 1, extend);
    case Qt::Key_Right:
        return moveCursor(at + 1, extend);
    case Qt::Key_Up:
        return moveCursor(at >= bytesPerRow ? at - bytesPerRow : at, extend);
    case Qt::Key_Down:
        return moveCursor(at + bytesPerRow < m_bytes.size() ? at + bytesPerRow : at, extend);
    case Qt::Key_PageUp:
        return moveCursor(at >= page ? at - page : at % bytesPerRow, extend);
    case Qt::Key_PageDown:
        return moveCursor(at + page, extend);
    case Qt::Key_Home:
        return moveCursor(whole ? 0 : row, extend);
    case Qt::Key_End:
        return moveCursor(whole ? m_bytes.size() - 1 : row + bytesPerRow - 1, extend);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace wirecase
