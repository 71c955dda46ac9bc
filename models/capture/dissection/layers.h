#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

// The steps from the wire inwards. Each looks its number up in a table of dissectors; each dissector adds its layer and
// calls the next step with what it carries.
void dissectLinkLayer(Dissection &d, const Part &part, LinkType linkType);
void dissectEtherType(Dissection &d, std::uint16_t etherType, const Part &part);
void dissectIpProtocol(Dissection &d, std::uint8_t protocol, const Part &part);
void dissectTcpPayload(Dissection &d, const Part &payload);
void dissectUdpPayload(Dissection &d, const Part &payload);

void dissectEthernet(Dissection &d, const Part &part);
void dissectLinuxCooked(Dissection &d, const Part &part);
void dissectLinuxCooked2(Dissection &d, const Part &part);
void dissectNull(Dissection &d, const Part &part);
void dissectPpp(Dissection &d, const Part &part);
void dissectPppoeDiscovery(Dissection &d, const Part &part);
void dissectPppoeSession(Dissection &d, const Part &part);
void dissectMpls(Dissection &d, const Part &part);
void dissectCiscoHdlc(Dissection &d, const Part &part);
void dissectRawIp(Dissection &d, const Part &part);
void dissectVlan(Dissection &d, const Part &part);
void dissectArp(Dissection &d, const Part &part);
void dissectIpv4(Dissection &d, const Part &part);
void dissectIpv6(Dissection &d, const Part &part);
void dissectIcmp(Dissection &d, const Part &part);
void dissectIcmp6(Dissection &d, const Part &part);
void dissectTcp(Dissection &d, const Part &part);
void dissectUdp(Dissection &d, const Part &part);
void dissectGre(Dissection &d, const Part &part);
void dissectEsp(Dissection &d, const Part &part);
void dissectAh(Dissection &d, const Part &part);

/// A layer or an info line for what is known by number only: "Ethertype 0x88cc, 50 bytes of data".
void summariseUnknown(Dissection &d, const QString &protocol, const QString &what, const Part &part);

} // namespace wirecase
