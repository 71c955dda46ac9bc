#include "ui/widgets/queryparts.h"

#include <QStringView>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

bool isComparison(QChar c)
{
    return c == u':' || c == u'<' || c == u'>' || c == u'=';
}

bool isBracket(QChar c)
{
    return c == u'(' || c == u')' || c == u'{' || c == u'}';
}

bool endsWord(QChar c)
{
    return c.isSpace() || isComparison(c) || isBracket(c) || c == u'"';
}

/// Where the part that begins at `at` ends; a backslash takes the character behind it along.
qsizetype endOf(const QString &text, qsizetype at)
{
    const bool quoted = text.at(at) == u'"';
    qsizetype end = quoted ? at + 1 : at;
    while (end < text.size() && (quoted ? text.at(end) != u'"' : !endsWord(text.at(end))))
        end += text.at(end) == u'\\' ? 2 : 1;
    return std::min(quoted ? end + 1 : end, text.size());
}

bool comparisonFollows(const QString &text, qsizetype at)
{
    while (at < text.size() && text.at(at).isSpace())
        ++at;
    return at < text.size() && isComparison(text.at(at));
}

bool hasWildcard(QStringView word)
{
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (word.at(i) == u'\\')
            ++i;
        else if (word.at(i) == u'*')
            return true;
    }
    return false;
}

bool isKeyword(QStringView word)
{
    return std::ranges::any_of(std::array{QStringView(u"and"), QStringView(u"or"), QStringView(u"not")},
                               [word](QStringView keyword) { return word.compare(keyword, Qt::CaseInsensitive) == 0; });
}

QueryPart::Kind kindOf(const QString &text, qsizetype begin, qsizetype end)
{
    const QStringView word = QStringView(text).mid(begin, end - begin);
    if (comparisonFollows(text, end))
        return QueryPart::Kind::Field;
    if (word.startsWith(u'"'))
        return QueryPart::Kind::Quoted;
    if (isKeyword(word))
        return QueryPart::Kind::Keyword;
    return hasWildcard(word) ? QueryPart::Kind::Wildcard : QueryPart::Kind::Value;
}

} // namespace

std::vector<QueryPart> queryParts(const QString &text)
{
    std::vector<QueryPart> parts;
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text.at(at);
        if (c.isSpace()) {
            ++at;
            continue;
        }
        if (isComparison(c) || isBracket(c)) {
            parts.push_back({at, 1, QueryPart::Kind::Operator});
            ++at;
            continue;
        }
        const qsizetype end = endOf(text, at);
        parts.push_back({at, end - at, kindOf(text, at, end)});
        at = end;
    }
    return parts;
}

} // namespace wirecase
