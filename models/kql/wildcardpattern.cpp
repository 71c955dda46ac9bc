#include "models/kql/wildcardpattern.h"

#include <algorithm>

namespace wirecase {

std::string foldedCase(std::string_view utf8)
{
    std::string folded(utf8);
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::all_of(folded.begin(), folded.end(), isAscii))
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).toCaseFolded().toStdString();
    for (char &c : folded) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

WildcardPattern::WildcardPattern(const KqlWildcard &wildcard, bool foldCase)
    : m_foldCase(foldCase)
{
    for (const QString &part : wildcard.parts)
        m_parts.push_back(foldCase ? foldedCase(part.toStdString()) : part.toStdString());
}

bool WildcardPattern::matches(std::string_view utf8) const
{
    const std::string folded = m_foldCase ? foldedCase(utf8) : std::string();
    std::string_view rest = m_foldCase ? std::string_view(folded) : utf8;
    const std::string &first = m_parts.front();
    const std::string &last = m_parts.back();
    if (m_parts.size() == 1)
        return rest == first;
    if (rest.size() < first.size() + last.size() || !rest.starts_with(first) || !rest.ends_with(last))
        return false;
    rest = rest.substr(first.size(), rest.size() - first.size() - last.size());
    // The leftmost place of each part leaves the most room for those behind it: no backtracking is needed.
    for (std::size_t i = 1; i + 1 < m_parts.size(); ++i) {
        const std::size_t at = rest.find(m_parts[i]);
        if (at == std::string_view::npos)
            return false;
        rest.remove_prefix(at + m_parts[i].size());
    }
    return true;
}

} // namespace wirecase
