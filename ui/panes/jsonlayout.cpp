#include "ui/panes/jsonlayout.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr int deepestIndent = 64;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class Layout
{
public:
    explicit Layout(const QByteArray &json)
        : m_json(json)
    {
    }

    QByteArray write(qsizetype limit)
    {
        for (m_at = 0; m_at < m_json.size() && m_out.size() < limit; ++m_at)
            put(m_json[m_at]);
        return m_out.left(limit);
    }

private:
    void put(char c)
    {
        if (m_inText) {
            m_out += c;
            m_inText = m_escaped || c != '"';
            m_escaped = c == '\\' && !m_escaped;
        } else if (isSpace(c)) {
            return;
        } else if (c == '"') {
            m_out += c;
            m_inText = true;
            m_escaped = false;
        } else {
            putStructure(c);
        }
    }

    void putStructure(char c)
    {
        if (c == '{' || c == '[') {
            m_out += c;
            ++m_depth;
            if (next() != (c == '{' ? '}' : ']'))
                newLine();
        } else if (c == '}' || c == ']') {
            m_depth = std::max(0, m_depth - 1);
            if (!m_out.endsWith(c == '}' ? '{' : '['))
                newLine();
            m_out += c;
        } else {
            m_out += c;
            if (c == ',')
                newLine();
            else if (c == ':')
                m_out += ' ';
        }
    }

    [[nodiscard]] char next() const
    {
        qsizetype at = m_at + 1;
        while (at < m_json.size() && isSpace(m_json[at]))
            ++at;
        return at < m_json.size() ? m_json[at] : '\0';
    }

    void newLine()
    {
        m_out += '\n';
        m_out += QByteArray(qsizetype{2} * std::min(m_depth, deepestIndent), ' ');
    }

    const QByteArray &m_json;
    QByteArray m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
};

} // namespace

QByteArray laidOut(const QByteArray &json, qsizetype limit)
{
    return Layout(json).write(limit);
}

} // namespace wirecase
