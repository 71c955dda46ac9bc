#include "models/capture/dissection/application.h"
#include "models/capture/dissection/textlines.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t carrierHeader = 4; // TPKT, RFC 1006 6
constexpr std::uint8_t connectionRequest = 0xe0;
constexpr std::uint8_t connectionConfirm = 0xd0;
constexpr std::uint8_t dataTransfer = 0xf0;

// [MS-RDPBCGR] 2.2.1.1.1
constexpr std::array securities{
    NameSpec{0, "Standard RDP Security"},
    NameSpec{1, "TLS"},
    NameSpec{2, "CredSSP"},
    NameSpec{4, "RDSTLS"},
    NameSpec{8, "CredSSP with Early User Authorization"},
    NameSpec{16, "RDSAAD"},
};

// The first byte of T.125's domain units in packed encoding, but for the last two bits.
constexpr std::array units{
    NameSpec{0x04, "ErectDomainRequest"}, NameSpec{0x20, "DisconnectProviderUltimatum"},
    NameSpec{0x28, "AttachUserRequest"},  NameSpec{0x2c, "AttachUserConfirm"},
    NameSpec{0x38, "ChannelJoinRequest"}, NameSpec{0x3c, "ChannelJoinConfirm"},
    NameSpec{0x64, "SendDataRequest"},    NameSpec{0x68, "SendDataIndication"},
};

QString requestedText(std::uint32_t wanted)
{
    QStringList names;
    for (const NameSpec &security : securities) {
        if ((wanted & security.value) != 0)
            names += QLatin1String(security.name);
    }
    return names.isEmpty() ? QLatin1String(securities.front().name) : names.join(QLatin1String(" or "));
}

/// The negotiation that a connection request or confirm ends in ([MS-RDPBCGR] 2.2.1.1.1, 2.2.1.2.1, 2.2.1.2.2).
QString addNegotiation(Dissection &d, FieldNode &layer, const Part &negotiation)
{
    if (negotiation.size() < 8 || negotiation.littleWordOr0(2) != 8)
        return {};
    const std::uint32_t value = negotiation.littleQuadOr0(4);
    QString text;
    switch (negotiation.byteOr0(0)) {
    case 1:
        text = QStringLiteral("Negotiate Request, %1").arg(requestedText(value));
        break;
    case 2:
        text = QStringLiteral("Negotiate Response, %1").arg(QLatin1String(nameOf(securities, value, "other security")));
        break;
    case 3:
        text = QStringLiteral("Negotiate Failure, code %1").arg(value);
        break;
    default:
        return {};
    }
    d.add(layer, text, "rdp.negReq.requestedProtocols", negotiation.sub(0, 8));
    return text;
}

QString connectionInfo(Dissection &d, FieldNode &layer, const Part &variable)
{
    QStringList infos;
    std::size_t at = 0;
    if (startsWithFolded(textOf(variable.bytes()), "Cookie: ")) {
        const TextLine cookie = lineAt(textOf(variable.bytes()), 0);
        const Part place = variable.sub(0, cookie.text.length);
        infos += d.text(place);
        d.add(layer, infos.back(), "rdp.rt_cookie", place);
        at = cookie.next;
    }
    if (const QString negotiation = addNegotiation(d, layer, variable.from(at)); !negotiation.isEmpty())
        infos += negotiation;
    return infos.join(QLatin1String(", "));
}

QString unitName(const Part &unit)
{
    if (unit.wordOr0(0) == 0x7f65)
        return QStringLiteral("ConnectInitial");
    if (unit.wordOr0(0) == 0x7f66)
        return QStringLiteral("ConnectResponse");
    return QLatin1String(nameOf(units, unit.byteOr0(0) & 0xfcU, "Data"));
}

} // namespace

bool looksLikeRdp(const Part &part)
{
    const std::uint8_t code = part.byteOr0(5);
    return part.wordOr0(0) == 0x0300 && part.wordOr0(2) >= 7
           && (code == connectionRequest || code == connectionConfirm || code == dataTransfer);
}

void dissectRdp(Dissection &d, const Part &part)
{
    if (!looksLikeRdp(part))
        return summariseContinuation(d, QStringLiteral("RDP"), "rdp", part);
    const Part packet = part.sub(0, part.wordOr0(2));
    FieldNode layer = Dissection::node(Dissection::tr("Remote Desktop Protocol"), "rdp", packet);
    d.add(layer, Dissection::tr("Length: %1").arg(part.wordOr0(2)), "tpkt.length", packet.sub(2, 2));
    QString info;
    if (packet.byteOr0(5) == dataTransfer) {
        info = unitName(packet.from(carrierHeader + 3));
        d.add(layer, info, "", packet.from(carrierHeader + 3));
    } else {
        constexpr std::size_t fixedPart = 7;
        info = connectionInfo(d, layer, packet.from(carrierHeader + fixedPart));
        const bool asks = packet.byteOr0(5) == connectionRequest;
        if (info.isEmpty())
            info = asks ? QStringLiteral("Connection Request") : QStringLiteral("Connection Confirm");
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("RDP"), info);
}

} // namespace wirecase
