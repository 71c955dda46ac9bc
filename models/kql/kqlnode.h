#pragma once

#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace wirecase {

struct KqlNode;
using KqlNodePtr = std::shared_ptr<const KqlNode>;

struct KqlNull
{
    bool operator==(const KqlNull &) const = default;
};

/// A text as it stands in the query, escapes resolved. Quoted and unquoted ones mean the same to a keyword field and
/// different things to a text field.
struct KqlLiteral
{
    QString text;
    bool quoted = false;
    bool operator==(const KqlLiteral &) const = default;
};

/// Text with unescaped, unquoted `*` in it: the parts between them, one more than there are stars.
struct KqlWildcard
{
    std::vector<QString> parts;

    /// `*` and nothing else: the question is whether the field exists.
    [[nodiscard]] bool isLone() const { return parts.size() == 2 && parts[0].isEmpty() && parts[1].isEmpty(); }
    bool operator==(const KqlWildcard &) const = default;
};

/// The name of a field (null: every field, "free text") or a value.
using KqlTerm = std::variant<KqlNull, bool, KqlLiteral, KqlWildcard>;

/// Where a term stands in the text of its query, quotes included, without spaces around it.
struct KqlSpan
{
    qsizetype offset = 0;
    qsizetype length = 0;

    [[nodiscard]] qsizetype end() const { return offset + length; }
};

struct KqlPlacedTerm
{
    KqlTerm term;
    KqlSpan at;
};

enum class KqlOrder
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
};

struct KqlIs
{
    KqlTerm field;
    KqlTerm value;
    KqlSpan fieldAt = {}; ///< empty for free text
    KqlSpan valueAt = {};
};
struct KqlRange
{
    KqlTerm field;
    KqlOrder order = KqlOrder::Less;
    KqlTerm value;
    KqlSpan fieldAt = {};
    KqlSpan valueAt = {};
};
struct KqlNested
{
    KqlTerm path;
    KqlNodePtr inner;
};
struct KqlNot
{
    KqlNodePtr inner;
};
struct KqlAnd
{
    std::vector<KqlNodePtr> parts; ///< two or more
};
struct KqlOr
{
    std::vector<KqlNodePtr> parts; ///< two or more
};

/// A node of the syntax tree, in the shape that Kibana's parser gives it (elastic.md 1.1). Immutable.
struct KqlNode
{
    std::variant<KqlIs, KqlRange, KqlNested, KqlNot, KqlAnd, KqlOr> content;
};

/// The text of a field name or value as a person would read it; a wildcard shows its stars.
[[nodiscard]] QString kqlTermText(const KqlTerm &term);

} // namespace wirecase
