#pragma once

#include "ui/theme/icons.h"

#include <QAbstractButton>

#include <vector>

class QVBoxLayout;

namespace wirecase {

/// An icon over a word.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(IconName icon, const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont railFont() const;
    [[nodiscard]] int iconSide() const;

    IconName m_icon;
};

/// Switches views. Up and Down move between them.
class NavigationRail : public QWidget
{
    Q_OBJECT

public:
    explicit NavigationRail(QWidget *parent = nullptr);

    /// `id` is the caller's; the shortcut is only named in the tooltip.
    RailButton *addView(int id, IconName icon, const QString &text, const QKeySequence &shortcut = {});
    void setCurrent(int id); ///< emits nothing
    [[nodiscard]] int current() const { return m_current; }

signals:
    void viewChosen(int id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_layout;
    std::vector<std::pair<int, RailButton *>> m_buttons;
    int m_current = -1;
};

} // namespace wirecase
