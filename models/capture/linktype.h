#pragma once

#include <QString>

namespace wirecase {

/// What the bytes of a packet begin with: libpcap's LINKTYPE numbers. Any number may occur; those named here are read
/// down to the IP header, packets of the others are listed with their bytes.
enum class LinkType : quint16
{
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    Raw12 = 12, ///< raw IP as OpenBSD and old files number it
    Raw14 = 14,
    PppSerial = 50,
    RawIp = 101,
    CiscoHdlc = 104,
    Loop = 108,
    LinuxSll = 113,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxSll2 = 276,
};

/// libpcap's short name in its own spelling ("EN10MB"), or the number for one that libpcap does not know.
[[nodiscard]] QString linkTypeText(LinkType type);
/// The DLT value that libpcap's compiler takes for this LINKTYPE.
[[nodiscard]] int dltOf(LinkType type);

} // namespace wirecase
