#pragma once

#include "models/kql/fieldsource.h"

#include <memory>

namespace wirecase {

class ConversationTable;

/// Conversations as rows with ECS fields; source is who opened one, else who was seen first. Refers to `table`.
[[nodiscard]] std::unique_ptr<const FieldSource> conversationFields(const ConversationTable &table);

} // namespace wirecase
