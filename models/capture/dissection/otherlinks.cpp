#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array packetTypes{
    NameSpec{0, QT_TRANSLATE_NOOP("wirecase::Dissection", "Unicast to us")},
    NameSpec{1, QT_TRANSLATE_NOOP("wirecase::Dissection", "Broadcast")},
    NameSpec{2, QT_TRANSLATE_NOOP("wirecase::Dissection", "Multicast")},
    NameSpec{3, QT_TRANSLATE_NOOP("wirecase::Dissection", "Unicast to another host")},
    NameSpec{4, QT_TRANSLATE_NOOP("wirecase::Dissection", "Sent by us")},
};

void addPacketType(Dissection &d, FieldNode &layer, const Part &place, std::uint32_t type)
{
    const QString name =
        Dissection::tr(nameOf(packetTypes, type, QT_TRANSLATE_NOOP("wirecase::Dissection", "Unknown")));
    d.add(layer, Dissection::tr("Packet type: %1 (%2)").arg(name).arg(type), "sll.pkttype", place);
}

/// The address of a cooked header: at most 8 bytes, the number before it says how many count.
void addAddress(Dissection &d, FieldNode &layer, const Part &field, std::size_t length)
{
    const Part address = field.sub(0, std::min<std::size_t>(length, 8));
    if (address.size() == 6)
        d.add(layer, Dissection::tr("Source: %1").arg(d.value(address, FieldFormat::Mac)), "sll.src.eth", address);
    else if (!address.isEmpty())
        d.add(layer, Dissection::tr("Source: %1").arg(d.hex(address)), "sll.src.other", address);
}

} // namespace

void dissectLinuxCooked(Dissection &d, const Part &part)
{
    constexpr std::size_t headerLength = 16;
    const auto protocol = part.word(14);
    FieldNode layer = Dissection::node(Dissection::tr("Linux cooked capture v1"), "sll", part.sub(0, headerLength));
    if (const auto type = part.word(0))
        addPacketType(d, layer, part.sub(0, 2), *type);
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Link-layer address type"), "sll.hatype", 2, 2,
                  FieldFormat::Decimal},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Link-layer address length"), "sll.halen", 4, 2,
                  FieldFormat::Decimal},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol"), "sll.etype", 14, 2, FieldFormat::Hex},
    };
    addAddress(d, layer, part.sub(6, 8), part.wordOr0(4));
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    if (!protocol)
        return d.summarise(QStringLiteral("SLL"), Dissection::tr("The Linux cooked header is cut short"));
    dissectEtherType(d, *protocol, part.from(headerLength));
}

void dissectLinuxCooked2(Dissection &d, const Part &part)
{
    constexpr std::size_t headerLength = 20;
    const auto protocol = part.word(0);
    FieldNode layer = Dissection::node(Dissection::tr("Linux cooked capture v2"), "sll", part.sub(0, headerLength));
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol"), "sll.etype", 0, 2, FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Interface index"), "sll.ifindex", 4, 4,
                  FieldFormat::Decimal},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Link-layer address type"), "sll.hatype", 8, 2,
                  FieldFormat::Decimal},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Link-layer address length"), "sll.halen", 11, 1,
                  FieldFormat::Decimal},
    };
    d.addFields(layer, part, fields);
    if (const auto type = part.byte(10))
        addPacketType(d, layer, part.sub(10, 1), *type);
    addAddress(d, layer, part.sub(12, 8), part.byteOr0(11));
    d.addLayer(std::move(layer));
    if (!protocol || part.size() < headerLength)
        return d.summarise(QStringLiteral("SLL"), Dissection::tr("The Linux cooked header is cut short"));
    dissectEtherType(d, *protocol, part.from(headerLength));
}

void dissectNull(Dissection &d, const Part &part)
{
    constexpr std::size_t headerLength = 4;
    FieldNode layer = Dissection::node(Dissection::tr("Null/Loopback"), "null", part.sub(0, headerLength));
    const auto stored = part.quad(0);
    if (!stored) {
        d.addLayer(std::move(layer));
        return d.summarise(QStringLiteral("Null"), Dissection::tr("The loopback header is cut short"));
    }
    // The family is in the byte order of the machine that captured: a small number read the right way round.
    const std::uint32_t family = *stored <= 0xffff ? *stored : part.byteOr0(0) | (std::uint32_t{part.byteOr0(1)} << 8U);
    d.add(layer, Dissection::tr("Family: %1").arg(family), "null.family", part.sub(0, headerLength));
    d.addLayer(std::move(layer));
    const Part carried = part.from(headerLength);
    // AF_INET is 2 everywhere; AF_INET6 is 24, 28 or 30 on the BSDs, 10 on Linux, 23 on Windows.
    if (family == 2 && d.descend())
        return dissectIpv4(d, carried);
    constexpr std::array inet6{10U, 23U, 24U, 28U, 30U};
    if (std::find(inet6.begin(), inet6.end(), family) != inet6.end() && d.descend())
        return dissectIpv6(d, carried);
    summariseUnknown(d, QStringLiteral("Null"), Dissection::tr("Family %1").arg(family), carried);
}

void dissectRawIp(Dissection &d, const Part &part)
{
    const int version = part.byteOr0(0) >> 4U;
    if (version == 4)
        return dissectIpv4(d, part);
    if (version == 6)
        return dissectIpv6(d, part);
    summariseUnknown(d, QStringLiteral("IP"), Dissection::tr("IP version %1").arg(version), part);
}

} // namespace wirecase
