#include "models/capture/packetinfo.h"

#include "models/base/byteview.h"
#include "models/capture/dissection/packetdissection.h"

namespace wirecase {

QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks)
{
    const auto bytes = packets.bytes(packet);
    if (!bytes)
        return bytes.error().message;
    const PacketRow row = packets.row(packet);
    const Protocol known = isApplication(row.conversationProtocol) ? row.conversationProtocol : Protocol::Unknown;
    const MaskedSpans secrets = masks != nullptr ? masks->spansIn(packet) : MaskedSpans();
    return dissectPacket(bytesOf(*bytes), row.wireLength, row.linkType, known, secrets).info;
}

} // namespace wirecase
