#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 14;
constexpr std::uint16_t firstEtherType = 0x0600; // below it the field is a length, IEEE 802.3 3.2.6

constexpr std::array addresses{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination"), "eth.dst", 0, 6, FieldFormat::Mac},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Source"), "eth.src", 6, 6, FieldFormat::Mac},
};
constexpr FieldSpec etherType{QT_TRANSLATE_NOOP("wirecase::Dissection", "Type"), "eth.type", 12, 2, FieldFormat::Hex};
constexpr FieldSpec frameLength{QT_TRANSLATE_NOOP("wirecase::Dissection", "Length"), "eth.len", 12, 2,
                                FieldFormat::Decimal};

/// IEEE 802.2 logical link control; SNAP carries an EtherType again.
void dissectLlc(Dissection &d, const Part &part)
{
    constexpr std::uint8_t snap = 0xaa;
    FieldNode layer = Dissection::node(Dissection::tr("Logical-Link Control"), "llc", part.sub(0, 3));
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "DSAP"), "llc.dsap", 0, 1, FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "SSAP"), "llc.ssap", 1, 1, FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Control field"), "llc.control", 2, 1, FieldFormat::Hex},
    };
    d.addFields(layer, part, fields);
    const bool isSnap = part.byte(0) == snap && part.byte(1) == snap && part.word(6).has_value();
    d.addLayer(std::move(layer));
    if (isSnap)
        return dissectEtherType(d, part.wordOr0(6), part.from(8));
    const bool spanningTree = part.byte(0) == 0x42 && part.byte(1) == 0x42;
    const QString protocol = spanningTree ? QStringLiteral("STP") : QStringLiteral("LLC");
    summariseUnknown(d, protocol, Dissection::tr("Logical-Link Control"), part.from(3));
}

} // namespace

void dissectEthernet(Dissection &d, const Part &part)
{
    const QString title =
        Dissection::tr("Ethernet II, Src: %1, Dst: %2")
            .arg(d.value(part.sub(6, 6), FieldFormat::Mac), d.value(part.sub(0, 6), FieldFormat::Mac));
    FieldNode layer = Dissection::node(title, "eth", part.sub(0, headerLength));
    d.addFields(layer, part, addresses);
    const auto type = part.word(12);
    const bool isLength = type && *type < firstEtherType;
    d.addFields(layer, part, std::span(isLength ? &frameLength : &etherType, 1));
    d.addLayer(std::move(layer));
    if (!type)
        return d.summarise(QStringLiteral("Ethernet"), Dissection::tr("The Ethernet header is cut short"));
    if (isLength && d.descend())
        return dissectLlc(d, part.sub(headerLength, *type));
    dissectEtherType(d, *type, part.from(headerLength));
}

void dissectVlan(Dissection &d, const Part &part)
{
    constexpr std::size_t tagLength = 4;
    const auto control = part.word(0);
    const auto type = part.word(2);
    if (!control || !type)
        return summariseUnknown(d, QStringLiteral("VLAN"), Dissection::tr("The VLAN tag is cut short"), part);
    const int priority = *control >> 13U;
    const int id = *control & 0x0fff;
    FieldNode layer = Dissection::node(Dissection::tr("802.1Q Virtual LAN, PRI: %1, DEI: %2, ID: %3")
                                           .arg(priority)
                                           .arg((*control >> 12U) & 1U)
                                           .arg(id),
                                       "vlan", part.sub(0, tagLength));
    d.add(layer, Dissection::tr("Priority: %1").arg(priority), "vlan.priority", part.sub(0, 1));
    d.add(layer, Dissection::tr("ID: %1").arg(id), "vlan.id", part.sub(0, 2));
    d.add(layer, Dissection::tr("Type: %1").arg(d.value(part.sub(2, 2), FieldFormat::Hex)), "vlan.etype",
          part.sub(2, 2));
    d.addLayer(std::move(layer));
    if (*type < firstEtherType && d.descend())
        return dissectLlc(d, part.sub(tagLength, *type));
    dissectEtherType(d, *type, part.from(tagLength));
}

} // namespace wirecase
