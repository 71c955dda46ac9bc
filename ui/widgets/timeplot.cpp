#include "ui/widgets/timeplot.h"

#include "ui/theme/painting.h"
#include "ui/widgets/timecanvas.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace wirecase {

TimePlot::TimePlot(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new TimeCanvas(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("Plus and minus zoom, arrows pan, Shift with arrows moves the time window, "
           "Ctrl and Shift with arrows moves its end, Home shows everything, Escape clears the window"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_canvas);
    connect(m_canvas, &TimeCanvas::brushChosen, this, &TimePlot::brushChanged);
    connect(m_canvas, &TimeCanvas::visibleChanged, this, &TimePlot::visibleRangeChanged);
    connect(m_canvas, &TimeCanvas::markClicked, this, &TimePlot::markActivated);
    connect(m_canvas, &TimeCanvas::intervalClicked, this, &TimePlot::intervalActivated);
}

TimePlot::~TimePlot() = default;

void TimePlot::setTimeFormat(const TimeFormat &format)
{
    m_canvas->setTimeFormat(format);
}

void TimePlot::setLanes(std::vector<TimeLane> lanes, const TimeRange &whole)
{
    m_canvas->setLanes(std::move(lanes), whole);
    updateGeometry();
}

std::vector<const TimeLane *> TimePlot::lanes() const
{
    std::vector<const TimeLane *> lanes;
    for (const LanePlottable *lane : m_canvas->lanePlottables())
        lanes.push_back(&lane->lane());
    return lanes;
}

void TimePlot::setBrush(const std::optional<TimeRange> &window)
{
    if (window != m_canvas->brush())
        m_canvas->setBrush(window);
}

std::optional<TimeRange> TimePlot::brush() const
{
    return m_canvas->brush();
}

TimeRange TimePlot::wholeRange() const
{
    return m_canvas->whole();
}

TimeRange TimePlot::visibleRange() const
{
    return m_canvas->visible();
}

void TimePlot::setVisibleRange(const TimeRange &range)
{
    m_canvas->setVisible(range);
}

void TimePlot::setCurrentKey(const QString &key)
{
    m_canvas->setCurrentKey(key);
}

void TimePlot::setRootScale(bool root)
{
    m_canvas->setRootScale(root);
}

int TimePlot::xOf(qint64 timeNs) const
{
    return m_canvas->x() + qRound(m_canvas->xOf(timeNs));
}

qint64 TimePlot::timeAt(int x) const
{
    return m_canvas->timeAt(x - m_canvas->x());
}

QString TimePlot::tooltipAt(const QPoint &position) const
{
    return m_canvas->tooltipAt(m_canvas->mapFromParent(position));
}

QSize TimePlot::sizeHint() const
{
    return {640, m_canvas->wantedHeight() + 4};
}

QSize TimePlot::minimumSizeHint() const
{
    return {240, m_canvas->wantedHeight() * 3 / 4};
}

void TimePlot::fit()
{
    m_canvas->setVisible(m_canvas->whole());
}

void TimePlot::clearBrush()
{
    m_canvas->chooseBrush(std::nullopt);
}

void TimePlot::zoomIn()
{
    zoomAroundBrush(0.5);
}

void TimePlot::zoomOut()
{
    zoomAroundBrush(2.0);
}

void TimePlot::zoomAroundBrush(double factor)
{
    // Around the middle of what is looked at: the brush while it is in view.
    const TimeRange shown = m_canvas->visible();
    const auto brushed = m_canvas->brush();
    const TimeRange seen = brushed && brushed->overlaps(shown) ? brushed->intersected(shown) : shown;
    m_canvas->zoom(factor, seen.beginNs + seen.lengthNs() / 2);
}

void TimePlot::moveBrush(int step, bool endOnly)
{
    const qint64 pixel = qMax(qint64(1), m_canvas->visible().lengthNs() / qMax(1, m_canvas->lanesArea().width()));
    const qint64 by = step * 8 * pixel;
    TimeRange window = m_canvas->brush().value_or(m_canvas->visible());
    window.endNs += by;
    if (!endOnly)
        window.beginNs += by;
    if (!window.isEmpty())
        m_canvas->chooseBrush(window);
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_Home:
        return fit();
    case Qt::Key_Escape:
        if (m_canvas->cancelDrag())
            return;
        if (m_canvas->brush())
            return clearBrush();
        return QWidget::keyPressEvent(event);
    case Qt::Key_Left:
    case Qt::Key_Right: {
        if (event->modifiers() & Qt::AltModifier) // back and forward of the window
            return QWidget::keyPressEvent(event);
        const int step = event->key() == Qt::Key_Right ? 1 : -1;
        if (shift)
            return moveBrush(step, control);
        return m_canvas->pan(step * m_canvas->visible().lengthNs() / 10);
    }
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::PaletteChange || type == QEvent::FontChange || type == QEvent::StyleChange) {
        m_canvas->restyle();
        updateGeometry();
    }
}

void TimePlot::paintEvent(QPaintEvent *)
{
    if (!showsFocus(this))
        return;
    QPainter painter(this);
    paintFocusFrame(painter, rect(), 3, Theme::of(this));
}

} // namespace wirecase
