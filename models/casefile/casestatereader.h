#pragma once

#include "models/base/result.h"

namespace wirecase {

struct CaseRows;
struct CaseState;

/// The state that the rows of the case file at `path` tell; an Error when a row cannot be understood.
[[nodiscard]] Result<CaseState> readCaseState(const CaseRows &rows, const QString &path);

} // namespace wirecase
