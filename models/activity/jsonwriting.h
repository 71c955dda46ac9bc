#pragma once

#include <string>
#include <string_view>

namespace wirecase {

/// `text` as a JSON text with its quotes. Bytes that are no UTF-8 are taken over.
void appendQuoted(std::string &json, std::string_view text);

/// Writes the members of one object one after another.
class ObjectWriter
{
public:
    explicit ObjectWriter(std::string &json)
        : m_json(json)
    {
        m_json += '{';
    }

    /// `json` is the text of a value.
    void raw(std::string_view key, std::string_view json)
    {
        begin(key);
        m_json += json;
    }
    void text(std::string_view key, std::string_view value)
    {
        begin(key);
        appendQuoted(m_json, value);
    }
    /// An empty text is no member.
    void optional(std::string_view key, std::string_view value)
    {
        if (!value.empty())
            text(key, value);
    }
    void end() { m_json += '}'; }
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

private:
    void begin(std::string_view key)
    {
        if (!m_isEmpty)
            m_json += ',';
        m_isEmpty = false;
        appendQuoted(m_json, key);
        m_json += ':';
    }

    std::string &m_json;
    bool m_isEmpty = true;
};

} // namespace wirecase
