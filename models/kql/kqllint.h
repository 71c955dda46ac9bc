#pragma once

#include "models/kql/fieldsource.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace wirecase {

/// A place in a query that reads otherwise than its author will have meant, or better than it does.
struct KqlFinding
{
    enum class Kind
    {
        Syntax,             ///< the query cannot be read
        QuotedWildcard,     ///< a * in quotes
        TrailingKeyword,    ///< and, or, not that became part of a value
        EqualsSign,         ///< a = b, which is free text
        JoinedLines,        ///< a line break within a value: an or is missing
        MissingOr,          ///< a list whose values are one
        KeywordInField,     ///< and, or within a field's name
        SingleQuotes,       ///< quotes that are none
        QuestionMark,       ///< ? for a wildcard
        ForeignSyntax,      ///< &&, ||, regular expressions, [1 to 5]
        UnknownField,       ///< which the events do not have
        WrongType,          ///< a value that the field's type refuses
        SplitWildcard,      ///< a wildcard whose words count one by one
        CoveredAlternative, ///< which another alternative includes
        OneCase             ///< values that are met in other capitals too
    };

    qsizetype offset = 0;
    qsizetype length = 0;
    Kind kind = Kind::Syntax;
    QString message;    ///< one or two sentences
    QString suggestion; ///< to stand in place of the marked text; empty when there is none

    bool operator==(const KqlFinding &) const = default;
};

/// The whole query with the suggestion in its place; empty when there is none.
[[nodiscard]] QString corrected(const QString &text, const KqlFinding &finding);

/// What is known of the fields that a query will meet. Any of it may be left out.
struct KqlVocabulary
{
    std::function<bool(const QString &field)> knowsField;
    std::function<std::optional<FieldType>(const QString &field)> typeOf;
    QStringList fields; ///< among which the nearest name is sought

    /// Borrows the source.
    [[nodiscard]] static KqlVocabulary of(const FieldSource &source);
};

/// Findings in the order in which they stand in the text.
[[nodiscard]] std::vector<KqlFinding> lintKql(const QString &text, const KqlVocabulary &known);
[[nodiscard]] std::vector<KqlFinding> lintKql(const QString &text,
                                              const std::function<bool(const QString &)> &knowsField);

/// A stable name of the kind: "quoted_wildcard".
[[nodiscard]] QString kqlFindingKey(KqlFinding::Kind kind);

} // namespace wirecase
