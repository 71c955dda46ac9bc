#include "models/capture/protocol.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct PortSpec
{
    quint16 port;
    Protocol tcp; ///< Unknown where the port means nothing
    Protocol udp;
};

using P = Protocol;

// The IANA registry's names for what servers are met on; ascending.
constexpr std::array portSpecs{
    PortSpec{20, P::FtpData, P::Unknown},
    PortSpec{21, P::Ftp, P::Unknown},
    PortSpec{22, P::Ssh, P::Unknown},
    PortSpec{23, P::Telnet, P::Unknown},
    PortSpec{25, P::Smtp, P::Unknown},
    PortSpec{53, P::Dns, P::Dns},
    PortSpec{67, P::Unknown, P::Dhcp},
    PortSpec{68, P::Unknown, P::Dhcp},
    PortSpec{69, P::Unknown, P::Tftp},
    PortSpec{80, P::Http, P::Unknown},
    PortSpec{88, P::Kerberos, P::Kerberos},
    PortSpec{110, P::Pop3, P::Unknown},
    PortSpec{119, P::Nntp, P::Unknown},
    PortSpec{123, P::Unknown, P::Ntp},
    PortSpec{135, P::Rpc, P::Unknown},
    PortSpec{137, P::Unknown, P::NetBiosName},
    PortSpec{139, P::NetBiosSession, P::Unknown},
    PortSpec{143, P::Imap, P::Unknown},
    PortSpec{161, P::Unknown, P::Snmp},
    PortSpec{162, P::Unknown, P::Snmp},
    PortSpec{179, P::Bgp, P::Unknown},
    PortSpec{389, P::Ldap, P::Ldap},
    PortSpec{443, P::Tls, P::Quic},
    PortSpec{445, P::Smb, P::Unknown},
    PortSpec{465, P::Tls, P::Unknown},
    PortSpec{500, P::Unknown, P::Ike},
    PortSpec{514, P::Unknown, P::Syslog},
    PortSpec{546, P::Unknown, P::Dhcp6},
    PortSpec{547, P::Unknown, P::Dhcp6},
    PortSpec{554, P::Rtsp, P::Unknown},
    PortSpec{587, P::Smtp, P::Unknown},
    PortSpec{636, P::Tls, P::Unknown},
    PortSpec{853, P::Tls, P::Dtls},
    PortSpec{989, P::Tls, P::Unknown},
    PortSpec{990, P::Tls, P::Unknown},
    PortSpec{993, P::Tls, P::Unknown},
    PortSpec{995, P::Tls, P::Unknown},
    PortSpec{1080, P::Socks, P::Unknown},
    PortSpec{1194, P::OpenVpn, P::OpenVpn},
    PortSpec{1433, P::Mssql, P::Unknown},
    PortSpec{1812, P::Unknown, P::Radius},
    PortSpec{1813, P::Unknown, P::Radius},
    PortSpec{1883, P::Mqtt, P::Unknown},
    PortSpec{1900, P::Unknown, P::Ssdp},
    PortSpec{3128, P::Http, P::Unknown},
    PortSpec{3268, P::Ldap, P::Unknown},
    PortSpec{3269, P::Tls, P::Unknown},
    PortSpec{3306, P::Mysql, P::Unknown},
    PortSpec{3389, P::Rdp, P::Rdp},
    PortSpec{4500, P::Unknown, P::Ike},
    PortSpec{4789, P::Unknown, P::Vxlan},
    PortSpec{5060, P::Sip, P::Sip},
    PortSpec{5353, P::Unknown, P::Mdns},
    PortSpec{5355, P::Unknown, P::Llmnr},
    PortSpec{5432, P::Postgresql, P::Unknown},
    PortSpec{5672, P::Amqp, P::Unknown},
    PortSpec{5900, P::Vnc, P::Unknown},
    PortSpec{5985, P::WinRm, P::Unknown},
    PortSpec{5986, P::Tls, P::Unknown},
    PortSpec{6379, P::Redis, P::Unknown},
    PortSpec{6667, P::Irc, P::Unknown},
    PortSpec{8000, P::Http, P::Unknown},
    PortSpec{8080, P::Http, P::Unknown},
    PortSpec{8443, P::Tls, P::Unknown},
    PortSpec{11211, P::Memcached, P::Memcached},
    PortSpec{27017, P::MongoDb, P::Unknown},
    PortSpec{51820, P::Unknown, P::WireGuard},
};

static_assert(std::is_sorted(portSpecs.begin(), portSpecs.end(),
                             [](const PortSpec &a, const PortSpec &b) { return a.port < b.port; }));

} // namespace

std::optional<Protocol> protocolOfPort(quint8 ipProtocol, quint16 port)
{
    const auto place = std::lower_bound(portSpecs.begin(), portSpecs.end(), port,
                                        [](const PortSpec &spec, quint16 wanted) { return spec.port < wanted; });
    if (place == portSpecs.end() || place->port != port)
        return std::nullopt;
    const Protocol found = ipProtocol == 6 ? place->tcp : ipProtocol == 17 ? place->udp : Protocol::Unknown;
    return found == Protocol::Unknown ? std::nullopt : std::optional(found);
}

} // namespace wirecase
