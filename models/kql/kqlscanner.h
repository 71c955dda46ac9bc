#pragma once

#include "models/kql/kqlnode.h"

#include <QStringView>

#include <optional>

namespace wirecase {

/// The character level of KQL's grammar (elastic.md 1.1): spaces, keywords, quoted and unquoted text. Each take…()
/// moves on when it succeeds and stays when not. The farthest place at which something was wanted in vain is where a
/// query that fails stops being one, as in Kibana.
class KqlScanner
{
public:
    enum class Keyword
    {
        Or,
        And,
        Not
    };

    /// What could have stood at the farthest place, as bits.
    enum Expected : unsigned
    {
        ExpectedName = 1U << 0U,  ///< a field's name or free text
        ExpectedValue = 1U << 1U, ///< of a field
        ExpectedColon = 1U << 2U,
        ExpectedOrder = 1U << 3U,
        ExpectedOr = 1U << 4U,
        ExpectedAnd = 1U << 5U,
        ExpectedClose = 1U << 6U, ///< of the bracket or brace that was opened last
        ExpectedEnd = 1U << 7U,
    };

    explicit KqlScanner(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] qsizetype position() const { return m_position; }
    void returnTo(qsizetype position) { m_position = position; }
    [[nodiscard]] qsizetype farthest() const { return m_farthest; }
    [[nodiscard]] unsigned expected() const { return m_expected; } ///< at the farthest place
    [[nodiscard]] bool isUnclosedQuote() const { return m_unclosed == m_farthest; }
    [[nodiscard]] QStringView rest() const { return m_text.mid(m_farthest); } ///< from the farthest place on

    void skipSpace();
    bool take(char16_t character);
    bool takeEnd();
    /// `or` and `and` take the spaces on both sides, which they must have; `not` those behind it.
    bool takeKeyword(Keyword keyword);
    std::optional<KqlOrder> takeOrder();
    /// A field name or a value, as `expected` says.
    std::optional<KqlPlacedTerm> takeTerm(Expected expected);

private:
    [[nodiscard]] bool startsWith(QLatin1StringView word, qsizetype at) const;
    [[nodiscard]] bool isSpaceAt(qsizetype at) const;
    [[nodiscard]] bool isKeywordAt(qsizetype at) const;
    bool wanted(unsigned expected = 0);
    std::optional<KqlTerm> quoted();
    std::optional<KqlTerm> unquoted();
    std::optional<QChar> whitespaceEscape();
    std::optional<QChar> unicodeEscape();
    qsizetype escapedKeyword() const;

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_farthest = 0;
    unsigned m_expected = 0;
    qsizetype m_unclosed = -1; ///< the last quotation mark that nothing closes
};

} // namespace wirecase
