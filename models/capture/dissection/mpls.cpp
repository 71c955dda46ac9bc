#include "models/capture/dissection/layers.h"

namespace wirecase {

// RFC 3032, 2.1: entries of four bytes up to the one that says it is the last.
void dissectMpls(Dissection &d, const Part &part)
{
    constexpr std::size_t entryLength = 4;
    constexpr int mostEntries = 16;
    std::size_t at = 0;
    for (int i = 0; i < mostEntries; ++i, at += entryLength) {
        const auto entry = part.quad(at);
        if (!entry)
            break;
        const std::uint32_t label = *entry >> 12U;
        const bool isLast = (*entry & 0x100U) != 0;
        const Part place = part.sub(at, entryLength);
        FieldNode layer = Dissection::node(
            Dissection::tr("MultiProtocol Label Switching, Label: %1, TTL: %2").arg(label).arg(*entry & 0xffU), "mpls",
            place);
        d.add(layer, Dissection::tr("Label: %1").arg(label), "mpls.label", place);
        d.add(layer, Dissection::tr("Bottom of stack: %1").arg(isLast ? 1 : 0), "mpls.bottom", part.sub(at + 2, 1));
        d.addLayer(std::move(layer));
        if (!isLast)
            continue;
        // What it carries, nothing says but its first bits.
        const Part carried = part.from(at + entryLength);
        const std::uint8_t version = carried.byteOr0(0) >> 4U;
        if ((version == 4 || version == 6) && d.descend())
            return version == 4 ? dissectIpv4(d, carried) : dissectIpv6(d, carried);
        return summariseUnknown(d, QStringLiteral("MPLS"), Dissection::tr("MPLS label %1").arg(label), carried);
    }
    summariseUnknown(d, QStringLiteral("MPLS"), Dissection::tr("The label stack has no end"), part.from(at));
}

} // namespace wirecase
