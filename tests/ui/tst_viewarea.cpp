#include "tests/ui/panes/triagecase.h"
#include "ui/panes/pane.h"
#include "ui/viewarea.h"

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

QTEST_MAIN(TestViewArea)
#include "tst_viewarea.moc"
