#pragma once

#include "models/base/timerange.h"
#include "ui/widgets/customplot.h"

#include <optional>

namespace wirecase {

/// The chosen window of time over all lanes: its ground on one layer beneath the bars, its edges on one above.
class BrushLayer : public QCPLayerable
{
    Q_OBJECT

public:
    enum class Part
    {
        Ground,
        Edges
    };

    BrushLayer(QCustomPlot *plot, const QString &layer, Part part);

    /// In pixels; nothing when there is no brush.
    void setSpan(const std::optional<std::pair<qreal, qreal>> &span) { m_span = span; }
    void setArea(const QRect &area) { m_area = area; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;
    [[nodiscard]] QRect clipRect() const override { return m_area; }

private:
    Part m_part;
    std::optional<std::pair<qreal, qreal>> m_span;
    QRect m_area;
};

} // namespace wirecase
