#pragma once

#include "models/casefile/casepages.h"

#include <vector>

namespace wirecase {

/// One column of a stored row.
struct CellValue
{
    enum class Type
    {
        Null,
        Number,
        Text,
        Blob
    };

    Type type = Type::Null;
    qint64 number = 0;
    QByteArray bytes; ///< of Text and Blob
};

/// One row of a table, as a cell of its page holds it.
struct CaseCell
{
    qint64 rowId = 0; ///< 0 in tables without
    std::vector<CellValue> values;
};

/// What one page of a tree holds.
struct CaseLeaf
{
    enum class Kind
    {
        None, ///< no page of a tree, or its head is damaged
        Table,
        TableInterior,
        Index,
        IndexInterior
    };

    Kind kind = Kind::None;
    std::vector<CaseCell> cells;
    std::vector<quint32> children; ///< pages below an interior one
    quint32 damaged = 0;           ///< cells that cannot be read
};

/// Reads the cells of `page`, with what of them is on overflow pages. `isFirst` is said of the page that begins with
/// the file's header.
[[nodiscard]] CaseLeaf readCells(const CasePages &pages, const QByteArray &page, bool isFirst);

} // namespace wirecase
