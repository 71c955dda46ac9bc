// What a lane says at its edges of the marks that lie beyond them.
#include "ui/theme/metrics.h"
#include "ui/widgets/laneplottable.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr int padding = 6;

} // namespace

std::size_t LanePlottable::marksBeyond(int side) const
{
    const auto before = [](const TimeMark &mark, qint64 timeNs) { return mark.timeNs < timeNs; };
    const TimeRange shown = visible();
    const auto &marks = m_lane.marks;
    if (side < 0)
        return static_cast<std::size_t>(std::lower_bound(marks.begin(), marks.end(), shown.beginNs, before)
                                        - marks.begin());
    return static_cast<std::size_t>(marks.end() - std::lower_bound(marks.begin(), marks.end(), shown.endNs, before));
}

const TimeMark &LanePlottable::nearestBeyond(int side) const
{
    const std::size_t count = marksBeyond(side);
    return side < 0 ? m_lane.marks[count - 1] : m_lane.marks[m_lane.marks.size() - count];
}

QString LanePlottable::hintText(int side) const
{
    const std::size_t count = marksBeyond(side);
    if (count == 0)
        return {};
    return side < 0 ? QStringLiteral("‹ %1").arg(count) : QStringLiteral("%1 ›").arg(count);
}

QRect LanePlottable::hintBox(int side) const
{
    const QFontMetrics metrics(smallFont(parentPlot()->font()));
    const QString text = hintText(side);
    if (text.isEmpty())
        return {};
    const int width = metrics.horizontalAdvance(text) + 2 * padding;
    const int height = metrics.height() + 2;
    const int left = side < 0 ? box().left() : box().right() - width + 1;
    return {left, box().center().y() - height / 2, width, height};
}

int LanePlottable::hintAt(qreal x) const
{
    for (const int side : {-1, 1}) {
        const QRect hint = hintBox(side);
        if (!hint.isNull() && x >= hint.left() && x <= hint.right())
            return side;
    }
    return 0;
}

void LanePlottable::drawHints(QCPPainter &painter, const Theme &theme) const
{
    painter.setFont(smallFont(parentPlot()->font()));
    painter.setAntialiasing(true);
    for (const int side : {-1, 1}) {
        const QRect hint = hintBox(side);
        if (hint.isNull())
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::ChipGround));
        painter.drawRoundedRect(hint, hint.height() / 2.0, hint.height() / 2.0);
        painter.setPen(theme.color(ColorRole::Accent));
        painter.drawText(hint, Qt::AlignCenter, hintText(side));
    }
    painter.setAntialiasing(false);
}

} // namespace wirecase
