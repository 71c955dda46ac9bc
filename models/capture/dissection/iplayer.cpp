#include "models/capture/dissection/iplayer.h"

#include <array>

namespace wirecase {

namespace {

struct IpProtocolSpec
{
    std::uint8_t number; ///< IANA protocol numbers
    const char *name;
    void (*dissect)(Dissection &, const Part &); ///< null when only the name is known
};

constexpr std::array protocols{
    IpProtocolSpec{1, "ICMP", dissectIcmp}, IpProtocolSpec{2, "IGMP", nullptr},
    IpProtocolSpec{4, "IPIP", dissectIpv4}, IpProtocolSpec{6, "TCP", dissectTcp},
    IpProtocolSpec{17, "UDP", dissectUdp},  IpProtocolSpec{41, "IPv6", dissectIpv6},
    IpProtocolSpec{47, "GRE", dissectGre},  IpProtocolSpec{50, "ESP", dissectEsp},
    IpProtocolSpec{51, "AH", dissectAh},    IpProtocolSpec{58, "ICMPv6", dissectIcmp6},
    IpProtocolSpec{89, "OSPF", nullptr},    IpProtocolSpec{112, "VRRP", nullptr},
    IpProtocolSpec{132, "SCTP", nullptr},
};

const IpProtocolSpec *specOf(std::uint8_t protocol)
{
    const auto found = std::find_if(protocols.begin(), protocols.end(),
                                    [=](const IpProtocolSpec &spec) { return spec.number == protocol; });
    return found == protocols.end() ? nullptr : &*found;
}

} // namespace

QString ipProtocolName(std::uint8_t protocol)
{
    const IpProtocolSpec *spec = specOf(protocol);
    return spec ? QLatin1String(spec->name) : QString::number(protocol);
}

void summariseFragment(Dissection &d, std::uint8_t protocol, std::uint32_t offset, std::uint32_t id, const Part &part)
{
    d.summarise(d.protocol(), Dissection::tr("Fragmented IP protocol (proto=%1 %2, off=%3, ID=%4)")
                                  .arg(ipProtocolName(protocol))
                                  .arg(protocol)
                                  .arg(offset)
                                  .arg(id, 4, 16, QLatin1Char('0')));
    d.addData(part);
}

void dissectIpProtocol(Dissection &d, std::uint8_t protocol, const Part &part)
{
    const IpProtocolSpec *spec = specOf(protocol);
    if (spec && spec->dissect && d.descend())
        return spec->dissect(d, part);
    const QString name = spec ? ipProtocolName(protocol) : d.protocol();
    summariseUnknown(d, name, Dissection::tr("IP protocol %1").arg(ipProtocolName(protocol)), part);
}

} // namespace wirecase
