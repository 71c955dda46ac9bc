#include "models/activity/jsonscanner.h"

namespace wirecase {

namespace {

constexpr std::size_t longestKeyKept = 16;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isWordCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+'
           || c == '.';
}

} // namespace

JsonScanner::Step JsonScanner::feed(char c)
{
    if (m_inText)
        return feedText(c);
    if (m_inWord) {
        if (isWordCharacter(c))
            return Step::Inside;
        m_inWord = false;
        valueEnds();
    }
    return isSpace(c) ? Step::Inside : feedStructure(c);
}

JsonScanner::Step JsonScanner::feedText(char c)
{
    if (m_escaped) {
        m_escaped = false;
    } else if (c == '\\') {
        m_escaped = true;
    } else if (c == '"') {
        m_inText = false;
        if (m_isKey)
            m_want = Want::Colon;
        else
            valueEnds();
        return Step::Inside;
    } else if (static_cast<unsigned char>(c) < 0x20) {
        return Step::Failed;
    }
    if (m_isKey && m_key.size() < longestKeyKept)
        m_key += c;
    return Step::Inside;
}

JsonScanner::Step JsonScanner::feedStructure(char c)
{
    switch (c) {
    case '"':
        m_isKey = m_want == Want::Key || m_want == Want::KeyOrEnd;
        if (!m_isKey && !wantsValue())
            return Step::Failed;
        m_inText = true;
        if (!m_isKey)
            return Step::Scalar;
        m_key.clear();
        return Step::Inside;
    case '{':
    case '[':
        if (!wantsValue() || m_open.size() == deepest)
            return Step::Failed;
        m_open += c;
        m_want = c == '{' ? Want::KeyOrEnd : Want::ValueOrEnd;
        return Step::Opened;
    case '}':
        return close('{', Want::KeyOrEnd);
    case ']':
        return close('[', Want::ValueOrEnd);
    case ',':
        if (m_open.empty())
            return Step::Inside; // parts of a document that was cut out of an array
        if (m_want != Want::CommaOrEnd)
            return Step::Failed;
        m_want = m_open.back() == '{' ? Want::Key : Want::Value;
        return Step::Inside;
    case ':':
        if (m_want != Want::Colon)
            return Step::Failed;
        m_want = Want::Value;
        return Step::Inside;
    default:
        if (!isWordCharacter(c) || !wantsValue())
            return Step::Failed;
        m_inWord = true;
        return Step::Scalar;
    }
}

JsonScanner::Step JsonScanner::close(char open, Want alternative)
{
    if (m_open.empty() || m_open.back() != open || (m_want != Want::CommaOrEnd && m_want != alternative))
        return Step::Failed;
    m_open.pop_back();
    valueEnds();
    return Step::Closed;
}

void JsonScanner::restart(const std::string &open)
{
    *this = JsonScanner();
    m_open = open;
    valueEnds();
}

} // namespace wirecase
