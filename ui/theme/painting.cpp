#include "ui/theme/painting.h"

#include "ui/theme/metrics.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace wirecase {

namespace {

qreal digitWidth(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

qreal tabularWidth(const QFontMetricsF &metrics, qreal digit, const QString &text)
{
    qreal width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? digit : metrics.horizontalAdvance(c);
    return width;
}

} // namespace

Mark markOf(const QString &severity)
{
    const auto is = [&severity](const char *name) {
        return severity.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    };
    if (is("critical") || is("high"))
        return Mark::High;
    if (is("medium"))
        return Mark::Medium;
    return is("low") ? Mark::Low : Mark::None;
}

ColorRole colorOf(Mark mark)
{
    switch (mark) {
    case Mark::High:
        return ColorRole::High;
    case Mark::Medium:
        return ColorRole::Medium;
    case Mark::Low:
        return ColorRole::Low;
    case Mark::None:
        break;
    }
    return ColorRole::Muted;
}

void paintMark(QPainter &painter, const QRectF &box, Mark mark, const Theme &theme)
{
    if (mark == Mark::None)
        return;
    const QPointF center = box.center();
    const qreal half = qMin(box.width(), box.height()) / 2;
    QPainterPath path;
    if (mark == Mark::High)
        path.addPolygon(QPolygonF({{center.x(), center.y() - half},
                                   {center.x() + half, center.y()},
                                   {center.x(), center.y() + half},
                                   {center.x() - half, center.y()}}));
    else if (mark == Mark::Medium) // a little lower, so that its weight and not its box is in the middle
        path.addPolygon(QPolygonF({{center.x(), center.y() - half * 0.9},
                                   {center.x() + half * 0.95, center.y() + half * 0.75},
                                   {center.x() - half * 0.95, center.y() + half * 0.75}}));
    else
        path.addEllipse(center, half * 0.78, half * 0.78);
    path.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, theme.color(colorOf(mark)));
    painter.restore();
}

ColorRole textColorOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColorRole::Text;
    case Tone::Muted:
        return ColorRole::Muted;
    case Tone::Accent:
        return ColorRole::Accent;
    case Tone::Good:
        return ColorRole::Good;
    case Tone::Warning:
        return ColorRole::Medium;
    case Tone::Bad:
        return ColorRole::High;
    }
    return ColorRole::Text;
}

ColorRole groundColorOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Muted:
        return ColorRole::ChipGround;
    case Tone::Accent:
        return ColorRole::AccentGround;
    case Tone::Good:
        return ColorRole::GoodGround;
    case Tone::Warning:
        return ColorRole::WarnGround;
    case Tone::Bad:
        return ColorRole::BadGround;
    }
    return ColorRole::ChipGround;
}

Tone toneOf(Mark mark)
{
    switch (mark) {
    case Mark::High:
        return Tone::Bad;
    case Mark::Medium:
        return Tone::Warning;
    case Mark::Low:
        return Tone::Good;
    case Mark::None:
        break;
    }
    return Tone::Neutral;
}

QColor rowInk(const Theme &theme, ColorRole role, bool selected)
{
    const QColor ink = theme.color(role);
    return selected && role == ColorRole::Accent ? mixed(ink, theme.color(ColorRole::Text), 0.3) : ink;
}

void paintChip(QPainter &painter, const QRectF &box, const QString &text, Tone tone, const Theme &theme, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(groundColorOf(tone)));
    painter.drawRoundedRect(box, radius, radius);
    painter.setPen(theme.color(textColorOf(tone)));
    const QRectF inside = box.adjusted(5, 0, -5, 0);
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, qCeil(inside.width()));
    painter.drawText(inside, Qt::AlignCenter, shown);
    painter.restore();
}

QSize chipSize(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(text) + 12, qMax(18, metrics.height() + 3)};
}

void paintTabular(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal digit = digitWidth(metrics);
    const qreal width = tabularWidth(metrics, digit, text);
    qreal x = box.left();
    if (alignment & Qt::AlignRight)
        x = box.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    const qreal base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar c : text) {
        const qreal advance = metrics.horizontalAdvance(c);
        const qreal cell = c.isDigit() ? digit : advance;
        painter.drawText(QPointF(x + (cell - advance) / 2, base), QString(c));
        x += cell;
    }
}

qreal tabularWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    return tabularWidth(metrics, digitWidth(metrics), text);
}

void paintDot(QPainter &painter, const QPointF &center, qreal radius, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(center, radius, radius);
    painter.restore();
}

bool showsFocus(const QWidget *widget)
{
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

void paintFocusFrame(QPainter &painter, const QRectF &box, qreal radius, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Accent), 2));
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

void paintHatch(QPainter &painter, const QRectF &box, const Theme &theme)
{
    if (box.isEmpty())
        return;
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.fillRect(box, theme.color(ColorRole::Pane));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::GapHatch), 3));
    constexpr qreal step = 8; // 45 degrees: as far along as down
    // The stripes hang on the ground and not on the box, so that they stand still while a box is cut by its view.
    const qreal first = std::floor((box.left() - box.height()) / step) * step;
    for (qreal x = first; x < box.right() + box.height(); x += step)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

} // namespace wirecase
