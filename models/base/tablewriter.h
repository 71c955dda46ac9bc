#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

class QIODevice;

namespace wirecase {

enum class TableFormat
{
    Csv, ///< RFC 4180, UTF-8, with a header line
    Json ///< an array of objects, keyed by title
};

/// The one that the ending of a path names; CSV when it names none.
[[nodiscard]] TableFormat tableFormatOf(const QString &path);

/// A field of RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe before it.
[[nodiscard]] QByteArray csvField(const QString &text);

/// Writes a table row by row.
class TableWriter
{
public:
    struct Column
    {
        QString title;
        bool isNumeric = false; ///< JSON has numbers in it where a cell is one
    };

    TableWriter(QIODevice &out, TableFormat format, std::vector<Column> columns);

    Status begin();
    /// As many cells as there are columns.
    Status writeRow(const QStringList &cells);
    Status end();

private:
    void makeTitlesDistinct();
    [[nodiscard]] QByteArray csvLine(const QStringList &cells) const;
    [[nodiscard]] QByteArray jsonObject(const QStringList &cells) const;
    Status write(const QByteArray &bytes);

    QIODevice &m_out;
    TableFormat m_format;
    std::vector<Column> m_columns;
    bool m_isFirst = true;
};

} // namespace wirecase
