#include "ui/widgets/statebuttons.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/flowlayout.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>

namespace wirecase {

namespace {

/// One answer: filled with accent and ticked while it is the chosen one.
class AnswerButton : public QAbstractButton
{
public:
    AnswerButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(strongFont(smallFont(font())));
        return {metrics.horizontalAdvance(text()) + 18, qMax(22, metrics.height() + 7)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.color(isChecked() ? ColorRole::Accent : ColorRole::Line));
        painter.setBrush(theme.color(isChecked()    ? ColorRole::Accent
                                     : underMouse() ? ColorRole::AccentGround
                                                    : ColorRole::Pane));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        const QFont small = smallFont(font());
        painter.setFont(isChecked() ? strongFont(small) : small);
        painter.setPen(isEnabled() ? theme.color(isChecked() ? ColorRole::OnAccent : ColorRole::Text)
                                   : palette().color(QPalette::Disabled, QPalette::Text));
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (showsFocus(this)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.color(isChecked() ? ColorRole::Text : ColorRole::Accent), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
        }
    }

    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }
};

} // namespace

StateButtons::StateButtons(QWidget *parent)
    : QWidget(parent)
    , m_layout(new FlowLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_layout->setGaps(1, 2);
    m_group->setExclusive(false); // exclusive groups cannot be without a choice
    connect(m_group, &QButtonGroup::idClicked, this, &StateButtons::choose);
}

void StateButtons::addState(int id, const QString &text, const QString &tooltip)
{
    auto *button = new AnswerButton(text, this);
    const int number = static_cast<int>(m_group->buttons().size()) + 1;
    //: %1 says what a button means, %2 is the key that presses it
    button->setToolTip(tr("%1 (%2)").arg(tooltip.isEmpty() ? text : tooltip).arg(number));
    button->installEventFilter(this);
    m_group->addButton(button, id);
    m_layout->addWidget(button);
}

void StateButtons::setCurrent(std::optional<int> id)
{
    m_current = id;
    for (QAbstractButton *button : m_group->buttons())
        button->setChecked(m_group->id(button) == id);
}

QAbstractButton *StateButtons::button(int id) const
{
    return m_group->button(id);
}

void StateButtons::choose(int id)
{
    setCurrent(m_current == id ? std::nullopt : std::optional(id));
    emit stateChosen(m_current);
}

bool StateButtons::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            moveFocus((key == Qt::Key_Right) != mirrored ? 1 : -1);
            return true;
        }
        const QList<QAbstractButton *> buttons = m_group->buttons();
        const bool plain = !(static_cast<QKeyEvent *>(event)->modifiers() & ~Qt::KeypadModifier);
        if (const int number = key - Qt::Key_1; plain && number >= 0 && number < buttons.size()) {
            buttons[number]->setFocus(Qt::TabFocusReason);
            buttons[number]->click();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            static_cast<QAbstractButton *>(watched)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StateButtons::moveFocus(int step)
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (qsizetype i = 0; i < buttons.size(); ++i) {
        if (!buttons[i]->hasFocus())
            continue;
        const qsizetype to = i + step;
        if (to >= 0 && to < buttons.size())
            buttons[to]->setFocus(Qt::TabFocusReason);
        return;
    }
}

} // namespace wirecase
