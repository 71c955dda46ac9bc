#pragma once

#include "models/kql/kqllint.h"
#include "models/kql/kqlnode.h"

namespace wirecase {

/// `field : value` as it stands in a query's text. `field` has the path of a nested query in front; it is empty for
/// free text.
struct KqlPlacedLeaf
{
    QString field;
    KqlTerm value;
    KqlSpan fieldAt;
    KqlSpan valueAt;
    std::optional<KqlOrder> order; ///< of a range
};

/// What is wrong about one leaf: its value, and how field and value stand together.
[[nodiscard]] std::vector<KqlFinding> lintKqlValue(const QString &text, const KqlPlacedLeaf &leaf,
                                                   std::optional<FieldType> type);

} // namespace wirecase
