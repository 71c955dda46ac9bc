#include "ui/panes/packetsigns.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace wirecase {

namespace {

constexpr qreal lineWidth = 1.5;

void paintArrow(QPainter &painter, const QPointF &tip, qreal length)
{
    const qreal back = tip.x() - length * 0.6;
    const qreal half = qAbs(length) * 0.45;
    painter.drawLine(QPointF(tip.x() - length, tip.y()), tip);
    painter.drawLine(QPointF(back, tip.y() - half), tip);
    painter.drawLine(QPointF(back, tip.y() + half), tip);
}

} // namespace

int signWidth(const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(u'0') + 3;
}

void paintRelation(QPainter &painter, const QRect &box, PacketRelation relation, const QColor &color)
{
    if (relation == PacketRelation::None)
        return;
    const bool opens = relation == PacketRelation::First;
    const bool closes = relation == PacketRelation::Last;
    const QRectF area(box);
    const qreal x = area.left() + 1.5;
    const qreal y = area.center().y();
    const qreal right = area.right() - 1;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, lineWidth));
    painter.drawLine(QPointF(x, opens ? y : area.top()), QPointF(x, closes ? y : area.bottom()));
    if (opens || closes)
        painter.drawLine(QPointF(x, y), QPointF(right, y));
    else if (relation == PacketRelation::Request)
        paintArrow(painter, {right, y}, right - x);
    else if (relation == PacketRelation::Answer)
        paintArrow(painter, {x + 1, y}, x + 1 - right);
    painter.restore();
}

void paintRemark(QPainter &painter, const QRectF &box, PacketRemark remark, const QColor &color)
{
    if (remark == PacketRemark::None)
        return;
    constexpr qreal foot = 0.3; // of the height
    const QRectF body = box.adjusted(0, 0, 0, -box.height() * foot);
    QPainterPath bubble;
    bubble.addRoundedRect(body, 1.5, 1.5);
    QPainterPath tail;
    tail.addPolygon(QPolygonF({{body.left() + body.width() * 0.2, body.bottom() - 0.5},
                               {body.left() + body.width() * 0.2, box.bottom()},
                               {body.left() + body.width() * 0.6, body.bottom() - 0.5}}));
    tail.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    painter.setBrush(remark == PacketRemark::Case ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawPath(bubble.united(tail));
    painter.restore();
}

void paintProtocolClass(QPainter &painter, const QRect &box, ProtocolClass shown, const Theme &theme)
{
    const qreal half = box.width() * 0.36;
    const QPointF center = QRectF(box).center();
    const QRectF area(center.x() - half, center.y() - half, 2 * half, 2 * half);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (shown) {
    case ProtocolClass::Unknown:
        break;
    case ProtocolClass::Other:
        painter.setPen(QPen(theme.color(ColorRole::Muted), lineWidth));
        painter.drawLine(QPointF(area.left(), center.y()), QPointF(area.right(), center.y()));
        break;
    case ProtocolClass::ClearText:
        painter.setPen(QPen(theme.color(ColorRole::Medium), lineWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(area);
        break;
    case ProtocolClass::Encrypted:
        painter.fillRect(area, theme.color(ColorRole::Good));
        break;
    }
    painter.restore();
}

} // namespace wirecase
