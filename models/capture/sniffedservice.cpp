#include "models/capture/sniffedservice.h"

#include "models/capture/dissection/application.h"
#include "models/capture/dissection/ldapmessage.h"
#include "models/capture/dissection/quicinitial.h"
#include "models/capture/sniffedtls.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

bool looksLikeLdap(const Part &part)
{
    constexpr std::uint8_t lastOperation = 25; // RFC 4511 4.2
    const auto message = ldapMessageAt(part, 0);
    return message && message->operation <= lastOperation;
}

Speaker ldapSpeaker(const Part &part)
{
    constexpr std::array<std::uint8_t, 10> requests{0, 2, 3, 6, 8, 10, 12, 14, 16, 23}; // RFC 4511 4.2 to 4.12
    const auto message = ldapMessageAt(part, 0);
    if (!message)
        return Speaker::Unknown;
    const bool isRequest = std::find(requests.begin(), requests.end(), message->operation) != requests.end();
    return isRequest ? Speaker::Client : Speaker::Server;
}

bool looksLikeMysqlGreeting(const Part &part)
{
    constexpr std::uint8_t protocolTen = 10;
    if (part.size() < 10 || part.byteOr0(3) != 0 || part.byteOr0(4) != protocolTen)
        return false;
    const std::string_view version = textOf(zeroEnded(part, 5).bytes());
    return version.size() > 2 && version.size() < 75 && version.front() >= '0' && version.front() <= '9'
           && version.find('.') != std::string_view::npos;
}

/// Only the opening: what is sent later looks like much else that TPKT carries.
bool looksLikeRdpOpening(const Part &part)
{
    constexpr std::uint8_t request = 0xe0;
    if (part.wordOr0(0) != 0x0300 || part.wordOr0(2) != part.wireSize()
        || (part.byteOr0(5) & 0xefU) != (request & 0xefU))
        return false;
    const bool isCookie = textOf(part.bytes()).find("Cookie: mstshash=") != std::string_view::npos;
    const Part negotiation = part.from(part.size() - std::min<std::size_t>(part.size(), 8));
    return isCookie
           || (negotiation.byteOr0(0) >= 1 && negotiation.byteOr0(0) <= 3 && negotiation.littleWordOr0(2) == 8);
}

bool looksLikeHttp2(const Part &part)
{
    return textOf(part.bytes()).starts_with("PRI * HTTP/2.0");
}

bool looksLikeVnc(const Part &part)
{
    return textOf(part.bytes()).starts_with("RFB 00");
}

bool looksLikeAmqp(const Part &part)
{
    return textOf(part.bytes()).starts_with("AMQP");
}

bool looksLikeMqtt(const Part &part)
{
    return part.byteOr0(0) == 0x10 && textOf(part.bytes()).substr(0, 12).find("MQTT") != std::string_view::npos;
}

bool looksLikeBgp(const Part &part)
{
    constexpr std::size_t marker = 16; // RFC 4271 4.1
    const std::string_view text = textOf(part.bytes()).substr(0, marker);
    return text.size() == marker && std::all_of(text.begin(), text.end(), [](char c) { return c == '\xff'; });
}

struct ServiceSpec
{
    Protocol protocol;
    bool (*looksLike)(const Part &);
};

constexpr std::array overTcp{
    ServiceSpec{Protocol::Ssh, looksLikeSsh},
    ServiceSpec{Protocol::Http2, looksLikeHttp2},
    ServiceSpec{Protocol::Vnc, looksLikeVnc},
    ServiceSpec{Protocol::Amqp, looksLikeAmqp},
    ServiceSpec{Protocol::Smb, looksLikeSmb},
    ServiceSpec{Protocol::Mysql, looksLikeMysqlGreeting},
    ServiceSpec{Protocol::Postgresql, looksLikePostgresql},
    ServiceSpec{Protocol::Mssql, looksLikeMssql},
    ServiceSpec{Protocol::Mqtt, looksLikeMqtt},
    ServiceSpec{Protocol::Rdp, looksLikeRdpOpening},
    ServiceSpec{Protocol::Ldap, looksLikeLdap},
    ServiceSpec{Protocol::Kerberos, looksLikeKerberosOverTcp},
    ServiceSpec{Protocol::Bgp, looksLikeBgp},
    ServiceSpec{Protocol::Redis, looksLikeRedis},
    ServiceSpec{Protocol::Telnet, looksLikeTelnet},
};

constexpr std::array overUdp{
    ServiceSpec{Protocol::Quic, looksLikeQuic}, ServiceSpec{Protocol::Kerberos, looksLikeKerberos},
    ServiceSpec{Protocol::Snmp, looksLikeSnmp}, ServiceSpec{Protocol::Ldap, looksLikeLdap},
    ServiceSpec{Protocol::Ike, looksLikeIke},   ServiceSpec{Protocol::Vxlan, looksLikeVxlan},
};

Protocol sniffedAmong(ByteView payload, std::span<const ServiceSpec> services)
{
    const Part part(payload, 0);
    const auto found =
        std::find_if(services.begin(), services.end(), [&](const ServiceSpec &s) { return s.looksLike(part); });
    return found == services.end() ? Protocol::Unknown : found->protocol;
}

} // namespace

SniffedProtocol sniffTcpService(ByteView payload, const SniffHint &hint)
{
    SniffedProtocol found;
    found.protocol = sniffedAmong(payload, overTcp);
    if (found.protocol == Protocol::Ldap)
        found.speaker = ldapSpeaker(Part(payload, 0));
    else if (found.protocol == Protocol::Mysql)
        found.speaker = Speaker::Server; // it greets first
    if (found.protocol != Protocol::Unknown)
        return found;
    // One option, or a connection without negotiation, tells only where the protocol is expected.
    constexpr std::uint8_t escape = 0xff;
    constexpr std::uint8_t firstVerb = 0xfb;
    if (hint.hasPort(23) && u8(payload, 0) == escape && u8(payload, 1).value_or(0) >= firstVerb)
        return {Protocol::Telnet};
    return {hint.hasPort(3389) && looksLikeRdp(Part(payload, 0)) ? Protocol::Rdp : Protocol::Unknown};
}

SniffedProtocol sniffUdpService(ByteView payload, const SniffHint &hint)
{
    SniffedProtocol found;
    found.protocol = sniffedAmong(payload, overUdp);
    if (found.protocol == Protocol::Quic && hint.fromClient) {
        const auto initial = openQuicInitial(payload);
        if (initial)
            found.serverName = sniffHello(bytesOf(initial->hello)).serverName;
    }
    return found;
}

} // namespace wirecase
