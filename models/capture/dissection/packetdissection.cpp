#include "models/capture/dissection/packetdissection.h"

#include "models/capture/dissection/layers.h"

namespace wirecase {

PacketDissection dissectPacket(ByteView captured, quint32 wireLength, LinkType linkType, Protocol conversationProtocol,
                               const MaskedSpans &knownSecrets, const TcpNumbering &numbering)
{
    Dissection dissection(conversationProtocol, knownSecrets);
    dissection.numbering = numbering;
    dissectLinkLayer(dissection, Part(captured, wireLength), linkType);
    return std::move(dissection).finish();
}

} // namespace wirecase
