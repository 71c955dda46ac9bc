#pragma once

#include <QString>

#include <optional>

namespace wirecase {

/// What a packet or conversation speaks, as far as the index pass tells: the highest protocol that is known.
enum class Protocol : quint8
{
    Unknown,
    Arp,
    Ipv4, ///< an IP protocol that is none of the following
    Ipv6,
    Icmp,
    Icmp6,
    Igmp,
    Gre,
    Esp,
    Sctp,
    Tcp,
    Udp,
    Dns,
    Mdns,
    Llmnr,
    NetBiosName,
    Dhcp,
    Dhcp6,
    Ntp,
    Snmp,
    Syslog,
    Ssdp,
    Tftp,
    Radius,
    Sip,
    WireGuard,
    OpenVpn,
    Ike,
    Vxlan,
    Quic,
    Dtls,
    Http,
    Http2,
    WebSocket,
    Tls,
    Ssh,
    Ftp,
    FtpData,
    Telnet,
    Smtp,
    Pop3,
    Imap,
    Nntp,
    Irc,
    Ldap,
    Kerberos,
    Smb,
    NetBiosSession,
    Rdp,
    Vnc,
    Mysql,
    Postgresql,
    Mssql,
    MongoDb,
    Redis,
    Memcached,
    Amqp,
    Mqtt,
    Rtsp,
    Socks,
    Bgp,
    WinRm,
    Rpc,
    Count, ///< how many there are; no packet has it
};

[[nodiscard]] QString protocolText(Protocol protocol); ///< "HTTP", for people
[[nodiscard]] QString protocolKey(Protocol protocol);  ///< "http", as ECS writes network.protocol
/// What a person could read on the wire; false for encrypted ones and for those that are neither.
[[nodiscard]] bool isClearText(Protocol protocol);
[[nodiscard]] bool isEncrypted(Protocol protocol);
/// How a protocol is told apart at a glance.
enum class ProtocolClass : quint8
{
    Unknown,
    Other, ///< what only carries or steers
    ClearText,
    Encrypted,
};
[[nodiscard]] ProtocolClass protocolClass(Protocol protocol);
/// Whether this names what is spoken over IP, TCP or UDP, not only these.
[[nodiscard]] bool isApplication(Protocol protocol);

/// What is usually spoken on a port of TCP (6) or UDP (17).
[[nodiscard]] std::optional<Protocol> protocolOfPort(quint8 ipProtocol, quint16 port);

} // namespace wirecase
