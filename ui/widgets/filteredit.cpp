#include "ui/widgets/filteredit.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolButton>

namespace wirecase {

namespace {

constexpr int glyphRoom = 22;

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_note(new QToolButton(this))
{
    setFontRole(this, FontRole::Fixed);
    setProperty("queryState", QStringLiteral("empty"));
    setFontRole(m_note, FontRole::Small);
    m_note->setProperty("queryNote", true);
    m_note->setCursor(Qt::ArrowCursor);
    m_note->hide();
    connect(m_note, &QToolButton::clicked, this, &FilterEdit::noteClicked);
    placeNote();
}

void FilterEdit::setMark(qsizetype offset, qsizetype length)
{
    m_markedFrom = offset;
    m_markedLength = length;
    update();
}

void FilterEdit::setNote(const QString &note, const QString &tip, bool offers)
{
    m_noteText = note;
    m_note->setVisible(!note.isEmpty());
    m_note->setEnabled(offers);
    m_note->setFocusPolicy(offers ? Qt::TabFocus : Qt::NoFocus);
    m_note->setCursor(offers ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_note->setToolTip(tip);
    m_note->setAccessibleName(note);
    placeNote();
}

void FilterEdit::placeNote()
{
    int room = 0;
    if (!m_noteText.isEmpty()) {
        // The query itself keeps half of the line.
        const QFontMetrics metrics(m_note->font());
        constexpr int padding = 8;
        const int wide = qMin(metrics.horizontalAdvance(m_noteText) + padding + 2, width() / 2);
        m_note->setText(metrics.elidedText(m_noteText, Qt::ElideMiddle, wide - padding));
        m_note->setGeometry(width() - glyphRoom - wide, 2, wide, height() - 4);
        room = wide;
    }
    setTextMargins(0, 0, glyphRoom + room, 0);
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeNote();
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
    const bool valid = state == QLatin1String("valid");
    const QColor color = theme.color(invalid ? ColorRole::High : valid ? ColorRole::Good : ColorRole::Medium);
    QPainter painter(this);
    const QPixmap glyph = iconPixmap(valid ? IconName::Check : IconName::Warning, {14, 14}, color, devicePixelRatioF());
    painter.drawPixmap(QPointF(width() - glyphRoom, (height() - 14) / 2.0), glyph);
    if (m_markedFrom >= 0)
        paintMark(painter, color);
}

void FilterEdit::paintMark(QPainter &painter, const QColor &color)
{
    constexpr int margin = 8;
    painter.setClipRect(rect().adjusted(margin - 2, 0, -textMargins().right() - 2, 0));
    const qsizetype begin = qMin(m_markedFrom, text().size());
    const int left = xOfPosition(begin);
    const int right =
        qMax(left + fontMetrics().averageCharWidth(), xOfPosition(begin + qMin(m_markedLength, text().size() - begin)));
    const qreal y = height() / 2.0 + fontMetrics().height() / 2.0;
    QPainterPath wave({qreal(left), y});
    for (int x = left; x < right; x += 4) {
        wave.lineTo(x + 2, y - 2);
        wave.lineTo(x + 4, y);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.2));
    painter.drawPath(wave);
}

} // namespace wirecase
