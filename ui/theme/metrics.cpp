#include "ui/theme/metrics.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QStringList>

namespace wirecase {

namespace {

// 12.5 px and 11.5 px on a screen of 96 dpi. Points, so that the desktop's text scaling applies.
constexpr qreal textPoints = 12.5 * 72 / 96;
constexpr qreal smallPerText = 11.5 / 12.5;

} // namespace

int rowHeight(const QFontMetrics &metrics)
{
    return qMax(25, metrics.height() + 9);
}

int headerHeight(const QFontMetrics &metrics)
{
    return qMax(32, metrics.height() + 14);
}

int chipHeight(const QFontMetrics &metrics)
{
    return qMax(20, metrics.height() + 5);
}

QFont textFont(qreal scale)
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QFont font(system);
    font.setFamilies(
        {QStringLiteral("Inter"), system.family(), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPointSizeF(textPoints * scale);
    // Letters keep their designed widths; hinted ones are rounded to whole pixels, which is wide at this size.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont smallFont(const QFont &text)
{
    QFont font(text);
    if (text.pointSizeF() > 0)
        font.setPointSizeF(text.pointSizeF() * smallPerText);
    return font;
}

QFont strongFont(const QFont &text)
{
    QFont font(text);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont fixedFont(const QFont &text)
{
    QFont font(text);
    font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"),
                      QStringLiteral("Liberation Mono"), QFontDatabase::systemFont(QFontDatabase::FixedFont).family(),
                      QStringLiteral("monospace")});
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    // DejaVu's letters are larger than Inter's at one size: they look even at this part of it.
    if (text.pointSizeF() > 0)
        font.setPointSizeF(text.pointSizeF() * smallPerText);
    return font;
}

} // namespace wirecase
