#include "models/capture/dissection/application.h"
#include "models/capture/dissection/layers.h"
#include "models/capture/dissection/tunnel.h"

#include <array>

namespace wirecase {

bool looksLikeVxlan(const Part &part)
{
    // One flag, reserved bits of zero, and an Ethernet frame of a kind that networks are made of.
    constexpr std::array carried{0x0800, 0x0806, 0x86dd, 0x8100};
    return part.quadOr0(0) == 0x0800'0000U && part.byte(7) == 0
           && std::find(carried.begin(), carried.end(), part.wordOr0(20)) != carried.end();
}

void dissectVxlan(Dissection &d, const Part &part)
{
    constexpr std::size_t headerLength = 8; // RFC 7348 5
    if (part.size() < headerLength)
        return summariseContinuation(d, QStringLiteral("VXLAN"), "vxlan", part);
    const std::uint32_t network = part.quadOr0(4) >> 8U;
    FieldNode layer = Dissection::node(Dissection::tr("Virtual eXtensible Local Area Network, VNI: %1").arg(network),
                                       "vxlan", part.sub(0, headerLength));
    d.add(layer, Dissection::tr("Flags: %1").arg(d.value(part.sub(0, 2), FieldFormat::Hex)), "vxlan.flags",
          part.sub(0, 2));
    d.add(layer, Dissection::tr("VXLAN network identifier: %1").arg(network), "vxlan.vni", part.sub(4, 3));
    d.addLayer(std::move(layer));
    const QString outer = d.addresses;
    d.summarise(QStringLiteral("VXLAN"), {});
    d.enterTunnel();
    const Part cargo = part.from(headerLength);
    if (!cargo.isEmpty() && d.descend())
        dissectEthernet(d, cargo);
    nameTunnel(d, QStringLiteral("VXLAN %1").arg(network), outer);
}

} // namespace wirecase
