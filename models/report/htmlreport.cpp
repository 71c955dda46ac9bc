#include "models/report/htmltext.h"
#include "models/report/reportcontent.h"
#include "models/report/reportdocument.h"
#include "models/report/reportwriter.h"
#include "models/report/svgtext.h"

#include <QFile>

// The macro must stand outside of any namespace. Without it the linker leaves the resource of a static library out.
static void initResource()
{
    Q_INIT_RESOURCE(report);
}

namespace wirecase {

namespace {

const char *classOf(Run::Style style)
{
    switch (style) {
    case Run::Style::Plain:
        return "";
    case Run::Style::Strong:
        return "strong";
    case Run::Style::Muted:
        return "muted";
    case Run::Style::Fixed:
        return "fixed";
    case Run::Style::Path:
        return "path";
    case Run::Style::Good:
        return "good";
    case Run::Style::Bad:
        return "bad";
    case Run::Style::Caution:
        return "caution";
    }
    return "";
}

const char *headingTag(int level)
{
    switch (level) {
    case 1:
        return "h1";
    case 2:
        return "h2";
    case 3:
        return "h3";
    default:
        return "h4";
    }
}

// Each run is isolated, so that text from right to left stays in its cell.
void writeRuns(HtmlText &html, const Runs &runs)
{
    for (const Run &run : runs) {
        HtmlText::Attributes attributes;
        if (const char *name = classOf(run.style); *name)
            attributes.emplace_back("class", QLatin1String(name));
        if (!run.anchor.isEmpty())
            attributes.emplace_back("id", run.anchor);
        html.open("bdi", attributes);
        if (!run.target.isEmpty())
            html.open("a", {{"href", u'#' + run.target}});
        html.textWithBreaks(run.text);
        if (!run.target.isEmpty())
            html.close("a");
        html.close("bdi");
    }
}

void write(HtmlText &html, const HeadingBlock &heading)
{
    html.element(headingTag(heading.level), heading.text,
                 heading.anchor.isEmpty() ? HtmlText::Attributes{} : HtmlText::Attributes{{"id", heading.anchor}});
    html.lineFeed();
}

void write(HtmlText &html, const ParagraphBlock &paragraph)
{
    html.open("p");
    writeRuns(html, paragraph.runs);
    html.close("p");
    html.lineFeed();
}

void write(HtmlText &html, const WarningBlock &warning)
{
    html.element("p", warning.text, {{"class", QStringLiteral("warning")}});
    html.lineFeed();
}

void writeTableHead(HtmlText &html, const TableBlock &table)
{
    html.open("colgroup");
    int shares = 0;
    for (const TableBlock::Column &column : table.columns)
        shares += column.share;
    for (const TableBlock::Column &column : table.columns)
        html.single("col", {{"style", QStringLiteral("width:%1%").arg(100 * column.share / shares)}});
    html.close("colgroup");
    html.lineFeed();
    if (table.columns.front().title.isEmpty())
        return;
    html.open("thead");
    html.open("tr");
    for (const TableBlock::Column &column : table.columns) {
        const auto numeric =
            HtmlText::Attributes{{"scope", QStringLiteral("col")}, {"class", QStringLiteral("number")}};
        html.element("th", column.title,
                     column.numeric ? numeric : HtmlText::Attributes{{"scope", QStringLiteral("col")}});
    }
    html.close("tr");
    html.close("thead");
    html.lineFeed();
}

void write(HtmlText &html, const TableBlock &table)
{
    const bool headed = !table.columns.front().title.isEmpty();
    html.open("table", {{"class", headed ? QStringLiteral("list") : QStringLiteral("facts")}});
    writeTableHead(html, table);
    html.open("tbody");
    html.lineFeed();
    for (const auto &row : table.rows) {
        html.open("tr");
        for (std::size_t cell = 0; cell < row.size(); ++cell) {
            const bool numeric = table.columns.at(cell).numeric;
            html.open("td",
                      numeric ? HtmlText::Attributes{{"class", QStringLiteral("number")}} : HtmlText::Attributes{});
            writeRuns(html, row.at(cell));
            html.close("td");
        }
        html.close("tr");
        html.lineFeed();
    }
    html.close("tbody");
    html.close("table");
    html.lineFeed();
}

void write(HtmlText &html, const ListBlock &list)
{
    html.open("ul");
    for (const Runs &item : list.items) {
        html.open("li");
        writeRuns(html, item);
        html.close("li");
    }
    html.close("ul");
    html.lineFeed();
}

void write(HtmlText &html, const PictureBlock &picture)
{
    html.open("figure");
    writeSvg(html, picture.drawing);
    html.close("figure");
    html.lineFeed();
}

void write(HtmlText &html, const FileBlock &file)
{
    html.element("p", file.shownWords);
    html.element("pre", file.text);
    html.lineFeed();
}

QByteArray styleSheet()
{
    initResource();
    QFile file(QStringLiteral(":/report/report.css"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray htmlReport(const ReportContent &content)
{
    const ReportDocument document = reportDocument(content);
    HtmlText html;
    html.documentType();
    html.open("html", {{"lang", QStringLiteral("en")}});
    html.open("head");
    html.single("meta", {{"charset", QStringLiteral("utf-8")}});
    // Nothing is loaded and nothing runs, even if a mistake let markup through.
    html.single("meta",
                {{"http-equiv", QStringLiteral("Content-Security-Policy")},
                 {"content", QStringLiteral("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
                                            "base-uri 'none'")}});
    html.single("meta", {{"name", QStringLiteral("viewport")}, {"content", QStringLiteral("width=device-width")}});
    html.single("meta", {{"name", QStringLiteral("referrer")}, {"content", QStringLiteral("no-referrer")}});
    html.element("title", document.title);
    html.styleSheet(styleSheet());
    html.close("head");
    html.lineFeed();
    html.open("body");
    html.open("main");
    html.lineFeed();
    for (const ReportBlock &block : document.blocks)
        std::visit([&](const auto &each) { write(html, each); }, block);
    html.element("footer", document.footer);
    html.close("main");
    html.close("body");
    html.close("html");
    html.lineFeed();
    return html.bytes();
}

} // namespace wirecase
