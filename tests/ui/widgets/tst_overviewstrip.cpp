#include "ui/widgets/overviewstrip.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

class TestOverviewStrip : public QObject
{
    Q_OBJECT

private slots:
    void press_tellsThePlace();
    void room_isWhatTheMarginLeaves();
    void sign_isFoundWithinReach();
    void paint_showsGroundsAndSigns_data();
    void paint_showsGroundsAndSigns();
};

void TestOverviewStrip::press_tellsThePlace()
{
    OverviewStrip strip;
    strip.resize(16, 221);
    strip.setTopMargin(20);
    QSignalSpy chosen(&strip, &OverviewStrip::chosen);
    QTest::mousePress(&strip, Qt::LeftButton, {}, {5, 120});
    QCOMPARE(chosen.at(0).at(0).toDouble(), 0.5);
    QCOMPARE(chosen.at(0).at(1).toBool(), true);
    QTest::mousePress(&strip, Qt::LeftButton, {}, {5, 3});
    QCOMPARE(chosen.at(1).at(0).toDouble(), 0.0);
    QTest::mousePress(&strip, Qt::LeftButton, {}, {5, 220});
    QCOMPARE(chosen.at(2).at(0).toDouble(), 1.0);
    QTest::mousePress(&strip, Qt::RightButton, {}, {5, 3});
    QCOMPARE(chosen.count(), 3);
}

void TestOverviewStrip::room_isWhatTheMarginLeaves()
{
    OverviewStrip strip;
    strip.resize(16, 220);
    QSignalSpy changed(&strip, &OverviewStrip::roomChanged);
    strip.setTopMargin(20);
    strip.setTopMargin(20);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(strip.lineRoom(), 200);
    strip.resize(16, 10);
    QCOMPARE(strip.lineRoom(), 0);
}

void TestOverviewStrip::sign_isFoundWithinReach()
{
    OverviewStrip strip;
    strip.resize(16, 100);
    QCOMPARE(strip.signedLineNear(0.5), -1);
    std::vector<OverviewLine> lines(100);
    lines[50].isMarked = true;
    lines[53].isFound = true;
    lines[80].isLinked = true; // no sign
    strip.setLines(lines);
    QCOMPARE(strip.signedLineNear(0.50), 50);
    QCOMPARE(strip.signedLineNear(0.48), 50);
    QCOMPARE(strip.signedLineNear(0.535), 53);
    QCOMPARE(strip.signedLineNear(0.40), -1);
    QCOMPARE(strip.signedLineNear(0.80), -1);
}

void TestOverviewStrip::paint_showsGroundsAndSigns_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestOverviewStrip::paint_showsGroundsAndSigns()
{
    QFETCH(bool, dark);
    const Theme &theme = dark ? Theme::dark() : Theme::light();
    OverviewStrip strip;
    strip.setPalette(theme.palette());
    strip.resize(16, 100);
    std::vector<OverviewLine> lines(100);
    for (std::size_t i = 0; i < 50; ++i)
        lines[i].ground = ColorRole::Good;
    lines[10].isLinked = true;
    lines[20].isMarked = true;
    lines[30].isFound = true;
    strip.setLines(lines);
    const QImage image = strip.grab().toImage();
    QCOMPARE(image.size(), QSize(16, 100));
    QVERIFY(image.pixelColor(7, 5) != image.pixelColor(7, 70));        // a ground
    QCOMPARE(image.pixelColor(1, 10), theme.color(ColorRole::Accent)); // a link
    QVERIFY(image.pixelColor(1, 5) != theme.color(ColorRole::Accent));
    QCOMPARE(image.pixelColor(12, 20), theme.color(ColorRole::Accent)); // a mark
    QCOMPARE(image.pixelColor(7, 30), theme.color(ColorRole::Text));    // a match
    QCOMPARE(image.pixelColor(12, 70), theme.color(ColorRole::Pane));
}

QTEST_MAIN(TestOverviewStrip)
#include "tst_overviewstrip.moc"
