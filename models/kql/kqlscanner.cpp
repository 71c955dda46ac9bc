#include "models/kql/kqlscanner.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

bool isSpecial(QChar c)
{
    return QStringView(u"\\():<>\"*{}").contains(c);
}

unsigned expectedOf(char16_t character)
{
    switch (character) {
    case u':':
        return KqlScanner::ExpectedColon;
    case u'<':
    case u'>':
        return KqlScanner::ExpectedOrder;
    case u')':
    case u'}':
        return KqlScanner::ExpectedClose;
    default: // an opening bracket may stand wherever a name or a value may
        return 0;
    }
}

KqlTerm termOf(std::vector<QString> parts)
{
    // The text is trimmed as a whole: its first part in front, its last one behind.
    if (parts.size() == 1) {
        const QString text = parts.front().trimmed();
        if (text == QLatin1String("null"))
            return KqlNull{};
        if (text == QLatin1String("true") || text == QLatin1String("false"))
            return text == QLatin1String("true");
        return KqlLiteral{text, false};
    }
    QString &first = parts.front();
    const auto isText = [](QChar c) { return !c.isSpace(); };
    first.remove(0, std::find_if(first.cbegin(), first.cend(), isText) - first.cbegin());
    QString &last = parts.back();
    last.truncate(std::find_if(last.crbegin(), last.crend(), isText).base() - last.cbegin());
    return KqlWildcard{std::move(parts)};
}

} // namespace

bool KqlScanner::wanted(unsigned expected)
{
    if (m_position > m_farthest) {
        m_farthest = m_position;
        m_expected = 0;
    }
    if (m_position == m_farthest)
        m_expected |= expected;
    return false;
}

bool KqlScanner::isSpaceAt(qsizetype at) const
{
    if (at >= m_text.size())
        return false;
    const QChar c = m_text[at];
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n' || c == QChar(0xa0);
}

bool KqlScanner::startsWith(QLatin1StringView word, qsizetype at) const
{
    return m_text.mid(at).startsWith(word, Qt::CaseInsensitive);
}

bool KqlScanner::isKeywordAt(qsizetype at) const
{
    if (startsWith(QLatin1StringView("not"), at) && isSpaceAt(at + 3))
        return true;
    if (!isSpaceAt(at))
        return false;
    return (startsWith(QLatin1StringView("or"), at + 1) && isSpaceAt(at + 3))
           || (startsWith(QLatin1StringView("and"), at + 1) && isSpaceAt(at + 4));
}

void KqlScanner::skipSpace()
{
    const unsigned expected = m_position == m_farthest ? m_expected : 0; // there, or after spaces
    while (isSpaceAt(m_position))
        ++m_position;
    wanted(expected);
}

bool KqlScanner::take(char16_t character)
{
    if (m_position >= m_text.size() || m_text[m_position] != character)
        return wanted(expectedOf(character));
    ++m_position;
    return true;
}

bool KqlScanner::takeEnd()
{
    return m_position == m_text.size() || wanted(ExpectedEnd);
}

bool KqlScanner::takeKeyword(Keyword keyword)
{
    static constexpr std::array words{QLatin1StringView("or"), QLatin1StringView("and"), QLatin1StringView("not")};
    const QLatin1StringView word = words[static_cast<std::size_t>(keyword)];
    static constexpr std::array<unsigned, 3> bits{ExpectedOr, ExpectedAnd, 0};
    const unsigned expected = bits[static_cast<std::size_t>(keyword)];
    qsizetype at = m_position;
    if (keyword != Keyword::Not) {
        while (isSpaceAt(at))
            ++at;
        if (at == m_position)
            return wanted(expected);
    }
    if (!startsWith(word, at) || !isSpaceAt(at + word.size()))
        return wanted(expected);
    m_position = at + word.size();
    while (isSpaceAt(m_position))
        ++m_position;
    return true;
}

std::optional<KqlOrder> KqlScanner::takeOrder()
{
    const bool less = take(u'<');
    if (!less && !take(u'>'))
        return std::nullopt;
    if (take(u'='))
        return less ? KqlOrder::LessOrEqual : KqlOrder::GreaterOrEqual;
    return less ? KqlOrder::Less : KqlOrder::Greater;
}

std::optional<KqlPlacedTerm> KqlScanner::takeTerm(Expected expected)
{
    const qsizetype start = m_position;
    const auto term = m_position < m_text.size() && m_text[m_position] == u'"' ? quoted() : unquoted();
    if (!term) {
        m_position = start;
        wanted(expected);
        return std::nullopt;
    }
    KqlSpan at{start, m_position - start};
    while (at.length > 0 && m_text[at.end() - 1].isSpace())
        --at.length;
    while (at.length > 0 && m_text[at.offset].isSpace()) {
        ++at.offset;
        --at.length;
    }
    return KqlPlacedTerm{*term, at};
}

std::optional<QChar> KqlScanner::whitespaceEscape()
{
    if (m_position + 1 >= m_text.size() || m_text[m_position] != u'\\')
        return std::nullopt;
    const QChar c = m_text[m_position + 1];
    if (c != u't' && c != u'r' && c != u'n')
        return std::nullopt;
    m_position += 2;
    return c == u't' ? u'\t' : c == u'r' ? u'\r' : u'\n';
}

std::optional<QChar> KqlScanner::unicodeEscape()
{
    const QStringView digits = m_text.mid(m_position + 2, 4);
    if (!m_text.mid(m_position).startsWith(QLatin1StringView("\\u")) || digits.size() != 4)
        return std::nullopt;
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    if (!std::all_of(digits.begin(), digits.end(), isHex))
        return std::nullopt;
    m_position += 6;
    return QChar(digits.toUShort(nullptr, 16));
}

std::optional<KqlTerm> KqlScanner::quoted()
{
    QString text;
    const qsizetype start = m_position++;
    while (m_position < m_text.size() && m_text[m_position] != u'"') {
        auto escaped = whitespaceEscape();
        if (!escaped)
            escaped = unicodeEscape();
        if (escaped) {
            text += *escaped;
            continue;
        }
        // Only these two can be escaped; any other backslash stands for itself.
        const QChar next = m_position + 1 < m_text.size() ? m_text[m_position + 1] : QChar();
        if (m_text[m_position] == u'\\' && (next == u'\\' || next == u'"'))
            ++m_position;
        text += m_text[m_position++];
    }
    if (m_position >= m_text.size()) {
        m_unclosed = start;
        return std::nullopt;
    }
    ++m_position;
    return KqlLiteral{text, true};
}

qsizetype KqlScanner::escapedKeyword() const
{
    for (const auto word : {QLatin1StringView("or"), QLatin1StringView("and"), QLatin1StringView("not")}) {
        if (startsWith(word, m_position + 1))
            return word.size();
    }
    return 0;
}

std::optional<KqlTerm> KqlScanner::unquoted()
{
    std::vector<QString> parts(1);
    const qsizetype start = m_position;
    while (m_position < m_text.size()) {
        const QChar c = m_text[m_position];
        if (c == u'\\') {
            const bool escapesSpecial = m_position + 1 < m_text.size() && isSpecial(m_text[m_position + 1]);
            if (const auto space = whitespaceEscape()) {
                parts.back() += *space;
            } else if (escapesSpecial) {
                parts.back() += m_text[m_position + 1];
                m_position += 2;
            } else if (const auto unit = unicodeEscape()) {
                parts.back() += *unit;
            } else if (const qsizetype length = escapedKeyword()) {
                parts.back() += m_text.mid(m_position + 1, length);
                m_position += 1 + length;
            } else {
                break;
            }
        } else if (c == u'*') {
            parts.emplace_back();
            ++m_position;
        } else if (isSpecial(c) || isKeywordAt(m_position)) {
            break;
        } else {
            parts.back() += c;
            ++m_position;
        }
    }
    if (m_position == start)
        return std::nullopt;
    return termOf(std::move(parts));
}

} // namespace wirecase
