#include "models/capture/dissection/packetdissection.h"

#include "models/capture/dissection/layers.h"

namespace wirecase {

PacketDissection dissectPacket(ByteView captured, quint32 wireLength, LinkType linkType, const PacketContext &context)
{
    Dissection dissection(context);
    dissectLinkLayer(dissection, Part(captured, wireLength), linkType);
    return std::move(dissection).finish();
}

} // namespace wirecase
