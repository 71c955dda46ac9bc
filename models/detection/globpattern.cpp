#include "models/detection/globpattern.h"

namespace wirecase {

GlobPattern::GlobPattern(const QString &pattern, bool foldCase)
    : m_foldCase(foldCase)
{
    const std::u32string text = (foldCase ? pattern.toCaseFolded() : pattern).toStdU32String();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'*')
            m_tokens.push_back({Token::Kind::AnySpan, 0});
        else if (text[i] == U'?')
            m_tokens.push_back({Token::Kind::AnyOne, 0});
        else if (text[i] == U'\\' && i + 1 < text.size())
            m_tokens.push_back({Token::Kind::Character, text[++i]});
        else
            m_tokens.push_back({Token::Kind::Character, text[i]});
    }
}

/// Goes back to the last star only: no pattern takes more than length times length steps.
bool GlobPattern::matches(std::string_view utf8) const
{
    const QString value = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    const std::u32string text = (m_foldCase ? value.toCaseFolded() : value).toStdU32String();
    std::size_t at = 0;
    std::size_t token = 0;
    std::optional<std::size_t> star;
    std::size_t starAt = 0;
    while (at < text.size()) {
        const bool isSpan = token < m_tokens.size() && m_tokens[token].kind == Token::Kind::AnySpan;
        const bool takesOne = token < m_tokens.size() && !isSpan
                              && (m_tokens[token].kind == Token::Kind::AnyOne || m_tokens[token].character == text[at]);
        if (isSpan) {
            star = token++;
            starAt = at;
        } else if (takesOne) {
            ++at;
            ++token;
        } else if (star) {
            token = *star + 1;
            at = ++starAt;
        } else {
            return false;
        }
    }
    while (token < m_tokens.size() && m_tokens[token].kind == Token::Kind::AnySpan)
        ++token;
    return token == m_tokens.size();
}

std::optional<KqlWildcard> GlobPattern::asKql() const
{
    KqlWildcard wildcard;
    wildcard.parts.emplace_back();
    for (const Token &token : m_tokens) {
        if (token.kind == Token::Kind::AnyOne)
            return std::nullopt;
        if (token.kind == Token::Kind::AnySpan)
            wildcard.parts.emplace_back();
        else
            wildcard.parts.back() += QString::fromUcs4(&token.character, 1);
    }
    return wildcard;
}

} // namespace wirecase
