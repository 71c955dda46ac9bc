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

    explicit KqlScanner(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] qsizetype position() const { return m_position; }
    void returnTo(qsizetype position) { m_position = position; }
    [[nodiscard]] qsizetype farthest() const { return m_farthest; }

    void skipSpace();
    bool take(char16_t character);
    bool takeEnd();
    /// `or` and `and` take the spaces on both sides, which they must have; `not` those behind it.
    bool takeKeyword(Keyword keyword);
    std::optional<KqlOrder> takeOrder();
    /// A field name or a value.
    std::optional<KqlTerm> takeTerm();

private:
    [[nodiscard]] bool startsWith(QLatin1StringView word, qsizetype at) const;
    [[nodiscard]] bool isSpaceAt(qsizetype at) const;
    [[nodiscard]] bool isKeywordAt(qsizetype at) const;
    bool wanted();
    std::optional<KqlTerm> quoted();
    std::optional<KqlTerm> unquoted();
    std::optional<QChar> whitespaceEscape();
    std::optional<QChar> unicodeEscape();
    qsizetype escapedKeyword() const;

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_farthest = 0;
};

} // namespace wirecase
