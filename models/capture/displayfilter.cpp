#include "models/capture/displayfilter.h"

#include <QStringList>

namespace wirecase {

namespace {

constexpr quint8 protocolTcp = 6;
constexpr quint8 protocolUdp = 17;

} // namespace

QString displayFilter(const Conversation &conversation)
{
    const bool isIpv4 = conversation.client.address.isIpv4();
    const QString address = isIpv4 ? QStringLiteral("ip.addr == ") : QStringLiteral("ipv6.addr == ");
    QStringList terms{address + conversation.client.address.toString(),
                      address + conversation.server.address.toString()};
    const bool isTcp = conversation.ipProtocol == protocolTcp;
    const bool hasPorts = !conversation.isPartial && (isTcp || conversation.ipProtocol == protocolUdp);
    if (hasPorts) {
        const QString port = isTcp ? QStringLiteral("tcp.port == ") : QStringLiteral("udp.port == ");
        terms << port + QString::number(conversation.client.port) << port + QString::number(conversation.server.port);
    } else {
        terms << (isIpv4 ? QStringLiteral("ip.proto == %1") : QStringLiteral("ipv6.nxt == %1"))
                     .arg(conversation.ipProtocol);
    }
    return terms.join(QStringLiteral(" && "));
}

} // namespace wirecase
