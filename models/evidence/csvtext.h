#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

namespace wirecase {

/// One record of a CSV text (RFC 4180): quoted fields may hold separators, doubled quotes and ends of lines.
struct CsvRecord
{
    enum class End
    {
        Line,
        Text,    ///< the text ended with it
        Open,    ///< the text ended inside quotes
        Damaged, ///< something stands behind a closing quote
    };

    std::vector<std::string> fields;
    quint64 end = 0; ///< behind the end of its line
    End how = End::Text;

    [[nodiscard]] bool isWhole() const { return how == End::Line || how == End::Text; }
    [[nodiscard]] bool isBlank() const { return fields.size() == 1 && fields[0].empty(); }
};

/// Reads the record at `begin`. `at` answers the byte at an offset, or a negative number where the text ends.
/// No record is longer than `longest` bytes: beyond it counts as Open.
template <typename ByteAt>
void readCsvRecord(const ByteAt &at, quint64 begin, char separator, quint64 longest, CsvRecord &record)
{
    record.fields.assign(1, {});
    quint64 offset = begin;
    bool isQuoted = false;
    bool isClosed = false; ///< a quoted field whose closing quote was read
    for (int c = at(offset); c >= 0; c = at(++offset)) {
        std::string &field = record.fields.back();
        if (offset - begin > longest) {
            record.how = CsvRecord::End::Open;
            record.end = offset;
            return;
        }
        if (isQuoted) {
            if (c != '"')
                field += static_cast<char>(c);
            else if (at(offset + 1) == '"')
                field += static_cast<char>(at(++offset));
            else
                isQuoted = !(isClosed = true);
        } else if (c == separator) {
            record.fields.emplace_back();
            isClosed = false;
        } else if (c == '\n' || (c == '\r' && at(offset + 1) == '\n')) {
            record.end = offset + (c == '\r' ? 2 : 1);
            record.how = CsvRecord::End::Line;
            return;
        } else if (isClosed) {
            record.end = offset;
            record.how = CsvRecord::End::Damaged;
            return;
        } else if (c == '"' && field.empty()) {
            isQuoted = true;
        } else {
            field += static_cast<char>(c);
        }
    }
    record.end = offset;
    record.how = isQuoted ? CsvRecord::End::Open : CsvRecord::End::Text;
}

/// Where the header of a CSV text stands and what separates its fields.
struct CsvLayout
{
    std::size_t header = 0; ///< behind a byte order mark, PowerShell's "#TYPE" line and Excel's "sep=" line
    char separator = ',';
    std::vector<std::string> names; ///< the header's fields
};

/// From the beginning of a text. A comma, a semicolon or a tab may separate, whichever the header has most of.
[[nodiscard]] CsvLayout csvLayout(std::string_view head);

/// A column's name with nothing but its letters and digits, in lower case: exports spell one name in many ways.
[[nodiscard]] std::string foldedName(std::string_view name);

} // namespace wirecase
