#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/customplot.h"
#include "ui/widgets/timebins.h"

namespace wirecase {

/// One lane of the timeline within its axis rect. The key axis counts seconds from `origin`.
class LanePlottable : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    LanePlottable(QCPAxis *keyAxis, QCPAxis *valueAxis, TimeLane lane, qint64 originNs);

    [[nodiscard]] const TimeLane &lane() const { return m_lane; }
    [[nodiscard]] TimeRange extent() const;
    void setCurrentKey(const QString &key) { m_currentKey = key; }
    /// Bars as high as the square root of their value: small ones can be told apart beside a peak.
    void setRootScale(bool root) { m_rootScale = root; }

    [[nodiscard]] QRect box() const; ///< of the data, in pixels
    [[nodiscard]] qreal xOf(qint64 timeNs) const;
    [[nodiscard]] qint64 timeAt(qreal x) const;
    [[nodiscard]] TimeRange visible() const;
    [[nodiscard]] qint64 stepNs() const; ///< width of a bucket now
    /// Marks whose shape lies under `x`, at most `limit`.
    [[nodiscard]] std::vector<const TimeMark *> marksAt(qreal x, std::size_t limit) const;
    [[nodiscard]] const TimeInterval *intervalAt(const QPointF &at) const;
    [[nodiscard]] TimeBucket bucketAt(qreal x) const;
    [[nodiscard]] std::size_t markCountAt(qreal x) const;
    /// Marks that lie before (-1) or after (1) what is shown, and which of these hints lies under `x`; 0 when none
    /// does.
    [[nodiscard]] std::size_t marksBeyond(int side) const;
    [[nodiscard]] int hintAt(qreal x) const;
    [[nodiscard]] QString hintText(int side) const; ///< "‹ 7", "2 ›"; empty when there are none
    /// The nearest mark beyond that side, which has one.
    [[nodiscard]] const TimeMark &nearestBeyond(int side) const;
    /// What the lane says of its scale now; empty when it has none or shows nothing.
    [[nodiscard]] QString scaleText() const;
    /// Height in pixels of a bar of `value` where `highest` fills `room`. What is there can be seen: 2 at least.
    [[nodiscard]] int barHeight(double value, double highest, int room) const;

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain, const QCPRange &inKeyRange) const override;

    static constexpr int laneHeight(TimeLane::Kind kind)
    {
        return kind == TimeLane::Kind::Stacked ? 50 : kind == TimeLane::Kind::Intervals ? 50 : 34;
    }

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *, const QRectF &) const override {}
    [[nodiscard]] QRect clipRect() const override;

private:
    void drawTitle(QCPPainter &painter, const Theme &theme) const;
    void drawMarks(QCPPainter &painter, const Theme &theme) const;
    void drawHints(QCPPainter &painter, const Theme &theme) const;
    [[nodiscard]] QRect hintBox(int side) const;
    void drawBars(QCPPainter &painter, const Theme &theme) const;
    void drawIntervals(QCPPainter &painter, const Theme &theme) const;
    static void drawInterval(QCPPainter &painter, const Theme &theme, TimeInterval::Kind kind, const QRectF &shape,
                             bool current);
    void drawCaptions(QCPPainter &painter, const Theme &theme, qreal height) const;
    [[nodiscard]] qreal intervalHeight() const;
    [[nodiscard]] QRectF intervalBox(const TimeInterval &interval, qreal height) const; ///< of that height
    [[nodiscard]] qreal markSide() const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> markSpan(qreal x) const;

    TimeLane m_lane;
    LaneSums m_sums;
    qint64 m_originNs;
    QString m_currentKey;
    int m_rows = 1; ///< of intervals
    bool m_rootScale = false;
};

} // namespace wirecase
