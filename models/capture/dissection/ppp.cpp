#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t pppoeHeader = 6; // RFC 2516, 4

/// The layer, and what its length says that it carries: Ethernet's padding is not part of it.
Part addPppoe(Dissection &d, const Part &part)
{
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Code"), "pppoe.code", 1, 1, FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Session ID"), "pppoe.session_id", 2, 2, FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Payload length"), "pppoe.payload_length", 4, 2,
                  FieldFormat::Decimal},
    };
    FieldNode layer = Dissection::node(Dissection::tr("PPP-over-Ethernet"), "pppoe", part.sub(0, pppoeHeader));
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    return part.sub(pppoeHeader, part.wordOr0(4));
}

} // namespace

void dissectPppoeDiscovery(Dissection &d, const Part &part)
{
    constexpr std::array codes{NameSpec{0x09, "Active Discovery Initiation (PADI)"},
                               NameSpec{0x07, "Active Discovery Offer (PADO)"},
                               NameSpec{0x19, "Active Discovery Request (PADR)"},
                               NameSpec{0x65, "Active Discovery Session-confirmation (PADS)"},
                               NameSpec{0xa7, "Active Discovery Terminate (PADT)"}};
    const Part carried = addPppoe(d, part);
    d.summarise(QStringLiteral("PPPoED"), QLatin1String(nameOf(codes, part.byteOr0(1), "Active Discovery")));
    d.addData(carried);
}

void dissectPppoeSession(Dissection &d, const Part &part)
{
    const Part carried = addPppoe(d, part);
    if (part.size() < pppoeHeader)
        return d.summarise(QStringLiteral("PPPoES"), Dissection::tr("The PPPoE header is cut short"));
    dissectPpp(d, carried);
}

void dissectPpp(Dissection &d, const Part &part)
{
    constexpr std::uint16_t addressAndControl = 0xff03; // RFC 1662 3.1; some links leave them out
    const std::size_t start = part.word(0) == addressAndControl ? 2 : 0;
    // An odd first byte is a protocol field compressed to one byte (RFC 1661 2).
    const bool compressed = (part.byteOr0(start) & 1U) != 0;
    const std::size_t headerLength = start + (compressed ? 1 : 2);
    const std::uint16_t protocol = compressed ? part.byteOr0(start) : part.wordOr0(start);
    FieldNode layer = Dissection::node(Dissection::tr("Point-to-Point Protocol"), "ppp", part.sub(0, headerLength));
    const QString number = QStringLiteral("0x%1").arg(protocol, 4, 16, QLatin1Char('0'));
    d.add(layer, Dissection::tr("Protocol: %1").arg(number), "ppp.protocol", part.sub(start, headerLength - start));
    d.addLayer(std::move(layer));
    const Part carried = part.from(headerLength);
    if (protocol == 0x0021 && d.descend())
        return dissectIpv4(d, carried);
    if (protocol == 0x0057 && d.descend())
        return dissectIpv6(d, carried);
    summariseUnknown(d, QStringLiteral("PPP"), Dissection::tr("PPP protocol %1").arg(number), carried);
}

void dissectCiscoHdlc(Dissection &d, const Part &part)
{
    constexpr std::size_t headerLength = 4;
    FieldNode layer = Dissection::node(Dissection::tr("Cisco HDLC"), "chdlc", part.sub(0, headerLength));
    constexpr FieldSpec protocol{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol"), "chdlc.protocol", 2, 2,
                                 FieldFormat::Hex};
    d.addFields(layer, part, std::span(&protocol, 1));
    d.addLayer(std::move(layer));
    if (part.size() < headerLength)
        return d.summarise(QStringLiteral("CHDLC"), Dissection::tr("The Cisco HDLC header is cut short"));
    dissectEtherType(d, part.wordOr0(2), part.from(headerLength));
}

} // namespace wirecase
