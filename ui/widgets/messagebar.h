#pragma once

#include "ui/theme/painting.h"

#include <QAction>
#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace wirecase {

/// One sentence across a pane, with at most one thing to do about it. Hidden when it has nothing to say.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &text, Tone tone, QAction *action);
    [[nodiscard]] QString text() const;

public slots:
    void dismiss();

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int iconSide() const;

    QLabel *m_text;
    QPushButton *m_button;
    QToolButton *m_close;
    QPointer<QAction> m_action;
    Tone m_tone = Tone::Warning;
};

/// One sentence that says what would be here and one button that brings it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setContent(const QString &sentence, QAction *action);

private:
    QLabel *m_sentence;
    QPushButton *m_button;
    QPointer<QAction> m_action;
};

} // namespace wirecase
