#pragma once

#include <QAbstractButton>

namespace wirecase {

/// The line of a step in the checklist: its state as a circle, its title, and what was answered.
class StepHeader : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State
    {
        Open,
        Current,
        Answered,
        Unclear,
        NotApplicable
    };

    StepHeader(int number, const QString &title, QWidget *parent = nullptr);

    void setState(State state);
    [[nodiscard]] State state() const { return m_state; }
    /// What was found and what was said to it; the former gives way where both do not fit.
    void setSummary(const QString &found, const QString &said);
    [[nodiscard]] QString summary() const;
    void setIndent(int steps) { m_indent = steps; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    static constexpr int textLeft = 40; ///< where title, question and fields stand

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintCircle(QPainter &painter) const;
    void describe();

    int m_number;
    int m_indent = 0;
    State m_state = State::Open;
    QString m_found;
    QString m_said;
};

} // namespace wirecase
