#include "models/report/pdfdocument.h"

#include "models/report/drawingpainter.h"
#include "models/report/reportdocument.h"
#include "models/report/reportfont.h"
#include "models/report/reporttext.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QScreen>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>

namespace wirecase {

namespace {

class Filler
{
public:
    Filler(QTextDocument &text, qreal width)
        : m_cursor(&text)
        , m_width(width)
    {
        text.setDefaultFont(reportFont(9));
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        text.setDefaultTextOption(option);
    }

    void add(const HeadingBlock &heading);
    void add(const ParagraphBlock &paragraph)
    {
        beginBlock(3, 3);
        insertRuns(paragraph.runs);
    }
    void add(const WarningBlock &warning)
    {
        beginBlock(3, 3);
        insertRuns({{warning.text, Run::Style::Bad}});
    }
    void add(const TableBlock &table);
    void add(const ListBlock &list);
    void add(const PictureBlock &picture)
    {
        beginBlock(4, 4);
        m_cursor.insertText(QString(QChar::ObjectReplacementCharacter),
                            DrawingObject::format(picture.drawing, m_width));
    }
    void add(const CodeBlock &code)
    {
        beginBlock(3, 6);
        insertText(code.text, reportFixedFont(6.5), Ink::Text);
    }

private:
    // Qt takes lengths in formats for pixels of the screen and scales them to the device. Counted so, they do not
    // depend on the screen.
    [[nodiscard]] qreal points(qreal value) const { return value * m_screenDotsPerInch / 72; }
    void beginBlock(qreal above, qreal below);
    void insertText(const QString &text, const QFont &font, Ink ink);
    void insertRuns(const Runs &runs, qreal size = 9);
    void fillCell(QTextTable &table, int row, int column, const Runs &runs, bool numeric, bool head);

    QTextCursor m_cursor;
    qreal m_screenDotsPerInch = qRound(QGuiApplication::primaryScreen()->logicalDotsPerInchY());
    qreal m_width;
    bool m_first = true;
};

void Filler::beginBlock(qreal above, qreal below)
{
    QTextBlockFormat format;
    format.setTopMargin(points(m_first ? 0 : above));
    format.setBottomMargin(points(below));
    format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    if (m_first)
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format, {});
    m_first = false;
}

void Filler::insertText(const QString &text, const QFont &font, Ink ink)
{
    for (const FontStretch &stretch : fontStretches(visibleText(text))) {
        QTextCharFormat format;
        format.setFont(stretch.shaped ? shapedFont(font) : font);
        format.setForeground(QColor(QLatin1String(inkColour(ink))));
        // A line feed within a block is U+2028 to Qt.
        m_cursor.insertText(QString(stretch.text).replace(u'\n', QChar(QChar::LineSeparator)), format);
    }
}

void Filler::insertRuns(const Runs &runs, qreal size)
{
    QFont bold = reportFont(size);
    bold.setWeight(QFont::DemiBold);
    for (const Run &run : runs) {
        switch (run.style) {
        case Run::Style::Plain:
            insertText(run.text, reportFont(size), Ink::Text);
            break;
        case Run::Style::Muted:
            insertText(run.text, reportFont(size), Ink::Muted);
            break;
        case Run::Style::Strong:
            insertText(run.text, bold, Ink::Text);
            break;
        case Run::Style::Fixed:
            insertText(run.text, reportFixedFont(size - 1.5), Ink::Text);
            break;
        case Run::Style::Good:
            insertText(run.text, bold, Ink::Low);
            break;
        case Run::Style::Bad:
            insertText(run.text, bold, Ink::High);
            break;
        case Run::Style::Caution:
            insertText(run.text, bold, Ink::Medium);
            break;
        }
    }
}

void Filler::add(const HeadingBlock &heading)
{
    constexpr qreal sizes[] = {18, 13, 10.5, 9.5};
    const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 4) - 1);
    QFont font = reportFont(sizes[level]);
    font.setWeight(QFont::DemiBold);
    beginBlock(level < 2 ? 18 : 10, 4);
    QTextBlockFormat format = m_cursor.blockFormat();
    format.setHeadingLevel(heading.level);
    m_cursor.setBlockFormat(format);
    insertText(heading.text, font, Ink::Text);
}

void Filler::fillCell(QTextTable &table, int row, int column, const Runs &runs, bool numeric, bool head)
{
    QTextTableCell cell = table.cellAt(row, column);
    QTextTableCellFormat format;
    format.setBottomBorder(points(head ? 0.8 : 0.4));
    format.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBottomBorderBrush(QColor(QLatin1String(inkColour(head ? Ink::Muted : Ink::Line))));
    format.setTopPadding(points(2.5));
    format.setBottomPadding(points(2.5));
    format.setRightPadding(points(6));
    cell.setFormat(format);
    m_cursor = cell.firstCursorPosition();
    QTextBlockFormat block;
    block.setAlignment(numeric ? Qt::AlignRight : Qt::AlignLeft);
    m_cursor.setBlockFormat(block);
    insertRuns(runs, head ? 7.5 : 8.5);
}

void Filler::add(const TableBlock &block)
{
    const bool headed = !block.columns.front().title.isEmpty();
    const int rows = static_cast<int>(block.rows.size()) + (headed ? 1 : 0);
    if (rows == 0)
        return;
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(0);
    format.setCellSpacing(0);
    format.setHeaderRowCount(headed ? 1 : 0);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setBottomMargin(points(6));
    int shares = 0;
    for (const TableBlock::Column &column : block.columns)
        shares += column.share;
    QList<QTextLength> widths;
    for (const TableBlock::Column &column : block.columns)
        widths.append(QTextLength(QTextLength::PercentageLength, 100.0 * column.share / shares));
    format.setColumnWidthConstraints(widths);
    QTextTable *table = m_cursor.insertTable(rows, static_cast<int>(block.columns.size()), format);
    for (std::size_t column = 0; headed && column < block.columns.size(); ++column) {
        const TableBlock::Column &spec = block.columns.at(column);
        fillCell(*table, 0, static_cast<int>(column), {{spec.title, Run::Style::Muted}}, spec.numeric, true);
    }
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
        for (std::size_t column = 0; column < block.columns.size(); ++column) {
            fillCell(*table, static_cast<int>(row) + (headed ? 1 : 0), static_cast<int>(column),
                     block.rows.at(row).at(column), block.columns.at(column).numeric, false);
        }
    }
    m_cursor.movePosition(QTextCursor::End);
    m_first = false;
}

void Filler::add(const ListBlock &list)
{
    for (const Runs &item : list.items) {
        beginBlock(2, 2);
        insertRuns({{QStringLiteral("\u2022 ")}});
        insertRuns(item);
    }
}

// The first heading below `from` that stands alone at the end of its page; an invalid block when there is none.
QTextBlock lonelyHeading(const QTextDocument &text, QTextBlock from)
{
    const qreal pageHeight = text.pageSize().height();
    const QAbstractTextDocumentLayout *layout = text.documentLayout();
    const auto pageOf = [&](qreal y) { return static_cast<int>(y / pageHeight); };
    for (QTextBlock block = from; block.isValid(); block = block.next()) {
        // Headings in a row go together: what counts is the first text below them.
        QTextBlock below = block.next();
        while (below.isValid() && (below.blockFormat().headingLevel() > 0 || below.length() <= 1))
            below = below.next();
        const bool heads = block.blockFormat().headingLevel() > 0 && below.isValid();
        const bool moved = block.blockFormat().pageBreakPolicy() & QTextFormat::PageBreak_AlwaysBefore;
        if (heads && !moved
            && pageOf(layout->blockBoundingRect(block).bottom())
                   < pageOf(layout->blockBoundingRect(below).center().y()))
            return block;
    }
    return {};
}

// Qt has no "keep with next": a heading that would stand alone gets a page break before it, from the front to the back,
// since each break moves what follows.
void keepHeadingsWithText(QTextDocument &text)
{
    constexpr int mostBreaks = 500; // of a long report; beyond it a lonely heading is the lesser evil
    QTextBlock from = text.firstBlock();
    for (int breaks = 0; breaks < mostBreaks; ++breaks) {
        const QTextBlock heading = lonelyHeading(text, from);
        if (!heading.isValid())
            return;
        QTextCursor cursor(heading);
        QTextBlockFormat format = heading.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        cursor.setBlockFormat(format);
        from = heading.next();
    }
}

} // namespace

void fillTextDocument(QTextDocument &text, const ReportDocument &report, qreal width)
{
    // One edit, so that the document is laid out once and not after every cell.
    QTextCursor edit(&text);
    edit.beginEditBlock();
    Filler filler(text, width);
    for (const ReportBlock &block : report.blocks)
        std::visit([&](const auto &each) { filler.add(each); }, block);
    edit.endEditBlock();
    keepHeadingsWithText(text);
}

} // namespace wirecase
