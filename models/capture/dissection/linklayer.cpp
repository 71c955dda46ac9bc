#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

struct LinkSpec
{
    quint16 linkType; ///< www.tcpdump.org/linktypes.html
    void (*dissect)(Dissection &, const Part &);
};

constexpr std::array links{
    LinkSpec{0, dissectNull},          // NULL, host byte order of the capturing machine
    LinkSpec{1, dissectEthernet},      // ETHERNET
    LinkSpec{9, dissectPpp},           // PPP
    LinkSpec{12, dissectRawIp},        // DLT_RAW as some files have it
    LinkSpec{14, dissectRawIp},        // DLT_RAW on OpenBSD
    LinkSpec{50, dissectPpp},          // PPP_HDLC
    LinkSpec{101, dissectRawIp},       // RAW
    LinkSpec{104, dissectCiscoHdlc},   // C_HDLC
    LinkSpec{108, dissectNull},        // LOOP, network byte order
    LinkSpec{113, dissectLinuxCooked}, // LINUX_SLL
    LinkSpec{228, dissectIpv4},        // IPV4
    LinkSpec{229, dissectIpv6},        // IPV6
    LinkSpec{276, dissectLinuxCooked2} // LINUX_SLL2
};

struct EtherSpec
{
    std::uint16_t etherType;
    void (*dissect)(Dissection &, const Part &);
};

constexpr std::array etherTypes{
    EtherSpec{0x0800, dissectIpv4},         EtherSpec{0x0806, dissectArp},  EtherSpec{0x86dd, dissectIpv6},
    EtherSpec{0x8100, dissectVlan},         EtherSpec{0x88a8, dissectVlan}, EtherSpec{0x9100, dissectVlan},
    EtherSpec{0x8847, dissectMpls},         EtherSpec{0x8848, dissectMpls}, EtherSpec{0x8863, dissectPppoeDiscovery},
    EtherSpec{0x8864, dissectPppoeSession},
};

} // namespace

void summariseUnknown(Dissection &d, const QString &protocol, const QString &what, const Part &part)
{
    const QString size = Dissection::tr("%n bytes of data", nullptr, static_cast<int>(part.wireSize()));
    d.summarise(protocol, QStringLiteral("%1, %2").arg(what, size));
    d.addData(part);
}

void dissectLinkLayer(Dissection &d, const Part &part, LinkType linkType)
{
    const auto number = static_cast<quint16>(linkType);
    const auto found =
        std::find_if(links.begin(), links.end(), [=](const LinkSpec &spec) { return spec.linkType == number; });
    if (found != links.end())
        return found->dissect(d, part);
    const QString type = Dissection::tr("Link type %1").arg(number);
    summariseUnknown(d, type, type, part);
}

void dissectEtherType(Dissection &d, std::uint16_t etherType, const Part &part)
{
    const auto found = std::find_if(etherTypes.begin(), etherTypes.end(),
                                    [=](const EtherSpec &spec) { return spec.etherType == etherType; });
    if (found != etherTypes.end() && d.descend())
        return found->dissect(d, part);
    const QString type = QStringLiteral("0x%1").arg(etherType, 4, 16, QLatin1Char('0'));
    summariseUnknown(d, type, Dissection::tr("Ethertype %1").arg(type), part);
}

} // namespace wirecase
