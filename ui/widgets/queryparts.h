#pragma once

#include <QString>

#include <vector>

namespace wirecase {

/// A stretch of a query of `field : value` terms, and what it is. For colours only: it answers for any text, also one
/// that is no query.
struct QueryPart
{
    enum class Kind
    {
        Field,
        Operator, ///< comparisons, brackets
        Keyword,  ///< and, or, not
        Quoted,
        Wildcard, ///< a value with * in it
        Value
    };

    qsizetype begin = 0;
    qsizetype length = 0;
    Kind kind = Kind::Value;

    bool operator==(const QueryPart &) const = default;
};

/// In the order of the text; what is between them is space.
[[nodiscard]] std::vector<QueryPart> queryParts(const QString &text);

} // namespace wirecase
