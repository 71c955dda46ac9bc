#include "models/kql/kqlsyntaxlint.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlLint)
};

/// A way to go wrong: what stands before the place and what from it on. The first capture of `before` is replaced by
/// `better`, in which %1, %2 ... are the captures behind it.
struct SyntaxSpec
{
    const char *before;
    const char *from;
    const char *message;
    const char *better;
};

constexpr std::array specs{
    SyntaxSpec{"(([\\w.@-]+)\\s*==?\\s*)$", "^\"",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "KQL has no equals sign: a field and its value are joined by a "
                                                      "colon."),
               "%1 : "},
    SyntaxSpec{"(([\\w.@-]+)\\s*!=\\s*)$", "^\"",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "KQL has no !=: \"not\" stands in front of the field."),
               "not %1 : "},
    SyntaxSpec{"(([\\w.@-]+)\\s+in\\s*)$", "^\\(",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "KQL has no \"in\": a field and a list of values are joined by a "
                                                      "colon, the values by \"or\"."),
               "%1 : "},
    SyntaxSpec{"(([\\w.@-]+)\\s*:\\s*not\\s*)$", "",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "\"not\" stands in front of the field, or within brackets."),
               "not %1 : "},
    SyntaxSpec{"(([\\w.@-]+)\\s*:\\s*)$", "^not\\s",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "\"not\" stands in front of the field, or within brackets."), ""},
    SyntaxSpec{"(?:^|[\\s)])(and|or|not)\\s*$", "^\\(",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "A space has to stand between the word and the bracket."), ""},
    SyntaxSpec{"\\)$", "^(and|or)\\s",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "A space has to stand between the bracket and the word."), ""},
    SyntaxSpec{"(?:&&|\\|\\|)\\s*[\\w.@-]+\\s*$", "^:",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "KQL has the words \"and\" and \"or\", not && and ||."), ""},
    SyntaxSpec{":[^:]*\\n\\s*[\\w.@-]+\\s*$", "^:",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "An \"and\" or \"or\" is missing at the end of the line before."),
               ""},
    SyntaxSpec{":\\s*'[^']*$", "^[:\"(){}<>\\\\]",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "Single quotes quote nothing: only \" does."), ""},
    SyntaxSpec{":[^:\\s]*\\s+[\\w.@-]+\\s*$", "^:",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "An \"and\" or \"or\" is missing in front of the field."), ""},
    SyntaxSpec{":\\s*\\S*$", "^:",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "A colon within a value needs a backslash in front, or the value "
                                                      "quotes."),
               ""},
    SyntaxSpec{"\"\\s*$", "^[\"\\w*]",
               QT_TRANSLATE_NOOP("wirecase::KqlLint", "An \"or\" or \"and\" is missing between the values."), ""},
    SyntaxSpec{"", "^\\\\",
               QT_TRANSLATE_NOOP("wirecase::KqlLint",
                                 "A backslash within an unquoted value has to be doubled, or the value quoted."),
               ""},
    SyntaxSpec{"", "^\"[^\"]*$", QT_TRANSLATE_NOOP("wirecase::KqlLint", "The quotes are not closed."), ""},
    SyntaxSpec{"", "^\\)", QT_TRANSLATE_NOOP("wirecase::KqlLint", "This bracket closes none."), ""},
};

QRegularExpression expression(const char *pattern)
{
    return QRegularExpression(QLatin1String(pattern), QRegularExpression::CaseInsensitiveOption);
}

bool closesTooFew(const QString &text)
{
    return text.count(u'(') > text.count(u')') || text.count(u'{') > text.count(u'}');
}

} // namespace

KqlFinding lintKqlSyntax(const QString &text, qsizetype offset, const QString &problem)
{
    KqlFinding finding{offset, qMin<qsizetype>(1, text.size() - offset), KqlFinding::Kind::Syntax, problem, {}};
    if (offset >= text.size() && closesTooFew(text)) {
        finding.message = Text::tr("A bracket is not closed.");
        return finding;
    }
    const QString before = text.left(offset);
    for (const SyntaxSpec &spec : specs) {
        const auto lead = expression(spec.before).match(before);
        if (!lead.hasMatch() || !expression(spec.from).match(text.mid(offset)).hasMatch())
            continue;
        finding.message = Text::tr(spec.message);
        if (*spec.better != '\0') {
            finding.offset = lead.capturedStart(1);
            finding.length = lead.capturedLength(1);
            finding.suggestion = QString::fromLatin1(spec.better).arg(lead.captured(2));
        }
        break;
    }
    return finding;
}

} // namespace wirecase
