#pragma once

#include "models/kql/fieldsource.h"

#include <memory>

namespace wirecase {

class PacketIndex;

/// The packets of `index` as rows with ECS fields. Addresses, ports and protocols are tested once per conversation, not
/// once per packet. Refers to `index`, which owns it.
[[nodiscard]] std::unique_ptr<const FieldSource> packetFields(const PacketIndex &index);

} // namespace wirecase
