#include "ui/widgets/brushlayer.h"

#include "ui/theme/theme.h"

namespace wirecase {

BrushLayer::BrushLayer(QCustomPlot *plot, const QString &layer, Part part)
    : QCPLayerable(plot, layer)
    , m_part(part)
{
}

void BrushLayer::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(false);
}

void BrushLayer::draw(QCPPainter *painter)
{
    if (!m_span)
        return;
    const Theme &theme = Theme::of(parentPlot());
    const auto [left, right] = *m_span;
    if (m_part == Part::Ground) {
        painter->fillRect(QRectF(left, m_area.top(), right - left, m_area.height()), theme.color(ColorRole::Brush));
        return;
    }
    const QColor edge = theme.color(ColorRole::Accent);
    for (const qreal x : {left, right}) {
        painter->fillRect(QRectF(qRound(x) - 1, m_area.top(), 2, m_area.height()), edge);
        // The handle: a short thick piece in the middle says that the edge can be taken.
        painter->fillRect(QRectF(qRound(x) - 2, m_area.center().y() - 9, 4, 18), edge);
    }
}

} // namespace wirecase
