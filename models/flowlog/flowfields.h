#pragma once

#include "models/kql/fieldsource.h"

#include <memory>

namespace wirecase {

struct FlowColumns;

/// The flows as named fields (the list stands at FlowIndex).
[[nodiscard]] std::unique_ptr<const FieldSource> flowFields(std::shared_ptr<const FlowColumns> columns);

} // namespace wirecase
