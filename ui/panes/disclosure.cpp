#include "ui/panes/disclosure.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirecase {

Disclosure::Disclosure(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
    , m_layout(new QVBoxLayout(this))
{
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setArrowType(Qt::RightArrow);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize({10, 10});
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setStyleSheet(QStringLiteral("QToolButton:checked { background: transparent; }"));
    setFontRole(m_button, FontRole::Strong);
    m_layout->setContentsMargins(6, 3, 6, 4);
    m_layout->setSpacing(4);
    m_layout->addWidget(m_button, 0, Qt::AlignLeft);
    setTitle(title);
    connect(m_button, &QToolButton::toggled, this, [this](bool on) {
        m_button->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        if (m_body)
            m_body->setVisible(on);
        emit expandedChanged(on);
    });
}

void Disclosure::setTitle(const QString &title)
{
    m_button->setText(title);
}

QString Disclosure::title() const
{
    return m_button->text();
}

void Disclosure::setBody(QWidget *body)
{
    m_body = body;
    m_layout->addWidget(body, 1);
    body->setVisible(isExpanded());
}

void Disclosure::setExpanded(bool expanded)
{
    m_button->setChecked(expanded);
}

bool Disclosure::isExpanded() const
{
    return m_button->isChecked();
}

void Disclosure::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::of(this).color(ColorRole::Line));
}

} // namespace wirecase
