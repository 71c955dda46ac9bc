#pragma once

#include <QString>

namespace wirecase {

/// What a packet or a conversation speaks, as far as this program tells protocols apart.
enum class Protocol : quint8 {
    Unknown,
    Arp,
    Icmp,
    Icmp6,
    Tcp,
    Udp,
    Dns,
    Http,
    Tls,
    Ftp,
    FtpData,
    Ssh,
    Ntp,
    Dhcp,
    Ldap,
    Smtp,
    Pop3,
    Imap,
    Kerberos,
    Smb,
    Rdp,
    Quic,
};

[[nodiscard]] QString protocolText(Protocol protocol); ///< "HTTP": the name for people, a proper noun in every language
[[nodiscard]] QString protocolKey(Protocol protocol);  ///< "http": ECS network.protocol, stable
[[nodiscard]] bool isClearText(Protocol protocol);     ///< its content is readable on the wire
[[nodiscard]] bool isEncrypted(Protocol protocol);     ///< its content is not

} // namespace wirecase
