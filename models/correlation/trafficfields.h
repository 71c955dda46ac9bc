#pragma once

#include "models/kql/fieldsource.h"

#include <memory>

namespace wirecase {

struct TrafficColumns;

/// Traffic as named fields (the list stands at TrafficIndex).
[[nodiscard]] std::unique_ptr<const FieldSource> trafficFields(std::shared_ptr<const TrafficColumns> columns);

} // namespace wirecase
