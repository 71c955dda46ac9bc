#include "models/kql/kqlquoting.h"

#include <QRegularExpression>

namespace wirecase {

QString kqlQuoted(QString text)
{
    text.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    text.replace(u'\n', QLatin1String("\\n")).replace(u'\r', QLatin1String("\\r"));
    return u'"' + text + u'"';
}

QString kqlUnquoted(const QString &text)
{
    static const QRegularExpression special(QStringLiteral("([\\\\():<>\"{}])"));
    static const QRegularExpression keyword(QStringLiteral("(?<=\\s)(or|and)(?=\\s)"),
                                            QRegularExpression::CaseInsensitiveOption);
    // A backslash before "not" makes a line break of its first letter.
    static const QRegularExpression noForm(QStringLiteral("^\\s|\\s$|not\\s"),
                                           QRegularExpression::CaseInsensitiveOption);
    if (noForm.match(text).hasMatch())
        return {};
    QString unquoted = text;
    unquoted.replace(special, QStringLiteral("\\\\1"));
    unquoted.replace(keyword, QStringLiteral("\\\\1"));
    return unquoted;
}

} // namespace wirecase
