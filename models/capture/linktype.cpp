#include "models/capture/linktype.h"

#include <pcap/pcap.h>

#include <array>
#include <utility>

namespace wirecase {

namespace {

// Where the number in files differs from the one that libpcap uses on Linux (pcap-common.c explains why).
constexpr std::array<std::pair<int, int>, 6> dltOfLinkType{{
    {100, DLT_ATM_RFC1483},
    {101, DLT_RAW},
    {102, DLT_SLIP_BSDOS},
    {103, DLT_PPP_BSDOS},
    {106, DLT_ATM_CLIP},
    {246, DLT_PFSYNC},
}};

} // namespace

int dltOf(LinkType type)
{
    const int number = static_cast<int>(type);
    for (const auto &[linkType, dlt] : dltOfLinkType) {
        if (linkType == number)
            return dlt;
    }
    return number;
}

QString linkTypeText(LinkType type)
{
    const char *name = pcap_datalink_val_to_name(dltOf(type));
    return name != nullptr ? QString::fromLatin1(name) : QString::number(static_cast<int>(type));
}

} // namespace wirecase
