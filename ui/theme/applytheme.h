#pragma once

#include <QString>

#include <optional>

class QApplication;

namespace wirecase {

class Theme;

enum class ThemeChoice
{
    System,
    Light,
    Dark
};

/// Puts style, palette, font and style sheet on the application. With System, `desktopIsDark` decides (ThemeWatcher
/// knows it); without it the lightness of the palette that the application started with.
void applyTheme(QApplication &app, ThemeChoice choice, std::optional<bool> desktopIsDark = {}, qreal fontScale = 1.0);

/// What the style sheet of `theme` says; shown for tests.
[[nodiscard]] QString styleSheetOf(const Theme &theme);

} // namespace wirecase
