#pragma once

#include "models/detection/nearmiss.h"
#include "models/detection/rulematch.h"

namespace wirecase {

/// The near misses of a rule, the most telling reason first. Fails only when cancelled.
[[nodiscard]] Result<std::vector<NearMiss>> findNearMisses(const ActivityIndex &events, const RuleMatch &match,
                                                           JobState &job);

} // namespace wirecase
