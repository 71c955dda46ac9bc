#pragma once

#include "ui/theme/theme.h"

#include <QRectF>
#include <QString>

class QFont;
class QPainter;

namespace wirecase {

/// Severity as shape and colour: a diamond is high, a triangle medium, a dot low.
enum class Mark
{
    None,
    Low,
    Medium,
    High
};
/// "high", "medium", "low" and "critical" (drawn as high) in any case; None for anything else.
[[nodiscard]] Mark markOf(const QString &severity);
[[nodiscard]] ColorRole colorOf(Mark mark);
void paintMark(QPainter &painter, const QRectF &box, Mark mark, const Theme &theme);

/// What a text, chip or badge says beyond its words.
enum class Tone
{
    Neutral,
    Muted,
    Accent,
    Good,
    Warning,
    Bad
};
[[nodiscard]] ColorRole textColorOf(Tone tone);
[[nodiscard]] ColorRole groundColorOf(Tone tone);
[[nodiscard]] Tone toneOf(Mark mark); ///< of a chip that names a severity
/// The colour of `role` for text in a row. On a selection the accent of the dark theme is too close to its ground.
[[nodiscard]] QColor rowInk(const Theme &theme, ColorRole role, bool selected);

/// A rounded ground with text in its middle, elided when it does not fit.
void paintChip(QPainter &painter, const QRectF &box, const QString &text, Tone tone, const Theme &theme, qreal radius);
[[nodiscard]] QSize chipSize(const QString &text, const QFont &font);

/// Text whose digits all have one width, so that numbers under each other line up: Qt 6.4 cannot ask a font for its
/// tabular digits.
void paintTabular(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text);
[[nodiscard]] qreal tabularWidth(const QFont &font, const QString &text);

void paintDot(QPainter &painter, const QPointF &center, qreal radius, const QColor &color);
/// Whether `widget` has the focus and the keyboard is in use: a click alone shows no frame.
[[nodiscard]] bool showsFocus(const QWidget *widget);
/// Shows where the keyboard is: 2 px of accent inside `box`.
void paintFocusFrame(QPainter &painter, const QRectF &box, qreal radius, const Theme &theme);
/// 45 degree stripes on the pane's ground, for what is missing.
void paintHatch(QPainter &painter, const QRectF &box, const Theme &theme);

} // namespace wirecase
