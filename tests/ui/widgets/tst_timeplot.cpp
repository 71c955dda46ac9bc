#include "ui/widgets/timecanvas.h"
#include "ui/widgets/timeplot.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

constexpr qint64 day = 1'623'888'000'000'000'000; // 2021-06-17T00:00Z

qint64 at(int hour, int minute = 0)
{
    return day + hour * nsPerHour + minute * nsPerMinute;
}

std::vector<TimeLane> lanes()
{
    TimeLane marks;
    marks.id = QStringLiteral("alerts");
    marks.title = QStringLiteral("Alerts");
    marks.kind = TimeLane::Kind::Marks;
    marks.marks = {{at(4), Mark::Low, QStringLiteral("low"), QStringLiteral("a low one")},
                   {at(6), Mark::High, QStringLiteral("high"), QStringLiteral("a high one")},
                   {at(6), Mark::Low, QStringLiteral("also"), QStringLiteral("another")}};
    TimeLane bars;
    bars.id = QStringLiteral("flows");
    bars.title = QStringLiteral("Flows");
    bars.kind = TimeLane::Kind::Stacked;
    for (int minute = 0; minute < 600; ++minute)
        bars.bars.push_back({at(0, minute), 10, minute == 300 ? 5.0 : 0.0});
    bars.bucketText = [](double value, double part, qint64) {
        return QStringLiteral("%1 and %2").arg(value).arg(part);
    };
    TimeLane captures;
    captures.id = QStringLiteral("captures");
    captures.kind = TimeLane::Kind::Intervals;
    captures.intervals = {
        {{at(2), at(4)}, TimeInterval::Kind::Solid, QStringLiteral("one"), {}, QStringLiteral("one.cap"), 0},
        {{at(4), at(5)}, TimeInterval::Kind::Gap, QStringLiteral("gap"), QStringLiteral("gap 60 min"), {}, 0},
        {{at(2), at(5)}, TimeInterval::Kind::Planned, QStringLiteral("asked"), {}, QStringLiteral("asked for"), 0}};
    return {marks, bars, captures};
}

/// A plot of ten hours, shown, with its canvas for the mouse.
struct Shown
{
    TimePlot plot;
    TimeCanvas *canvas = nullptr;

    Shown()
    {
        plot.resize(1000, 240);
        plot.setLanes(lanes(), {at(0), at(10)});
        plot.show();
        canvas = plot.findChild<TimeCanvas *>();
        canvas->replot();
    }

    [[nodiscard]] int x(qint64 timeNs) const { return qRound(canvas->xOf(timeNs)); }
    [[nodiscard]] int laneY(int lane) const { return canvas->lanePlottables()[std::size_t(lane)]->box().center().y(); }
    void drag(qint64 from, qint64 to, int steps = 4) const
    {
        const int y = laneY(0);
        QTest::mousePress(canvas, Qt::LeftButton, {}, {x(from), y});
        for (int i = 1; i <= steps; ++i)
            move({x(from) + (x(to) - x(from)) * i / steps, y});
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, {x(to), y});
    }
    void move(const QPoint &to) const
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), canvas->mapToGlobal(QPointF(to)), Qt::NoButton,
                          Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas, &event);
    }
    /// Whether two times are the same to the width of a pixel.
    [[nodiscard]] bool near(qint64 a, qint64 b) const
    {
        return qAbs(a - b) <= plot.visibleRange().lengthNs() / canvas->lanesArea().width() * 2;
    }
};

std::optional<TimeRange> lastBrush(const QSignalSpy &spy)
{
    return spy.last().first().value<std::optional<TimeRange>>();
}

} // namespace

class TestTimePlot : public QObject
{
    Q_OBJECT

private slots:
    void drag_setsTheBrushAndTellsOnce();
    void drag_backwardsIsTheSame();
    void edges_canBeDragged();
    void escape_andDoubleClickClear();
    void escape_duringADragTakesItBack();
    void setBrush_emitsNothing();
    void keys_zoomPanAndFit();
    void keys_moveTheBrush();
    void wheel_zoomsAroundTheMouse();
    void marks_gravestIsActivated();
    void marks_outsideAreCountedAtTheEdges();
    void intervals_areActivated();
    void tooltips_sayWhatIsThere();
    void scale_isOfWhatIsShown();
    void bars_smallOnesAreSeenBesideAPeak();
    void wholeRange_comesFromTheLanes();
    void zoomedView_staysWhenLanesChange();
    void emptyPlot_takesEveryEvent();
    void absurdRange_isKeptDrawable();
};

void TestTimePlot::drag_setsTheBrushAndTellsOnce()
{
    const Shown s;
    QSignalSpy changed(&s.plot, &TimePlot::brushChanged);
    s.drag(at(3), at(5));
    QCOMPARE(changed.count(), 1);
    QVERIFY(s.near(lastBrush(changed)->beginNs, at(3)));
    QVERIFY(s.near(lastBrush(changed)->endNs, at(5)));
    QCOMPARE(s.plot.brush(), lastBrush(changed));
}

void TestTimePlot::drag_backwardsIsTheSame()
{
    const Shown s;
    s.drag(at(5), at(3));
    QVERIFY(s.near(s.plot.brush()->beginNs, at(3)));
    QVERIFY(s.near(s.plot.brush()->endNs, at(5)));
}

void TestTimePlot::edges_canBeDragged()
{
    Shown s;
    s.plot.setBrush(TimeRange{at(3), at(5)});
    QSignalSpy changed(&s.plot, &TimePlot::brushChanged);
    s.drag(at(5), at(7));
    QCOMPARE(changed.count(), 1);
    QVERIFY(s.near(s.plot.brush()->beginNs, at(3)));
    QVERIFY(s.near(s.plot.brush()->endNs, at(7)));
    s.drag(at(3), at(8)); // past the other edge: the two change places
    QVERIFY(s.near(s.plot.brush()->beginNs, at(7)));
    QVERIFY(s.near(s.plot.brush()->endNs, at(8)));
}

void TestTimePlot::escape_andDoubleClickClear()
{
    Shown s;
    QSignalSpy changed(&s.plot, &TimePlot::brushChanged);
    s.plot.setBrush(TimeRange{at(3), at(5)});
    QTest::keyClick(&s.plot, Qt::Key_Escape);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!lastBrush(changed));
    s.plot.setBrush(TimeRange{at(3), at(5)});
    QTest::mouseDClick(s.canvas, Qt::LeftButton, {}, {s.x(at(4)), s.laneY(1)});
    QCOMPARE(changed.count(), 2);
    QVERIFY(!s.plot.brush());
    QTest::keyClick(&s.plot, Qt::Key_Escape);
    QCOMPARE(changed.count(), 2);
}

void TestTimePlot::escape_duringADragTakesItBack()
{
    Shown s;
    s.plot.setBrush(TimeRange{at(3), at(5)});
    QSignalSpy changed(&s.plot, &TimePlot::brushChanged);
    QTest::mousePress(s.canvas, Qt::LeftButton, {}, {s.x(at(7)), s.laneY(0)});
    s.move({s.x(at(8)), s.laneY(0)});
    QVERIFY(s.near(s.plot.brush()->endNs, at(8)));
    QTest::keyClick(&s.plot, Qt::Key_Escape);
    QTest::mouseRelease(s.canvas, Qt::LeftButton, {}, {s.x(at(8)), s.laneY(0)});
    QCOMPARE(changed.count(), 0);
    QCOMPARE(s.plot.brush(), std::optional(TimeRange{at(3), at(5)}));
}

void TestTimePlot::setBrush_emitsNothing()
{
    Shown s;
    QSignalSpy changed(&s.plot, &TimePlot::brushChanged);
    s.plot.setBrush(TimeRange{at(3), at(5)});
    s.plot.setBrush(std::nullopt);
    s.plot.setBrush(TimeRange{at(5), at(5)});
    QVERIFY(!s.plot.brush());
    QCOMPARE(changed.count(), 0);
}

void TestTimePlot::keys_zoomPanAndFit()
{
    Shown s;
    const TimeRange whole = s.plot.visibleRange();
    QCOMPARE(whole, (TimeRange{at(0), at(10)}));
    QTest::keyClick(&s.plot, Qt::Key_Plus);
    QCOMPARE(s.plot.visibleRange(), (TimeRange{at(2, 30), at(7, 30)}));
    QTest::keyClick(&s.plot, Qt::Key_Right);
    QCOMPARE(s.plot.visibleRange(), (TimeRange{at(3), at(8)}));
    QTest::keyClick(&s.plot, Qt::Key_Left);
    QTest::keyClick(&s.plot, Qt::Key_Minus);
    QCOMPARE(s.plot.visibleRange(), whole);
    QTest::keyClick(&s.plot, Qt::Key_Plus);
    QTest::keyClick(&s.plot, Qt::Key_Home);
    QCOMPARE(s.plot.visibleRange(), whole);
}

void TestTimePlot::keys_moveTheBrush()
{
    Shown s;
    s.plot.setBrush(TimeRange{at(3), at(5)});
    QTest::keyClick(&s.plot, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(s.plot.brush()->beginNs > at(3));
    QCOMPARE(s.plot.brush()->lengthNs(), 2 * nsPerHour);
    QTest::keyClick(&s.plot, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(s.plot.brush()->lengthNs() > 2 * nsPerHour);
}

void TestTimePlot::wheel_zoomsAroundTheMouse()
{
    Shown s;
    const QPointF mouse(s.x(at(2)), s.laneY(1));
    QWheelEvent wheel(mouse, s.canvas->mapToGlobal(mouse), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(s.canvas, &wheel);
    QVERIFY(s.plot.visibleRange().lengthNs() < 10 * nsPerHour);
    QVERIFY(s.near(s.canvas->timeAt(mouse.x()), at(2)));
    for (int i = 0; i < 200; ++i)
        s.plot.zoomIn();
    QVERIFY(s.plot.visibleRange().lengthNs() > 0);
    for (int i = 0; i < 200; ++i)
        s.plot.zoomOut();
    QVERIFY(s.plot.visibleRange().lengthNs() <= 20 * nsPerHour);
}

void TestTimePlot::marks_gravestIsActivated()
{
    const Shown s;
    QSignalSpy activated(&s.plot, &TimePlot::markActivated);
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, {s.x(at(6)), s.laneY(0)});
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().at(0).toString(), QStringLiteral("alerts"));
    QCOMPARE(activated.first().at(1).toString(), QStringLiteral("high"));
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, {s.x(at(8)), s.laneY(0)});
    QCOMPARE(activated.count(), 1);
    QVERIFY(!s.plot.brush()); // a click is no drag
}

void TestTimePlot::marks_outsideAreCountedAtTheEdges()
{
    Shown s;
    const LanePlottable &alerts = *s.canvas->lanePlottables()[0];
    QCOMPARE(alerts.hintText(-1), QString());
    QCOMPARE(alerts.hintText(1), QString());
    s.plot.setVisibleRange({at(4, 30), at(5, 30)});
    QCOMPARE(alerts.hintText(-1), QStringLiteral("‹ 1"));
    QCOMPARE(alerts.hintText(1), QStringLiteral("2 ›"));
    const QPoint left(alerts.box().left() + 4, s.laneY(0));
    const QPoint right(alerts.box().right() - 4, s.laneY(0));
    QVERIFY(s.plot.tooltipAt(s.canvas->mapToParent(left)).startsWith(QStringLiteral("1 ")));
    QSignalSpy activated(&s.plot, &TimePlot::markActivated);
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, right);
    QVERIFY(s.plot.visibleRange().contains(at(6)));
    QCOMPARE(s.plot.visibleRange().lengthNs(), at(1) - at(0)); // moved, not zoomed
    QCOMPARE(alerts.hintText(1), QString());
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, left);
    QVERIFY(s.plot.visibleRange().contains(at(4)));
    QCOMPARE(activated.count(), 0);
}

void TestTimePlot::intervals_areActivated()
{
    const Shown s;
    QSignalSpy activated(&s.plot, &TimePlot::intervalActivated);
    const int y = s.canvas->lanePlottables()[2]->box().top() + 8;
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, {s.x(at(3)), y});
    QCOMPARE(activated.last().at(1).toString(), QStringLiteral("one"));
    QTest::mouseClick(s.canvas, Qt::LeftButton, {}, {s.x(at(4, 30)), y});
    QCOMPARE(activated.last().at(1).toString(), QStringLiteral("gap"));
}

void TestTimePlot::tooltips_sayWhatIsThere()
{
    const Shown s;
    const auto tip = [&](qint64 time, int y) { return s.canvas->tooltipAt({s.x(time), y}); };
    QCOMPARE(tip(at(4), s.laneY(0)), QStringLiteral("2021-06-17 04:00:00 UTC  a low one"));
    QVERIFY(tip(at(6), s.laneY(0)).contains(QStringLiteral("another")));
    QCOMPARE(tip(at(8), s.laneY(0)), QString());
    QCOMPARE(tip(at(5, 2), s.laneY(1)), QStringLiteral("2021-06-17 05:00:00 UTC, 5 min\n50 and 5"));
    const int y = s.canvas->lanePlottables()[2]->box().top() + 8;
    QVERIFY(tip(at(4, 30), y).startsWith(QStringLiteral("gap 60 min\n17 Jun 2021 04:00")));
}

void TestTimePlot::scale_isOfWhatIsShown()
{
    std::vector<TimeLane> input = lanes();
    input[1].bars[10].value = 1000;
    input[1].scaleText = [](double value, double part, qint64 bucketNs) {
        return QStringLiteral("%1, %2 in %3 min").arg(value).arg(part).arg(bucketNs / nsPerMinute);
    };
    TimePlot plot;
    plot.resize(1000, 240);
    plot.setLanes(input, {at(0), at(10)});
    plot.show();
    const LanePlottable *flows = plot.findChild<TimeCanvas *>()->lanePlottables()[1];
    plot.setVisibleRange({at(0), at(1)});
    QCOMPARE(flows->scaleText(), QStringLiteral("1000, 0 in 1 min"));
    plot.setVisibleRange({at(4, 30), at(5, 30)}); // the peak is out of sight
    QCOMPARE(flows->scaleText(), QStringLiteral("10, 5 in 1 min"));
    QCOMPARE(plot.findChild<TimeCanvas *>()->lanePlottables()[0]->scaleText(), QString());
}

void TestTimePlot::bars_smallOnesAreSeenBesideAPeak()
{
    const Shown s;
    const LanePlottable *flows = s.canvas->lanePlottables()[1];
    QCOMPARE(flows->barHeight(0, 1e9, 40), 0);
    QCOMPARE(flows->barHeight(1, 1e9, 40), 2);
    QCOMPARE(flows->barHeight(1e9, 1e9, 40), 40);
    QCOMPARE(flows->barHeight(2.5e8, 1e9, 40), 10);
    s.canvas->setRootScale(true);
    QCOMPARE(flows->barHeight(2.5e8, 1e9, 40), 20);
    QCOMPARE(flows->barHeight(1e9, 1e9, 40), 40);
}

void TestTimePlot::wholeRange_comesFromTheLanes()
{
    TimePlot plot;
    plot.setLanes(lanes());
    QVERIFY(plot.wholeRange().beginNs < at(0));
    QVERIFY(plot.wholeRange().beginNs > at(0) - nsPerHour);
    QVERIFY(plot.wholeRange().endNs > at(10));
}

void TestTimePlot::zoomedView_staysWhenLanesChange()
{
    Shown s;
    s.plot.setVisibleRange({at(3), at(4)});
    s.plot.setBrush(TimeRange{at(3), at(4)});
    s.plot.setLanes(lanes(), {at(0), at(12)});
    QCOMPARE(s.plot.visibleRange(), (TimeRange{at(3), at(4)}));
    QVERIFY(s.plot.brush());
    s.plot.fit();
    s.plot.setLanes(lanes(), {at(0), at(10)});
    QCOMPARE(s.plot.visibleRange(), (TimeRange{at(0), at(10)})); // what was fitted is fitted again
}

void TestTimePlot::emptyPlot_takesEveryEvent()
{
    TimePlot plot;
    plot.resize(400, 100);
    plot.show();
    auto *canvas = plot.findChild<TimeCanvas *>();
    QSignalSpy changed(&plot, &TimePlot::brushChanged);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, {200, 50});
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, {200, 50});
    for (const Qt::Key key : {Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Home, Qt::Key_Left, Qt::Key_Escape})
        QTest::keyClick(&plot, key);
    plot.setLanes({}, {});
    canvas->replot();
    QCOMPARE(plot.tooltipAt({200, 50}), QString());
    QCOMPARE(changed.count(), 0);
}

void TestTimePlot::absurdRange_isKeptDrawable()
{
    // Times of a broken file, 500 years apart.
    TimeLane lane;
    lane.kind = TimeLane::Kind::Density;
    lane.times = {std::numeric_limits<qint64>::min() / 2 + 1, 0, std::numeric_limits<qint64>::max() / 2};
    TimePlot plot;
    plot.resize(600, 100);
    plot.setLanes({lane});
    plot.show();
    plot.grab();
    plot.zoomOut();
    plot.zoomIn();
    QVERIFY(plot.wholeRange().lengthNs() > 0);
    QVERIFY(plot.visibleRange().lengthNs() > 0);
}

QTEST_MAIN(TestTimePlot)
#include "tst_timeplot.moc"
