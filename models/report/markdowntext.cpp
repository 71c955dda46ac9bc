#include "models/report/markdowntext.h"

#include "models/report/reporttext.h"

#include <QStringList>

namespace wirecase {

namespace {

// CommonMark 0.31, 2.4: a backslash before any ASCII punctuation takes its meaning away.
bool isMarkup(QChar c)
{
    return QStringView(u"\\`*_{}[]<>|~&@$^").contains(c);
}

// What begins a heading, a list, a quotation, a rule or a fence at the start of a line.
qsizetype markerLength(QStringView line)
{
    if (line.isEmpty())
        return 0;
    if (QStringView(u"#-+=>").contains(line.front()))
        return 1;
    qsizetype digits = 0;
    while (digits < line.size() && line.at(digits).isDigit())
        ++digits;
    const bool numbered = digits > 0 && digits < line.size() && (line.at(digits) == u'.' || line.at(digits) == u')');
    return numbered ? digits + 1 : 0;
}

// Longest run of backticks: a fence must be longer.
qsizetype longestBackticks(QStringView text)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = qMax(longest, run);
    }
    return longest;
}

} // namespace

QString markdownLine(const QString &text)
{
    const QString line = visibleText(text).simplified();
    const qsizetype marker = markerLength(line);
    QString out;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        // GitHub makes links of bare addresses: "http://", "www.".
        const bool makesLink = (c == u':' && QStringView(line).mid(i + 1).startsWith(u"//"))
                               || (c == u'.' && out.endsWith(QLatin1String("www"), Qt::CaseInsensitive));
        if (isMarkup(c) || i + 1 == marker || makesLink)
            out.append(u'\\');
        out.append(c);
    }
    return out;
}

QString markdownText(const QString &text, const QString &lineFeed)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines.append(markdownLine(line));
    return lines.join(lineFeed);
}

QString markdownCode(const QString &text)
{
    QString line = visibleText(text).replace(u'\n', u' ');
    if (line.trimmed().isEmpty())
        return {};
    const QString fence(longestBackticks(line) + 1, u'`');
    // In a table a bar ends the cell even inside of code.
    line.replace(u'|', QLatin1String("\\|"));
    const bool padded = line.startsWith(u'`') || line.endsWith(u'`');
    return padded ? fence + u' ' + line + u' ' + fence : fence + line + fence;
}

QString markdownCodeBlock(const QString &text)
{
    const QString fence(qMax<qsizetype>(3, longestBackticks(text) + 1), u'`');
    return fence + u'\n' + visibleText(text) + u'\n' + fence;
}

} // namespace wirecase
