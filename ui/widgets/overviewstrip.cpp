#include "ui/widgets/overviewstrip.h"

#include "ui/theme/painting.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace wirecase {

namespace {

constexpr int stripWidth = 16;
constexpr int linkLeft = 1;
constexpr int linkWidth = 2;
constexpr int groundLeft = 4;
constexpr int groundWidth = 6;
constexpr int signLeft = 11;
constexpr int signSize = 4;
constexpr double reach = 4; // pixels
constexpr qreal groundOpacity = 0.6;

bool hasSign(const OverviewLine &line)
{
    return line.isMarked || line.isRemarked || line.isFound;
}

} // namespace

OverviewStrip::OverviewStrip(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus); // the list has keys for all of it
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize OverviewStrip::sizeHint() const
{
    return {stripWidth, 100};
}

void OverviewStrip::setLines(std::vector<OverviewLine> lines)
{
    if (lines == m_lines)
        return;
    m_lines = std::move(lines);
    update();
}

void OverviewStrip::setSeen(double begin, double end)
{
    if (begin == m_seenBegin && end == m_seenEnd)
        return;
    m_seenBegin = begin;
    m_seenEnd = end;
    update();
}

void OverviewStrip::setTopMargin(int margin)
{
    if (std::exchange(m_topMargin, margin) == margin)
        return;
    update();
    emit roomChanged();
}

int OverviewStrip::lineRoom() const
{
    return std::max(0, height() - m_topMargin);
}

double OverviewStrip::placeOf(double y) const
{
    return lineRoom() < 2 ? 0 : std::clamp((y - m_topMargin) / (lineRoom() - 1), 0.0, 1.0);
}

double OverviewStrip::topOf(std::size_t line) const
{
    return m_topMargin + static_cast<double>(line) * lineRoom() / static_cast<double>(m_lines.size());
}

int OverviewStrip::signedLineNear(double place) const
{
    const double y = m_topMargin + place * (lineRoom() - 1) + 0.5;
    int nearest = -1;
    double least = reach;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const double away = std::abs((topOf(i) + topOf(i + 1)) / 2 - y);
        const bool isInside = y >= topOf(i) && y < topOf(i + 1);
        if (!hasSign(m_lines[i]) || (!isInside && away > least))
            continue;
        nearest = static_cast<int>(i);
        least = isInside ? 0 : away;
    }
    return nearest;
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(this);
    painter.fillRect(rect(), theme.color(ColorRole::Pane));
    if (m_lines.empty())
        return;
    paintGround(painter, theme);
    paintSigns(painter, theme);
    if (m_seenEnd - m_seenBegin < 1) {
        const double top = m_topMargin + m_seenBegin * lineRoom();
        const double tall = std::max(3.0, (m_seenEnd - m_seenBegin) * lineRoom() - 1);
        painter.setPen(theme.color(ColorRole::Muted));
        painter.drawRect(QRectF(0.5, std::floor(top) + 0.5, width() - 1, std::floor(tall)));
    }
}

void OverviewStrip::paintGround(QPainter &painter, const Theme &theme) const
{
    const QColor pane = theme.color(ColorRole::Pane);
    painter.fillRect(QRect(groundLeft, m_topMargin, groundWidth, lineRoom()),
                     mixed(pane, theme.color(ColorRole::Line), groundOpacity));
    // Equal lines are one rectangle: no hairlines between them.
    for (std::size_t i = 0; i < m_lines.size();) {
        std::size_t end = i + 1;
        while (end < m_lines.size() && m_lines[end].ground == m_lines[i].ground)
            ++end;
        if (const auto ground = m_lines[i].ground)
            painter.fillRect(QRectF(groundLeft, topOf(i), groundWidth, topOf(end) - topOf(i)),
                             mixed(pane, theme.color(*ground), groundOpacity));
        i = end;
    }
}

void OverviewStrip::paintSigns(QPainter &painter, const Theme &theme) const
{
    const QColor accent = theme.color(ColorRole::Accent);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const OverviewLine &line = m_lines[i];
        const double top = topOf(i);
        const double middle = (top + topOf(i + 1)) / 2;
        if (line.isGap)
            paintHatch(painter, QRectF(groundLeft, top - 1, groundWidth, 4), theme);
        if (line.isSeam || line.isGap) {
            painter.setPen(QPen(theme.color(ColorRole::Text), 1, Qt::DotLine));
            painter.drawLine(QPointF(0, std::floor(top) + 0.5), QPointF(width(), std::floor(top) + 0.5));
        }
        if (line.isLinked)
            painter.fillRect(QRectF(linkLeft, top, linkWidth, std::max(1.0, topOf(i + 1) - top)), accent);
        if (line.isFound)
            painter.fillRect(QRectF(groundLeft, std::floor(middle), width() - groundLeft, 1),
                             theme.color(ColorRole::Text));
        const QRectF sign(signLeft, middle - signSize / 2.0, signSize, signSize);
        if (line.isRemarked) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(accent);
            painter.drawPolygon(QPolygonF({sign.topRight(), {sign.left() - 1, middle}, sign.bottomRight()}));
            painter.setRenderHint(QPainter::Antialiasing, false);
        } else if (line.isMarked) {
            painter.fillRect(sign.adjusted(0, 0.5, 0, -0.5), accent);
        }
    }
}

void OverviewStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    emit roomChanged();
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit chosen(placeOf(event->position().y()), true);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        emit chosen(placeOf(event->position().y()), false);
}

} // namespace wirecase
