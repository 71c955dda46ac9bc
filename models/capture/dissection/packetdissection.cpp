#include "models/capture/dissection/packetdissection.h"

#include "models/capture/dissection/layers.h"

namespace wirecase {

PacketDissection dissectPacket(ByteView captured, quint32 wireLength, LinkType linkType, Protocol conversationProtocol,
                               const MaskedSpans &knownSecrets)
{
    Dissection dissection(conversationProtocol, knownSecrets);
    dissectLinkLayer(dissection, Part(captured, wireLength), linkType);
    return std::move(dissection).finish();
}

} // namespace wirecase
