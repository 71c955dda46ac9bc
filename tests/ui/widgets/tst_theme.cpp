#include "ui/theme/applytheme.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"
#include "ui/theme/themewatcher.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace wirecase;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio of WCAG 2.1.
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QImage marked(Mark mark)
{
    QImage image(24, 24, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintMark(painter, QRectF(2, 2, 20, 20), mark, Theme::light());
    return image;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void colors_reachContrastOnTheirGrounds_data();
    void colors_reachContrastOnTheirGrounds();
    void themeOf_tellsThePalettesApart();
    void styleSheet_leavesNoNameUnreplaced();
    void marks_differByShape();
    void icons_areAllDrawn();
    void watcher_appliesTheChoice();
    void fonts_growWithTheScale();
};

void TestTheme::colors_reachContrastOnTheirGrounds_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::colors_reachContrastOnTheirGrounds()
{
    QFETCH(bool, dark);
    const Theme &theme = dark ? Theme::dark() : Theme::light();
    using enum ColorRole;
    const auto check = [&](ColorRole ink, ColorRole ground) {
        const double ratio = contrast(rowInk(theme, ink, ground == Selection), theme.color(ground));
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3").arg(int(ink)).arg(int(ground)).arg(ratio)));
    };
    for (const ColorRole ink : {Text, Muted, Accent, High, Medium, Low, Good})
        check(ink, Pane);
    for (const ColorRole ground :
         {Window, Selection, AccentGround, ChipGround, WarnGround, BadGround, GoodGround, Brush})
        check(Text, ground);
    for (const Tone tone : {Tone::Neutral, Tone::Muted, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad}) {
        check(textColorOf(tone), groundColorOf(tone));
        check(textColorOf(tone), Selection);
    }
    check(OnAccent, Accent);
    check(Medium, Brush); // the caption of a gap within the brush
}

void TestTheme::themeOf_tellsThePalettesApart()
{
    QVERIFY(Theme::of(Theme::dark().palette()).isDark());
    QVERIFY(!Theme::of(Theme::light().palette()).isDark());
}

void TestTheme::styleSheet_leavesNoNameUnreplaced()
{
    QVERIFY(!styleSheetOf(Theme::light()).contains(u'@'));
    QVERIFY(styleSheetOf(Theme::dark()) != styleSheetOf(Theme::light()));
}

void TestTheme::marks_differByShape()
{
    // The corners of the box: a diamond and a dot leave them free, the diamond is narrow at the top, the triangle wide
    // at the foot.
    const QRgb paper = QColor(Qt::white).rgb();
    QVERIFY(marked(Mark::Medium).pixel(5, 18) != paper);
    QVERIFY(marked(Mark::High).pixel(5, 18) == paper);
    QVERIFY(marked(Mark::Low).pixel(6, 8) != paper || marked(Mark::Low).pixel(7, 8) != paper);
    QVERIFY(marked(Mark::High).pixel(6, 6) == paper);
    QVERIFY(marked(Mark::None) == [] {
        QImage empty(24, 24, QImage::Format_ARGB32);
        empty.fill(Qt::white);
        return empty;
    }());
    QCOMPARE(markOf(QStringLiteral("Critical")), Mark::High);
    QCOMPARE(markOf(QStringLiteral("medium")), Mark::Medium);
    QCOMPARE(markOf(QStringLiteral("other")), Mark::None);
}

void TestTheme::icons_areAllDrawn()
{
    for (int i = 0; i < static_cast<int>(IconName::Count); ++i) {
        const QImage image = iconPixmap(static_cast<IconName>(i), {24, 24}, Qt::red).toImage();
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                painted += qAlpha(image.pixel(x, y)) > 128 && qRed(image.pixel(x, y)) > 200 ? 1 : 0;
        }
        QVERIFY2(painted > 10, qPrintable(QStringLiteral("icon %1").arg(i)));
    }
}

void TestTheme::watcher_appliesTheChoice()
{
    ThemeWatcher watcher(*qApp, ThemeChoice::Light);
    QSignalSpy changed(&watcher, &ThemeWatcher::themeChanged);
    QVERIFY(!Theme::of(QApplication::palette()).isDark());
    watcher.setChoice(ThemeChoice::Dark);
    QVERIFY(Theme::of(QApplication::palette()).isDark());
    QCOMPARE(changed.count(), 1);
    watcher.setChoice(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 1);
    watcher.setChoice(ThemeChoice::Light);
    QVERIFY(!Theme::of(QApplication::palette()).isDark());
}

void TestTheme::fonts_growWithTheScale()
{
    const QFontMetrics plain(textFont(1));
    const QFontMetrics twice(textFont(2));
    QVERIFY(rowHeight(plain) >= 24 && rowHeight(plain) <= 28);
    QVERIFY(rowHeight(twice) > twice.height());
    QVERIFY(headerHeight(twice) > headerHeight(plain));
    QVERIFY(smallFont(textFont(1)).pointSizeF() < textFont(1).pointSizeF());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
