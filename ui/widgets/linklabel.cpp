#include "ui/widgets/linklabel.h"

#include <QKeyEvent>
#include <QPainter>

namespace wirecase {

LinkLabel::LinkLabel(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_whyNot.isEmpty())
            emit linkActivated();
    });
}

void LinkLabel::setWhyNot(const QString &reason)
{
    m_whyNot = reason;
    setToolTip(reason);
    setAccessibleDescription(reason);
    setCursor(reason.isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void LinkLabel::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize LinkLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 5, fontMetrics().height() + 4};
}

QSize LinkLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 8), sizeHint().height()};
}

void LinkLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const bool possible = m_whyNot.isEmpty() && isEnabled();
    QPainter painter(this);
    QFont ink = font();
    ink.setUnderline(possible && underMouse());
    painter.setFont(ink);
    painter.setPen(theme.color(possible ? textColorOf(m_tone) : ColorRole::Muted));
    const QRect box = rect().adjusted(2, 0, -2, 0);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, box.width() + 1));
    if (showsFocus(this))
        paintFocusFrame(painter, rect(), 3, theme);
}

void LinkLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void LinkLabel::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void LinkLabel::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace wirecase
