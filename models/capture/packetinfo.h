#pragma once

#include "models/capture/packetindex.h"
#include "models/capture/packetmasks.h"

#include <QString>

namespace wirecase {

/// One line about a packet, secrets masked: what the table and the CLI show. Reads the packet, so it is for workers.
[[nodiscard]] QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks = nullptr);

} // namespace wirecase
