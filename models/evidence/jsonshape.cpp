#include "models/evidence/jsonshape.h"

#include <algorithm>
#include <cctype>

namespace wirecase {

namespace {

constexpr std::size_t longestName = 256;

/// Keys whose values tell what a document is.
bool isTelling(const std::string &key)
{
    return key == "category" || key == "operationName" || key == "name" || key == "ColumnName";
}

/// A scanner of tokens that keeps no more than it needs: strings and where they stand.
class ShapeScanner
{
public:
    explicit ShapeScanner(std::string_view text)
        : m_text(text)
    {
    }

    JsonShape scan()
    {
        skipByteOrderMark();
        skipSpace();
        // A delta of a flow-log blob begins with the comma that joins it to the block before (azure.md 1.4).
        if (at(',')) {
            ++m_pos;
            skipSpace();
        }
        if (!at('{') && !at('['))
            return {};
        m_shape.startsWithArray = at('[');
        while (m_pos < m_text.size() && step())
            continue;
        // Damage further on does not make it another format; text that only begins with a brace has no key before it.
        m_shape.isJson = m_pos >= m_text.size() || !m_shape.keys.empty();
        return m_shape;
    }

private:
    [[nodiscard]] bool at(char c) const { return m_pos < m_text.size() && m_text[m_pos] == c; }

    void skipByteOrderMark()
    {
        if (m_text.starts_with("\xef\xbb\xbf"))
            m_pos = 3;
    }

    void skipSpace()
    {
        while (m_pos < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_pos])))
            ++m_pos;
    }

    /// False at a character that no JSON has outside of strings.
    bool step()
    {
        const char c = m_text[m_pos];
        if (c == '"') {
            readString();
            return true;
        }
        constexpr std::string_view plain = "{}[],: \t\r\n+-.0123456789truefalsnEe";
        if (plain.find(c) == std::string_view::npos)
            return false;
        ++m_pos;
        return true;
    }

    void readString()
    {
        std::string value;
        for (++m_pos; m_pos < m_text.size() && m_text[m_pos] != '"'; ++m_pos) {
            if (m_text[m_pos] == '\\')
                ++m_pos;
            else if (value.size() < longestName)
                value += m_text[m_pos];
        }
        if (m_pos >= m_text.size())
            return; // cut within the string
        ++m_pos;
        skipSpace();
        if (at(':')) {
            m_shape.keys.insert(value);
            m_lastKey = std::move(value);
            ++m_pos;
        } else if (isTelling(m_lastKey)) {
            m_shape.values.insert(std::move(value));
            m_lastKey.clear();
        }
    }

    std::string_view m_text;
    std::size_t m_pos = 0;
    std::string m_lastKey;
    JsonShape m_shape;
};

} // namespace

JsonShape jsonShape(ByteView head)
{
    return ShapeScanner(textOf(head)).scan();
}

} // namespace wirecase
