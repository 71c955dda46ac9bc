#include "models/report/timelinedrawing.h"

#include "models/casefile/timelinesummary.h"
#include "models/report/reporttext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace wirecase {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::Report", text);
}

constexpr qreal plotLeft = 84;
constexpr qreal plotWidth = 860;
constexpr qreal drawingWidth = plotLeft + plotWidth + 16;
constexpr qreal columnWidth = 4;
constexpr int columnCount = static_cast<int>(plotWidth / columnWidth);

struct Lane
{
    qreal top;
    qreal height;
};
constexpr Lane alertLane{8, 34};
constexpr Lane activityLane{42, 42};
constexpr Lane captureLane{84, 50};
constexpr Lane flowLane{134, 58};
constexpr qreal axisTop = flowLane.top + flowLane.height;
constexpr qreal drawingHeight = axisTop + 24;

class Painter
{
public:
    Painter(const TimelineSummary &timeline, const TimeFormat &format)
        : m_timeline(timeline)
        , m_format(format)
    {
    }

    Drawing paint()
    {
        m_drawing.width = drawingWidth;
        m_drawing.height = drawingHeight;
        lane(alertLane, tr("Alerts"));
        lane(activityLane, tr("Activity"));
        lane(captureLane, tr("Captures"));
        lane(flowLane, tr("Flow bytes"));
        axis();
        columns(activityLane, m_timeline.activity, Ink::Accent);
        columns(flowLane, m_timeline.flows, Ink::SoftAccent);
        captures();
        alerts();
        return m_drawing;
    }

private:
    [[nodiscard]] qreal xOf(qint64 timeNs) const
    {
        const auto whole = static_cast<qreal>(m_timeline.range.lengthNs());
        const auto part = static_cast<qreal>(std::clamp(timeNs, m_timeline.range.beginNs, m_timeline.range.endNs)
                                             - m_timeline.range.beginNs);
        return plotLeft + plotWidth * part / whole;
    }

    void box(const QRectF &place, Ink fill, Ink outline = Ink::None, bool dashed = false)
    {
        Shape shape;
        shape.box = place;
        shape.fill = fill;
        shape.outline = outline;
        shape.dashed = dashed;
        m_drawing.shapes.push_back(shape);
    }

    void line(QPointF from, QPointF to, Ink ink)
    {
        Shape shape;
        shape.kind = Shape::Kind::Line;
        shape.box = QRectF(from, to);
        shape.outline = ink;
        m_drawing.shapes.push_back(shape);
    }

    void text(QPointF at, const QString &words, Ink ink, Shape::Anchor anchor = Shape::Anchor::Start)
    {
        Shape shape;
        shape.kind = Shape::Kind::Text;
        shape.box = QRectF(at, QSizeF());
        shape.text = words;
        shape.fill = ink;
        shape.anchor = anchor;
        m_drawing.shapes.push_back(shape);
    }

    void lane(const Lane &place, const QString &title)
    {
        text({4, place.top + place.height / 2 + 4}, title, Ink::Muted);
        line({plotLeft, place.top + place.height}, {plotLeft + plotWidth, place.top + place.height}, Ink::Line);
    }

    void axis();
    void columns(const Lane &place, const std::vector<TimelineSummary::Bin> &bins, Ink ink);
    void captures();
    void alerts();

    const TimelineSummary &m_timeline;
    const TimeFormat &m_format;
    Drawing m_drawing;
};

// Ticks stand on whole steps of the shown zone; a step is the shortest that leaves at most eight of them.
void Painter::axis()
{
    constexpr std::array<qint64, 16> stepSeconds{1,    5,     15,    60,    300,   900,    1800,    3600,
                                                 7200, 10800, 21600, 43200, 86400, 604800, 2592000, 31536000};
    constexpr qint64 mostTicks = 8;
    const TimeRange &range = m_timeline.range;
    qint64 step = stepSeconds.back();
    for (const qint64 candidate : stepSeconds) {
        if (range.lengthNs() / nsPerSecond / candidate < mostTicks) {
            step = candidate;
            break;
        }
    }
    step = std::max(step, range.lengthNs() / nsPerSecond / mostTicks);
    const qint64 beginSeconds = range.beginNs / nsPerSecond;
    const qint64 offset = m_format.zone().offsetFromUtc(QDateTime::fromSecsSinceEpoch(beginSeconds, QTimeZone::utc()));
    for (qint64 tick = (beginSeconds + offset) / step * step - offset; tick * nsPerSecond < range.endNs; tick += step) {
        if (tick < beginSeconds)
            continue;
        const qreal x = xOf(tick * nsPerSecond);
        line({x, alertLane.top}, {x, axisTop + 4}, Ink::Line);
        const QString clock = m_format.timeOfDay(tick * nsPerSecond);
        const QString label = step >= 86400 ? m_format.date(tick * nsPerSecond) : clock.left(step < 60 ? 8 : 5);
        const bool nearEnd = x > plotLeft + plotWidth - 24;
        text({x, axisTop + 18}, label, Ink::Muted, nearEnd ? Shape::Anchor::End : Shape::Anchor::Middle);
    }
    text({4, axisTop + 18}, m_format.zoneText(range.beginNs), Ink::Muted);
}

void Painter::columns(const Lane &place, const std::vector<TimelineSummary::Bin> &bins, Ink ink)
{
    std::array<quint64, columnCount> sums{};
    std::array<bool, columnCount> denied{};
    for (const TimelineSummary::Bin &bin : bins) {
        if (bin.beginNs < m_timeline.range.beginNs || bin.beginNs >= m_timeline.range.endNs)
            continue;
        const auto column = static_cast<std::size_t>(
            std::clamp(static_cast<int>((xOf(bin.beginNs) - plotLeft) / columnWidth), 0, columnCount - 1));
        sums.at(column) += bin.count;
        denied.at(column) = denied.at(column) || bin.denied > 0;
    }
    const quint64 most = std::ranges::max(sums);
    const qreal room = place.height - 8;
    const qreal base = place.top + place.height;
    for (std::size_t column = 0; column < sums.size(); ++column) {
        const qreal x = plotLeft + static_cast<qreal>(column) * columnWidth;
        qreal height = 0;
        if (sums.at(column) > 0) { // a square root keeps small columns visible beside large ones
            height = std::max(1.0, room * std::sqrt(static_cast<qreal>(sums.at(column)) / static_cast<qreal>(most)));
            box({x, base - height, columnWidth - 1, height}, ink);
        }
        if (denied.at(column))
            box({x, base - height - 3, columnWidth - 1, 3}, Ink::High);
    }
}

void Painter::captures()
{
    const qreal top = captureLane.top + 8;
    const auto place = [&](const TimelineSummary::Bar &bar) {
        const qreal x = xOf(bar.range.beginNs);
        return QRectF(x, top, std::max(2.0, xOf(bar.range.endNs) - x), 14);
    };
    for (const TimelineSummary::Bar &bar : m_timeline.requested)
        box(place(bar), Ink::None, Ink::Accent, true);
    for (const TimelineSummary::Bar &bar : m_timeline.captured)
        box(place(bar), Ink::SoftAccent, Ink::Accent);
    constexpr qreal letterWidth = 6; // an upper bound for 11 px text, since fonts are not measured here
    qreal takenUntil = plotLeft;
    for (const TimelineSummary::Bar &bar : m_timeline.gaps) {
        Shape hatch;
        hatch.kind = Shape::Kind::Hatch;
        hatch.box = place(bar);
        hatch.fill = Ink::Gap;
        m_drawing.shapes.push_back(hatch);
        const QString label = visibleText(bar.label);
        const qreal width = letterWidth * static_cast<qreal>(label.size());
        const qreal x = std::min(hatch.box.left(), plotLeft + plotWidth - width);
        if (label.isEmpty() || x < takenUntil)
            continue;
        text({x, top + 30}, label, Ink::Medium);
        takenUntil = x + width + letterWidth;
    }
}

void Painter::alerts()
{
    const qreal y = alertLane.top + alertLane.height / 2;
    for (const TimelineSummary::Mark &mark : m_timeline.alerts) {
        const qreal x = xOf(mark.timeNs);
        constexpr qreal r = 6;
        Shape shape;
        shape.kind = Shape::Kind::Polygon;
        // The shape tells the severity as well as the colour does.
        if (mark.severity == QLatin1String("high") || mark.severity == QLatin1String("critical")) {
            shape.fill = Ink::High;
            shape.points << QPointF(x, y - r) << QPointF(x + r, y) << QPointF(x, y + r) << QPointF(x - r, y);
        } else if (mark.severity == QLatin1String("medium")) {
            shape.fill = Ink::Medium;
            shape.points << QPointF(x, y - r) << QPointF(x + r, y + r) << QPointF(x - r, y + r);
        } else {
            shape.fill = Ink::Low;
            constexpr qreal s = r * 0.7;
            shape.points << QPointF(x - s, y - r) << QPointF(x + s, y - r) << QPointF(x + r, y - s)
                         << QPointF(x + r, y + s) << QPointF(x + s, y + r) << QPointF(x - s, y + r)
                         << QPointF(x - r, y + s) << QPointF(x - r, y - s);
        }
        m_drawing.shapes.push_back(shape);
    }
}

} // namespace

Drawing timelineDrawing(const TimelineSummary &timeline, const TimeFormat &format)
{
    if (timeline.isEmpty())
        return {};
    Drawing drawing = Painter(timeline, format).paint();
    drawing.description = tr("Timeline of %1: alerts %2, capture bars %3, gaps in the captures %4.")
                              .arg(format.range(timeline.range))
                              .arg(timeline.alerts.size())
                              .arg(timeline.captured.size())
                              .arg(timeline.gaps.size());
    return drawing;
}

} // namespace wirecase
