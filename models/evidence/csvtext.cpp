#include "models/evidence/csvtext.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint64 longestHeader = 64ULL * 1024;

/// The line at `begin` without its end.
std::string_view lineAt(std::string_view text, std::size_t begin)
{
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::size_t behindLine(std::string_view text, std::size_t begin)
{
    const std::size_t end = text.find('\n', begin);
    return end == std::string_view::npos ? text.size() : end + 1;
}

char mostFrequentSeparator(std::string_view line)
{
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char separator : {',', ';', '\t'}) {
        const auto found = std::count(line.begin(), line.end(), separator);
        if (found > most) {
            best = separator;
            most = found;
        }
    }
    return best;
}

} // namespace

CsvLayout csvLayout(std::string_view head)
{
    CsvLayout layout;
    layout.header = head.starts_with("\xef\xbb\xbf") ? 3 : 0;
    char named = 0;
    for (std::string_view line = lineAt(head, layout.header);
         line.empty() || line.starts_with("#TYPE") || line.starts_with("sep="); line = lineAt(head, layout.header)) {
        if (line.starts_with("sep=") && line.size() == 5)
            named = line[4];
        const std::size_t next = behindLine(head, layout.header);
        if (next == layout.header || next >= head.size())
            break;
        layout.header = next;
    }
    layout.separator = named != 0 ? named : mostFrequentSeparator(lineAt(head, layout.header));
    CsvRecord record;
    const auto at = [head](quint64 offset) {
        return offset < head.size() ? static_cast<unsigned char>(head[offset]) : -1;
    };
    readCsvRecord(at, layout.header, layout.separator, longestHeader, record);
    layout.names = std::move(record.fields);
    return layout;
}

std::string foldedName(std::string_view name)
{
    std::string folded;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            folded += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            folded += c;
    }
    return folded;
}

} // namespace wirecase
