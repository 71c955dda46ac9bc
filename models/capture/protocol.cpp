#include "models/capture/protocol.h"

#include <array>
#include <utility>

namespace wirecase {

namespace {

enum class Nature : quint8
{
    Neither,
    Clear,
    Encrypted
};

struct ProtocolSpec
{
    Protocol protocol;
    const char *text;
    const char *key; ///< ECS network.protocol
    Nature nature;
};

using enum Nature;
using P = Protocol;

// In the order of the enumeration, which is checked below.
constexpr std::array<ProtocolSpec, static_cast<std::size_t>(Protocol::Count)> specs{{
    {P::Unknown, "", "", Neither},
    {P::Arp, "ARP", "arp", Neither},
    {P::Ipv4, "IPv4", "ipv4", Neither},
    {P::Ipv6, "IPv6", "ipv6", Neither},
    {P::Icmp, "ICMP", "icmp", Neither},
    {P::Icmp6, "ICMPv6", "ipv6-icmp", Neither},
    {P::Igmp, "IGMP", "igmp", Neither},
    {P::Gre, "GRE", "gre", Neither},
    {P::Esp, "ESP", "esp", Encrypted},
    {P::Sctp, "SCTP", "sctp", Neither},
    {P::Tcp, "TCP", "tcp", Neither},
    {P::Udp, "UDP", "udp", Neither},
    {P::Dns, "DNS", "dns", Clear},
    {P::Mdns, "mDNS", "mdns", Clear},
    {P::Llmnr, "LLMNR", "llmnr", Clear},
    {P::NetBiosName, "NBNS", "nbns", Clear},
    {P::Dhcp, "DHCP", "dhcp", Clear},
    {P::Dhcp6, "DHCPv6", "dhcpv6", Clear},
    {P::Ntp, "NTP", "ntp", Clear},
    {P::Snmp, "SNMP", "snmp", Clear},
    {P::Syslog, "Syslog", "syslog", Clear},
    {P::Ssdp, "SSDP", "ssdp", Clear},
    {P::Tftp, "TFTP", "tftp", Clear},
    {P::Radius, "RADIUS", "radius", Clear},
    {P::Sip, "SIP", "sip", Clear},
    {P::WireGuard, "WireGuard", "wireguard", Encrypted},
    {P::OpenVpn, "OpenVPN", "openvpn", Encrypted},
    {P::Ike, "IKE", "ike", Encrypted},
    {P::Vxlan, "VXLAN", "vxlan", Neither},
    {P::Quic, "QUIC", "quic", Encrypted},
    {P::Dtls, "DTLS", "dtls", Encrypted},
    {P::Http, "HTTP", "http", Clear},
    {P::Http2, "HTTP/2", "http2", Clear},
    {P::WebSocket, "WebSocket", "websocket", Clear},
    {P::Tls, "TLS", "tls", Encrypted},
    {P::Ssh, "SSH", "ssh", Encrypted},
    {P::Ftp, "FTP", "ftp", Clear},
    {P::FtpData, "FTP data", "ftp-data", Clear},
    {P::Telnet, "Telnet", "telnet", Clear},
    {P::Smtp, "SMTP", "smtp", Clear},
    {P::Pop3, "POP3", "pop3", Clear},
    {P::Imap, "IMAP", "imap", Clear},
    {P::Nntp, "NNTP", "nntp", Clear},
    {P::Irc, "IRC", "irc", Clear},
    {P::Ldap, "LDAP", "ldap", Clear},
    {P::Kerberos, "Kerberos", "kerberos", Neither},
    {P::Smb, "SMB", "smb", Neither},
    {P::NetBiosSession, "NBSS", "nbss", Neither},
    {P::Rdp, "RDP", "rdp", Neither},
    {P::Vnc, "VNC", "vnc", Clear},
    {P::Mysql, "MySQL", "mysql", Clear},
    {P::Postgresql, "PostgreSQL", "postgresql", Clear},
    {P::Mssql, "TDS", "tds", Neither},
    {P::MongoDb, "MongoDB", "mongodb", Clear},
    {P::Redis, "Redis", "redis", Clear},
    {P::Memcached, "Memcached", "memcached", Clear},
    {P::Amqp, "AMQP", "amqp", Clear},
    {P::Mqtt, "MQTT", "mqtt", Clear},
    {P::Rtsp, "RTSP", "rtsp", Clear},
    {P::Socks, "SOCKS", "socks", Neither},
    {P::Bgp, "BGP", "bgp", Clear},
    {P::WinRm, "WinRM", "winrm", Clear},
    {P::Rpc, "DCE/RPC", "dcerpc", Neither},
}};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (static_cast<std::size_t>(specs[i].protocol) != i)
            return false;
    }
    return true;
}
static_assert(inOrder());

const ProtocolSpec &specOf(Protocol protocol)
{
    const auto place = static_cast<std::size_t>(protocol);
    return specs[place < specs.size() ? place : 0];
}

} // namespace

QString protocolText(Protocol protocol)
{
    return QString::fromLatin1(specOf(protocol).text);
}

QString protocolKey(Protocol protocol)
{
    return QString::fromLatin1(specOf(protocol).key);
}

bool isClearText(Protocol protocol)
{
    return specOf(protocol).nature == Nature::Clear;
}

bool isEncrypted(Protocol protocol)
{
    return specOf(protocol).nature == Nature::Encrypted;
}

ProtocolClass protocolClass(Protocol protocol)
{
    if (isClearText(protocol))
        return ProtocolClass::ClearText;
    if (isEncrypted(protocol))
        return ProtocolClass::Encrypted;
    return protocol == Protocol::Unknown ? ProtocolClass::Unknown : ProtocolClass::Other;
}

bool isApplication(Protocol protocol)
{
    return protocol > Protocol::Udp && protocol < Protocol::Count;
}

} // namespace wirecase
