#pragma once

#include "models/kql/kqllint.h"

namespace wirecase {

/// Why a query that cannot be read from `offset` on cannot, as far as its text shows it.
[[nodiscard]] KqlFinding lintKqlSyntax(const QString &text, qsizetype offset, const QString &problem);

} // namespace wirecase
