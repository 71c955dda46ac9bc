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
        Good,
        Bad,
        Caution
    };

    QString text; ///< may hold line feeds
    Style style = Style::Plain;
};
using Runs = std::vector<Run>;

struct HeadingBlock
{
    int level = 1;
    QString text;
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
};
struct ListBlock
{
    std::vector<Runs> items;
};
struct PictureBlock
{
    Drawing drawing;
};
struct CodeBlock
{
    QString text;
};

using ReportBlock =
    std::variant<HeadingBlock, ParagraphBlock, WarningBlock, TableBlock, ListBlock, PictureBlock, CodeBlock>;

struct ReportDocument
{
    QString title;
    QString footer; ///< stands on each printed page
    std::vector<ReportBlock> blocks;
};

[[nodiscard]] ReportDocument reportDocument(const ReportContent &content);

} // namespace wirecase
