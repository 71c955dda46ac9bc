#include "models/capture/dissection/iplayer.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 40;
constexpr int maxExtensionHeaders = 10;

constexpr std::array fields{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Payload length"), "ipv6.plen", 4, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Next header"), "ipv6.nxt", 6, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Hop limit"), "ipv6.hlim", 7, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Source address"), "ipv6.src", 8, 16, FieldFormat::Ipv6},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination address"), "ipv6.dst", 24, 16, FieldFormat::Ipv6},
};

struct ExtensionSpec
{
    std::uint8_t number;
    const char *title;
    const char *filterName;
};

constexpr std::uint8_t fragmentHeader = 44;
constexpr std::uint8_t authenticationHeader = 51;

constexpr std::array extensions{
    ExtensionSpec{0, QT_TRANSLATE_NOOP("wirecase::Dissection", "IPv6 Hop-by-Hop Options"), "ipv6.hopopts"},
    ExtensionSpec{43, QT_TRANSLATE_NOOP("wirecase::Dissection", "IPv6 Routing Header"), "ipv6.routing"},
    ExtensionSpec{fragmentHeader, QT_TRANSLATE_NOOP("wirecase::Dissection", "IPv6 Fragment Header"), "ipv6.fraghdr"},
    ExtensionSpec{authenticationHeader, QT_TRANSLATE_NOOP("wirecase::Dissection", "Authentication Header"), "ah"},
    ExtensionSpec{60, QT_TRANSLATE_NOOP("wirecase::Dissection", "IPv6 Destination Options"), "ipv6.dstopts"},
    ExtensionSpec{135, QT_TRANSLATE_NOOP("wirecase::Dissection", "IPv6 Mobility Header"), "mip6"},
};

const ExtensionSpec *extensionOf(std::uint8_t number)
{
    const auto found =
        std::find_if(extensions.begin(), extensions.end(), [=](const ExtensionSpec &e) { return e.number == number; });
    return found == extensions.end() ? nullptr : &*found;
}

std::size_t extensionLength(std::uint8_t number, std::uint8_t lengthField)
{
    if (number == fragmentHeader)
        return 8;
    if (number == authenticationHeader)
        return (std::size_t{lengthField} + 2) * 4; // RFC 4302 2.2
    return (std::size_t{lengthField} + 1) * 8;
}

void addHeader(Dissection &d, const Part &part)
{
    const QString source = d.value(part.sub(8, 16), FieldFormat::Ipv6);
    const QString destination = d.value(part.sub(24, 16), FieldFormat::Ipv6);
    d.addresses = QStringLiteral("%1 %2 %3").arg(source, QChar(0x2192), destination);
    const QString title = Dissection::tr("Internet Protocol Version 6, Src: %1, Dst: %2").arg(source, destination);
    FieldNode layer = Dissection::node(title, "ipv6", part.sub(0, headerLength));
    const std::uint32_t first = part.quadOr0(0);
    d.add(layer, Dissection::tr("Version: %1").arg(6), "ipv6.version", part.sub(0, 1));
    d.add(layer, Dissection::tr("Traffic class: 0x%1").arg((first >> 20U) & 0xffU, 2, 16, QLatin1Char('0')),
          "ipv6.tclass", part.sub(0, 2));
    d.add(layer, Dissection::tr("Flow label: 0x%1").arg(first & 0xfffffU, 5, 16, QLatin1Char('0')), "ipv6.flow",
          part.sub(1, 3));
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
}

void addExtension(Dissection &d, const ExtensionSpec &spec, const Part &part)
{
    FieldNode layer = Dissection::node(Dissection::tr(spec.title), spec.filterName, part);
    constexpr FieldSpec next{QT_TRANSLATE_NOOP("wirecase::Dissection", "Next header"), "ipv6.nxt", 0, 1,
                             FieldFormat::Decimal};
    d.addFields(layer, part, std::span(&next, 1));
    if (spec.number == fragmentHeader && part.size() >= 8) {
        d.add(layer, Dissection::tr("Offset: %1").arg(part.wordOr0(2) & 0xfff8U), "ipv6.fraghdr.offset",
              part.sub(2, 2));
        d.add(layer, Dissection::tr("More fragments: %1").arg(part.wordOr0(2) & 1U), "ipv6.fraghdr.more",
              part.sub(3, 1));
        d.add(layer, Dissection::tr("Identification: %1").arg(d.value(part.sub(4, 4), FieldFormat::Hex)),
              "ipv6.fraghdr.ident", part.sub(4, 4));
    }
    d.addLayer(std::move(layer));
}

} // namespace

void dissectIpv6(Dissection &d, const Part &part)
{
    d.summarise(QStringLiteral("IPv6"), {});
    if (part.size() < headerLength || part.byteOr0(0) >> 4U != 6)
        return summariseUnknown(d, QStringLiteral("IPv6"), Dissection::tr("The IPv6 header is cut short or damaged"),
                                part);
    addHeader(d, part);
    d.hopLimit = part.byteOr0(7);
    // Payload length 0 stands for a jumbogram or for segmentation offload: then the rest of the frame counts.
    const std::size_t length = part.wordOr0(4);
    Part payload = length == 0 ? part.from(headerLength) : part.sub(headerLength, length);
    std::uint8_t next = part.byteOr0(6);
    for (int count = 0; count < maxExtensionHeaders; ++count) {
        const ExtensionSpec *spec = extensionOf(next);
        if (!spec)
            break;
        const std::size_t extension = extensionLength(next, payload.byteOr0(1));
        if (payload.size() < extension)
            return summariseUnknown(d, QStringLiteral("IPv6"), Dissection::tr(spec->title), payload);
        addExtension(d, *spec, payload.sub(0, extension));
        const std::uint32_t offset = next == fragmentHeader ? payload.wordOr0(2) & 0xfff8U : 0;
        const std::uint32_t id = payload.quadOr0(4);
        next = payload.byteOr0(0);
        payload = payload.from(extension);
        if (offset != 0)
            return summariseFragment(d, next, offset, id, payload);
    }
    constexpr std::uint8_t noNextHeader = 59;
    if (next == noNextHeader)
        return d.summarise(QStringLiteral("IPv6"), Dissection::tr("IPv6 no next header"));
    dissectIpProtocol(d, next, payload);
}

} // namespace wirecase
