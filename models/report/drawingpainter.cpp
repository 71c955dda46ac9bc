#include "models/report/drawingpainter.h"

#include "models/report/reportfont.h"

#include <QPainter>
#include <QPainterPath>

namespace wirecase {

namespace {

enum Property
{
    DrawingProperty = QTextFormat::UserProperty + 1,
    WidthProperty
};

QColor colour(Ink ink)
{
    return QColor(QLatin1String(inkColour(ink)));
}

// Lines at 45 degrees, clipped to the box; a Qt brush pattern would be a bitmap in a PDF.
void paintHatch(QPainter &painter, const Shape &shape)
{
    painter.save();
    painter.setPen(QPen(colour(shape.fill), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(shape.box);
    painter.setClipRect(shape.box, Qt::IntersectClip);
    constexpr qreal distance = 6;
    painter.setPen(QPen(colour(shape.fill), 2));
    for (qreal x = shape.box.left() - shape.box.height(); x < shape.box.right(); x += distance)
        painter.drawLine(QPointF(x, shape.box.bottom()), QPointF(x + shape.box.height(), shape.box.top()));
    painter.restore();
}

void paintText(QPainter &painter, const Shape &shape)
{
    QFont font = reportFont(1);
    font.setPixelSize(qRound(shape.fontSize));
    painter.setFont(needsShaping(shape.text) ? shapedFont(font) : font);
    painter.setPen(colour(shape.fill));
    const QRectF wide(-1000, -100, 2000, 100); // the anchor is its middle, the base line its bottom
    QRectF place = wide.translated(shape.box.topLeft());
    int align = Qt::AlignHCenter;
    if (shape.anchor == Shape::Anchor::Start) {
        place.moveLeft(shape.box.left());
        align = Qt::AlignLeft;
    } else if (shape.anchor == Shape::Anchor::End) {
        place.moveRight(shape.box.left());
        align = Qt::AlignRight;
    }
    place.translate(0, painter.fontMetrics().descent());
    painter.drawText(place, align | Qt::AlignBottom | Qt::TextSingleLine, shape.text);
}

void paintShape(QPainter &painter, const Shape &shape)
{
    const QPen outline = shape.outline == Ink::None
                             ? QPen(Qt::NoPen)
                             : QPen(colour(shape.outline), 1, shape.dashed ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(outline);
    painter.setBrush(shape.fill == Ink::None ? QBrush(Qt::NoBrush) : QBrush(colour(shape.fill)));
    switch (shape.kind) {
    case Shape::Kind::Box:
        return painter.drawRect(shape.box);
    case Shape::Kind::Hatch:
        return paintHatch(painter, shape);
    case Shape::Kind::Line:
        return painter.drawLine(shape.box.topLeft(), shape.box.bottomRight());
    case Shape::Kind::Polygon:
        return painter.drawPolygon(shape.points);
    case Shape::Kind::Text:
        return paintText(painter, shape);
    }
}

} // namespace

void paintDrawing(QPainter &painter, const QRectF &place, const Drawing &drawing)
{
    painter.save();
    painter.translate(place.topLeft());
    const qreal scale = place.width() / drawing.width;
    painter.scale(scale, scale);
    for (const Shape &shape : drawing.shapes)
        paintShape(painter, shape);
    painter.restore();
}

QTextCharFormat DrawingObject::format(const Drawing &drawing, qreal width)
{
    QTextCharFormat format;
    format.setObjectType(type);
    format.setProperty(DrawingProperty, QVariant::fromValue(static_cast<const void *>(&drawing)));
    format.setProperty(WidthProperty, width);
    return format;
}

QSizeF DrawingObject::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    const auto *drawing = static_cast<const Drawing *>(format.property(DrawingProperty).value<const void *>());
    const qreal width = format.doubleProperty(WidthProperty);
    return {width, width * drawing->height / drawing->width};
}

void DrawingObject::drawObject(QPainter *painter, const QRectF &place, QTextDocument *, int, const QTextFormat &format)
{
    paintDrawing(*painter, place,
                 *static_cast<const Drawing *>(format.property(DrawingProperty).value<const void *>()));
}

} // namespace wirecase
