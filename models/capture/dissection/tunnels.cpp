#include "models/capture/dissection/application.h"
#include "models/capture/dissection/binarymessages.h"
#include "models/capture/dissection/layers.h"

namespace wirecase {

namespace {

constexpr std::uint16_t ppp = 0x880b;
constexpr std::uint16_t bridgedEthernet = 0x6558;

// GRE's flags: a checksum, a key, a sequence number; and in PPTP's version 1 an acknowledgement.
constexpr std::uint16_t hasChecksum = 0x8000;
constexpr std::uint16_t hasKey = 0x2000;
constexpr std::uint16_t hasSequence = 0x1000;
constexpr std::uint16_t hasAcknowledgement = 0x0080;
constexpr std::uint16_t versionMask = 0x0007;

std::size_t greHeaderLength(std::uint16_t flags)
{
    std::size_t length = 4;
    for (const std::uint16_t flag : {hasChecksum, hasKey, hasSequence})
        length += (flags & flag) != 0 ? 4 : 0;
    const bool isPptp = (flags & versionMask) == 1;
    return length + (isPptp && (flags & hasAcknowledgement) != 0 ? 4 : 0);
}

} // namespace

/// RFC 2784, 2890, 2637.
void dissectGre(Dissection &d, const Part &part)
{
    const std::uint16_t flags = part.wordOr0(0);
    const std::uint16_t protocol = part.wordOr0(2);
    const std::size_t header = greHeaderLength(flags);
    FieldNode layer = Dissection::node(Dissection::tr("Generic Routing Encapsulation"), "gre", part.sub(0, header));
    const QString type = QStringLiteral("0x%1").arg(protocol, 4, 16, QLatin1Char('0'));
    d.add(layer, Dissection::tr("Protocol type: %1").arg(type), "gre.proto", part.sub(2, 2));
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("GRE"), Dissection::tr("Encapsulated %1").arg(type));
    const Part inner = part.from(header);
    if (part.size() < header || inner.isEmpty())
        return;
    d.enterTunnel();
    if (protocol == bridgedEthernet)
        dissectEthernet(d, inner);
    else if (protocol == ppp)
        dissectPpp(d, inner);
    else
        dissectEtherType(d, protocol, inner);
}

/// RFC 7348 5.
void dissectVxlan(Dissection &d, const Part &part)
{
    constexpr std::size_t header = 8;
    const std::uint32_t network = part.quadOr0(4) >> 8U;
    FieldNode layer =
        Dissection::node(Dissection::tr("Virtual eXtensible Local Area Network"), "vxlan", part.sub(0, header));
    d.add(layer, Dissection::tr("Network identifier (VNI): %1").arg(network), "vxlan.vni", part.sub(4, 3));
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("VXLAN"), QStringLiteral("VNI %1").arg(network));
    const Part inner = part.from(header);
    if (part.size() <= header || !d.descend())
        return;
    d.enterTunnel();
    dissectEthernet(d, inner);
}

/// RFC 4303 2.
void dissectEsp(Dissection &d, const Part &part)
{
    const QString spi = QStringLiteral("%1").arg(part.quadOr0(0), 8, 16, QLatin1Char('0'));
    summariseMessage(d, part,
                     {QStringLiteral("ESP"), Dissection::tr("Encapsulating Security Payload"), "esp",
                      QStringLiteral("ESP (SPI=0x%1)").arg(spi)});
}

} // namespace wirecase
