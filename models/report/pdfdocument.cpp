#include "models/report/pdfdocument.h"

#include "models/report/drawingpainter.h"
#include "models/report/pagebreaks.h"
#include "models/report/reportdocument.h"
#include "models/report/reportfont.h"
#include "models/report/reporttext.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
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
        , m_device(text.documentLayout()->paintDevice())
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
    void add(const FileBlock &file)
    {
        beginBlock(3, 3);
        insertRuns({{file.attachedWords}});
    }

private:
    // Qt takes lengths in formats for pixels of the screen and scales them to the device. Counted so, they do not
    // depend on the screen.
    [[nodiscard]] qreal points(qreal value) const { return value * m_screenDotsPerInch / 72; }
    void beginBlock(qreal above, qreal below);
    void insertText(const QString &text, const QFont &font, Ink ink);
    void insertPath(const QString &path, const QFont &font);
    void insertRuns(const Runs &runs, qreal size = 9);
    void fillCell(QTextTable &table, int row, int column, const Runs &runs, bool numeric, bool head);
    void addRows(const TableBlock &block, std::size_t begin, std::size_t end, bool withHead);
    [[nodiscard]] QTextTableFormat tableFormat(const TableBlock &block, bool headed) const;
    [[nodiscard]] qreal cellWidth(const QTextTable &table, int column) const;

    QTextCursor m_cursor;
    QPaintDevice *m_device; ///< none: the screen
    qreal m_screenDotsPerInch = qRound(QGuiApplication::primaryScreen()->logicalDotsPerInchY());
    qreal m_width;
    qreal m_lineWidth = 0; ///< of the cell or block that is being filled, in dots
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
    m_lineWidth = m_width;
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

// Where Qt may break a line it also breaks at hyphens; here the lines are made before.
void Filler::insertPath(const QString &path, const QFont &font)
{
    const QFontMetricsF metrics = m_device ? QFontMetricsF(font, m_device) : QFontMetricsF(font);
    const auto fits = [&](const QString &line) { return metrics.horizontalAdvance(line) <= m_lineWidth * 0.98; };
    insertText(brokenAtSlashes(visibleText(path), fits), font, Ink::Text);
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
        case Run::Style::Path:
            insertPath(run.text, reportFixedFont(size - 1.5));
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
    beginBlock(level == 0 ? 2 : level == 1 ? 18 : 10, 4);
    QTextBlockFormat format = m_cursor.blockFormat();
    format.setHeadingLevel(heading.level);
    m_cursor.setBlockFormat(format);
    insertText(heading.text, font, Ink::Text);
}

qreal Filler::cellWidth(const QTextTable &table, int column) const
{
    // Points on the device: the padding is in points of the screen, which Qt scales.
    const qreal padding = 6 * (m_device ? m_device->logicalDpiX() : m_screenDotsPerInch) / 72;
    return m_width * table.format().columnWidthConstraints().at(column).rawValue() / 100 - padding;
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
    m_lineWidth = cellWidth(table, column);
    insertRuns(runs, head ? 7.5 : 8.5);
}

void Filler::add(const TableBlock &block)
{
    if (!block.wholeRows)
        return addRows(block, 0, block.rows.size(), true);
    addRows(block, 0, std::min<std::size_t>(1, block.rows.size()), true);
    for (std::size_t row = 1; row < block.rows.size(); ++row)
        addRows(block, row, row + 1, false);
}

QTextTableFormat Filler::tableFormat(const TableBlock &block, bool headed) const
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(0);
    format.setCellSpacing(0);
    format.setHeaderRowCount(headed ? 1 : 0);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setBottomMargin(points(block.wholeRows ? 0 : 6));
    format.setProperty(KeepWholeProperty, block.wholeRows);
    int shares = 0;
    for (const TableBlock::Column &column : block.columns)
        shares += column.share;
    QList<QTextLength> widths;
    for (const TableBlock::Column &column : block.columns)
        widths.append(QTextLength(QTextLength::PercentageLength, 100.0 * column.share / shares));
    format.setColumnWidthConstraints(widths);
    return format;
}

void Filler::addRows(const TableBlock &block, std::size_t begin, std::size_t end, bool withHead)
{
    const bool headed = withHead && !block.columns.front().title.isEmpty();
    const int rows = static_cast<int>(end - begin) + (headed ? 1 : 0);
    if (rows == 0)
        return;
    const auto columns = static_cast<int>(block.columns.size());
    QTextTable *table = m_cursor.insertTable(rows, columns, tableFormat(block, headed));
    for (int column = 0; headed && column < columns; ++column) {
        const TableBlock::Column &spec = block.columns.at(static_cast<std::size_t>(column));
        fillCell(*table, 0, column, {{spec.title, Run::Style::Muted}}, spec.numeric, true);
    }
    for (std::size_t row = begin; row < end; ++row) {
        for (std::size_t column = 0; column < block.columns.size(); ++column) {
            fillCell(*table, static_cast<int>(row - begin) + (headed ? 1 : 0), static_cast<int>(column),
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
    keepTogether(text);
}

} // namespace wirecase
