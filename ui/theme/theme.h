#pragma once

#include <QColor>

#include <array>

class QPalette;
class QWidget;

namespace wirecase {

/// The tokens of the palette. A widget names a role, never a colour.
enum class ColorRole
{
    Window,
    Pane,
    Line,
    Text,
    Muted,
    Accent,
    AccentGround,
    Selection,
    High,
    Medium,
    Low,
    Good,
    GapHatch,
    OnAccent,   ///< text on a ground of Accent
    ChipGround, ///< chips and badges that say nothing special
    WarnGround, ///< badges and messages in Medium
    BadGround,  ///< messages in High
    GoodGround, ///< badges in Good
    Bar,        ///< density bars and capture bars
    BarSoft,    ///< bars whose top part stands out
    Brush,      ///< ground of the chosen time window
    Count
};

/// One designed set of colours. Both sets are constants; which one is in use is a property of the QPalette that
/// applyTheme() installed, so that a widget follows a change by repainting and nobody keeps a global.
class Theme
{
public:
    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &dark();
    /// The set that `palette` was made from, told by its lightness.
    [[nodiscard]] static const Theme &of(const QPalette &palette);
    [[nodiscard]] static const Theme &of(const QWidget *widget);

    [[nodiscard]] QColor color(ColorRole role) const { return m_colors[static_cast<std::size_t>(role)]; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QPalette palette() const;

private:
    using Colors = std::array<QColor, static_cast<std::size_t>(ColorRole::Count)>;

    Theme(bool dark, const Colors &colors);

    bool m_dark;
    Colors m_colors;
};

/// `over` laid on `ground` with this opacity, as an opaque colour.
[[nodiscard]] QColor mixed(const QColor &ground, const QColor &over, qreal opacity);

} // namespace wirecase
