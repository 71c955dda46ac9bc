#pragma once

#include "models/casefile/said.h"

#include <functional>

namespace wirecase {

/// Everything around the case that a test wants to choose.
struct CaseOptions
{
    QString analyst;                 ///< who acts; empty: the user's login name
    std::function<qint64()> clockNs; ///< empty: the system clock
};

[[nodiscard]] CaseOptions withDefaults(CaseOptions options);
/// The head of a case that begins now, with an id and a salt of its own. `options` have their defaults.
[[nodiscard]] CaseHead newHead(const QString &name, const CaseOptions &options);

} // namespace wirecase
