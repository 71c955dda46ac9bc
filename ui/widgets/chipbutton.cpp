#include "ui/widgets/chipbutton.h"

#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace wirecase {

namespace {

constexpr int sidePadding = 10;
constexpr int crossGap = 4;

} // namespace

ChipButton::ChipButton(const QString &text, Kind kind, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(text);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFocusPolicy(kind == Kind::Button ? Qt::StrongFocus : Qt::NoFocus);
    if (kind == Kind::Button)
        setCursor(Qt::PointingHandCursor);
}

void ChipButton::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void ChipButton::setStrong(bool strong)
{
    m_strong = strong;
    updateGeometry();
    update();
}

void ChipButton::setRemovable(bool removable)
{
    m_removable = removable;
    updateGeometry();
    update();
}

QFont ChipButton::chipFont() const
{
    const QFont small = smallFont(font());
    return m_strong ? strongFont(small) : small;
}

QSize ChipButton::sizeHint() const
{
    const QFontMetrics metrics(chipFont());
    const int height = chipHeight(metrics);
    const int cross = m_removable ? metrics.height() / 2 + crossGap + 2 : 0;
    return {metrics.horizontalAdvance(text()) + 2 * sidePadding + cross, height};
}

QSize ChipButton::minimumSizeHint() const
{
    const QFontMetrics metrics(chipFont());
    return {qMin(sizeHint().width(), metrics.averageCharWidth() * 8 + 2 * sidePadding), sizeHint().height()};
}

QRect ChipButton::crossBox() const
{
    const int side = QFontMetrics(chipFont()).height();
    return {width() - side - sidePadding / 2, (height() - side) / 2, side, side};
}

void ChipButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const bool on = isChecked() || isDown();
    QColor ground = theme.color(on ? ColorRole::AccentGround : groundColorOf(m_tone));
    QColor ink = theme.color(on ? ColorRole::Accent : textColorOf(m_tone));
    if (!isEnabled())
        ink = palette().color(QPalette::Disabled, QPalette::Text);
    else if (underMouse() && m_kind == Kind::Button)
        ground = mixed(ground, theme.color(ColorRole::Muted), 0.12);

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = height() / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), radius, radius);
    // A toggle that is on is outlined too: colour alone is not enough.
    if (isCheckable() && isChecked()) {
        painter.setPen(QPen(ink, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    painter.setFont(chipFont());
    painter.setPen(ink);
    QRect box = rect().adjusted(sidePadding, 0, -sidePadding, 0);
    if (m_removable) {
        const QRectF cross = QRectF(crossBox());
        const qreal arm = cross.height() * 0.18;
        painter.setPen(QPen(ink, 1.3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(cross.center() - QPointF(arm, arm), cross.center() + QPointF(arm, arm));
        painter.drawLine(cross.center() - QPointF(arm, -arm), cross.center() + QPointF(arm, -arm));
        box.setRight(crossBox().left());
    }
    painter.drawText(box, Qt::AlignVCenter | (m_removable ? Qt::AlignLeft : Qt::AlignHCenter),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, box.width() + 1));
    if (showsFocus(this))
        paintFocusFrame(painter, rect(), radius - 1, theme);
}

void ChipButton::keyPressEvent(QKeyEvent *event)
{
    if (m_removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        emit removeRequested();
        return;
    }
    if (m_kind == Kind::Button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void ChipButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_removable && event->button() == Qt::LeftButton && crossBox().contains(event->position().toPoint())) {
        setDown(false);
        emit removeRequested();
        return;
    }
    if (m_kind == Kind::Plain)
        return setDown(false);
    QAbstractButton::mouseReleaseEvent(event);
}

void ChipButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ChipButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace wirecase
