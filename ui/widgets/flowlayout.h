#pragma once

#include <QLayout>

#include <vector>

namespace wirecase {

/// Items side by side, wrapped where the width ends. Items with Qt::AlignRight go to the right end of their line. An
/// item is never made narrower than it asks for unless a whole line is too narrow for it.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void setGaps(int horizontal, int vertical);
    void addWidget(QWidget *widget, Qt::Alignment alignment = {});
    void insertWidget(int at, QWidget *widget, Qt::Alignment alignment = {});

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Line
    {
        std::vector<QLayoutItem *> left;
        std::vector<QLayoutItem *> right;
        int height = 0;
    };

    [[nodiscard]] std::vector<Line> lines(int width) const;
    void placeLine(const Line &line, const QRect &box) const;

    std::vector<QLayoutItem *> m_items;
    int m_gapX = 8;
    int m_gapY = 4;
};

} // namespace wirecase
