#include "models/report/svgtext.h"

#include "models/report/drawing.h"
#include "models/report/htmltext.h"

namespace wirecase {

namespace {

// QString::number knows no locale; tenths of a pixel are enough and hide differences in the last bits.
QString number(qreal value)
{
    return QString::number(value, 'f', 1);
}

QString colour(Ink ink)
{
    return QLatin1String(inkColour(ink));
}

QString anchorText(Shape::Anchor anchor)
{
    switch (anchor) {
    case Shape::Anchor::Start:
        return QStringLiteral("start");
    case Shape::Anchor::Middle:
        return QStringLiteral("middle");
    case Shape::Anchor::End:
        return QStringLiteral("end");
    }
    return {};
}

void writeShape(HtmlText &html, const Shape &shape)
{
    const HtmlText::Attributes place{{"x", number(shape.box.x())},
                                     {"y", number(shape.box.y())},
                                     {"width", number(shape.box.width())},
                                     {"height", number(shape.box.height())}};
    switch (shape.kind) {
    case Shape::Kind::Box: {
        HtmlText::Attributes all = place;
        all.emplace_back("fill", colour(shape.fill));
        if (shape.outline != Ink::None)
            all.emplace_back("stroke", colour(shape.outline));
        if (shape.dashed)
            all.emplace_back("stroke-dasharray", QStringLiteral("4 3"));
        return html.empty("rect", all);
    }
    case Shape::Kind::Hatch: {
        HtmlText::Attributes all = place;
        all.emplace_back("fill", QStringLiteral("url(#hatch)"));
        all.emplace_back("stroke", colour(shape.fill));
        return html.empty("rect", all);
    }
    case Shape::Kind::Line:
        return html.empty("line", {{"x1", number(shape.box.left())},
                                   {"y1", number(shape.box.top())},
                                   {"x2", number(shape.box.right())},
                                   {"y2", number(shape.box.bottom())},
                                   {"stroke", colour(shape.outline)}});
    case Shape::Kind::Polygon: {
        QStringList points;
        for (const QPointF &point : shape.points)
            points.append(number(point.x()) + u',' + number(point.y()));
        return html.empty("polygon", {{"points", points.join(u' ')}, {"fill", colour(shape.fill)}});
    }
    case Shape::Kind::Text:
        return html.element("text", shape.text,
                            {{"x", number(shape.box.x())},
                             {"y", number(shape.box.y())},
                             {"fill", colour(shape.fill)},
                             {"font-size", number(shape.fontSize)},
                             {"text-anchor", anchorText(shape.anchor)}});
    }
}

} // namespace

void writeSvg(HtmlText &html, const Drawing &drawing)
{
    html.open("svg", {{"viewBox", QStringLiteral("0 0 %1 %2").arg(number(drawing.width), number(drawing.height))},
                      {"role", QStringLiteral("img")},
                      {"aria-label", drawing.description}});
    html.lineFeed();
    html.open("defs");
    html.open("pattern", {{"id", QStringLiteral("hatch")},
                          {"width", QStringLiteral("6")},
                          {"height", QStringLiteral("6")},
                          {"patternUnits", QStringLiteral("userSpaceOnUse")},
                          {"patternTransform", QStringLiteral("rotate(45)")}});
    html.empty("rect", {{"width", QStringLiteral("3")}, {"height", QStringLiteral("6")}, {"fill", colour(Ink::Gap)}});
    html.close("pattern");
    html.close("defs");
    html.lineFeed();
    for (const Shape &shape : drawing.shapes) {
        writeShape(html, shape);
        html.lineFeed();
    }
    html.close("svg");
}

} // namespace wirecase
