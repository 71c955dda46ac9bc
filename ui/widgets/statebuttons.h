#pragma once

#include "ui/theme/painting.h"

#include <QWidget>

#include <optional>

class QAbstractButton;
class QButtonGroup;

namespace wirecase {

class FlowLayout;

/// Answers of which at most one is chosen; choosing the chosen one again takes it back. Arrow keys move, Space chooses,
/// a digit chooses by position.
class StateButtons : public QWidget
{
    Q_OBJECT

public:
    explicit StateButtons(QWidget *parent = nullptr);

    void addState(int id, const QString &text, const QString &tooltip = {});
    /// Shows the choice without emitting.
    void setCurrent(std::optional<int> id);
    [[nodiscard]] std::optional<int> current() const { return m_current; }
    [[nodiscard]] QAbstractButton *button(int id) const;

signals:
    void stateChosen(std::optional<int> id); ///< by the user

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(int id);
    void moveFocus(int step);

    FlowLayout *m_layout;
    QButtonGroup *m_group;
    std::optional<int> m_current;
};

} // namespace wirecase
