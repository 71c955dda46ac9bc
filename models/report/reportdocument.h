#pragma once

#include "models/report/drawing.h"

#include <QString>

#include <variant>
#include <vector>

namespace wirecase {

struct ReportContent;

// The report as blocks in reading order. All text in them is plain: each writer escapes what its format needs, so that
// nothing from the evidence is ever taken for markup.

struct Run
{
    enum class Style
    {
        Plain,
        Strong,
        Muted,
        Fixed,
        Path, ///< of a file: breaks at slashes only, and nothing is added where it breaks
        Good,
        Bad,
        Caution
    };

    QString text; ///< may hold line feeds
    Style style = Style::Plain;
    QString target = {}; ///< the anchor in this report that it leads to
    QString anchor = {}; ///< the name of this place
};
using Runs = std::vector<Run>;

struct HeadingBlock
{
    int level = 1;
    QString text;
    QString anchor = {};
};
struct ParagraphBlock
{
    Runs runs;
};
/// What the reader must not miss.
struct WarningBlock
{
    QString text;
};
struct TableBlock
{
    struct Column
    {
        QString title; ///< empty in all columns: a table without a head
        int share = 1; ///< of the width
        bool numeric = false;
    };
    std::vector<Column> columns;
    std::vector<std::vector<Runs>> rows;
    bool wholeRows = false; ///< no row goes on over the end of a page
};
struct ListBlock
{
    std::vector<Runs> items;
};
struct PictureBlock
{
    Drawing drawing;
};
/// A file that goes with the report: shown where it can be copied whole, attached where lines must break.
struct FileBlock
{
    QString name;
    QString text;
    QString shownWords;    ///< above the text
    QString attachedWords; ///< instead of it
};

using ReportBlock =
    std::variant<HeadingBlock, ParagraphBlock, WarningBlock, TableBlock, ListBlock, PictureBlock, FileBlock>;

struct ReportDocument
{
    QString title;
    QString footer; ///< stands on each printed page
    std::vector<ReportBlock> blocks;
};

[[nodiscard]] ReportDocument reportDocument(const ReportContent &content);

} // namespace wirecase
