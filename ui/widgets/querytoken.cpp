#include "ui/widgets/querytoken.h"

namespace wirecase {

namespace {

bool endsWord(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u':' || c == u'<' || c == u'>' || c == u'=';
}

bool comparesTo(QChar c)
{
    return c == u':' || c == u'<' || c == u'>' || c == u'=';
}

qsizetype skipSpacesBack(const QString &text, qsizetype at)
{
    while (at > 0 && text.at(at - 1).isSpace())
        --at;
    return at;
}

qsizetype wordBegin(const QString &text, qsizetype end)
{
    while (end > 0 && !endsWord(text.at(end - 1)))
        --end;
    return end;
}

/// Where the quoted text begins that `cursor` stands in, -1 when it stands in none.
qsizetype openQuote(const QString &text, qsizetype cursor)
{
    qsizetype open = -1;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == u'"')
            open = open < 0 ? i : -1;
    }
    return open;
}

/// The field whose value stands at `at`: "field :", or "field : ( a or" with the list still open.
QString fieldBefore(const QString &text, qsizetype at)
{
    at = skipSpacesBack(text, at);
    if (at > 0 && !comparesTo(text.at(at - 1))) {
        int depth = 0;
        while (at > 0 && depth >= 0) {
            --at;
            depth += text.at(at) == u')' ? 1 : text.at(at) == u'(' ? -1 : 0;
        }
        if (depth >= 0)
            return {};
        at = skipSpacesBack(text, at);
    }
    if (at == 0 || !comparesTo(text.at(at - 1)))
        return {};
    while (at > 0 && comparesTo(text.at(at - 1)))
        --at;
    at = skipSpacesBack(text, at);
    const qsizetype begin = wordBegin(text, at);
    return text.mid(begin, at - begin);
}

} // namespace

QueryToken queryTokenAt(const QString &text, qsizetype cursor)
{
    QueryToken token;
    const qsizetype quote = openQuote(text, cursor);
    token.begin = quote >= 0 ? quote : wordBegin(text, cursor);
    qsizetype end = cursor;
    while (end < text.size() && (quote >= 0 ? text.at(end) != u'"' : !endsWord(text.at(end))))
        ++end;
    if (quote >= 0 && end < text.size())
        ++end;
    token.length = end - token.begin;
    const qsizetype from = quote >= 0 ? quote + 1 : token.begin;
    token.prefix = text.mid(from, cursor - from);
    token.field = fieldBefore(text, token.begin);
    return token;
}

} // namespace wirecase
