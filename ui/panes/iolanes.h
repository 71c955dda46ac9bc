#pragma once

#include "models/capture/iograph.h"
#include "ui/widgets/timelane.h"

#include <vector>

namespace wirecase {

/// One lane of bars for each direction in which something passed: bytes, or packets.
[[nodiscard]] std::vector<TimeLane> ioLanes(const IoGraph &graph, bool bytes);

} // namespace wirecase
