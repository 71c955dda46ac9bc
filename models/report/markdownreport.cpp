#include "models/report/markdowntext.h"
#include "models/report/reportcontent.h"
#include "models/report/reportdocument.h"
#include "models/report/reportwriter.h"

#include <QCoreApplication>
#include <QStringList>

namespace wirecase {

namespace {

// Runs can begin and end with line feeds and spaces, which must stay outside of the emphasis.
QString runText(const Run &run, const QString &lineFeed)
{
    qsizetype begin = 0;
    while (begin < run.text.size() && run.text.at(begin).isSpace())
        ++begin;
    qsizetype end = run.text.size();
    while (end > begin && run.text.at(end - 1).isSpace())
        --end;
    const auto spaces = [&](const QString &text) {
        return text.contains(u'\n') ? lineFeed : QString(text.isEmpty() ? 0 : 1, u' ');
    };
    const QString core = run.text.mid(begin, end - begin);
    QString shown;
    switch (run.style) {
    case Run::Style::Plain:
    case Run::Style::Muted:
        shown = markdownText(core, lineFeed);
        break;
    case Run::Style::Fixed:
    case Run::Style::Path:
        // Within code a bar after a backslash cannot be kept from ending the cell.
        shown = core.contains(u'\n') || core.contains(QLatin1String("\\|")) ? markdownText(core, lineFeed)
                                                                            : markdownCode(core);
        break;
    case Run::Style::Strong:
    case Run::Style::Good:
    case Run::Style::Bad:
    case Run::Style::Caution:
        shown = core.contains(u'\n') || core.isEmpty() ? markdownText(core, lineFeed)
                                                       : QStringLiteral("**%1**").arg(markdownLine(core));
        break;
    }
    return spaces(run.text.left(begin)) + shown + (begin < run.text.size() ? spaces(run.text.mid(end)) : QString());
}

QString runsText(const Runs &runs, const QString &lineFeed)
{
    QString text;
    for (const Run &run : runs)
        text += runText(run, lineFeed);
    return text;
}

const QString hardBreak = QStringLiteral("  \n");
const QString cellBreak = QStringLiteral("<br>");

QString blockText(const HeadingBlock &heading)
{
    return QString(heading.level, u'#') + u' ' + markdownText(heading.text, QStringLiteral(" "));
}

QString blockText(const ParagraphBlock &paragraph)
{
    return runsText(paragraph.runs, hardBreak);
}

QString blockText(const WarningBlock &warning)
{
    return QStringLiteral("> **%1** %2")
        .arg(QCoreApplication::translate("wirecase::Report", "Warning:"),
             markdownText(warning.text, QStringLiteral(" ")));
}

QString blockText(const TableBlock &table)
{
    QStringList head;
    QStringList rule;
    for (const TableBlock::Column &column : table.columns) {
        head.append(column.title.isEmpty() ? QStringLiteral(" ") : markdownLine(column.title));
        rule.append(column.numeric ? QStringLiteral("---:") : QStringLiteral("---"));
    }
    const auto line = [](const QStringList &cells) {
        return QStringLiteral("| %1 |").arg(cells.join(QStringLiteral(" | ")));
    };
    QStringList lines{line(head), line(rule)};
    for (const auto &row : table.rows) {
        QStringList cells;
        for (const Runs &cell : row)
            cells.append(runsText(cell, cellBreak));
        lines.append(line(cells));
    }
    return lines.join(u'\n');
}

QString blockText(const ListBlock &list)
{
    QStringList lines;
    for (const Runs &item : list.items)
        lines.append(QStringLiteral("- ") + runsText(item, QStringLiteral("  \n  ")));
    return lines.join(u'\n');
}

// One file cannot hold a picture that every viewer shows: its description stands for it, the numbers are in the tables.
QString blockText(const PictureBlock &picture)
{
    return markdownText(picture.drawing.description, QStringLiteral(" "));
}

QString blockText(const FileBlock &file)
{
    return markdownText(file.shownWords, QStringLiteral(" ")) + QStringLiteral("\n\n")
           + markdownCodeBlock(file.text.endsWith(u'\n') ? file.text.chopped(1) : file.text);
}

} // namespace

QByteArray markdownReport(const ReportContent &content)
{
    const ReportDocument document = reportDocument(content);
    QStringList blocks;
    for (const ReportBlock &block : document.blocks)
        blocks.append(std::visit([](const auto &each) { return blockText(each); }, block));
    blocks.append(QStringLiteral("---"));
    blocks.append(markdownText(document.footer, QStringLiteral(" ")));
    return (blocks.join(QStringLiteral("\n\n")) + u'\n').toUtf8();
}

} // namespace wirecase
