#include "tests/ui/panes/triagecase.h"
#include "ui/panes/pane.h"
#include "ui/viewarea.h"

#include <QApplication>
#include <QDockWidget>
#include <QMouseEvent>
#include <QTest>

using namespace wirecase;

namespace {

class EmptyPane : public Pane
{
public:
    EmptyPane(const PaneServices &services, QWidget *parent)
        : Pane(QStringLiteral("Pane"), services, parent)
    {
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return {20, 20}; }

protected:
    void refresh() override {}
};

PaneSpec emptyPane(const char *id)
{
    return {QLatin1String(id), id,
            [](const PaneServices &services, QWidget *parent) -> Pane * { return new EmptyPane(services, parent); }};
}

/// Counts what it does, and how often.
class CountingPane : public EmptyPane
{
public:
    using EmptyPane::EmptyPane;

    int refreshed = 0;

protected:
    void refresh() override { ++refreshed; }
};

PaneSpec countingPane(const char *id)
{
    return {QLatin1String(id), id,
            [](const PaneServices &services, QWidget *parent) -> Pane * { return new CountingPane(services, parent); }};
}

ViewCell cell(const char *id, int weight)
{
    return {{QLatin1String(id)}, weight};
}

} // namespace

class TestViewArea : public QObject
{
    Q_OBJECT

private slots:
    void docks_keepTheirSharesWhenTheAreaChanges();
    void docks_haveTheirWeightsInAWindowThatGrowsLater();
    void docks_keepWhatSomebodyMoved();
    void panesBehindTabs_workWhenTheyAreChosen();
};

void TestViewArea::docks_keepTheirSharesWhenTheAreaChanges()
{
    TriageCase triage;
    const std::vector<PaneSpec> panes{emptyPane("top"), emptyPane("left"), emptyPane("right")};
    const ViewSpec view{View::Traffic,
                        "Traffic",
                        IconName::Traffic,
                        {{{cell("top", 1)}, 30}, {{cell("left", 1), cell("right", 1)}, 70}}};
    ViewArea area(view, panes, triage.services(), nullptr);
    area.resize(1400, 800);
    area.show();
    const auto dock = [&area](const char *id) { return area.findChild<QWidget *>(QLatin1String(id)); };
    QTRY_VERIFY(dock("left") && qAbs(dock("left")->width() - 700) < 20);
    QTRY_VERIFY(qAbs(dock("top")->height() - 240) < 20);
    const int top = dock("top")->height();
    for (const QSize size : {QSize(1000, 600), QSize(640, 400), QSize(1400, 800)}) {
        area.resize(size);
        QTRY_VERIFY(qAbs(dock("left")->width() - dock("right")->width()) < 10);
        QTRY_VERIFY(qAbs(dock("top")->height() - top * size.height() / 800) < 10);
    }
}

void TestViewArea::docks_haveTheirWeightsInAWindowThatGrowsLater()
{
    TriageCase triage;
    const std::vector<PaneSpec> panes{emptyPane("left"), emptyPane("middle"), emptyPane("right")};
    const ViewSpec view{View::Traffic,
                        "Traffic",
                        IconName::Traffic,
                        {{{cell("left", 37), cell("middle", 36), cell("right", 27)}, 100}}};
    ViewArea area(view, panes, triage.services(), nullptr);
    area.resize(300, 200);
    area.show();
    const auto width = [&area](const char *id) { return area.findChild<QWidget *>(QLatin1String(id))->width(); };
    area.resize(700, 300);
    QTRY_VERIFY(qAbs(width("left") - 259) < 10);
    area.resize(1400, 800);
    QTRY_VERIFY(qAbs(width("left") - 518) < 10);
    QVERIFY(qAbs(width("middle") - 504) < 10);
    QVERIFY(qAbs(width("right") - 378) < 10);
}

void TestViewArea::docks_keepWhatSomebodyMoved()
{
    TriageCase triage;
    const std::vector<PaneSpec> panes{emptyPane("left"), emptyPane("right")};
    const ViewSpec view{View::Traffic, "Traffic", IconName::Traffic, {{{cell("left", 1), cell("right", 1)}, 100}}};
    ViewArea area(view, panes, triage.services(), nullptr);
    area.resize(1000, 400);
    area.show();
    const auto dock = [&area](const char *id) { return area.findChild<QWidget *>(QLatin1String(id)); };
    QTRY_VERIFY(dock("left") && qAbs(dock("left")->width() - 500) < 10);
    const QPoint edge(502, 200);
    QTRY_VERIFY(area.isSeparator(edge));
    const auto mouse = [&area](QEvent::Type type, QPointF at, Qt::MouseButton button) {
        QMouseEvent event(type, at, area.mapToGlobal(at), button, Qt::LeftButton, {});
        return QApplication::sendEvent(&area, &event) && event.isAccepted();
    };
    QVERIFY(mouse(QEvent::MouseButtonPress, edge, Qt::LeftButton));
    QVERIFY(mouse(QEvent::MouseMove, edge + QPoint(250, 0), Qt::NoButton));
    QTRY_VERIFY(qAbs(dock("left")->width() - 750) < 10);
    QVERIFY(mouse(QEvent::MouseButtonRelease, edge + QPoint(250, 0), Qt::LeftButton));
    area.resize(500, 400);
    QTRY_VERIFY(qAbs(dock("left")->width() - 375) < 10);
}

void TestViewArea::panesBehindTabs_workWhenTheyAreChosen()
{
    TriageCase triage;
    const std::vector<PaneSpec> panes{countingPane("front"), countingPane("behind"), countingPane("beside")};
    const ViewSpec view{View::Traffic,
                        "Traffic",
                        IconName::Traffic,
                        {{{ViewCell{{QStringLiteral("front"), QStringLiteral("behind")}, 1}, cell("beside", 1)}, 100}}};
    ViewArea area(view, panes, triage.services(), nullptr);
    area.resize(1000, 400);
    area.show();
    const auto refreshed = [&area](const char *id) {
        const auto *dock = area.findChild<QDockWidget *>(QLatin1String(id));
        return static_cast<const CountingPane *>(dock->widget())->refreshed;
    };
    QTRY_COMPARE(refreshed("front"), 1);
    QTRY_COMPARE(refreshed("beside"), 1);
    QTest::qWait(100);
    QCOMPARE(refreshed("behind"), 0);

    Scope scope;
    scope.kql = QStringLiteral("a : 1");
    triage.services().context.narrow(scope);
    QCOMPARE(refreshed("front"), 2);
    QCOMPARE(refreshed("beside"), 2);
    QCOMPARE(refreshed("behind"), 0);

    area.raisePane(QStringLiteral("behind"));
    QTRY_COMPARE(refreshed("behind"), 1);
    scope.kql = QStringLiteral("a : 2");
    triage.services().context.narrow(scope);
    QCOMPARE(refreshed("behind"), 2);
    QCOMPARE(refreshed("beside"), 3);
    QCOMPARE(refreshed("front"), 2);
    area.raisePane(QStringLiteral("front"));
    QTRY_COMPARE(refreshed("front"), 3);
}

QTEST_MAIN(TestViewArea)
#include "tst_viewarea.moc"
