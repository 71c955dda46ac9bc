#include "ui/widgets/laneplottable.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/lanetooltip.h"

#include <algorithm>
#include <cmath>

namespace wirecase {

namespace {

constexpr int minBarPixels = 5;
constexpr int leastBarHeight = 2;
constexpr auto secondNs = static_cast<double>(nsPerSecond);

double highestOf(const std::vector<TimeBucket> &buckets)
{
    double highest = 0;
    for (const TimeBucket &bucket : buckets)
        highest = std::max({highest, bucket.value, bucket.part});
    return highest;
}

} // namespace

LanePlottable::LanePlottable(QCPAxis *keyAxis, QCPAxis *valueAxis, TimeLane lane, qint64 originNs)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_lane(std::move(lane))
    , m_sums(m_lane)
    , m_originNs(originNs)
{
    setSelectable(QCP::stNone);
    for (const TimeInterval &interval : m_lane.intervals)
        m_rows = std::max(m_rows, std::min(interval.row, 7) + 1);
}

TimeRange LanePlottable::extent() const
{
    return laneExtent(m_lane);
}

QRect LanePlottable::box() const
{
    return keyAxis()->axisRect()->rect();
}

qreal LanePlottable::xOf(qint64 timeNs) const
{
    // Exact near the origin; far from it the difference may not fit into 64 bits.
    const double far = static_cast<double>(timeNs) - static_cast<double>(m_originNs);
    const double sinceOrigin = std::abs(far) > 4e18 ? far : static_cast<double>(timeNs - m_originNs);
    return keyAxis()->coordToPixel(sinceOrigin / secondNs);
}

qint64 LanePlottable::timeAt(qreal x) const
{
    return m_originNs + qRound64(keyAxis()->pixelToCoord(x) * secondNs);
}

TimeRange LanePlottable::visible() const
{
    const QCPRange range = keyAxis()->range();
    return {m_originNs + qRound64(range.lower * secondNs), m_originNs + qRound64(range.upper * secondNs)};
}

qint64 LanePlottable::stepNs() const
{
    return bucketStep(visible().lengthNs(), box().width(), minBarPixels, m_sums.entryNs());
}

TimeBucket LanePlottable::bucketAt(qreal x) const
{
    return m_sums.bucketAt(timeAt(x), stepNs());
}

qreal LanePlottable::markSide() const
{
    return QFontMetrics(parentPlot()->font()).height() * 1.05;
}

std::pair<std::size_t, std::size_t> LanePlottable::markSpan(qreal x) const
{
    const auto before = [](const TimeMark &mark, qint64 timeNs) { return mark.timeNs < timeNs; };
    const qreal half = markSide() / 2;
    const auto &marks = m_lane.marks;
    const auto first = std::lower_bound(marks.begin(), marks.end(), timeAt(x - half), before);
    const auto last = std::lower_bound(first, marks.end(), timeAt(x + half) + 1, before);
    return {static_cast<std::size_t>(first - marks.begin()), static_cast<std::size_t>(last - marks.begin())};
}

std::vector<const TimeMark *> LanePlottable::marksAt(qreal x, std::size_t limit) const
{
    const auto [first, last] = markSpan(x);
    std::vector<const TimeMark *> found;
    for (std::size_t i = first; i < last && found.size() < limit; ++i)
        found.push_back(&m_lane.marks[static_cast<qsizetype>(i)]);
    return found;
}

std::size_t LanePlottable::markCountAt(qreal x) const
{
    const auto [first, last] = markSpan(x);
    return last - first;
}

const TimeInterval *LanePlottable::intervalAt(const QPointF &at) const
{
    const TimeInterval *found = nullptr;
    const qreal height = intervalHeight();
    for (const TimeInterval &interval : m_lane.intervals) {
        const bool holds = intervalBox(interval, height).adjusted(-1, -4, 1, 4).contains(at);
        // What was only asked for lies around what is there: it answers last.
        if (holds && (!found || found->kind == TimeInterval::Kind::Planned))
            found = &interval;
    }
    return found;
}

double LanePlottable::selectTest(const QPointF &, bool, QVariant *) const
{
    return -1;
}

QCPRange LanePlottable::getKeyRange(bool &foundRange, QCP::SignDomain) const
{
    const TimeRange range = extent();
    foundRange = !range.isEmpty();
    return {static_cast<double>(range.beginNs - m_originNs) / secondNs,
            static_cast<double>(range.endNs - m_originNs) / secondNs};
}

QCPRange LanePlottable::getValueRange(bool &foundRange, QCP::SignDomain, const QCPRange &) const
{
    foundRange = true;
    return {0, 1};
}

QRect LanePlottable::clipRect() const
{
    return keyAxis()->axisRect()->outerRect();
}

void LanePlottable::draw(QCPPainter *painter)
{
    const Theme &theme = Theme::of(parentPlot());
    const QRect row = keyAxis()->axisRect()->outerRect();
    painter->setAntialiasing(false);
    // QCustomPlot clips a row one pixel early.
    painter->fillRect(QRect(box().left(), row.bottom() - 1, box().width(), 1), theme.color(ColorRole::Line));
    drawTitle(*painter, theme);
    painter->setClipRect(box().adjusted(-1, 0, 1, 0));
    switch (m_lane.kind) {
    case TimeLane::Kind::Marks:
        return drawMarks(*painter, theme);
    case TimeLane::Kind::Density:
    case TimeLane::Kind::Stacked:
        return drawBars(*painter, theme);
    case TimeLane::Kind::Intervals:
        return drawIntervals(*painter, theme);
    }
}

void LanePlottable::drawTitle(QCPPainter &painter, const Theme &theme) const
{
    const QRect row = keyAxis()->axisRect()->outerRect();
    const QRect title(12, row.top(), box().left() - 20, row.height());
    painter.setFont(smallFont(parentPlot()->font()));
    painter.setPen(theme.color(ColorRole::Muted));
    QStringList lines{m_lane.title, scaleText()};
    lines.removeAll(QString());
    const int line = painter.fontMetrics().lineSpacing();
    if (line * lines.size() > title.height()) // half a scale is worse than none
        lines = {m_lane.title};
    int top = title.top() + (title.height() - line * static_cast<int>(lines.size())) / 2;
    for (const QString &text : lines) {
        painter.drawText(QRect(title.left(), top, title.width(), line), Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, title.width()));
        top += line;
    }
}

QString LanePlottable::scaleText() const
{
    if (!m_lane.scaleText)
        return {};
    // The value without what stands on it: the part has a measure of its own.
    double highest = 0;
    double part = 0;
    for (const TimeBucket &bucket : m_sums.buckets(visible(), stepNs())) {
        highest = std::max(highest, bucket.value - bucket.part);
        part = std::max(part, bucket.part);
    }
    return highest <= 0 && part <= 0 ? QString() : m_lane.scaleText(highest, part, stepNs());
}

int LanePlottable::barHeight(double value, double highest, int room) const
{
    if (value <= 0 || highest <= 0)
        return 0;
    const double share = std::min(1.0, value / highest);
    return std::max(leastBarHeight, qRound((m_rootScale ? std::sqrt(share) : share) * room));
}

void LanePlottable::drawMarks(QCPPainter &painter, const Theme &theme) const
{
    const qreal side = markSide();
    const TimeRange shown = visible();
    // One mark a column of pixels, the gravest: a thousand alerts in a minute cost no more than one.
    std::vector<const TimeMark *> columns(static_cast<std::size_t>(box().width()) + 1, nullptr);
    const TimeMark *current = nullptr;
    for (const TimeMark &mark : m_lane.marks) {
        if (!shown.contains(mark.timeNs))
            continue;
        auto &column =
            columns[static_cast<std::size_t>(qBound(0, qRound(xOf(mark.timeNs)) - box().left(), box().width()))];
        if (!column || mark.mark > column->mark)
            column = &mark;
        if (!m_currentKey.isEmpty() && mark.key == m_currentKey)
            current = &mark;
    }
    const auto place = [&](const TimeMark &mark) {
        return QRectF(xOf(mark.timeNs) - side / 2, box().center().y() - side / 2 + 0.5, side, side);
    };
    for (const TimeMark *mark : columns) {
        if (mark)
            paintMark(painter, place(*mark), mark->mark, theme);
    }
    if (current) {
        paintMark(painter, place(*current), current->mark, theme);
        paintFocusFrame(painter, place(*current).adjusted(-4, -4, 4, 4), 4, theme);
    }
    drawHints(painter, theme);
}

void LanePlottable::drawBars(QCPPainter &painter, const Theme &theme) const
{
    const std::vector<TimeBucket> buckets = m_sums.buckets(visible(), stepNs());
    const double highest = highestOf(buckets);
    const bool stacked = m_lane.kind == TimeLane::Kind::Stacked;
    const QColor bar = theme.color(stacked ? ColorRole::BarSoft : ColorRole::Bar);
    const int floor = box().bottom() - 2;
    const int room = box().height() - 6;
    for (const TimeBucket &bucket : buckets) {
        const int left = qRound(xOf(bucket.range.beginNs));
        const int width = std::max(1, qRound(xOf(bucket.range.endNs)) - left - 1);
        const int whole = barHeight(std::max(bucket.value, bucket.part), highest, room);
        const bool hasMore = bucket.value > bucket.part;
        int part = bucket.part > 0
                       ? std::max(leastBarHeight, qRound(whole * bucket.part / std::max(bucket.value, bucket.part)))
                       : 0;
        part = std::min(part, std::max(leastBarHeight, whole - (hasMore ? leastBarHeight : 0)));
        const int soft = hasMore ? std::max(leastBarHeight, whole - part) : 0;
        painter.fillRect(QRect(left, floor - soft, width, soft), bar);
        if (part > 0)
            painter.fillRect(QRect(left, floor - soft - part, width, part), theme.color(ColorRole::High));
    }
}

qreal LanePlottable::intervalHeight() const
{
    const qreal captionHeight = QFontMetrics(smallFont(parentPlot()->font())).height();
    const qreal room = box().height() - captionHeight - 8;
    return qBound(4.0, room / m_rows - 2, 14.0);
}

QRectF LanePlottable::intervalBox(const TimeInterval &interval, qreal height) const
{
    const qreal top = box().top() + 5 + std::min(interval.row, m_rows - 1) * (height + 2);
    const qreal left = xOf(interval.range.beginNs);
    return {left, top, std::max(2.0, xOf(interval.range.endNs) - left), height};
}

void LanePlottable::drawIntervals(QCPPainter &painter, const Theme &theme) const
{
    using Kind = TimeInterval::Kind;
    const TimeRange shown = visible();
    const qreal height = intervalHeight();
    // Cut before painting: zoomed in, a capture may be millions of pixels long.
    const QRectF room = QRectF(box()).adjusted(-20, 0, 20, 0);
    // What was asked for shows only where nothing was recorded.
    for (const Kind kind : {Kind::Planned, Kind::Gap, Kind::Solid}) {
        // Zoomed out, thousands may share a pixel: what lies within those painted before is not seen.
        std::vector<qreal> painted(static_cast<std::size_t>(m_rows), room.left() - 1);
        for (const TimeInterval &interval : m_lane.intervals) {
            if (interval.kind != kind || !interval.range.overlaps(shown))
                continue;
            const QRectF shape = intervalBox(interval, height).intersected(room);
            const bool current = !m_currentKey.isEmpty() && interval.key == m_currentKey;
            qreal &right = painted[static_cast<std::size_t>(std::min(interval.row, m_rows - 1))];
            if (shape.right() < right + 0.5 && !current)
                continue;
            right = std::max(right, shape.right());
            drawInterval(painter, theme, kind, shape, current);
        }
    }
    drawCaptions(painter, theme, height);
}

void LanePlottable::drawInterval(QCPPainter &painter, const Theme &theme, TimeInterval::Kind kind, const QRectF &shape,
                                 bool current)
{
    // Too narrow for corners and dashes, of which there may be very many.
    if (constexpr qreal narrow = 6; shape.width() < narrow && kind != TimeInterval::Kind::Gap) {
        const ColorRole role = current                               ? ColorRole::Accent
                               : kind == TimeInterval::Kind::Planned ? ColorRole::Muted
                                                                     : ColorRole::Bar;
        painter.fillRect(shape.toAlignedRect(), theme.color(role));
        return;
    }
    painter.setAntialiasing(true);
    switch (kind) {
    case TimeInterval::Kind::Solid:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(current ? ColorRole::Accent : ColorRole::Bar));
        painter.drawRoundedRect(shape, 3, 3);
        break;
    case TimeInterval::Kind::Gap:
        paintHatch(painter, shape.adjusted(0, 1, 0, -1), theme);
        break;
    case TimeInterval::Kind::Planned: {
        QPen pen(theme.color(current ? ColorRole::Accent : ColorRole::Muted), 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(shape.adjusted(1.5, 1.5, -1.5, -1.5), 2, 2);
        break;
    }
    }
    painter.setAntialiasing(false);
}

void LanePlottable::drawCaptions(QCPPainter &painter, const Theme &theme, qreal height) const
{
    painter.setFont(smallFont(parentPlot()->font()));
    const QFontMetrics metrics = painter.fontMetrics();
    TimeInterval lowest;
    lowest.row = m_rows - 1;
    const int top = qRound(intervalBox(lowest, height).bottom()) + 2;
    const TimeRange shown = visible();
    int free = box().left();
    for (const TimeInterval &interval : m_lane.intervals) {
        if (interval.caption.isEmpty() || !interval.range.overlaps(shown))
            continue;
        // Far narrower than its words, and with others beside it, nobody could tell whose they are.
        const QRectF shape = intervalBox(interval, height);
        if (shape.width() < metrics.height())
            continue;
        const int width = metrics.horizontalAdvance(interval.caption);
        const int left = std::min(std::max(qRound(shape.left()), free), box().right() - width);
        if (left < free) // no room: its tooltip says it
            continue;
        painter.setPen(theme.color(interval.kind == TimeInterval::Kind::Gap ? ColorRole::Medium : ColorRole::Muted));
        painter.drawText(QRect(left, top, width + 2, metrics.height()), Qt::AlignLeft | Qt::AlignTop, interval.caption);
        free = left + width + 12;
    }
}

} // namespace wirecase
