#pragma once

#include "models/kql/fieldsource.h"
#include "models/kql/kqlnode.h"

#include <QStringList>

namespace wirecase {

/// Every field that the tree names, sorted, without duplicates; inside `path : { … }` with the path in front.
[[nodiscard]] QStringList namedFields(const KqlNode &node);

/// The fields of the source that a name in a query stands for: itself, or all that its wildcard fits.
[[nodiscard]] QStringList fieldsMatching(const KqlTerm &field, const QString &prefix, const FieldSource &source);

/// The tree without the leaves on fields that the source lacks; null when nothing remains. A `not` goes with what it
/// denies. A leaf on a field that none of `elsewhere` has either stays, and matches nothing; without any of them, every
/// field may be known elsewhere.
[[nodiscard]] KqlNodePtr restrictedNode(const KqlNodePtr &node, const FieldSource &source, QStringList *dropped,
                                        const FieldSources &elsewhere = {});

} // namespace wirecase
