#include "models/capture/packetinfo.h"

#include "models/base/byteview.h"

namespace wirecase {

Result<DissectedPacket> dissectedPacket(const PacketIndex &packets, PacketId packet, const PacketMasks *masks)
{
    auto bytes = packets.bytes(packet);
    if (!bytes)
        return bytes.error();
    const PacketRow row = packets.row(packet);
    const Protocol known = isApplication(row.conversationProtocol) ? row.conversationProtocol : Protocol::Unknown;
    const MaskedSpans secrets = masks != nullptr ? masks->spansIn(packet) : MaskedSpans();
    PacketDissection dissection = dissectPacket(bytesOf(*bytes), row.wireLength, row.linkType, known, secrets);
    return DissectedPacket{row, *std::move(bytes), std::move(dissection)};
}

QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks)
{
    const auto dissected = dissectedPacket(packets, packet, masks);
    return dissected ? dissected->dissection.info : dissected.error().message;
}

} // namespace wirecase
