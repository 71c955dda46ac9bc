#include "ui/widgets/filteredit.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace wirecase {

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setFontRole(this, FontRole::Fixed);
    setProperty("queryState", QStringLiteral("empty"));
    setTextMargins(0, 0, 22, 0);
}

void FilterEdit::setMarkedFrom(qsizetype offset)
{
    m_markedFrom = offset;
    update();
}

void FilterEdit::setQueryState(const QString &state)
{
    if (property("queryState").toString() == state)
        return;
    setProperty("queryState", state);
    style()->unpolish(this);
    style()->polish(this);
    update();
}

QSize FilterEdit::minimumSizeHint() const
{
    const QSize own = QLineEdit::minimumSizeHint();
    return {qMax(own.width(), fontMetrics().averageCharWidth() * 14 + 44), own.height()};
}

int FilterEdit::xOfPosition(qsizetype position) const
{
    // The cursor's place is the only one that Qt tells; the rest is measured from it in the fixed font.
    const int cursor = cursorRect().center().x();
    const QString shown = text();
    const QFontMetrics metrics = fontMetrics();
    return cursor - metrics.horizontalAdvance(shown.left(cursorPosition()))
           + metrics.horizontalAdvance(shown.left(position));
}

bool FilterEdit::event(QEvent *event)
{
    // Ctrl+E and Ctrl+K move and delete in a line edit of this platform; here they are the window's commands.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isCommand = key->key() == Qt::Key_E || key->key() == Qt::Key_K;
        if (isCommand && key->modifiers() == Qt::ControlModifier) {
            event->ignore();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const QString state = property("queryState").toString();
    if (state == QLatin1String("empty"))
        return;
    const Theme &theme = Theme::of(this);
    const bool invalid = state == QLatin1String("invalid");
    QPainter painter(this);
    const QPixmap glyph = iconPixmap(invalid ? IconName::Warning : IconName::Check, {14, 14},
                                     theme.color(invalid ? ColorRole::High : ColorRole::Good), devicePixelRatioF());
    painter.drawPixmap(QPointF(width() - 22, (height() - 14) / 2.0), glyph);
    if (m_markedFrom < 0)
        return;
    const int margin = 8;
    painter.setClipRect(rect().adjusted(margin - 2, 0, -24, 0));
    const int left = xOfPosition(qMin(m_markedFrom, text().size()));
    const int right = qMax(left + fontMetrics().averageCharWidth(), xOfPosition(text().size()));
    const qreal y = height() / 2.0 + fontMetrics().height() / 2.0;
    QPainterPath wave({qreal(left), y});
    for (int x = left; x < right; x += 4) {
        wave.lineTo(x + 2, y - 2);
        wave.lineTo(x + 4, y);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::High), 1.2));
    painter.drawPath(wave);
}

} // namespace wirecase
