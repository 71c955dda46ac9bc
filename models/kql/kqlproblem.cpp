#include "models/kql/kqlproblem.h"

#include "models/kql/kqlscanner.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlQuery)
};

QStringList expectedWords(unsigned expected)
{
    QStringList words;
    const auto add = [&](unsigned bit, const QString &word) {
        if (expected & bit)
            words << word;
    };
    add(KqlScanner::ExpectedName, Text::tr("a field or a value"));
    add(KqlScanner::ExpectedValue, Text::tr("a value"));
    add(KqlScanner::ExpectedColon, QStringLiteral("“:”"));
    add(KqlScanner::ExpectedOrder, QStringLiteral("“<”, “>”"));
    add(KqlScanner::ExpectedAnd, QStringLiteral("“and”"));
    add(KqlScanner::ExpectedOr, QStringLiteral("“or”"));
    add(KqlScanner::ExpectedClose, Text::tr("the closing bracket"));
    return words;
}

QString listed(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    //: the last two of a list of things that could stand somewhere
    return Text::tr("%1 or %2").arg(words.mid(0, words.size() - 1).join(QStringLiteral(", ")), words.last());
}

/// The word or sign at the place, cut when it is long.
QString foundText(QStringView rest)
{
    constexpr qsizetype longest = 16;
    qsizetype length = 1;
    while (rest.front().isLetterOrNumber() && length < rest.size() && rest[length].isLetterOrNumber())
        ++length;
    const QString word = rest.left(std::min(length, longest)).toString();
    return QStringLiteral("“%1”").arg(length > longest ? word + u'…' : word);
}

} // namespace

QString kqlProblemText(const KqlScanner &scanner)
{
    const QStringView rest = scanner.rest();
    const bool closes = rest.startsWith(u')') || rest.startsWith(u'}');
    if (scanner.isUnclosedQuote())
        return Text::tr("the quotation mark is not closed");
    if (closes && scanner.expected() & KqlScanner::ExpectedEnd)
        return Text::tr("%1 closes nothing").arg(foundText(rest));
    const QString expected = listed(expectedWords(scanner.expected()));
    if (expected.isEmpty())
        return Text::tr("the query cannot be read from here");
    if (rest.isEmpty())
        return Text::tr("expected %1, but the query ends").arg(expected);
    return Text::tr("expected %1, found %2").arg(expected, foundText(rest));
}

} // namespace wirecase
