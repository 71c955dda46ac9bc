#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <vector>

namespace wirecase {

/// Inks of a drawing; each writer knows their colours from inkColour().
enum class Ink
{
    None,
    Text,
    Muted,
    Line,
    Accent,
    SoftAccent,
    High,
    Medium,
    Low,
    Gap,
    Band
};

[[nodiscard]] const char *inkColour(Ink ink); ///< "#2563c9"; "none"

/// One mark of a drawing. Filled in one ink, outlined in another; a text stands with its anchor at box.topLeft().
struct Shape
{
    enum class Kind
    {
        Box,
        Hatch,
        Line,
        Polygon,
        Text
    };
    enum class Anchor
    {
        Start,
        Middle,
        End
    };

    Kind kind = Kind::Box;
    QRectF box;       ///< a line goes from its top left to its bottom right
    QPolygonF points; ///< of a polygon
    QString text;
    Ink fill = Ink::None;
    Ink outline = Ink::None;
    Anchor anchor = Anchor::Start;
    qreal fontSize = 11;
    bool dashed = false;
};

/// A picture made of shapes, in pixels from the top left. HTML gets it as SVG, PDF by a painter.
struct Drawing
{
    qreal width = 0;
    qreal height = 0;
    QString description; ///< what it shows, for those who cannot see it
    std::vector<Shape> shapes;

    [[nodiscard]] bool isEmpty() const { return shapes.empty(); }
};

} // namespace wirecase
