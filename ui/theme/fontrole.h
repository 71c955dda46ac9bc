#pragma once

class QWidget;

namespace wirecase {

enum class FontRole
{
    Small,
    Strong,
    SmallStrong,
    Fixed
};

/// Gives `widget` a font made from the application's, and makes it again when that changes. Once per widget.
void setFontRole(QWidget *widget, FontRole role);

} // namespace wirecase
