#include "ui/widgets/messagebar.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirecase {

namespace {

/// Makes `button` stand for `action`, or hides it when there is none.
void bindButton(QPushButton *button, QAction *from, QAction *to)
{
    if (from)
        QObject::disconnect(button, nullptr, from, nullptr);
    button->setVisible(to != nullptr);
    if (!to)
        return;
    button->setText(to->text());
    button->setToolTip(to->toolTip());
    QObject::connect(button, &QPushButton::clicked, to, &QAction::trigger);
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(icon(IconName::Close));
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(tr("Hide this message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20 + iconSide(), 4, 8, 4);
    layout->setSpacing(gridStep);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    hide();
}

int MessageBar::iconSide() const
{
    return qMax(16, fontMetrics().height() + 1);
}

void MessageBar::showMessage(const QString &text, Tone tone, QAction *action)
{
    m_text->setText(text);
    m_tone = tone;
    bindButton(m_button, m_action, action);
    m_action = action;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::dismiss()
{
    hide();
    emit dismissed();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(groundColorOf(m_tone)));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(ColorRole::Line));
    const auto name = m_tone == Tone::Good ? IconName::Check : IconName::Warning;
    const int side = iconSide();
    painter.drawPixmap(QPointF(12, (height() - side) / 2.0),
                       iconPixmap(name, {side, side}, theme.color(textColorOf(m_tone)), devicePixelRatioF()));
}

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_button->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
}

void EmptyState::setContent(const QString &sentence, QAction *action)
{
    m_sentence->setText(sentence);
    bindButton(m_button, m_action, action);
    m_action = action;
}

} // namespace wirecase
