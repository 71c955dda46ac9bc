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

} // namespace

Protocol protocolOf(const ConversationRecord &record)
{
    using Flag = ConversationRecord::Flag;
    if (record.protocol != Protocol::Unknown)
        return record.protocol;
    if (record.has(Flag::SawPayload) && !record.has(Flag::PortsUnknown)) {
        const quint16 server = record.clientIsFirst() ? record.secondPort : record.firstPort;
        const quint16 client = record.clientIsFirst() ? record.firstPort : record.secondPort;
        if (const auto known = protocolOfPort(record.ipProtocol, server))
            return *known;
        // Without a handshake the side seen first may well be the server.
        if (const auto known = protocolOfPort(record.ipProtocol, client); known && !record.has(Flag::ClientKnown))
            return *known;
    }
    return transportProtocol(record);
}

TcpState tcpStateOf(const ConversationRecord &record)
{
    using Flag = ConversationRecord::Flag;
    if (record.ipProtocol != protocolTcp || record.has(Flag::PortsUnknown))
        return TcpState::None;
    if (record.has(Flag::FirstFin) && record.has(Flag::SecondFin))
        return TcpState::Closed;
    if (record.has(Flag::SawRst))
        return record.has(Flag::SawSyn) && !record.has(Flag::SawOpen) ? TcpState::Refused : TcpState::Reset;
    return record.has(Flag::SawSyn) && !record.has(Flag::SawOpen) ? TcpState::HalfOpen : TcpState::Established;
}

QString transportKey(quint8 ipProtocol)
{
    switch (ipProtocol) {
    case 1:
        return QStringLiteral("icmp");
    case 2:
        return QStringLiteral("igmp");
    case protocolTcp:
        return QStringLiteral("tcp");
    case 17:
        return QStringLiteral("udp");
    case 47:
        return QStringLiteral("gre");
    case 50:
        return QStringLiteral("esp");
    case 51:
        return QStringLiteral("ah");
    case 58:
        return QStringLiteral("ipv6-icmp");
    case 89:
        return QStringLiteral("ospf");
    case 103:
        return QStringLiteral("pim");
    case 112:
        return QStringLiteral("vrrp");
    case 132:
        return QStringLiteral("sctp");
    default:
        return QString::number(ipProtocol);
    }
}

} // namespace wirecase
