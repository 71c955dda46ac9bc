#pragma once

#include "models/capture/dissection/packetdissection.h"
#include "models/capture/packetindex.h"
#include "models/capture/packetmasks.h"

#include <QString>

namespace wirecase {

/// A packet with its bytes as they were captured and what the built-in dissector makes of them.
struct DissectedPacket
{
    PacketRow row;
    QByteArray bytes; ///< secrets and all: `dissection.secrets` says where they lie
    PacketDissection dissection;
};

/// What the index and the secrets of whole streams tell the dissector of a packet.
[[nodiscard]] PacketContext packetContext(const PacketIndex &packets, const PacketRow &row, const PacketMasks *masks);

/// Reads and dissects it, by the protocol of its conversation and with the secrets that whole streams gave away.
[[nodiscard]] Result<DissectedPacket> dissectedPacket(const PacketIndex &packets, PacketId packet,
                                                      const PacketMasks *masks = nullptr);

/// One line about a packet, secrets masked: what the table and the CLI show. Reads the packet, so it is for workers.
[[nodiscard]] QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks = nullptr);

} // namespace wirecase
