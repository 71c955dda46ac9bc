#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

QString indexText(const Dissection &d, const Part &place)
{
    return d.value(place, FieldFormat::Hex);
}

} // namespace

void dissectEsp(Dissection &d, const Part &part)
{
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Security parameters index"), "esp.spi", 0, 4,
                  FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sequence number"), "esp.sequence", 4, 4,
                  FieldFormat::Decimal},
    };
    FieldNode layer = Dissection::node(Dissection::tr("Encapsulating Security Payload"), "esp", part);
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    if (part.size() < 4)
        return d.summarise(QStringLiteral("ESP"), Dissection::tr("The ESP header is cut short"));
    d.summarise(QStringLiteral("ESP"), QStringLiteral("ESP (SPI=%1)").arg(indexText(d, part.sub(0, 4))));
}

void dissectAh(Dissection &d, const Part &part)
{
    constexpr std::size_t shortest = 12; // RFC 4302 2
    if (part.size() < shortest)
        return summariseUnknown(d, QStringLiteral("AH"), Dissection::tr("The AH header is cut short"), part);
    const std::size_t headerLength = (std::size_t{part.byteOr0(1)} + 2) * 4;
    constexpr std::array fields{
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Next header"), "ah.next_header", 0, 1,
                  FieldFormat::Decimal},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Security parameters index"), "ah.spi", 4, 4,
                  FieldFormat::Hex},
        FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sequence number"), "ah.sequence", 8, 4,
                  FieldFormat::Decimal},
    };
    FieldNode layer = Dissection::node(Dissection::tr("Authentication Header"), "ah", part.sub(0, headerLength));
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("AH"), QStringLiteral("AH (SPI=%1)").arg(indexText(d, part.sub(4, 4))));
    const Part carried = part.from(headerLength);
    if (!carried.isEmpty() && d.descend())
        dissectIpProtocol(d, part.byteOr0(0), carried);
}

} // namespace wirecase
