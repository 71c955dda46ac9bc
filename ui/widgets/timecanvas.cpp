#include "ui/widgets/timecanvas.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/brushlayer.h"
#include "ui/widgets/lanetooltip.h"
#include "ui/widgets/timeaxisticker.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr auto secondNs = static_cast<double>(nsPerSecond);
constexpr qint64 shortestNs = 10 * nsPerUs;
// A plot of a century still counts seconds exactly; a range from a broken file must not overflow.
constexpr qint64 longestNs = qint64(36'500) * 24 * nsPerHour;

TimeRange drawable(TimeRange range)
{
    constexpr qint64 farthest = std::numeric_limits<qint64>::max() / 2;
    range.beginNs = std::clamp(range.beginNs, -farthest, farthest);
    range.endNs = std::clamp(range.endNs, -farthest, farthest);
    if (range.endNs / 2 - range.beginNs / 2 > longestNs / 2) // halves: the difference may not fit
        range.endNs = range.beginNs + longestNs;
    return range;
}

} // namespace

TimeCanvas::TimeCanvas(QWidget *parent)
    : QCustomPlot(parent)
{
    plotLayout()->clear();
    plotLayout()->setRowSpacing(0);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setInteractions(QCP::iNone);
    setPlottingHint(QCP::phCacheLabels, false);
    layer(QStringLiteral("background"))->setMode(QCPLayer::lmBuffered);
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_ground = new BrushLayer(this, QStringLiteral("background"), BrushLayer::Part::Ground);
    m_edges = new BrushLayer(this, QStringLiteral("overlay"), BrushLayer::Part::Edges);
    restyle();
}

void TimeCanvas::setTimeFormat(const TimeFormat &format)
{
    if (format == m_format)
        return;
    m_format = format;
    if (m_axisRow)
        m_axisRow->axis(QCPAxis::atBottom)
            ->setTicker(QSharedPointer<TimeAxisTicker>::create(m_format, m_whole.beginNs));
    replot(rpQueuedReplot);
}

void TimeCanvas::setLanes(std::vector<TimeLane> lanes, const TimeRange &whole)
{
    m_input = std::move(lanes);
    const TimeRange shown = m_visible;
    const TimeRange before = m_whole;
    m_whole = whole;
    rebuild();
    // A view that was zoomed stays where it is while evidence is added.
    m_visible = shown.isEmpty() || shown == before ? m_whole : shown;
    updateRanges();
}

void TimeCanvas::rebuild()
{
    clearPlottables();
    m_lanes.clear();
    m_axisRow = nullptr;
    plotLayout()->clear();
    plotLayout()->simplify();
    TimeRange covered;
    for (const TimeLane &lane : m_input)
        covered = covered.united(laneExtent(lane));
    covered = drawable(covered);
    if (m_whole.isEmpty()) {
        const qint64 margin = std::max(covered.lengthNs() / 50, nsPerSecond);
        m_whole = covered.isEmpty() ? TimeRange{} : TimeRange{covered.beginNs - margin, covered.endNs + margin};
    }
    m_whole = drawable(m_whole);
    int row = 0;
    for (TimeLane &lane : m_input) {
        QCPAxisRect *rect = addRow(row++);
        const int height = LanePlottable::laneHeight(lane.kind);
        rect->setMinimumSize(0, height * 3 / 4);
        plotLayout()->setRowStretchFactor(row - 1, height);
        m_lanes.push_back(new LanePlottable(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft), std::move(lane),
                                            m_whole.beginNs));
        m_lanes.back()->setRootScale(m_rootScale);
    }
    m_input.clear();
    addAxisRow();
    layOut();
}

QCPAxisRect *TimeCanvas::addRow(int row)
{
    auto *rect = new QCPAxisRect(this, true);
    rect->setAutoMargins(QCP::msNone);
    for (QCPAxis *axis : rect->axes()) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    rect->axis(QCPAxis::atLeft)->setRange(0, 1);
    plotLayout()->addElement(row, 0, rect);
    return rect;
}

void TimeCanvas::addAxisRow()
{
    m_axisRow = addRow(static_cast<int>(m_lanes.size()));
    QCPAxis *axis = m_axisRow->axis(QCPAxis::atBottom);
    axis->setVisible(true);
    axis->setTicker(QSharedPointer<TimeAxisTicker>::create(m_format, m_whole.beginNs));
    axis->setBasePen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLength(0, 4);
    axis->setTickLabelPadding(3);
    restyle();
}

void TimeCanvas::restyle()
{
    const Theme &theme = Theme::of(this);
    setBackground(QBrush(theme.color(ColorRole::Pane)));
    if (m_axisRow) {
        QCPAxis *axis = m_axisRow->axis(QCPAxis::atBottom);
        axis->setTickLabelColor(theme.color(ColorRole::Muted));
        axis->setTickLabelFont(smallFont(font()));
        axis->setTickPen(QPen(theme.color(ColorRole::Line)));
        layOut();
    }
    replot(rpQueuedReplot);
}

int TimeCanvas::titleWidth() const
{
    const QFontMetrics metrics(smallFont(font()));
    int widest = metrics.averageCharWidth() * 8;
    for (const LanePlottable *lane : m_lanes) {
        widest = std::max(widest, metrics.horizontalAdvance(lane->lane().title));
        if (lane->lane().scaleText) // one width for every scale: the lanes stay where they are when it changes
            widest = std::max(widest, metrics.averageCharWidth() * 15);
    }
    return std::min(widest + 32, std::max(width() / 3, 60));
}

void TimeCanvas::layOut()
{
    const QMargins margins(titleWidth(), 0, 16, 0);
    for (const LanePlottable *lane : m_lanes)
        lane->keyAxis()->axisRect()->setMargins(margins);
    if (!m_axisRow)
        return;
    const int height = QFontMetrics(smallFont(font())).height() + 10;
    // The axis row is all margin: its labels stand in it and may reach beyond the ends of the axis.
    m_axisRow->setMargins({margins.left(), 0, margins.right(), height - 1});
    m_axisRow->setMinimumSize(0, height);
    m_axisRow->setMaximumSize(QWIDGETSIZE_MAX, height);
    m_axisRow->setSizeConstraintRect(QCPLayoutElement::scrOuterRect);
}

int TimeCanvas::wantedHeight() const
{
    const QFontMetrics metrics(smallFont(font()));
    int height = metrics.height() + 16;
    for (const LanePlottable *lane : m_lanes)
        height += LanePlottable::laneHeight(lane->lane().kind) * std::max(15, metrics.height()) / 15;
    return height;
}

void TimeCanvas::setRootScale(bool root)
{
    m_rootScale = root;
    for (LanePlottable *lane : m_lanes)
        lane->setRootScale(root);
    replot(rpQueuedReplot);
}

void TimeCanvas::setCurrentKey(const QString &key)
{
    for (LanePlottable *lane : m_lanes)
        lane->setCurrentKey(key);
    replot(rpQueuedReplot);
}

void TimeCanvas::setVisible(const TimeRange &range)
{
    const qint64 length = std::clamp(range.lengthNs(), shortestNs, std::max(shortestNs, m_whole.lengthNs() * 2));
    // Half a screen past either end, so that the data cannot be lost.
    const qint64 first = m_whole.beginNs - length / 2;
    const qint64 begin = std::clamp(range.beginNs, first, std::max(first, m_whole.endNs - length / 2));
    const TimeRange bounded{begin, begin + length};
    if (bounded == m_visible)
        return;
    m_visible = bounded;
    updateRanges();
    emit visibleChanged(m_visible);
}

void TimeCanvas::updateRanges()
{
    const double lower = static_cast<double>(m_visible.beginNs - m_whole.beginNs) / secondNs;
    const double upper = static_cast<double>(m_visible.endNs - m_whole.beginNs) / secondNs;
    if (upper > lower) {
        for (const LanePlottable *lane : m_lanes)
            lane->keyAxis()->setRange(lower, upper);
        if (m_axisRow)
            m_axisRow->axis(QCPAxis::atBottom)->setRange(lower, upper);
    }
    // The layout decides where times stand: it is brought up to date before the brush is placed.
    plotLayout()->update(QCPLayoutElement::upPreparation);
    plotLayout()->update(QCPLayoutElement::upMargins);
    plotLayout()->update(QCPLayoutElement::upLayout);
    updateBrush();
    replot(rpQueuedReplot);
}

QRect TimeCanvas::lanesArea() const
{
    if (m_lanes.empty())
        return {};
    const QRect first = m_lanes.front()->box();
    return {first.left(), first.top(), first.width(), m_lanes.back()->box().bottom() - first.top() + 1};
}

void TimeCanvas::updateBrush()
{
    std::optional<std::pair<qreal, qreal>> span;
    if (m_brush && !m_lanes.empty())
        span = std::pair(xOf(m_brush->beginNs), xOf(m_brush->endNs));
    for (BrushLayer *part : {m_ground, m_edges}) {
        part->setArea(lanesArea());
        part->setSpan(span);
    }
}

void TimeCanvas::setBrush(const std::optional<TimeRange> &window)
{
    m_brush = window && !window->isEmpty() ? window : std::nullopt;
    updateBrush();
    if (m_drag == Drag::None)
        return replot(rpQueuedReplot);
    // The lanes are buffered: only the two thin layers are painted while the brush is dragged.
    layer(QStringLiteral("background"))->replot();
    layer(QStringLiteral("overlay"))->replot();
}

void TimeCanvas::chooseBrush(const std::optional<TimeRange> &window)
{
    const auto before = m_drag == Drag::None ? m_brush : m_before;
    setBrush(window);
    if (m_brush != before)
        emit brushChosen(m_brush);
}

qreal TimeCanvas::xOf(qint64 timeNs) const
{
    return m_lanes.empty() ? 0 : m_lanes.front()->xOf(timeNs);
}

qint64 TimeCanvas::timeAt(qreal x) const
{
    return m_lanes.empty() ? m_whole.beginNs : m_lanes.front()->timeAt(x);
}

const LanePlottable *TimeCanvas::laneAt(const QPoint &position) const
{
    for (const LanePlottable *lane : m_lanes) {
        if (lane->box().contains(position))
            return lane;
    }
    return nullptr;
}

QString TimeCanvas::tooltipAt(const QPoint &position) const
{
    const LanePlottable *lane = laneAt(position);
    return lane ? laneTooltip(*lane, position, m_format) : QString();
}

void TimeCanvas::zoom(double factor, qint64 aroundNs)
{
    const double length = static_cast<double>(m_visible.lengthNs());
    const double before = static_cast<double>(aroundNs - m_visible.beginNs) / std::max(1.0, length);
    const qint64 wanted = qRound64(std::clamp(length * factor, 1.0, static_cast<double>(longestNs)));
    const qint64 begin = aroundNs - qRound64(static_cast<double>(wanted) * before);
    setVisible({begin, begin + wanted});
}

void TimeCanvas::pan(qint64 byNs)
{
    setVisible({m_visible.beginNs + byNs, m_visible.endNs + byNs});
}

void TimeCanvas::resizeEvent(QResizeEvent *event)
{
    QCustomPlot::resizeEvent(event);
    layOut();
    updateRanges();
}

} // namespace wirecase
