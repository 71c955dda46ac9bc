#pragma once

#include "models/context/pivot.h"

#include <vector>

class QMenu;

namespace wirecase {

class InvestigationContext;

/// Adds each pivot as an action that is followed when chosen; one that is not possible is disabled and says why in its
/// tooltip.
void addPivotActions(QMenu &menu, const std::vector<Pivot> &pivots, InvestigationContext &context);

} // namespace wirecase
