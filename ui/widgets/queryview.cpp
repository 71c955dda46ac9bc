#include "ui/widgets/queryview.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/theme.h"
#include "ui/widgets/queryparts.h"

#include <QHelpEvent>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int mostLines = 14;
constexpr int fewestLines = 2;

ColorRole colourOf(QueryPart::Kind kind)
{
    switch (kind) {
    case QueryPart::Kind::Field:
        return ColorRole::Accent;
    case QueryPart::Kind::Operator:
        return ColorRole::Muted;
    case QueryPart::Kind::Quoted:
        return ColorRole::Good;
    case QueryPart::Kind::Wildcard:
        return ColorRole::Medium;
    case QueryPart::Kind::Keyword:
    case QueryPart::Kind::Value:
        break;
    }
    return ColorRole::Text;
}

} // namespace

/// Colours line by line, from parts that were found in the whole text: quotes may go over lines.
class QueryView::Colours : public QSyntaxHighlighter
{
public:
    explicit Colours(QueryView &view)
        : QSyntaxHighlighter(view.document())
        , m_view(view)
    {
    }

    void setParts(std::vector<QueryPart> parts) { m_parts = std::move(parts); }

protected:
    void highlightBlock(const QString &line) override
    {
        const Theme &theme = Theme::of(&m_view);
        const qsizetype begin = currentBlock().position();
        const qsizetype end = begin + line.size();
        for (const QueryPart &part : m_parts) {
            const qsizetype from = std::max(part.begin, begin);
            const qsizetype to = std::min(part.begin + part.length, end);
            if (from >= to)
                continue;
            QTextCharFormat format;
            format.setForeground(theme.color(colourOf(part.kind)));
            if (part.kind == QueryPart::Kind::Keyword)
                format.setFontWeight(QFont::DemiBold);
            setFormat(static_cast<int>(from - begin), static_cast<int>(to - from), format);
        }
    }

private:
    const QueryView &m_view;
    std::vector<QueryPart> m_parts;
};

QueryView::QueryView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_colours(new Colours(*this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(4);
    setAccessibleName(tr("Query"));
    setFontRole(this, FontRole::Fixed);
}

void QueryView::setQuery(const QString &text, bool coloured)
{
    m_marks.clear();
    m_colours->setParts(coloured ? queryParts(text) : std::vector<QueryPart>());
    setPlainText(text);
    underline();
    grow();
}

void QueryView::setMarks(std::vector<QueryMark> marks)
{
    m_marks = std::move(marks);
    underline();
}

QString QueryView::messageAt(qsizetype offset) const
{
    QStringList messages;
    for (const QueryMark &mark : m_marks) {
        if (offset >= mark.offset && offset < mark.offset + std::max<qsizetype>(1, mark.length))
            messages << mark.message;
    }
    return messages.join(u'\n');
}

void QueryView::revealMark(std::size_t mark)
{
    if (mark >= m_marks.size())
        return;
    QTextCursor cursor(document());
    const int last = document()->characterCount() - 1;
    cursor.setPosition(std::clamp(static_cast<int>(m_marks[mark].offset), 0, last));
    const auto end = static_cast<int>(m_marks[mark].offset + m_marks[mark].length);
    cursor.setPosition(std::clamp(end, 0, last), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void QueryView::underline()
{
    QList<QTextEdit::ExtraSelection> selections;
    const int last = document()->characterCount() - 1;
    for (const QueryMark &mark : m_marks) {
        // A mark of nothing, behind the end for example, stands under the character before it.
        const auto end = std::clamp(static_cast<int>(mark.offset + std::max<qsizetype>(1, mark.length)), 0, last);
        const auto begin = std::clamp(static_cast<int>(mark.offset), 0, std::max(0, end - 1));
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(begin);
        selection.cursor.setPosition(end, QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(Theme::of(this).color(ColorRole::High));
        selections << selection;
    }
    setExtraSelections(selections);
}

QSize QueryView::sizeHint() const
{
    const int margins = 2 * static_cast<int>(document()->documentMargin()) + 8; // border and padding
    return {120, m_lines * fontMetrics().lineSpacing() + margins};
}

void QueryView::grow()
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < mostLines; block = block.next()) {
        blockBoundingRect(block); // lays the block out
        lines += std::max(1, block.layout()->lineCount());
    }
    lines = std::clamp(lines, fewestLines, mostLines);
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
}

bool QueryView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString message = messageAt(cursorForPosition(viewport()->mapFrom(this, help->pos())).position());
    if (message.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), message, this);
    return true;
}

void QueryView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_colours->rehighlight();
        underline();
    } else if (event->type() == QEvent::FontChange) {
        grow();
        updateGeometry();
    }
}

void QueryView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

} // namespace wirecase
