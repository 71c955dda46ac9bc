#include "models/capture/conversationtable.h"

namespace wirecase {

namespace {

constexpr quint8 protocolTcp = 6;

Protocol transportProtocol(const ConversationRecord &record)
{
    switch (record.ipProtocol) {
    case 1:
        return Protocol::Icmp;
    case 2:
        return Protocol::Igmp;
    case protocolTcp:
        return Protocol::Tcp;
    case 17:
        return Protocol::Udp;
    case 47:
        return Protocol::Gre;
    case 50:
        return Protocol::Esp;
    case 58:
        return Protocol::Icmp6;
    case 132:
        return Protocol::Sctp;
    default:
        return record.first.isIpv4() ? Protocol::Ipv4 : Protocol::Ipv6;
    }
}

// What the port of a conversation with payload says. QUIC tells itself by its content: what did not is something else.
std::optional<Protocol> protocolOfPayloadAt(quint8 ipProtocol, quint16 port)
{
    const auto known = protocolOfPort(ipProtocol, port);
    return known == Protocol::Quic ? std::nullopt : known;
}

} // namespace

Protocol protocolOf(const ConversationRecord &record)
{
    using Flag = ConversationRecord::Flag;
    if (record.protocol != Protocol::Unknown)
        return record.protocol;
    if (record.has(Flag::IsPartial)) // the header above IP is elsewhere
        return record.first.isIpv4() ? Protocol::Ipv4 : Protocol::Ipv6;
    if (record.has(Flag::SawPayload)) {
        const quint16 server = record.clientIsFirst() ? record.secondPort : record.firstPort;
        const quint16 client = record.clientIsFirst() ? record.firstPort : record.secondPort;
        if (const auto known = protocolOfPayloadAt(record.ipProtocol, server))
            return *known;
        // Without a handshake the side seen first may well be the server.
        if (const auto known = protocolOfPayloadAt(record.ipProtocol, client); known && !record.has(Flag::ClientKnown))
            return *known;
    }
    return transportProtocol(record);
}

TcpState tcpStateOf(const ConversationRecord &record)
{
    using Flag = ConversationRecord::Flag;
    if (record.ipProtocol != protocolTcp || record.has(Flag::IsPartial))
        return TcpState::None;
    if (record.has(Flag::FirstFin) && record.has(Flag::SecondFin))
        return TcpState::Closed;
    // A handshake without its third segment opened nothing: what a scan leaves.
    const bool isOpen = record.has(Flag::SawOpen) || (!record.has(Flag::SawSyn) && !record.has(Flag::SawAnswer));
    if (record.has(Flag::SawRst))
        return isOpen || record.has(Flag::SawAnswer) ? TcpState::Reset : TcpState::Refused;
    return isOpen ? TcpState::Established : TcpState::HalfOpen;
}

} // namespace wirecase
