#include "models/flowlog/recordscanner.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

// Keys of a record's own level (azure.md 1.2). Their order is not stable, so any of them may come first. The objects
// inside a record begin with other keys.
constexpr std::array<std::string_view, 12> recordKeys{
    "time",       "systemId",    "macAddress",     "category",    "resourceId",        "operationName",
    "properties", "flowRecords", "flowLogVersion", "flowLogGUID", "flowLogResourceID", "targetResourceID"};

constexpr std::size_t deepest = 64; // a genuine record has nine levels

bool isSpace(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool beginsRecord(std::string_view text, std::size_t brace)
{
    std::size_t at = brace + 1;
    while (at < text.size() && isSpace(text[at]))
        ++at;
    if (at >= text.size() || text[at] != '"')
        return false;
    const std::string_view rest = text.substr(at + 1);
    return std::any_of(recordKeys.begin(), recordKeys.end(), [rest](std::string_view key) {
        return rest.size() > key.size() && rest.starts_with(key) && rest[key.size()] == '"';
    });
}

/// Follows the brackets of a text and remembers where it could end.
class CutFinder
{
public:
    void look(char byte, std::size_t at)
    {
        if (m_inString) {
            lookInString(byte, at);
            return;
        }
        switch (byte) {
        case '"':
            m_inString = true;
            break;
        case '{':
        case '[':
            m_open.push_back(byte == '{' ? '}' : ']');
            m_afterColon = false;
            break;
        case '}':
        case ']':
            if (!m_open.empty())
                m_open.pop_back();
            m_afterColon = false;
            markEnd(at + 1);
            break;
        case ':':
            m_afterColon = true;
            break;
        case ',':
            m_afterColon = false;
            break;
        default:
            break;
        }
    }
    [[nodiscard]] std::size_t end() const { return m_end; }
    [[nodiscard]] std::string closers() const { return {m_openAtEnd.rbegin(), m_openAtEnd.rend()}; }

private:
    void lookInString(char byte, std::size_t at)
    {
        if (m_escaped) {
            m_escaped = false;
        } else if (byte == '\\') {
            m_escaped = true;
        } else if (byte == '"') {
            m_inString = false;
            if (m_afterColon || (!m_open.empty() && m_open.back() == ']'))
                markEnd(at + 1);
            m_afterColon = false;
        }
    }
    void markEnd(std::size_t end)
    {
        if (m_open.size() > deepest)
            return;
        m_end = end;
        m_openAtEnd = m_open;
    }

    std::string m_open; ///< the closing bracket of everything open
    std::string m_openAtEnd;
    std::size_t m_end = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_afterColon = false;
};

} // namespace

std::vector<std::size_t> recordStarts(std::string_view text)
{
    std::vector<std::size_t> starts;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        if (beginsRecord(text, at))
            starts.push_back(at);
    }
    return starts;
}

std::string completedRecord(std::string_view cut, std::size_t &kept)
{
    CutFinder finder;
    for (std::size_t at = 0; at < cut.size(); ++at)
        finder.look(cut[at], at);
    kept = finder.end();
    if (kept == 0)
        return {};
    return std::string(cut.substr(0, kept)) + finder.closers();
}

} // namespace wirecase
