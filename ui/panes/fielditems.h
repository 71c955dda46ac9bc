#pragma once

#include "ui/widgets/fieldtreemodel.h"

namespace wirecase {

struct FieldNode;

/// The fields of a dissection for the tree, without the values of secrets. A secret's id is its ordinal among the
/// secrets of the packet, from 0.
[[nodiscard]] std::vector<FieldItem> fieldItems(const std::vector<FieldNode> &nodes);

/// The secret with this ordinal; null when there are not so many.
[[nodiscard]] const FieldNode *secretField(const std::vector<FieldNode> &nodes, quint32 ordinal);

} // namespace wirecase
