#include "ui/panes/stepheader.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QKeyEvent>
#include <QPainter>

namespace wirecase {

namespace {

constexpr int circle = 18;
constexpr int left = 12;
constexpr int top = 8;

} // namespace

StepHeader::StepHeader(int number, const QString &title, QWidget *parent)
    : QAbstractButton(parent)
    , m_number(number)
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void StepHeader::setState(State state)
{
    m_state = state;
    describe();
    update();
}

void StepHeader::setSummary(const QString &found, const QString &said)
{
    if (found == m_found && said == m_said)
        return;
    m_found = found;
    m_said = said;
    setToolTip(summary());
    describe();
    updateGeometry();
    update();
}

QString StepHeader::summary() const
{
    return m_found.isEmpty() || m_said.isEmpty() ? m_found + m_said : QStringLiteral("%1 · %2").arg(m_found, m_said);
}

void StepHeader::describe()
{
    const QString state = m_state == State::Answered        ? tr("answered")
                          : m_state == State::Unclear       ? tr("unclear")
                          : m_state == State::NotApplicable ? tr("not applicable")
                                                            : tr("open");
    setAccessibleName(tr("Step %1: %2, %3").arg(m_number).arg(text(), state));
    setAccessibleDescription(summary());
}

QSize StepHeader::sizeHint() const
{
    const int line = fontMetrics().lineSpacing();
    return {200, qMax(circle, m_said.isEmpty() ? line : 2 * line + 1) + 2 * top};
}

QSize StepHeader::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void StepHeader::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_indent * 2 * gridStep, 0);
    paintCircle(painter);
    const int line = fontMetrics().lineSpacing();
    const int wide = width() - textLeft - 10 - m_indent * 2 * gridStep;
    const int first = m_said.isEmpty() ? (height() - line) / 2 : top;
    painter.setFont(strongFont(font()));
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRect(textLeft, first, wide, line), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, wide));
    if (!m_said.isEmpty()) {
        painter.setFont(font());
        painter.setPen(theme.color(ColorRole::Muted));
        const QString said = m_found.isEmpty() ? m_said : QStringLiteral(" · ") + m_said;
        const int forFound = qMax(0, wide - fontMetrics().horizontalAdvance(said));
        const QString shown = fontMetrics().elidedText(m_found, Qt::ElideRight, forFound) + said;
        painter.drawText(QRect(textLeft, first + line + 1, wide, line), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(shown, Qt::ElideRight, wide));
    }
    if (hasFocus()) {
        painter.resetTransform();
        paintFocusFrame(painter, QRectF(rect()).adjusted(1, 1, -1, -2), 4, theme);
    }
}

void StepHeader::paintCircle(QPainter &painter) const
{
    const Theme &theme = Theme::of(this);
    const QRectF box(left + 0.5, (m_said.isEmpty() ? (height() - circle) / 2 : top) + 0.5, circle - 1, circle - 1);
    const bool filled = m_state == State::Answered || m_state == State::Unclear;
    const ColorRole color = m_state == State::Answered  ? ColorRole::Good
                            : m_state == State::Unclear ? ColorRole::Medium
                            : m_state == State::Current ? ColorRole::Accent
                                                        : ColorRole::Muted;
    painter.setPen(QPen(theme.color(color), m_state == State::Current ? 1.6 : 1.0));
    painter.setBrush(filled ? QBrush(theme.color(color)) : QBrush(Qt::NoBrush));
    painter.drawEllipse(box);
    if (m_state == State::Answered) {
        const QSize size(12, 12);
        painter.drawPixmap(QPointF(box.center().x() - 6, box.center().y() - 6),
                           iconPixmap(IconName::Check, size, theme.color(ColorRole::Pane), devicePixelRatioF()));
        return;
    }
    painter.setPen(theme.color(filled ? ColorRole::Pane : color));
    const QFont small = smallFont(font());
    painter.setFont(m_state == State::Open ? small : strongFont(small));
    const QString sign = m_state == State::Unclear         ? QStringLiteral("?")
                         : m_state == State::NotApplicable ? QStringLiteral("–")
                                                           : QString::number(m_number);
    painter.drawText(box, Qt::AlignCenter, sign);
}

void StepHeader::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace wirecase
