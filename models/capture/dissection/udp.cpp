#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 8;

constexpr std::array fields{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Source port"), "udp.srcport", 0, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination port"), "udp.dstport", 2, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Length"), "udp.length", 4, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Checksum"), "udp.checksum", 6, 2, FieldFormat::Hex},
};

} // namespace

void dissectUdp(Dissection &d, const Part &part)
{
    d.sourcePort = part.wordOr0(0);
    d.destinationPort = part.wordOr0(2);
    const QString title =
        Dissection::tr("User Datagram Protocol, Src Port: %1, Dst Port: %2").arg(d.sourcePort).arg(d.destinationPort);
    FieldNode layer = Dissection::node(title, "udp", part.sub(0, headerLength));
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    // Length 0 is a jumbogram or segmentation offload: then the rest of the packet counts.
    const std::size_t stated = part.wordOr0(4);
    const Part datagram = stated >= headerLength ? part.sub(0, stated) : part;
    const Part payload = datagram.from(headerLength);
    const std::size_t length = datagram.wireSize() < headerLength ? 0 : datagram.wireSize() - headerLength;
    const QString ports = QStringLiteral("%1 %2 %3").arg(d.sourcePort).arg(QChar(0x2192)).arg(d.destinationPort);
    if (part.size() < headerLength)
        return d.summarise(QStringLiteral("UDP"), Dissection::tr("%1 [the UDP header is cut short]").arg(ports));
    d.summarise(QStringLiteral("UDP"), QStringLiteral("%1 Len=%2").arg(ports).arg(length));
    if (!payload.isEmpty())
        dissectUdpPayload(d, payload);
}

} // namespace wirecase
