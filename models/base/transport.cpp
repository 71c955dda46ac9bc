#include "models/base/transport.h"

namespace wirecase {

QString transportKey(quint8 ipProtocol)
{
    switch (ipProtocol) {
    case 1:
        return QStringLiteral("icmp");
    case 2:
        return QStringLiteral("igmp");
    case 6:
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
