#include "ui/theme/theme.h"

#include <QPalette>
#include <QWidget>

namespace wirecase {

namespace {

// In the order of ColorRole. The first thirteen are the table of the design; the rest are grounds and bars made from
// it.
constexpr std::array<QRgb, static_cast<std::size_t>(ColorRole::Count)> lightColors{
    0xf4f5f7, 0xffffff, 0xdfe2e7, 0x1d2430, 0x59636f, 0x2563c9, 0xe7effc, 0xdce8fb, 0xc11f2a, 0x8f5a00, 0x2f6b3c,
    0x176f31, 0xd9a441, 0xffffff, 0xeef0f3, 0xfbeecd, 0xfdebec, 0xe4f3e8, 0x5b8be3, 0x8fb0ed, 0xeaf1fc};
constexpr std::array<QRgb, static_cast<std::size_t>(ColorRole::Count)> darkColors{
    0x1b1e24, 0x23272e, 0x343a44, 0xe3e6eb, 0xaab3c0, 0x6ea8fe, 0x24344f, 0x2b3f60, 0xff8f87, 0xe3b341, 0x7ee787,
    0x56d364, 0xa67c2e, 0x10151d, 0x30363f, 0x43391f, 0x472a2d, 0x1f3927, 0x5d8fdd, 0x4b72b4, 0x2a3342};

template <typename Colors>
Colors colorsOf(const std::array<QRgb, static_cast<std::size_t>(ColorRole::Count)> &values)
{
    Colors colors;
    for (std::size_t i = 0; i < values.size(); ++i)
        colors[i] = QColor(values[i]);
    return colors;
}

} // namespace

Theme::Theme(bool dark, const Colors &colors)
    : m_dark(dark)
    , m_colors(colors)
{
}

const Theme &Theme::light()
{
    static const Theme theme(false, colorsOf<Colors>(lightColors));
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme(true, colorsOf<Colors>(darkColors));
    return theme;
}

const Theme &Theme::of(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? dark() : light();
}

const Theme &Theme::of(const QWidget *widget)
{
    return of(widget->palette());
}

QPalette Theme::palette() const
{
    const QColor text = color(ColorRole::Text);
    const QColor pane = color(ColorRole::Pane);
    const QColor line = color(ColorRole::Line);
    QPalette palette(text, pane, mixed(line, pane, 0.6), mixed(line, text, 0.3), mixed(line, text, 0.15), text, text,
                     pane, color(ColorRole::Window));
    palette.setColor(QPalette::AlternateBase, color(ColorRole::Window));
    palette.setColor(QPalette::Highlight, color(ColorRole::Selection));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, color(ColorRole::Accent));
    palette.setColor(QPalette::LinkVisited, color(ColorRole::Accent));
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Muted));
    palette.setColor(QPalette::ToolTipBase, pane);
    palette.setColor(QPalette::ToolTipText, text);
    const QColor faint = mixed(pane, color(ColorRole::Muted), 0.7);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

QColor mixed(const QColor &ground, const QColor &over, qreal opacity)
{
    const auto part = [opacity](int below, int above) { return qRound(below + (above - below) * opacity); };
    return {part(ground.red(), over.red()), part(ground.green(), over.green()), part(ground.blue(), over.blue())};
}

} // namespace wirecase
