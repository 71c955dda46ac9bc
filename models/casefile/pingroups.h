#pragma once

#include "models/casefile/said.h"

namespace wirecase {

/// Pins that were set for one fact: they say the same of several records. In the order of the first of each.
[[nodiscard]] std::vector<std::vector<Pin>> pinGroups(const std::vector<Pin> &pins);

} // namespace wirecase
