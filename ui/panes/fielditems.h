#pragma once

#include "ui/widgets/fieldtreemodel.h"

namespace wirecase {

struct FieldNode;

/// The fields of a dissection for the tree, without the values of secrets. A secret's id is its ordinal among the
/// secrets of the packet, from 0.
[[nodiscard]] std::vector<FieldItem> fieldItems(const std::vector<FieldNode> &nodes);

/// The fields of another dissector; a secret in them has the id of the built-in one that stands for the same bytes, and
/// offers no reveal where there is none. Wireshark shows what several packets carry with the last of them; a layer that
/// only the built-in dissector found in this one is kept.
[[nodiscard]] std::vector<FieldItem> deepFieldItems(const std::vector<FieldNode> &nodes,
                                                    const std::vector<FieldNode> &builtIn);

/// The secret with this ordinal; null when there are not so many.
[[nodiscard]] const FieldNode *secretField(const std::vector<FieldNode> &nodes, quint32 ordinal);

} // namespace wirecase
