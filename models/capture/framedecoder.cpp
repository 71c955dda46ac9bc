#include "models/capture/framedecoder.h"

#include <cstring>

namespace wirecase {

namespace {

constexpr quint16 etherIpv4 = 0x0800;
constexpr quint16 etherArp = 0x0806;
constexpr quint16 etherIpv6 = 0x86dd;

constexpr quint8 protocolHopByHop = 0;
constexpr quint8 protocolIpInIp = 4;
constexpr quint8 protocolTcp = 6;
constexpr quint8 protocolUdp = 17;
constexpr quint8 protocolIpv6 = 41;
constexpr quint8 protocolRouting = 43;
constexpr quint8 protocolFragment = 44;
constexpr quint8 protocolGre = 47;
constexpr quint8 protocolAuthentication = 51;
constexpr quint8 protocolDestination = 60;

// Headers inside headers: more than any network nests, few enough for a packet made to be slow.
constexpr int mostTunnels = 8;
constexpr int mostTags = 8;

struct Rest
{
    ByteView bytes;
    quint32 wire = 0; ///< length on the wire of what `bytes` holds the start of

    [[nodiscard]] Rest first(std::size_t count) const
    {
        return {slice(bytes, 0, count), static_cast<quint32>(std::min<std::size_t>(wire, count))};
    }
    [[nodiscard]] Rest after(std::size_t count) const
    {
        return {slice(bytes, count), wire > count ? static_cast<quint32>(wire - count) : 0};
    }
};

void decodeIp(Frame &frame, Rest rest, int depth);
void decodeEtherType(Frame &frame, Rest rest, quint16 type, int depth);

void decodePpp(Frame &frame, Rest rest, int depth)
{
    if (be16(rest.bytes, 0) == 0xff03U) // HDLC address and control
        rest = rest.after(2);
    // A protocol number below 256 may be sent as one byte (RFC 1661, 6.5); all numbers end in an odd byte.
    const auto first = u8(rest.bytes, 0);
    const bool isCompressed = first && (*first & 1U) != 0;
    const auto protocol = isCompressed ? std::optional<quint16>(*first) : be16(rest.bytes, 0);
    if (protocol == 0x0021U || protocol == 0x0057U)
        decodeIp(frame, rest.after(isCompressed ? 1 : 2), depth);
}

void decodeMpls(Frame &frame, Rest rest, int depth)
{
    for (int label = 0; label < mostTags; ++label) {
        const auto entry = be32(rest.bytes, 0);
        if (!entry)
            return;
        rest = rest.after(4);
        if ((*entry & 0x100U) != 0) // bottom of stack
            return decodeIp(frame, rest, depth);
    }
}

void decodeEthernet(Frame &frame, Rest rest, int depth)
{
    const auto type = be16(rest.bytes, 12);
    if (!type)
        return;
    if (frame.sourceMac.empty()) {
        frame.destinationMac = slice(rest.bytes, 0, 6);
        frame.sourceMac = slice(rest.bytes, 6, 6);
    }
    if (*type > 1500)
        return decodeEtherType(frame, rest.after(14), *type, depth);
    // 802.3 with LLC and SNAP: aa aa 03, an organisation of zero, then the EtherType.
    if (be32(rest.bytes, 14) == 0xaaaa'0300U && be16(rest.bytes, 18) == 0U)
        decodeEtherType(frame, rest.after(22), be16(rest.bytes, 20).value_or(0), depth);
}

void decodeEtherType(Frame &frame, Rest rest, quint16 type, int depth)
{
    for (int tag = 0; tag < mostTags; ++tag) {
        switch (type) {
        case etherIpv4:
        case etherIpv6:
            return decodeIp(frame, rest, depth);
        case etherArp:
            frame.network = Frame::Network::Arp;
            return;
        case 0x8100: // 802.1Q
        case 0x88a8: // 802.1ad
        case 0x9100:
        case 0x9200:
            type = be16(rest.bytes, 2).value_or(0);
            rest = rest.after(4);
            break;
        case 0x8847:
        case 0x8848:
            return decodeMpls(frame, rest, depth);
        case 0x8864: // PPPoE session: a length of its own, which Ethernet's padding is not part of (RFC 2516, 4)
            return decodePpp(frame, rest.first(6UL + be16(rest.bytes, 4).value_or(0)).after(6), depth);
        case 0x6558: // transparent Ethernet bridging
            return depth > 0 ? decodeEthernet(frame, rest, depth - 1) : void();
        default:
            return;
        }
    }
}

void decodeGre(Frame &frame, const Rest &rest, int depth)
{
    const auto flags = be16(rest.bytes, 0);
    const auto type = be16(rest.bytes, 2);
    if (!flags || !type || depth <= 0)
        return;
    std::size_t header = 4;
    header += (*flags & 0xc000U) != 0 ? 4 : 0; // checksum or routing
    header += (*flags & 0x2000U) != 0 ? 4 : 0; // key
    header += (*flags & 0x1000U) != 0 ? 4 : 0; // sequence number
    if ((*flags & 0x7U) == 1 && (*flags & 0x0080U) != 0)
        header += 4; // PPTP's acknowledgement
    const auto inside = rest.after(header);
    if (*type == 0x880b)
        decodePpp(frame, inside, depth - 1);
    else
        decodeEtherType(frame, inside, *type, depth - 1);
}

void decodeAboveIp(Frame &frame, const Rest &rest, int depth)
{
    frame.ipPayload = rest.bytes;
    frame.ipPayloadLength = rest.wire;
    if (frame.isFragment)
        return;
    switch (frame.ipProtocol) {
    case protocolIpInIp:
    case protocolIpv6:
        if (depth > 0)
            decodeIp(frame, rest, depth - 1);
        break;
    case protocolGre:
        decodeGre(frame, rest, depth);
        break;
    default:
        decodeTransport(frame);
        break;
    }
}

IpAddress ipv6At(ByteView bytes, std::size_t offset)
{
    IpAddress::Bytes address{};
    std::memcpy(address.data(), bytes.data() + offset, address.size());
    return IpAddress(address);
}

// A fragment that was captured only in part cannot be put together with others; if it is the first, it stands for all.
void noteFragment(Frame &frame, bool isWhole)
{
    frame.isFragment = frame.fragmentOffset != 0 || (frame.moreFragments && isWhole);
    frame.isCutFragment = frame.isFragment && !isWhole;
}

void decodeIpv4(Frame &frame, const Rest &rest, int depth)
{
    const ByteView bytes = rest.bytes;
    if (bytes.size() < 20)
        return;
    const std::size_t header = (std::to_integer<std::size_t>(bytes[0]) & 0x0fU) * 4;
    const quint16 total = *be16(bytes, 2);
    // A total length of 0 is what segmentation offload leaves; it stands for all that follows.
    const quint32 length = total == 0 ? rest.wire : std::min<quint32>(total, rest.wire);
    if (header < 20 || length < header)
        return;
    frame.network = Frame::Network::Ip;
    frame.ipProtocol = *u8(bytes, 9);
    frame.source = IpAddress::fromIpv4(*be32(bytes, 12));
    frame.destination = IpAddress::fromIpv4(*be32(bytes, 16));
    const quint16 fragment = *be16(bytes, 6);
    frame.fragmentId = *be16(bytes, 4);
    frame.fragmentOffset = (fragment & 0x1fffU) * 8U;
    frame.moreFragments = (fragment & 0x2000U) != 0;
    noteFragment(frame, total <= bytes.size());

    Rest payload = Rest{slice(bytes, 0, length), length}.after(header);
    if (frame.ipProtocol == protocolAuthentication && !frame.isFragment && payload.bytes.size() >= 12) {
        frame.ipProtocol = *u8(payload.bytes, 0);
        payload = payload.after((*u8(payload.bytes, 1) + 2UL) * 4);
    }
    decodeAboveIp(frame, payload, depth);
}

void decodeIpv6(Frame &frame, const Rest &rest, int depth)
{
    constexpr std::size_t fixed = 40;
    const ByteView bytes = rest.bytes;
    if (bytes.size() < fixed)
        return;
    frame.network = Frame::Network::Ip;
    frame.source = ipv6At(bytes, 8);
    frame.destination = ipv6At(bytes, 24);
    frame.isFragment = false;
    const quint32 declared = *be16(bytes, 4);
    const quint32 there = rest.wire > fixed ? rest.wire - static_cast<quint32>(fixed) : 0;
    const quint32 length = declared == 0 ? there : std::min(declared, there);
    Rest payload{slice(bytes, fixed, length), length};
    quint8 next = *u8(bytes, 6);

    // Each extension header takes at least eight bytes, so the captured bytes limit the walk.
    while (payload.bytes.size() >= 8) {
        std::size_t header = (*u8(payload.bytes, 1) + 1UL) * 8;
        if (next == protocolAuthentication) {
            header = (*u8(payload.bytes, 1) + 2UL) * 4;
        } else if (next == protocolFragment) {
            const quint16 place = *be16(payload.bytes, 2);
            frame.fragmentId = *be32(payload.bytes, 4);
            frame.fragmentOffset = place & 0xfff8U;
            frame.moreFragments = (place & 1U) != 0;
            noteFragment(frame, payload.bytes.size() >= declared);
            header = 8;
        } else if (next != protocolHopByHop && next != protocolRouting && next != protocolDestination) {
            break;
        }
        next = *u8(payload.bytes, 0);
        payload = payload.after(header);
        if (frame.isFragment)
            break;
    }
    frame.ipProtocol = next;
    decodeAboveIp(frame, payload, depth);
}

void decodeIp(Frame &frame, Rest rest, int depth)
{
    const auto version = u8(rest.bytes, 0).value_or(0) >> 4U;
    if (version == 4)
        decodeIpv4(frame, rest, depth);
    else if (version == 6)
        decodeIpv6(frame, rest, depth);
}

// Cisco's framing of serial lines: unicast or broadcast, a zero, then an EtherType.
void decodeCiscoHdlc(Frame &frame, const Rest &rest, int depth)
{
    decodeEtherType(frame, rest.after(4), be16(rest.bytes, 2).value_or(0), depth);
}

// The address family stands in the byte order of the machine that captured; only the families of IP matter.
void decodeNull(Frame &frame, const Rest &rest, int depth)
{
    const auto big = be32(rest.bytes, 0);
    if (!big)
        return;
    // Some writers put an EtherType into the last two bytes.
    if (const auto type = be16(rest.bytes, 2); type == etherIpv4 || type == etherIpv6)
        return decodeIp(frame, rest.after(4), depth);
    switch ((*big & 0xffff'0000U) != 0 ? __builtin_bswap32(*big) : *big) {
    case 2:  // AF_INET everywhere
    case 10: // AF_INET6 of Linux
    case 24: // of NetBSD and OpenBSD
    case 28: // of FreeBSD
    case 30: // of macOS
        return decodeIp(frame, rest.after(4), depth);
    default:
        return;
    }
}

// `bytes` is what was captured of the `length` bytes behind the IP header. In one piece with its callers, so that what
// they have just found out need not go through memory: this is done for every packet.
inline void readTransport(Frame &frame, ByteView bytes, quint32 length)
{
    if ((frame.ipProtocol != protocolTcp && frame.ipProtocol != protocolUdp) || bytes.size() < 4)
        return;
    const std::byte *at = bytes.data();
    frame.hasPorts = true;
    frame.sourcePort = qFromBigEndian<quint16>(at);
    frame.destinationPort = qFromBigEndian<quint16>(at + 2);
    std::size_t header = 8;
    if (frame.ipProtocol == protocolTcp) {
        if (bytes.size() < 20)
            return;
        frame.sequence = qFromBigEndian<quint32>(at + 4);
        frame.acknowledged = qFromBigEndian<quint32>(at + 8);
        header = (std::to_integer<std::size_t>(at[12]) >> 4U) * 4;
        frame.tcpFlags = std::to_integer<quint8>(at[13]);
        frame.window = qFromBigEndian<quint16>(at + 14);
        if (header < 20)
            return;
    } else {
        if (bytes.size() < 8)
            return;
        const auto declared = qFromBigEndian<quint16>(at + 4);
        if (declared != 0 && declared < 8)
            return;
        if (declared != 0)
            length = std::min<quint32>(length, declared);
    }
    frame.hasTransportHeader = true;
    if (length <= header)
        return;
    frame.payloadLength = length - static_cast<quint32>(header);
    frame.payload = slice(bytes, header, frame.payloadLength);
}

// What nearly every packet is: TCP or UDP in IPv4 without options, in one piece, in Ethernet. Says what the ways
// through tags, tunnels and fragments would say, in a quarter of their time; false, with nothing read, when it is
// anything else.
bool decodePlain(Frame &frame, const Rest &rest)
{
    constexpr std::size_t network = 14;
    constexpr std::size_t header = 20;
    if (rest.bytes.size() < network + header)
        return false;
    const std::byte *at = rest.bytes.data() + network;
    const auto protocol = std::to_integer<quint8>(at[9]);
    const bool isFragment = (qFromBigEndian<quint16>(at + 6) & 0x3fffU) != 0;
    if (qFromBigEndian<quint16>(at - 2) != etherIpv4 || at[0] != std::byte{0x45} || isFragment
        || (protocol != protocolTcp && protocol != protocolUdp))
        return false;
    const auto total = qFromBigEndian<quint16>(at + 2);
    const auto wire = static_cast<quint32>(rest.wire - network);
    const quint32 length = total == 0 ? wire : std::min<quint32>(total, wire);
    if (length < header)
        return false;

    frame.network = Frame::Network::Ip;
    frame.destinationMac = rest.bytes.first(6);
    frame.sourceMac = rest.bytes.subspan(6, 6);
    frame.source = IpAddress::fromIpv4(qFromBigEndian<quint32>(at + 12));
    frame.destination = IpAddress::fromIpv4(qFromBigEndian<quint32>(at + 16));
    frame.ipProtocol = protocol;
    frame.fragmentId = qFromBigEndian<quint16>(at + 4);
    const ByteView payload = slice(rest.bytes, network + header, length - header);
    frame.ipPayload = payload;
    frame.ipPayloadLength = static_cast<quint32>(length - header);
    readTransport(frame, payload, frame.ipPayloadLength);
    return true;
}

} // namespace

void decodeTransport(Frame &frame)
{
    readTransport(frame, frame.ipPayload, frame.ipPayloadLength);
}

Frame decodeFrame(ByteView captured, quint32 wireLength, LinkType linkType)
{
    Frame frame;
    const Rest rest{captured, std::max(wireLength, static_cast<quint32>(captured.size()))};
    switch (linkType) {
    case LinkType::Ethernet:
        if (!decodePlain(frame, rest))
            decodeEthernet(frame, rest, mostTunnels);
        break;
    case LinkType::LinuxSll:
        decodeEtherType(frame, rest.after(16), be16(captured, 14).value_or(0), mostTunnels);
        break;
    case LinkType::LinuxSll2:
        decodeEtherType(frame, rest.after(20), be16(captured, 0).value_or(0), mostTunnels);
        break;
    case LinkType::RawIp:
    case LinkType::Raw12:
    case LinkType::Raw14:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        decodeIp(frame, rest, mostTunnels);
        break;
    case LinkType::Null:
    case LinkType::Loop:
        decodeNull(frame, rest, mostTunnels);
        break;
    case LinkType::Ppp:
    case LinkType::PppSerial:
        if (be16(captured, 0) == 0x0f00U || be16(captured, 0) == 0x8f00U)
            decodeCiscoHdlc(frame, rest, mostTunnels);
        else
            decodePpp(frame, rest, mostTunnels);
        break;
    case LinkType::CiscoHdlc:
        decodeCiscoHdlc(frame, rest, mostTunnels);
        break;
    }
    return frame;
}

} // namespace wirecase
