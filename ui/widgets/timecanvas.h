#pragma once

#include "models/base/timeformat.h"
#include "ui/widgets/laneplottable.h"

#include <optional>

namespace wirecase {

class BrushLayer;

/// The drawing of a TimePlot: lanes as axis rects over one range, and what the mouse does to range and brush.
class TimeCanvas : public QCustomPlot
{
    Q_OBJECT

public:
    explicit TimeCanvas(QWidget *parent = nullptr);

    void setTimeFormat(const TimeFormat &format);
    [[nodiscard]] const TimeFormat &timeFormat() const { return m_format; }
    void setLanes(std::vector<TimeLane> lanes, const TimeRange &whole);
    [[nodiscard]] const std::vector<LanePlottable *> &lanePlottables() const { return m_lanes; }
    void setCurrentKey(const QString &key);
    void setRootScale(bool root);

    [[nodiscard]] TimeRange whole() const { return m_whole; }
    [[nodiscard]] TimeRange visible() const { return m_visible; }
    void setVisible(const TimeRange &range); ///< kept within sensible bounds
    using QWidget::setVisible;

    [[nodiscard]] std::optional<TimeRange> brush() const { return m_brush; }
    void setBrush(const std::optional<TimeRange> &window);
    void chooseBrush(const std::optional<TimeRange> &window); ///< emits when it changes

    [[nodiscard]] qreal xOf(qint64 timeNs) const;
    [[nodiscard]] qint64 timeAt(qreal x) const;
    [[nodiscard]] QRect lanesArea() const;
    [[nodiscard]] QString tooltipAt(const QPoint &position) const;
    [[nodiscard]] int wantedHeight() const;

    void zoom(double factor, qint64 aroundNs);
    void pan(qint64 byNs);
    bool cancelDrag(); ///< false when nothing is dragged
    void restyle();

signals:
    void brushChosen(std::optional<wirecase::TimeRange> window);
    void visibleChanged(wirecase::TimeRange range);
    void markClicked(const QString &laneId, const QString &key);
    void intervalClicked(const QString &laneId, const QString &key);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    enum class Drag
    {
        None,
        Pressed,
        Edge,
        Pan
    };

    void rebuild();
    void addAxisRow();
    QCPAxisRect *addRow(int row);
    void updateRanges();
    void updateBrush();
    void layOut();
    [[nodiscard]] int titleWidth() const;
    [[nodiscard]] const LanePlottable *laneAt(const QPoint &position) const;
    /// 0 for the begin, 1 for the end, -1 when the brush has no edge near `x`.
    [[nodiscard]] int edgeAt(qreal x) const;
    void click(const QPoint &position);
    /// How far to pan so that what lies beyond a side comes into view with room around it.
    [[nodiscard]] qint64 panTo(qint64 timeNs, int side) const;
    void dragTo(const QPoint &position);

    TimeFormat m_format;
    std::vector<TimeLane> m_input; ///< until the next rebuild
    std::vector<LanePlottable *> m_lanes;
    QCPAxisRect *m_axisRow = nullptr;
    BrushLayer *m_ground;
    BrushLayer *m_edges;
    TimeRange m_whole;
    TimeRange m_visible;
    std::optional<TimeRange> m_brush;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    qint64 m_fixedNs = 0; ///< the end of the brush that is not dragged; when panning, the time under the mouse
    std::optional<TimeRange> m_before;
    bool m_rootScale = false;
};

} // namespace wirecase
