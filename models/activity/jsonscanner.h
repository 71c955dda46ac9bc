#pragma once

#include <string>
#include <string_view>

namespace wirecase {

/// Follows the grammar of JSON byte by byte without building anything: how deep it is, and where it breaks. Values are
/// taken on trust, the structure is not. Several documents may follow one another.
class JsonScanner
{
public:
    enum class Step
    {
        Inside, ///< nothing of note
        Opened, ///< an object or array has begun with this byte
        Closed, ///< one has ended with it
        Scalar, ///< a text, number or word has begun as a value
        Failed, ///< this byte cannot stand here
    };
    static constexpr std::size_t deepest = 512;

    Step feed(char c);

    [[nodiscard]] std::size_t depth() const { return m_open.size(); }
    /// The brackets that are open, outermost first.
    [[nodiscard]] const std::string &open() const { return m_open; }
    /// The beginning of the key read last.
    [[nodiscard]] std::string_view key() const { return m_key; }
    /// Whether only whole documents have been read.
    [[nodiscard]] bool isBetweenDocuments() const { return m_open.empty() && !m_inText; }
    /// Whether nothing is open, not even a word between documents.
    [[nodiscard]] bool isFresh() const { return isBetweenDocuments() && !m_inWord; }
    /// As if these brackets had just been opened, and a value in the last one read.
    void restart(const std::string &open);

private:
    enum class Want
    {
        Value,
        ValueOrEnd,
        Key,
        KeyOrEnd,
        Colon,
        CommaOrEnd
    };

    Step feedText(char c);
    Step feedStructure(char c);
    Step close(char open, Want alternative);
    [[nodiscard]] bool wantsValue() const { return m_want == Want::Value || m_want == Want::ValueOrEnd; }
    void valueEnds() { m_want = m_open.empty() ? Want::Value : Want::CommaOrEnd; }

    std::string m_open;
    std::string m_key;
    Want m_want = Want::Value;
    bool m_inText = false;
    bool m_inWord = false; ///< number, true, false, null
    bool m_isKey = false;
    bool m_escaped = false;
};

} // namespace wirecase
