#pragma once

#include "models/flowlog/flowindex.h"

namespace wirecase {

/// Bytes and denied flows per minute. A counter says what passed since the tuple before it, so its bytes are spread
/// evenly over that time; the minutes of one flow always add up to its bytes.
[[nodiscard]] std::vector<FlowBin> minuteHistogram(const FlowColumns &columns);

} // namespace wirecase
