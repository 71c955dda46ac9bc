#pragma once

#include "models/base/byteview.h"
#include "models/base/ipaddress.h"
#include "models/capture/linktype.h"

namespace wirecase {

/// The headers of one packet as far as conversations need them. Views point into the bytes that were decoded.
struct Frame
{
    enum class Network : quint8
    {
        Opaque,
        Arp,
        Ip
    };
    enum TcpFlag : quint8
    {
        Fin = 0x01,
        Syn = 0x02,
        Rst = 0x04,
        Ack = 0x10
    };

    Network network = Network::Opaque;
    ByteView destinationMac; ///< six bytes each, of Ethernet frames only
    ByteView sourceMac;

    IpAddress source; ///< of the innermost IP header, behind IP-in-IP and GRE
    IpAddress destination;
    quint8 ipProtocol = 0; ///< what the last IP extension header says

    bool isFragment = false;
    bool isCutFragment = false; ///< not captured as a whole
    bool moreFragments = false;
    quint32 fragmentId = 0;
    quint32 fragmentOffset = 0;  ///< in bytes
    ByteView ipPayload;          ///< what was captured of it
    quint32 ipPayloadLength = 0; ///< what there was of it on the wire

    bool hasPorts = false;
    quint16 sourcePort = 0;
    quint16 destinationPort = 0;
    bool hasTransportHeader = false; ///< of TCP or UDP, as a whole and with a length that can be
    quint8 tcpFlags = 0;
    quint32 sequence = 0;
    quint32 acknowledged = 0;
    quint16 window = 0; ///< as on the wire, not scaled

    ByteView payload;          ///< of TCP or UDP, what was captured of it
    quint32 payloadLength = 0; ///< what there was of it on the wire
};

/// Reads the headers in `captured`, which may be cut anywhere. `wireLength` is that of the whole packet.
[[nodiscard]] Frame decodeFrame(ByteView captured, quint32 wireLength, LinkType linkType);

/// Reads the TCP or UDP header at the start of `frame.ipPayload` into `frame`.
void decodeTransport(Frame &frame);

} // namespace wirecase
