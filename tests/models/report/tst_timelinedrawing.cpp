#include "models/casefile/timelinesummary.h"
#include "models/report/timelinedrawing.h"

#include <QTest>

#include <algorithm>

using namespace wirecase;

class TstTimelineDrawing : public QObject
{
    Q_OBJECT

private slots:
    void drawing_isEmptyWithoutARange();
    void drawing_placesByTime();
    void drawing_staysInside_data();
    void drawing_staysInside();
    void axis_followsTheZone();
};

namespace {

constexpr qint64 midnight = 1'623'888'000LL * nsPerSecond; // 2021-06-17T00:00:00Z

QStringList axisLabels(const Drawing &drawing)
{
    QStringList labels;
    for (const Shape &shape : drawing.shapes) {
        if (shape.kind == Shape::Kind::Text && shape.box.x() > 80)
            labels.append(shape.text);
    }
    return labels;
}

TimelineSummary day()
{
    TimelineSummary timeline;
    timeline.range = {midnight, midnight + 24 * nsPerHour};
    return timeline;
}

} // namespace

void TstTimelineDrawing::drawing_isEmptyWithoutARange()
{
    QVERIFY(timelineDrawing({}, TimeFormat()).isEmpty());
    TimelineSummary timeline;
    timeline.range = {5, 5};
    QVERIFY(timelineDrawing(timeline, TimeFormat()).isEmpty());
}

void TstTimelineDrawing::drawing_placesByTime()
{
    TimelineSummary timeline = day();
    timeline.captured = {{{midnight + 6 * nsPerHour, midnight + 12 * nsPerHour}, {}}};
    timeline.gaps = {{{midnight + 12 * nsPerHour, midnight + 18 * nsPerHour}, QStringLiteral("gap")}};
    const Drawing drawing = timelineDrawing(timeline, TimeFormat());
    const auto bar = std::ranges::find_if(
        drawing.shapes, [](const Shape &s) { return s.kind == Shape::Kind::Box && s.outline == Ink::Accent; });
    const auto gap = std::ranges::find(drawing.shapes, Shape::Kind::Hatch, &Shape::kind);
    QVERIFY(bar != drawing.shapes.end() && gap != drawing.shapes.end());
    QCOMPARE(bar->box.right(), gap->box.left());
    QCOMPARE(bar->box.width(), gap->box.width());
    QCOMPARE(bar->box.left(), 84 + 860 / 4.0);
}

void TstTimelineDrawing::drawing_staysInside_data()
{
    QTest::addColumn<qint64>("length");
    QTest::newRow("a nanosecond") << qint64(1);
    QTest::newRow("a second") << nsPerSecond;
    QTest::newRow("a day") << 24 * nsPerHour;
    QTest::newRow("sixty years") << 60 * 365 * 24 * nsPerHour;
}

void TstTimelineDrawing::drawing_staysInside()
{
    QFETCH(qint64, length);
    TimelineSummary timeline;
    timeline.range = {midnight, midnight + length};
    // Marks, bins and bars of which some lie outside of the range.
    for (const qint64 time :
         {midnight - nsPerHour, midnight, midnight + length / 2, midnight + length, midnight + 2 * length}) {
        timeline.alerts.push_back({time, QStringLiteral("high"), QString(500, u'x')});
        timeline.activity.push_back({time, 7, 0});
        timeline.flows.push_back({time, std::numeric_limits<quint64>::max() / 8, 3});
        timeline.gaps.push_back({{time, time + length}, QString(30, u'g')});
    }
    const Drawing drawing = timelineDrawing(timeline, TimeFormat());
    const QRectF whole(0, 0, drawing.width, drawing.height);
    for (const Shape &shape : drawing.shapes) {
        if (shape.kind == Shape::Kind::Text)
            QVERIFY(whole.contains(shape.box.topLeft()));
        else if (shape.kind == Shape::Kind::Polygon)
            QVERIFY(whole.contains(shape.points.boundingRect()));
        else
            QVERIFY(whole.adjusted(-3, 0, 3, 0).contains(shape.box.normalized().adjusted(0, 0, 0.1, 0.1)));
    }
    QVERIFY(axisLabels(drawing).size() <= 20);
}

void TstTimelineDrawing::axis_followsTheZone()
{
    QCOMPARE(axisLabels(timelineDrawing(day(), TimeFormat())).filter(QStringLiteral("06:00")).size(), 1);
    QStringList labels = axisLabels(timelineDrawing(day(), TimeFormat(QTimeZone("Asia/Kolkata"))));
    QCOMPARE(labels.size(), 4); // 05:30 local is where the day begins: ticks still stand on whole steps
    QCOMPARE(labels.first(), QStringLiteral("06:00"));
}

QTEST_GUILESS_MAIN(TstTimelineDrawing)
#include "tst_timelinedrawing.moc"
