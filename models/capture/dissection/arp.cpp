#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array header{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Hardware type"), "arp.hw.type", 0, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol type"), "arp.proto.type", 2, 2, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Hardware size"), "arp.hw.size", 4, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol size"), "arp.proto.size", 5, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Opcode"), "arp.opcode", 6, 2, FieldFormat::Decimal},
};

/// Offsets for Ethernet and IPv4, the only kind that is met (RFC 826).
constexpr std::array addresses{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sender MAC address"), "arp.src.hw_mac", 8, 6,
              FieldFormat::Mac},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sender IP address"), "arp.src.proto_ipv4", 14, 4,
              FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Target MAC address"), "arp.dst.hw_mac", 18, 6,
              FieldFormat::Mac},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Target IP address"), "arp.dst.proto_ipv4", 24, 4,
              FieldFormat::Ipv4},
};

QString infoOf(const Dissection &d, const Part &part)
{
    const QString sender = d.value(part.sub(14, 4), FieldFormat::Ipv4);
    const QString target = d.value(part.sub(24, 4), FieldFormat::Ipv4);
    switch (part.wordOr0(6)) {
    case 1:
        if (sender == target)
            return Dissection::tr("ARP Announcement for %1").arg(sender);
        return Dissection::tr("Who has %1? Tell %2").arg(target, sender);
    case 2:
        return Dissection::tr("%1 is at %2").arg(sender, d.value(part.sub(8, 6), FieldFormat::Mac));
    default:
        return Dissection::tr("ARP operation %1").arg(part.wordOr0(6));
    }
}

} // namespace

void dissectArp(Dissection &d, const Part &part)
{
    constexpr std::size_t length = 28;
    const bool ethernetIpv4 = part.size() >= length && part.byte(4) == 6 && part.byte(5) == 4;
    const QString title = part.word(6) == 1   ? Dissection::tr("Address Resolution Protocol (request)")
                          : part.word(6) == 2 ? Dissection::tr("Address Resolution Protocol (reply)")
                                              : Dissection::tr("Address Resolution Protocol");
    FieldNode layer = Dissection::node(title, "arp", part.sub(0, ethernetIpv4 ? length : part.size()));
    d.addFields(layer, part, header);
    if (ethernetIpv4)
        d.addFields(layer, part, addresses);
    d.addLayer(std::move(layer));
    const QString info = ethernetIpv4 ? infoOf(d, part) : Dissection::tr("ARP operation %1").arg(part.wordOr0(6));
    d.summarise(QStringLiteral("ARP"), info);
}

} // namespace wirecase
