#include "models/capture/dissection/iplayer.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t minimumHeader = 20;

constexpr std::array beforeFlags{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Differentiated services"), "ip.dsfield", 1, 1,
              FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Total length"), "ip.len", 2, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Identification"), "ip.id", 4, 2, FieldFormat::Hex},
};
constexpr std::array afterFlags{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Time to live"), "ip.ttl", 8, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol"), "ip.proto", 9, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Header checksum"), "ip.checksum", 10, 2, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Source address"), "ip.src", 12, 4, FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination address"), "ip.dst", 16, 4, FieldFormat::Ipv4},
};
constexpr std::array flags{
    BitSpec{0x8000, QT_TRANSLATE_NOOP("wirecase::Dissection", "Reserved bit"), "ip.flags.rb"},
    BitSpec{0x4000, QT_TRANSLATE_NOOP("wirecase::Dissection", "Don't fragment"), "ip.flags.df"},
    BitSpec{0x2000, QT_TRANSLATE_NOOP("wirecase::Dissection", "More fragments"), "ip.flags.mf"},
};

constexpr std::array options{
    NameSpec{0, "End of Options List"}, NameSpec{1, "No-Operation"},         NameSpec{7, "Record Route"},
    NameSpec{68, "Time Stamp"},         NameSpec{131, "Loose Source Route"}, NameSpec{137, "Strict Source Route"},
    NameSpec{148, "Router Alert"},
};

void addOptions(Dissection &d, FieldNode &layer, const Part &part)
{
    std::size_t at = 0;
    while (at < part.size()) {
        const std::uint8_t kind = part.byteOr0(at);
        const std::size_t length = kind <= 1 ? 1 : std::max<std::size_t>(part.byteOr0(at + 1), 2);
        const QString name = QLatin1String(nameOf(options, kind, "Unknown"));
        d.add(layer, Dissection::tr("IP option: %1 (%2)").arg(name).arg(kind), "ip.opt.type", part.sub(at, length));
        if (kind == 0)
            return;
        at += length;
    }
}

void addHeader(Dissection &d, const Part &part, std::size_t headerLength)
{
    const QString source = d.value(part.sub(12, 4), FieldFormat::Ipv4);
    const QString destination = d.value(part.sub(16, 4), FieldFormat::Ipv4);
    d.addresses = QStringLiteral("%1 %2 %3").arg(source, QChar(0x2192), destination);
    const QString title = Dissection::tr("Internet Protocol Version 4, Src: %1, Dst: %2").arg(source, destination);
    FieldNode layer = Dissection::node(title, "ip", part.sub(0, headerLength));
    d.add(layer, Dissection::tr("Version: %1").arg(4), "ip.version", part.sub(0, 1));
    d.add(layer, Dissection::tr("Header length: %1 bytes").arg(headerLength), "ip.hdr_len", part.sub(0, 1));
    d.addFields(layer, part, beforeFlags);
    const std::uint16_t word = part.wordOr0(6);
    FieldNode flagField =
        Dissection::node(Dissection::tr("Flags: 0x%1").arg(word >> 13U, 1, 16), "ip.flags", part.sub(6, 1));
    d.addBits(flagField, part.sub(6, 2), word, 16, flags);
    d.add(layer, std::move(flagField));
    d.add(layer, Dissection::tr("Fragment offset: %1").arg((word & 0x1fffU) * 8U), "ip.frag_offset", part.sub(6, 2));
    d.addFields(layer, part, afterFlags);
    addOptions(d, layer, part.sub(minimumHeader, headerLength - minimumHeader));
    d.addLayer(std::move(layer));
}

} // namespace

void dissectIpv4(Dissection &d, const Part &part)
{
    const std::size_t headerLength = std::size_t{part.byteOr0(0) & 0x0fU} * 4;
    d.summarise(QStringLiteral("IPv4"), {});
    if (part.size() < minimumHeader || part.byteOr0(0) >> 4U != 4 || headerLength < minimumHeader)
        return summariseUnknown(d, QStringLiteral("IPv4"), Dissection::tr("The IPv4 header is cut short or damaged"),
                                part);
    addHeader(d, part, headerLength);
    d.hopLimit = part.byteOr0(8);
    // Total length 0 is what a sender with segmentation offload leaves: then the rest of the frame counts.
    const std::size_t total = part.wordOr0(2);
    const Part packet = total >= headerLength ? part.sub(0, total) : part;
    const Part payload = packet.from(headerLength);
    const std::uint32_t offset = (part.wordOr0(6) & 0x1fffU) * 8U;
    if (offset != 0)
        return summariseFragment(d, part.byteOr0(9), offset, part.wordOr0(4), payload);
    dissectIpProtocol(d, part.byteOr0(9), payload);
}

} // namespace wirecase
