#include "models/kql/kqlvaluelint.h"

#include "models/kql/kqlquoting.h"
#include "models/kql/nearestfield.h"
#include "models/kql/valuetests.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace wirecase {

namespace {

using Kind = KqlFinding::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlLint)
};

QRegularExpression expression(const char *pattern)
{
    return QRegularExpression(QLatin1String(pattern), QRegularExpression::CaseInsensitiveOption
                                                          | QRegularExpression::DotMatchesEverythingOption
                                                          | QRegularExpression::UseUnicodePropertiesOption);
}

/// Looks at one leaf. One use.
class ValueLint
{
public:
    ValueLint(const QString &text, const KqlPlacedLeaf &leaf, std::optional<FieldType> type)
        : m_text(text)
        , m_leaf(leaf)
        , m_type(type)
        , m_raw(text.mid(leaf.valueAt.offset, leaf.valueAt.length))
        , m_quoted(m_raw.startsWith(u'"'))
    {
    }

    std::vector<KqlFinding> findings()
    {
        addEqualsInField();
        if (m_quoted) {
            addQuotedWildcard();
        } else {
            // The first of these explains the others away.
            const bool found = addEqualsSign() || addJoinedLines() || addTrailingKeyword() || addForeignSyntax()
                               || addSingleQuotes() || addMissingOr();
            if (!found)
                addQuestionMark();
            if (!found && !addWrongType())
                addSplitWildcard();
        }
        if (m_quoted)
            addWrongType();
        return std::move(m_findings);
    }

private:
    bool add(Kind kind, const QString &message, const QString &suggestion = {}, std::optional<KqlSpan> at = {})
    {
        const KqlSpan place = at.value_or(m_leaf.valueAt);
        m_findings.push_back({place.offset, place.length, kind, message, suggestion});
        return true;
    }

    [[nodiscard]] KqlSpan wholeLeaf() const
    {
        return {m_leaf.fieldAt.offset, m_leaf.valueAt.end() - m_leaf.fieldAt.offset};
    }

    [[nodiscard]] QChar neighbour(qsizetype at, int step) const
    {
        while (at >= 0 && at < m_text.size() && m_text[at].isSpace())
            at += step;
        return at >= 0 && at < m_text.size() ? m_text[at] : QChar();
    }
    [[nodiscard]] QChar before() const { return neighbour(m_leaf.valueAt.offset - 1, -1); }
    [[nodiscard]] QChar behind() const { return neighbour(m_leaf.valueAt.end(), 1); }
    [[nodiscard]] bool isOnlyOneInBrackets() const { return before() == u'(' && behind() == u')'; }

    void addQuotedWildcard()
    {
        const QString value = kqlTermText(m_leaf.value);
        if (!value.contains(u'*'))
            return;
        // A star alone among other values is a name for "everything" that some systems use.
        const bool isOneOfSeveral = before() != u':' && !isOnlyOneInBrackets();
        if (value == QLatin1String("*") && isOneOfSeveral)
            return;
        add(Kind::QuotedWildcard,
            Text::tr("In quotes * is an ordinary character: only the text %1 itself matches. Without the quotes it "
                     "stands for anything.")
                .arg(value),
            kqlUnquoted(value));
    }

    bool addTrailingKeyword()
    {
        static const QRegularExpression trailing = expression("^(?:(.*\\S)\\s+)?(and|or|not)$");
        static const QRegularExpression leading = expression("^(and|or)\\s+(\\S.*)$");
        const auto end = trailing.match(m_raw);
        const auto begin = leading.match(m_raw);
        if (!end.hasMatch() && !begin.hasMatch())
            return false;
        const QString word = end.hasMatch() ? end.captured(2) : begin.captured(1);
        return add(Kind::TrailingKeyword,
                   Text::tr("Nothing stands on the other side of \"%1\", so it is part of the value: only the text %2 "
                            "matches.")
                       .arg(word, kqlTermText(m_leaf.value)),
                   end.hasMatch() ? end.captured(1) : begin.captured(2));
    }

    static QRegularExpression comparisonExpression() { return expression("^([\\w.@*-]+)\\s*(!=|==?)\\s*(.*)$"); }

    /// `a = 1 && b != 2` as `a : 1 and not b : 2`.
    static QString withColons(const QString &text)
    {
        static const QRegularExpression sign = expression("\\s*(&&|\\|\\|)\\s*");
        static const QRegularExpression comparison = comparisonExpression();
        QString better;
        qsizetype from = 0;
        for (auto signs = sign.globalMatch(text); from <= text.size();) {
            const auto next = signs.hasNext() ? signs.next() : QRegularExpressionMatch();
            const qsizetype end = next.hasMatch() ? next.capturedStart() : text.size();
            const QString term = text.mid(from, end - from);
            const auto match = comparison.match(term);
            const QString no = match.captured(2) == QLatin1String("!=") ? QStringLiteral("not ") : QString();
            better += match.hasMatch()
                          ? QStringLiteral("%1%2 : %3").arg(no, ecsFieldName(match.captured(1)), match.captured(3))
                          : term;
            if (!next.hasMatch())
                break;
            better += next.captured(1) == QLatin1String("&&") ? QStringLiteral(" and ") : QStringLiteral(" or ");
            from = next.capturedEnd();
        }
        return better;
    }

    bool addEqualsSign()
    {
        static const QRegularExpression comparison = comparisonExpression();
        const auto match = m_leaf.field.isEmpty() ? comparison.match(m_raw) : QRegularExpressionMatch();
        if (!match.hasMatch())
            return false;
        return add(Kind::EqualsSign,
                   Text::tr("KQL has no %1: this searches all fields for the text %2. A field and its value are joined "
                            "by a colon.")
                       .arg(match.captured(2), m_raw),
                   match.captured(3).isEmpty() ? QString() : withColons(m_raw));
    }

    /// `a => 1` and `a !: 1`: the sign became part of the field's name.
    void addEqualsInField()
    {
        static const QRegularExpression ending = expression("^(\\S+)\\s*(=+|!)$");
        const QString field = m_text.mid(m_leaf.fieldAt.offset, m_leaf.fieldAt.length);
        const auto match = ending.match(field);
        if (!match.hasMatch())
            return;
        QString better;
        const QString between = m_text.mid(m_leaf.fieldAt.end(), m_leaf.valueAt.offset - m_leaf.fieldAt.end());
        const bool isList = between.contains(u'(');
        if (m_leaf.order && match.captured(2) == QLatin1String("=")) {
            const bool less = *m_leaf.order == KqlOrder::Less || *m_leaf.order == KqlOrder::LessOrEqual;
            better = QStringLiteral("%1 %2 %3")
                         .arg(match.captured(1), less ? QStringLiteral("<=") : QStringLiteral(">="), m_raw);
        } else if (!m_leaf.order && !isList) {
            const QString no = match.captured(2) == QLatin1String("!") ? QStringLiteral("not ") : QString();
            better = QStringLiteral("%1%2 : %3").arg(no, match.captured(1), m_raw);
        }
        add(Kind::EqualsSign,
            Text::tr("The sign %1 is part of the field's name here: it reads %2.").arg(match.captured(2), field),
            better, better.isEmpty() ? m_leaf.fieldAt : wholeLeaf());
    }

    bool addJoinedLines()
    {
        if (!m_raw.contains(u'\n'))
            return false;
        QStringList lines;
        for (const QString &line : m_raw.split(u'\n')) {
            if (!line.trimmed().isEmpty())
                lines << line.trimmed();
        }
        const QString joined = lines.join(QStringLiteral(" or "));
        const bool isInList = before() != u':' && !m_leaf.field.isEmpty();
        return add(Kind::JoinedLines,
                   Text::tr("The line break is part of the value, because no \"or\" stands between %1 and %2: they are "
                            "one value, which hardly any event has.")
                       .arg(lines.value(0), lines.value(1)),
                   isInList ? joined : u'(' + joined + u')');
    }

    bool addMissingOr()
    {
        static const QRegularExpression space(QStringLiteral("\\s+"));
        const QStringList words = m_raw.split(space, Qt::SkipEmptyParts);
        if (words.size() < 2 || m_leaf.field.isEmpty() || m_type == FieldType::Text || before() == u':')
            return false;
        const auto allHave = [&words](QChar c) {
            return std::all_of(words.begin(), words.end(), [c](const QString &word) { return word.contains(c); });
        };
        if (!isOnlyOneInBrackets() && !allHave(u'*') && !allHave(u'/'))
            return false;
        return add(Kind::MissingOr,
                   Text::tr("%1 is one value with spaces in it. Values of a list are joined by \"or\"; one value with "
                            "spaces needs no brackets.")
                       .arg(m_raw),
                   words.join(QStringLiteral(" or ")));
    }

    bool addSingleQuotes()
    {
        const QString opening = QStringLiteral("'\u2018\u201c\u00ab");
        const QString closing = QStringLiteral("'\u2019\u201d\u00bb");
        const qsizetype pair = m_raw.size() < 2 ? -1 : opening.indexOf(m_raw.front());
        if (pair < 0 || m_raw.back() != closing[pair])
            return false;
        QString inner = kqlTermText(m_leaf.value);
        inner = inner.mid(1, inner.size() - 2);
        const bool hasWildcard = std::holds_alternative<KqlWildcard>(m_leaf.value);
        return add(Kind::SingleQuotes,
                   Text::tr("The marks %1 and %2 are part of the value. Only \" quotes a value.")
                       .arg(m_raw.front())
                       .arg(m_raw.back()),
                   hasWildcard ? kqlUnquoted(inner) : kqlQuoted(inner));
    }

    void addQuestionMark()
    {
        // In an address of the web, ? begins what is asked for: /search?q=x.
        static const QRegularExpression wildcard = expression("\\?(?![\\w*]+=)");
        if (!wildcard.match(m_raw).hasMatch() || m_leaf.field.isEmpty())
            return;
        QString better = m_raw;
        add(Kind::QuestionMark,
            Text::tr("In KQL ? is an ordinary character. The only wildcard is *, which stands for any number of "
                     "characters; in quotes it is plain that ? is meant."),
            better.replace(wildcard, QStringLiteral("*")));
    }

    bool addForeignSyntax()
    {
        static const QRegularExpression signs = expression("\\s(&&|\\|\\|)\\s");
        static const QRegularExpression span = expression("^\\[(\\S+) to (\\S+)\\]$");
        static const QRegularExpression regularExpression = expression("^/.*(?:\\.[*+]|\\[|\\|).*/$");
        if (signs.match(m_raw).hasMatch()) {
            QString better = m_raw;
            better.replace(QLatin1String(" && "), QLatin1String(" and "))
                .replace(QLatin1String(" || "), QLatin1String(" or "));
            return add(Kind::ForeignSyntax,
                       Text::tr("&& and || are part of the value here. KQL has the words \"and\" and \"or\"."), better);
        }
        if (const auto match = span.match(m_raw); match.hasMatch() && !m_leaf.field.isEmpty()) {
            return add(
                Kind::ForeignSyntax, Text::tr("KQL has no [from to]: this is the plain text %1.").arg(m_raw),
                QStringLiteral("(%1 >= %2 and %1 <= %3)").arg(m_leaf.field, match.captured(1), match.captured(2)),
                wholeLeaf());
        }
        if (regularExpression.match(m_raw).hasMatch())
            return add(Kind::ForeignSyntax,
                       Text::tr("KQL has no regular expressions: slashes and dots stand for themselves."));
        return false;
    }

    bool addWrongType()
    {
        if (!m_type || m_leaf.field.isEmpty())
            return false;
        const KqlOptions options;
        const auto test = m_leaf.order ? rangeTest(*m_leaf.order, m_leaf.value, *m_type, options)
                                       : isTest(m_leaf.value, *m_type, options);
        if (test)
            return false;
        return add(Kind::WrongType,
                   Text::tr("The query is refused: %1, as %2 asks for.").arg(test.error().message, m_leaf.field));
    }

    void addSplitWildcard()
    {
        static const QRegularExpression space(QStringLiteral("\\s"));
        const bool splits = m_type == FieldType::Flattened || m_type == FieldType::Text;
        if (!splits || !std::holds_alternative<KqlWildcard>(m_leaf.value) || !m_raw.contains(space))
            return;
        add(Kind::SplitWildcard,
            Text::tr("%1 is no keyword field: each word of the value counts by itself, any of them is enough.")
                .arg(m_leaf.field));
    }

    const QString &m_text;
    const KqlPlacedLeaf &m_leaf;
    std::optional<FieldType> m_type;
    QString m_raw;
    bool m_quoted;
    std::vector<KqlFinding> m_findings;
};

} // namespace

std::vector<KqlFinding> lintKqlValue(const QString &text, const KqlPlacedLeaf &leaf, std::optional<FieldType> type)
{
    return ValueLint(text, leaf, type).findings();
}

} // namespace wirecase
