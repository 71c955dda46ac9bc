#include "ui/panes/noteedit.h"

#include <QKeyEvent>
#include <QTextBlock>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int mostLines = 8;

bool isUndo(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo);
}

} // namespace

NoteEdit::NoteEdit(const QString &placeholder, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setTabChangesFocus(true);
    document()->setDocumentMargin(3);
    setUndoRedoEnabled(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        grow();
        if (!m_quiet)
            emit edited(toPlainText());
    });
}

void NoteEdit::showText(const QString &text)
{
    if (text == toPlainText())
        return;
    const int position = textCursor().position();
    m_quiet = true;
    setPlainText(text);
    m_quiet = false;
    QTextCursor cursor = textCursor();
    cursor.setPosition(hasFocus() ? static_cast<int>(std::min<qsizetype>(position, text.size())) : 0);
    setTextCursor(cursor);
}

QSize NoteEdit::sizeHint() const
{
    const int margins = 2 * static_cast<int>(document()->documentMargin()) + 8; // border and padding
    return {120, m_lines * fontMetrics().lineSpacing() + margins};
}

void NoteEdit::grow()
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < mostLines; block = block.next()) {
        blockBoundingRect(block); // lays the block out
        lines += std::max(1, block.layout()->lineCount());
    }
    lines = std::clamp(lines, 1, mostLines);
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
}

bool NoteEdit::event(QEvent *event)
{
    // Unaccepted, the keys reach the window's undo.
    if (event->type() == QEvent::ShortcutOverride && isUndo(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return false;
    }
    return QPlainTextEdit::event(event);
}

void NoteEdit::keyPressEvent(QKeyEvent *event)
{
    if (isUndo(*event))
        return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

void NoteEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

void NoteEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace wirecase
