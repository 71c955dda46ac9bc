#include "ui/widgets/navigationrail.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace wirecase {

namespace {

constexpr int buttonPadding = 7;

} // namespace

int RailButton::iconSide() const
{
    return qMax(20, QFontMetrics(smallFont(font())).height() * 5 / 4);
}

RailButton::RailButton(IconName icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QFont RailButton::railFont() const
{
    QFont small = smallFont(smallFont(font()));
    return isChecked() ? strongFont(small) : small;
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics metrics(strongFont(smallFont(smallFont(font()))));
    return {qMax(48, metrics.horizontalAdvance(text()) + 8), iconSide() + metrics.height() + 2 * buttonPadding + 2};
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (isChecked() || underMouse()) {
        painter.setBrush(theme.color(isChecked() ? ColorRole::AccentGround : ColorRole::ChipGround));
        painter.drawRoundedRect(rect(), 6, 6);
    }
    const QColor ink = theme.color(isChecked() ? ColorRole::Accent : ColorRole::Muted);
    painter.drawPixmap(QPointF((width() - iconSide()) / 2.0, buttonPadding),
                       iconPixmap(m_icon, {iconSide(), iconSide()}, ink, devicePixelRatioF()));
    painter.setFont(railFont());
    painter.setPen(ink);
    painter.drawText(rect().adjusted(0, buttonPadding + iconSide(), 0, -buttonPadding + 2), Qt::AlignCenter, text());
    if (showsFocus(this))
        paintFocusFrame(painter, rect(), 6, theme);
}

void RailButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Views"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_layout->setContentsMargins(4, gridStep, 5, gridStep);
    m_layout->setSpacing(2);
    m_layout->addStretch();
}

RailButton *NavigationRail::addView(int id, IconName icon, const QString &text, const QKeySequence &shortcut)
{
    auto *button = new RailButton(icon, text, this);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
    m_layout->insertWidget(static_cast<int>(m_buttons.size()), button);
    m_buttons.emplace_back(id, button);
    connect(button, &RailButton::clicked, this, [this, id] {
        setCurrent(id);
        emit viewChosen(id);
    });
    return button;
}

void NavigationRail::setCurrent(int id)
{
    m_current = id;
    for (const auto &[view, button] : m_buttons)
        button->setChecked(view == id);
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Pane));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.color(ColorRole::Line));
}

void NavigationRail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int count = static_cast<int>(m_buttons.size());
    for (int i = 0; step != 0 && i < count; ++i) {
        const int to = i + step;
        if (m_buttons[static_cast<std::size_t>(i)].second->hasFocus() && to >= 0 && to < count) {
            m_buttons[static_cast<std::size_t>(to)].second->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

} // namespace wirecase
