#pragma once

#include "models/base/timeformat.h"
#include "ui/widgets/timelane.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace wirecase {

class TimeCanvas;

/// Lanes over one time axis, with a brush that names a window of time. The plot shows the whole case; the brush narrows
/// nothing here. Work is bounded by pixels, not by what the lanes hold.
/// Drag sets the brush, its edges can be dragged, double click or Esc clears it. Wheel zooms, Shift+wheel and middle
/// drag pan. Keys: + - zoom, arrows pan, Shift+arrows move the brush, Ctrl+Shift+arrows its end, Home fits.
class TimePlot : public QWidget
{
    Q_OBJECT

public:
    explicit TimePlot(QWidget *parent = nullptr);
    ~TimePlot() override;

    void setTimeFormat(const TimeFormat &format);
    /// All lanes, top down. `whole` is what Fit shows; empty: what the lanes cover.
    void setLanes(std::vector<TimeLane> lanes, const TimeRange &whole = {});
    [[nodiscard]] std::vector<const TimeLane *> lanes() const; ///< until the next setLanes()

    /// Shows the window without emitting.
    void setBrush(const std::optional<TimeRange> &window);
    [[nodiscard]] std::optional<TimeRange> brush() const;

    [[nodiscard]] TimeRange wholeRange() const;
    [[nodiscard]] TimeRange visibleRange() const;
    void setVisibleRange(const TimeRange &range);
    /// Marks the thing with this key, for example the alert in focus.
    void setCurrentKey(const QString &key);
    /// Bars by the square root of their value instead of the value.
    void setRootScale(bool root);

    [[nodiscard]] int xOf(qint64 timeNs) const; ///< in pixels of this widget
    [[nodiscard]] qint64 timeAt(int x) const;
    [[nodiscard]] QString tooltipAt(const QPoint &position) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public slots:
    void fit();
    void clearBrush();
    void zoomIn();
    void zoomOut();

signals:
    void brushChanged(std::optional<wirecase::TimeRange> window); ///< by the user
    void visibleRangeChanged(wirecase::TimeRange range);
    void markActivated(const QString &laneId, const QString &key);
    void intervalActivated(const QString &laneId, const QString &key);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void zoomAroundBrush(double factor);
    void moveBrush(int step, bool endOnly);

    TimeCanvas *m_canvas;
};

} // namespace wirecase
