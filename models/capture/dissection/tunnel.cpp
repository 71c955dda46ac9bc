#include "models/capture/dissection/tunnel.h"

#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::uint16_t transparentEthernet = 0x6558; // RFC 7637 3.2
constexpr std::uint16_t pointToPoint = 0x880b;        // RFC 2637 4.1
constexpr std::uint16_t erspan = 0x88be;
constexpr std::uint16_t erspanThree = 0x22eb;

/// RFC 2784 and 2890: each flag stands for four bytes more; RFC 2637 adds an acknowledgment number in version 1.
std::size_t greHeaderLength(std::uint16_t flags)
{
    std::size_t length = 4;
    for (const unsigned flag : {0x8000U, 0x2000U, 0x1000U})
        length += (flags & flag) != 0 ? 4 : 0;
    constexpr unsigned acknowledged = 0x0080;
    return (flags & 7U) == 1 && (flags & acknowledged) != 0 ? length + 4 : length;
}

void dissectGreCargo(Dissection &d, std::uint16_t protocol, bool isSequenced, const Part &cargo)
{
    if (!d.descend())
        return d.addData(cargo);
    switch (protocol) {
    case transparentEthernet:
        return dissectEthernet(d, cargo);
    case pointToPoint:
        return dissectPpp(d, cargo);
    case erspan: // type I has no header of its own and no sequence number
        return dissectEthernet(d, isSequenced ? cargo.from(8) : cargo);
    case erspanThree: {
        const bool hasPlatformHeader = (cargo.quadOr0(8) & 1U) != 0;
        return dissectEthernet(d, cargo.from(hasPlatformHeader ? 20 : 12));
    }
    default:
        return dissectEtherType(d, protocol, cargo);
    }
}

} // namespace

void nameTunnel(Dissection &d, const QString &tunnel, const QString &outerAddresses)
{
    const QString inner = d.addresses == outerAddresses || d.addresses.isEmpty() ? QString() : d.addresses;
    const QString name = inner.isEmpty() ? tunnel : QStringLiteral("%1, %2").arg(tunnel, inner);
    d.summarise(d.protocol(), d.info().isEmpty() ? name : QStringLiteral("%1: %2").arg(name, d.info()));
    d.addresses = outerAddresses; // a tunnel around this one leads to where this one begins
}

void dissectGre(Dissection &d, const Part &part)
{
    const auto flags = part.word(0);
    const auto protocol = part.word(2);
    if (!flags || !protocol)
        return summariseUnknown(d, QStringLiteral("GRE"), Dissection::tr("The GRE header is cut short"), part);
    const std::size_t headerLength = greHeaderLength(*flags);
    const QString type = d.value(part.sub(2, 2), FieldFormat::Hex);
    FieldNode layer = Dissection::node(Dissection::tr("Generic Routing Encapsulation (%1)").arg(type), "gre",
                                       part.sub(0, headerLength));
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Flags and version"), "gre.flags_and_version", 0, 2,
                  FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol type"), "gre.proto", 2, 2, FieldFormat::Hex},
    };
    d.addFields(layer, part, fields);
    constexpr unsigned checksum = 0x8000;
    constexpr unsigned keyed = 0x2000;
    constexpr unsigned sequenced = 0x1000;
    const Part key = part.sub((*flags & checksum) != 0 ? 8 : 4, 4);
    if ((*flags & keyed) != 0 && key.size() == 4)
        d.add(layer, Dissection::tr("Key: %1").arg(d.value(key, FieldFormat::Hex)), "gre.key", key);
    d.addLayer(std::move(layer));
    const QString outer = d.addresses;
    d.summarise(QStringLiteral("GRE"), {});
    const Part cargo = part.from(headerLength);
    if (!cargo.isEmpty())
        dissectGreCargo(d, *protocol, (*flags & sequenced) != 0, cargo);
    nameTunnel(d, QStringLiteral("GRE"), outer);
}

} // namespace wirecase
