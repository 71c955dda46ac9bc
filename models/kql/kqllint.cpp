#include "models/kql/kqllint.h"

#include "models/kql/kqlparser.h"
#include "models/kql/kqlsyntaxlint.h"
#include "models/kql/kqlvaluelint.h"
#include "models/kql/nearestfield.h"
#include "models/kql/visit.h"
#include "models/kql/wildcardpattern.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace wirecase {

namespace {

using Kind = KqlFinding::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlLint)
};

/// Whether everything that `narrow` matches is matched by `wide` as well. The star of `narrow` becomes a character that
/// no text of `wide` has, so that only a star of `wide` can take it in.
bool covers(const KqlTerm &wide, const KqlTerm &narrow)
{
    const auto partsOf = [](const KqlTerm &term) {
        const auto *wildcard = std::get_if<KqlWildcard>(&term);
        return wildcard != nullptr ? wildcard->parts : std::vector<QString>{kqlTermText(term)};
    };
    QString text;
    for (const QString &part : partsOf(narrow))
        text += text.isNull() ? part : QChar(0xffff) + part;
    return WildcardPattern(KqlWildcard{partsOf(wide)}, false).matches(text.toStdString());
}

/// The paths of operations and resources are written by some services in capitals, by others in mixed letters.
bool isMetInOtherCapitals(const QString &field, const QString &value)
{
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    if (!value.contains(u'/') || std::none_of(value.begin(), value.end(), isLetter))
        return false;
    if (field.endsWith(QLatin1String("operation_name")))
        return true;
    return value == value.toUpper()
           && (field == QLatin1String("event.action") || field.endsWith(QLatin1String("resource.id")));
}

class Linter
{
public:
    Linter(const QString &text, const KqlVocabulary &known)
        : m_text(text)
        , m_known(known)
    {
    }

    std::vector<KqlFinding> findings(const KqlNode &root)
    {
        walk(root, {});
        addOneCase();
        std::stable_sort(m_findings.begin(), m_findings.end(),
                         [](const KqlFinding &a, const KqlFinding &b) { return a.offset < b.offset; });
        // What is wrong with a field's name is found again with each value of a list.
        m_findings.erase(std::unique(m_findings.begin(), m_findings.end()), m_findings.end());
        return std::move(m_findings);
    }

private:
    void walk(const KqlNode &node, const QString &prefix)
    {
        std::visit(Visitor{
                       [&](const KqlIs &is) {
                           look(is.field, {{}, is.value, is.fieldAt, is.valueAt, {}}, prefix);
                       },
                       [&](const KqlRange &range) {
                           look(range.field, {{}, range.value, range.fieldAt, range.valueAt, range.order}, prefix);
                       },
                       [&](const KqlNested &nested) { walk(*nested.inner, prefix + kqlTermText(nested.path) + u'.'); },
                       [&](const KqlNot &no) { walk(*no.inner, prefix); },
                       [&](const KqlAnd &all) {
                           for (const KqlNodePtr &part : all.parts)
                               walk(*part, prefix);
                       },
                       [&](const KqlOr &any) {
                           for (const KqlNodePtr &part : any.parts)
                               walk(*part, prefix);
                           addCovered(any);
                       },
                   },
                   node.content);
    }

    void look(const KqlTerm &field, KqlPlacedLeaf leaf, const QString &prefix)
    {
        std::optional<FieldType> type;
        if (!std::holds_alternative<KqlNull>(field))
            leaf.field = prefix + kqlTermText(field);
        if (m_known.typeOf && std::holds_alternative<KqlLiteral>(field))
            type = m_known.typeOf(leaf.field);
        const std::vector<KqlFinding> found = lintKqlValue(m_text, leaf, type);
        m_findings.insert(m_findings.end(), found.begin(), found.end());
        const bool isNameClear = addKeywordInField(leaf);
        if (isNameClear && std::holds_alternative<KqlLiteral>(field))
            addUnknown(leaf);
        if (!std::holds_alternative<KqlNull>(field))
            m_values[leaf.field].push_back(std::move(leaf));
    }

    bool addKeywordInField(const KqlPlacedLeaf &leaf)
    {
        static const QRegularExpression keyword(QStringLiteral("^(and|or)\\s+(\\S.*)$"),
                                                QRegularExpression::CaseInsensitiveOption);
        const QString raw = m_text.mid(leaf.fieldAt.offset, leaf.fieldAt.length);
        const bool isNew = !m_seenFields.contains(leaf.fieldAt.offset);
        m_seenFields.insert(leaf.fieldAt.offset);
        const auto isSpace = [](QChar c) { return c.isSpace(); };
        if (!isNew || std::none_of(raw.begin(), raw.end(), isSpace) || raw.startsWith(u'"'))
            return isNew;
        if (raw.endsWith(u'=') || raw.endsWith(u'!'))
            return false; // said already
        const auto match = keyword.match(raw);
        const QString message =
            match.hasMatch() ? Text::tr("Nothing stands in front of \"%1\", so it is part of the field's name: %2.")
                                   .arg(match.captured(1), raw)
                             : Text::tr("The field's name is read as \"%1\", with the space in it: an \"and\" or "
                                        "\"or\" seems to be missing.")
                                   .arg(raw);
        m_findings.push_back(
            {leaf.fieldAt.offset, leaf.fieldAt.length, Kind::KeywordInField, message, match.captured(2)});
        return false;
    }

    void addUnknown(const KqlPlacedLeaf &leaf)
    {
        if (!m_known.knowsField || m_known.knowsField(leaf.field))
            return;
        const QString nearest = nearestField(leaf.field, m_known.fields);
        QString message = Text::tr("The events have no field %1, so nothing matches here.").arg(leaf.field);
        if (!nearest.isEmpty())
            message += u' ' + Text::tr("There is %1.").arg(nearest);
        m_findings.push_back({leaf.fieldAt.offset, leaf.fieldAt.length, Kind::UnknownField, message, nearest});
    }

    void addCovered(const KqlOr &any)
    {
        std::vector<const KqlIs *> leaves;
        for (const KqlNodePtr &part : any.parts) {
            if (const auto *is = std::get_if<KqlIs>(&part->content); is && !std::holds_alternative<KqlNull>(is->field))
                leaves.push_back(is);
        }
        for (std::size_t narrow = 0; narrow < leaves.size(); ++narrow)
            addCovered(leaves, narrow);
    }

    void addCovered(const std::vector<const KqlIs *> &leaves, std::size_t narrow)
    {
        const KqlIs &leaf = *leaves[narrow];
        for (std::size_t wide = 0; wide < leaves.size(); ++wide) {
            const KqlIs &other = *leaves[wide];
            if (wide == narrow || other.field != leaf.field || !covers(other.value, leaf.value))
                continue;
            if (narrow < wide && covers(leaf.value, other.value))
                continue; // the same twice: the later one is too many
            m_findings.push_back({leaf.valueAt.offset,
                                  leaf.valueAt.length,
                                  Kind::CoveredAlternative,
                                  Text::tr("This alternative adds nothing: %1 matches all that it does. It can be left "
                                           "out.")
                                      .arg(m_text.mid(other.valueAt.offset, other.valueAt.length)),
                                  {}});
            return;
        }
    }

    /// One finding a field: what holds for its first value holds for all of them.
    void addOneCase()
    {
        for (auto field = m_values.cbegin(); field != m_values.cend(); ++field) {
            QHash<QString, QSet<QString>> spellings;
            for (const KqlPlacedLeaf &leaf : field.value())
                spellings[kqlTermText(leaf.value).toCaseFolded()].insert(kqlTermText(leaf.value));
            const auto isOneCase = [&](const KqlPlacedLeaf &leaf) {
                const QString value = kqlTermText(leaf.value);
                return isMetInOtherCapitals(field.key(), value) && spellings[value.toCaseFolded()].size() == 1;
            };
            const auto leaf = std::find_if(field.value().begin(), field.value().end(), isOneCase);
            if (leaf == field.value().end())
                continue;
            m_findings.push_back({leaf->valueAt.offset,
                                  leaf->valueAt.length,
                                  Kind::OneCase,
                                  Text::tr("%1 is compared with its capitals, and logs write such values in capitals "
                                           "as well as in mixed letters: events that write it otherwise do not match.")
                                      .arg(field.key()),
                                  {}});
        }
    }

    const QString &m_text;
    const KqlVocabulary &m_known;
    QHash<QString, std::vector<KqlPlacedLeaf>> m_values; ///< by field
    QSet<qsizetype> m_seenFields;                        ///< where names stand that were looked at
    std::vector<KqlFinding> m_findings;
};

} // namespace

QString corrected(const QString &text, const KqlFinding &finding)
{
    if (finding.suggestion.isEmpty())
        return {};
    return text.left(finding.offset) + finding.suggestion + text.mid(finding.offset + finding.length);
}

KqlVocabulary KqlVocabulary::of(const FieldSource &source)
{
    KqlVocabulary known;
    known.knowsField = [&source](const QString &field) { return source.column(field) != nullptr; };
    known.typeOf = [&source](const QString &field) {
        const FieldColumnPtr column = source.column(field);
        return column ? std::optional(column->type()) : std::nullopt;
    };
    known.fields = source.fields();
    return known;
}

std::vector<KqlFinding> lintKql(const QString &text, const KqlVocabulary &known)
{
    const auto root = KqlParser(text).parse();
    if (!root)
        return {lintKqlSyntax(text, root.error().offset, root.error().message)};
    return Linter(text, known).findings(**root);
}

std::vector<KqlFinding> lintKql(const QString &text, const std::function<bool(const QString &)> &knowsField)
{
    return lintKql(text, KqlVocabulary{knowsField, {}, {}});
}

QString kqlFindingKey(KqlFinding::Kind kind)
{
    switch (kind) {
    case Kind::Syntax:
        return QStringLiteral("syntax");
    case Kind::QuotedWildcard:
        return QStringLiteral("quoted_wildcard");
    case Kind::TrailingKeyword:
        return QStringLiteral("trailing_keyword");
    case Kind::EqualsSign:
        return QStringLiteral("equals_sign");
    case Kind::JoinedLines:
        return QStringLiteral("joined_lines");
    case Kind::MissingOr:
        return QStringLiteral("missing_or");
    case Kind::KeywordInField:
        return QStringLiteral("keyword_in_field");
    case Kind::SingleQuotes:
        return QStringLiteral("single_quotes");
    case Kind::QuestionMark:
        return QStringLiteral("question_mark");
    case Kind::ForeignSyntax:
        return QStringLiteral("foreign_syntax");
    case Kind::UnknownField:
        return QStringLiteral("unknown_field");
    case Kind::WrongType:
        return QStringLiteral("wrong_type");
    case Kind::SplitWildcard:
        return QStringLiteral("split_wildcard");
    case Kind::CoveredAlternative:
        return QStringLiteral("covered_alternative");
    case Kind::OneCase:
        return QStringLiteral("one_case");
    }
    return {};
}

} // namespace wirecase
