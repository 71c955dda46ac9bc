#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace wirecase {

/// One line of an OverviewStrip. Each sign has a shape and a place of its own.
struct OverviewLine
{
    std::optional<ColorRole> ground; ///< what most of it is
    bool isLinked = false;           ///< a bar at the left
    bool isMarked = false;           ///< a square at the right
    bool isRemarked = false;         ///< a triangle at the right
    bool isFound = false;            ///< a stroke from side to side
    bool isSeam = false;             ///< a dashed line
    bool isGap = false;              ///< the same, hatched below

    bool operator==(const OverviewLine &) const = default;
};

/// A picture of a whole list beside its scroll bar: the lines share the height. Knows nothing of the list; a press or a
/// drag tells the place meant.
class OverviewStrip : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewStrip(QWidget *parent = nullptr);

    void setLines(std::vector<OverviewLine> lines);
    [[nodiscard]] const std::vector<OverviewLine> &lines() const { return m_lines; }
    /// The part of the list that is seen now, as parts of 1.
    void setSeen(double begin, double end);
    /// Room that is left free at the top, beside what is above its scroll bar.
    void setTopMargin(int margin);
    /// How many lines can be told apart.
    [[nodiscard]] int lineRoom() const;
    /// The line nearest to that place that has a sign, within reach of the mouse; -1 when there is none.
    [[nodiscard]] int signedLineNear(double place) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {sizeHint().width(), 0}; }

signals:
    void chosen(double place, bool pressed); ///< of the list, from 0 to 1; not pressed while it is dragged
    void roomChanged();                      ///< of lineRoom()

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] double placeOf(double y) const;
    void paintGround(QPainter &painter, const Theme &theme) const;
    void paintSigns(QPainter &painter, const Theme &theme) const;
    [[nodiscard]] double topOf(std::size_t line) const;

    std::vector<OverviewLine> m_lines;
    double m_seenBegin = 0;
    double m_seenEnd = 0;
    int m_topMargin = 0;
};

} // namespace wirecase
