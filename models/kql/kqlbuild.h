#pragma once

#include "models/kql/kqlnode.h"

namespace wirecase {

// Trees made by hand, for conditions that come from elsewhere than a query's text.

[[nodiscard]] KqlNodePtr kqlIs(const QString &field, const QString &value); ///< the whole value
[[nodiscard]] KqlNodePtr kqlExists(const QString &field);
[[nodiscard]] KqlNodePtr kqlRange(const QString &field, KqlOrder order, const QString &value);
[[nodiscard]] KqlNodePtr kqlNot(KqlNodePtr inner);
/// Of no parts: everything.
[[nodiscard]] KqlNodePtr kqlAll(std::vector<KqlNodePtr> parts);
/// Of no parts: nothing.
[[nodiscard]] KqlNodePtr kqlAny(std::vector<KqlNodePtr> parts);

/// The parts of the outermost conjunction; the node itself when it is none.
[[nodiscard]] std::vector<KqlNodePtr> kqlConjuncts(const KqlNodePtr &root);

/// The tree as text that parses to it again, but for how conjunctions are nested.
[[nodiscard]] QString kqlText(const KqlNode &node);

} // namespace wirecase
