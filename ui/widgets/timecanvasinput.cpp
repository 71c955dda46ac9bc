// What the mouse does to a TimeCanvas.
#include "ui/widgets/timecanvas.h"

#include <QToolTip>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int edgeReach = 5;

} // namespace

int TimeCanvas::edgeAt(qreal x) const
{
    if (!m_brush)
        return -1;
    const qreal toBegin = std::abs(x - xOf(m_brush->beginNs));
    const qreal toEnd = std::abs(x - xOf(m_brush->endNs));
    if (std::min(toBegin, toEnd) > edgeReach)
        return -1;
    return toBegin < toEnd ? 0 : 1;
}

bool TimeCanvas::cancelDrag()
{
    if (m_drag == Drag::None)
        return false;
    if (m_drag == Drag::Edge)
        setBrush(m_before);
    m_drag = Drag::None;
    QToolTip::hideText();
    return true;
}

bool TimeCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = tooltipAt(help->pos());
        text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QCustomPlot::event(event);
}

void TimeCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    if (m_lanes.empty() || !lanesArea().adjusted(-edgeReach, 0, edgeReach, 0).contains(m_pressed))
        return event->ignore();
    m_before = m_brush;
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
        m_fixedNs = timeAt(m_pressed.x());
    } else if (event->button() == Qt::LeftButton) {
        const int edge = edgeAt(m_pressed.x());
        m_drag = edge < 0 ? Drag::Pressed : Drag::Edge;
        m_fixedNs = edge < 0 ? timeAt(m_pressed.x()) : edge == 0 ? m_brush->endNs : m_brush->beginNs;
    }
    event->ignore(); // the TimePlot around takes the focus
}

void TimeCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_drag == Drag::Pressed && (at - m_pressed).manhattanLength() >= 4)
        m_drag = Drag::Edge;
    if (m_drag == Drag::Edge || m_drag == Drag::Pan)
        return dragTo(at);
    const LanePlottable *lane = laneAt(at);
    const bool clickable = lane && (lane->hintAt(at.x()) != 0 || lane->markCountAt(at.x()) > 0 || lane->intervalAt(at));
    setCursor(edgeAt(at.x()) >= 0 && lanesArea().contains(at) ? Qt::SplitHCursor
              : clickable                                     ? Qt::PointingHandCursor
                                                              : Qt::ArrowCursor);
}

void TimeCanvas::dragTo(const QPoint &position)
{
    if (m_drag == Drag::Pan)
        return pan(m_fixedNs - timeAt(position.x()));
    const int x = std::clamp(position.x(), lanesArea().left(), lanesArea().right());
    const qint64 moved = timeAt(x);
    const TimeRange window{std::min(moved, m_fixedNs), std::max(moved, m_fixedNs)};
    setBrush(window);
    const QString text = tr("%1, %2").arg(m_format.range(window), durationText(window.lengthNs()));
    QToolTip::showText(mapToGlobal(QPoint(x + 12, position.y())), text, this);
}

void TimeCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag done = m_drag;
    if (done == Drag::Edge) {
        chooseBrush(m_brush);
        QToolTip::hideText();
    }
    m_drag = Drag::None;
    if (done == Drag::Pressed)
        click(event->position().toPoint());
}

void TimeCanvas::click(const QPoint &position)
{
    const LanePlottable *lane = laneAt(position);
    if (!lane)
        return;
    if (const int side = lane->hintAt(position.x()); side != 0)
        return pan(panTo(lane->nearestBeyond(side).timeNs, side));
    const auto marks = lane->marksAt(position.x(), 64);
    if (!marks.empty()) {
        const auto gravest = *std::max_element(marks.begin(), marks.end(),
                                               [](const auto *a, const auto *b) { return a->mark < b->mark; });
        emit markClicked(lane->lane().id, gravest->key);
    } else if (const TimeInterval *interval = lane->intervalAt(position)) {
        emit intervalClicked(lane->lane().id, interval->key);
    }
}

qint64 TimeCanvas::panTo(qint64 timeNs, int side) const
{
    const qint64 margin = m_visible.lengthNs() / 4;
    return side < 0 ? timeNs - margin - m_visible.beginNs : timeNs + margin - m_visible.endNs;
}

void TimeCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_drag = Drag::None;
    if (event->button() == Qt::LeftButton)
        chooseBrush(std::nullopt);
}

void TimeCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const bool sideways = event->modifiers() & Qt::ShiftModifier || std::abs(delta.x()) > std::abs(delta.y());
    const double turns = (sideways && delta.x() != 0 ? delta.x() : delta.y()) / 120.0;
    if (m_lanes.empty() || turns == 0)
        return event->ignore();
    if (sideways)
        pan(-qRound64(static_cast<double>(m_visible.lengthNs()) * turns / 10));
    else
        zoom(std::pow(0.8, turns), timeAt(event->position().x()));
    event->accept();
}

} // namespace wirecase
