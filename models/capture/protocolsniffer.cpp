#include "models/capture/protocolsniffer.h"

#include "models/capture/sniffedservice.h"
#include "models/capture/sniffedtls.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

using namespace std::string_view_literals;

constexpr std::array httpMethods{"GET "sv,       "POST "sv,     "HEAD "sv,  "PUT "sv,      "DELETE "sv,   "OPTIONS "sv,
                                 "PATCH "sv,     "CONNECT "sv,  "TRACE "sv, "PROPFIND "sv, "REPORT "sv,   "MKCOL "sv,
                                 "MOVE "sv,      "COPY "sv,     "LOCK "sv,  "SEARCH "sv,   "NOTIFY "sv,   "M-SEARCH "sv,
                                 "SUBSCRIBE "sv, "DESCRIBE "sv, "SETUP "sv, "PLAY "sv,     "TEARDOWN "sv, "INVITE "sv,
                                 "REGISTER "sv,  "ACK "sv,      "BYE "sv,   "CANCEL "sv,   "ANNOUNCE "sv};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool startsFolded(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
           && std::equal(lowerCase.begin(), lowerCase.end(), text.begin(),
                         [](char wanted, char c) { return wanted == lower(c); });
}

bool containsFolded(std::string_view text, std::string_view lowerCase)
{
    return std::search(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                       [](char c, char wanted) { return wanted == lower(c); })
           != text.end();
}

std::string_view firstLine(std::string_view text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; });
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string_view hostHeader(std::string_view text)
{
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        text.remove_prefix(end + 1);
        if (text.empty() || text.front() == '\r' || text.front() == '\n')
            return {};
        if (startsFolded(text, "host:")) {
            std::string_view value = firstLine(text).substr(5);
            value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
            const auto last = value.find_last_not_of(" \t");
            return hostName(value.substr(0, last == std::string_view::npos ? 0 : last + 1));
        }
    }
    return {};
}

Protocol versionedProtocol(std::string_view text)
{
    if (text.find("HTTP/1.") != std::string_view::npos)
        return Protocol::Http;
    if (text.find("RTSP/1.") != std::string_view::npos)
        return Protocol::Rtsp;
    if (text.find("SIP/2.") != std::string_view::npos)
        return Protocol::Sip;
    return Protocol::Unknown;
}

// Both ends of SIP send requests.
Speaker speakerOf(Protocol protocol, Speaker speaker)
{
    return protocol == Protocol::Http || protocol == Protocol::Rtsp ? speaker : Speaker::Unknown;
}

// Requests and responses in the manner of HTTP.
SniffedProtocol sniffRequest(std::string_view text)
{
    SniffedProtocol found;
    if (text.starts_with("HTTP/1.") || text.starts_with("RTSP/1.") || text.starts_with("SIP/2.")) {
        found.protocol = versionedProtocol(text.substr(0, 8));
        found.speaker = speakerOf(found.protocol, Speaker::Server);
        return found;
    }
    const bool isMethod = std::any_of(httpMethods.begin(), httpMethods.end(),
                                      [text](std::string_view method) { return text.starts_with(method); });
    if (!isMethod)
        return found;
    const std::string_view line = firstLine(text);
    found.protocol = versionedProtocol(line);
    // A request line longer than the packet still is one.
    if (found.protocol == Protocol::Unknown && line.size() == text.size() && text.size() > 512)
        found.protocol = Protocol::Http;
    if (found.protocol == Protocol::Http)
        found.serverName = std::string(hostHeader(text));
    found.speaker = speakerOf(found.protocol, Speaker::Client);
    return found;
}

bool isAny(const SniffHint &hint, std::initializer_list<quint16> ports)
{
    return std::any_of(ports.begin(), ports.end(), [&hint](quint16 port) { return hint.hasPort(port); });
}

// FTP, SMTP and POP3 share reply codes and commands: the words of the greeting decide, then the port.
SniffedProtocol sniffDialogue(std::string_view text, const SniffHint &hint)
{
    if (startsFolded(text, "ehlo ") || startsFolded(text, "helo ") || startsFolded(text, "mail from:"))
        return {Protocol::Smtp, Speaker::Client};
    if (text.starts_with("+OK"))
        return {Protocol::Pop3, Speaker::Server};
    if (text.starts_with("* OK") || text.starts_with("* PREAUTH") || text.starts_with("* CAPABILITY"))
        return {Protocol::Imap, Speaker::Server};
    if (text.starts_with("220 ") || text.starts_with("220-")) {
        const std::string_view line = firstLine(text);
        if (containsFolded(line, "smtp") || isAny(hint, {25, 465, 587, 2525}))
            return {Protocol::Smtp, Speaker::Server};
        if (containsFolded(line, "ftp") || isAny(hint, {21, 2121}))
            return {Protocol::Ftp, Speaker::Server};
    }
    if (startsFolded(text, "user ") || startsFolded(text, "auth ") || startsFolded(text, "pass ")) {
        if (isAny(hint, {110}))
            return {Protocol::Pop3, Speaker::Client};
        if (isAny(hint, {21, 2121}))
            return {Protocol::Ftp, Speaker::Client};
    }
    if (startsFolded(text, "nick ")
        || (text.starts_with(":") && firstLine(text).find(" NOTICE ") != std::string_view::npos))
        return {Protocol::Irc};
    if ((text.starts_with("200 ") || text.starts_with("201 ")) && hint.hasPort(119))
        return {Protocol::Nntp, Speaker::Server};
    return {};
}

bool looksLikeDns(ByteView message)
{
    const auto flags = be16(message, 2);
    const auto questions = be16(message, 4);
    if (message.size() < 12 || !flags || !questions)
        return false;
    const unsigned opcode = *flags >> 11U & 0xfU;
    return (opcode <= 2 || opcode == 4 || opcode == 5) && *questions <= 16;
}

// Strict enough for any port: one question for a host name in the Internet class.
bool isDnsQuestion(ByteView message)
{
    constexpr std::size_t header = 12;
    constexpr quint16 isResponse = 0x8000;
    constexpr quint16 internet = 1; // RFC 1035, 3.2.4
    constexpr std::size_t longestName = 255;
    constexpr quint8 longestLabel = 63;
    constexpr quint16 mostKnownType = 261;
    const quint16 flags = be16(message, 2).value_or(0);
    const bool isQuery = (flags & isResponse) == 0;
    if (be16(message, 4) != 1U || (isQuery && (be32(message, 6) != 0U || be16(message, 10).value_or(0) > 1)))
        return false;
    std::size_t at = header;
    for (quint8 length = 0; (length = u8(message, at).value_or(0)) != 0; at += 1UL + length) {
        const std::string_view label = textOf(slice(message, at + 1, length));
        if (length > longestLabel || label.size() != length || at > longestName || hostName(label).empty())
            return false;
    }
    const quint16 type = be16(message, at + 1).value_or(0);
    return at > header && type > 0 && type <= mostKnownType && be16(message, at + 3) == internet;
}

Protocol sniffNameService(ByteView payload, const SniffHint &hint)
{
    if (!looksLikeDns(payload))
        return Protocol::Unknown;
    if (hint.hasPort(53))
        return Protocol::Dns;
    if (hint.hasPort(5353))
        return Protocol::Mdns;
    if (hint.hasPort(5355))
        return Protocol::Llmnr;
    if (hint.hasPort(137))
        return Protocol::NetBiosName;
    return isDnsQuestion(payload) ? Protocol::Dns : Protocol::Unknown;
}

SniffedProtocol sniffUdp(ByteView payload, const SniffHint &hint)
{
    SniffedProtocol found = sniffRequest(textOf(payload));
    if (found.protocol == Protocol::Http)
        return {Protocol::Ssdp};
    if (found.protocol != Protocol::Unknown)
        return found;
    found.protocol = sniffNameService(payload, hint);
    if (found.protocol != Protocol::Unknown) {
        constexpr quint16 isResponse = 0x8000; // RFC 1035, 4.1.1
        if (found.protocol == Protocol::Dns)
            found.speaker = (be16(payload, 2).value_or(0) & isResponse) != 0 ? Speaker::Server : Speaker::Client;
        return found;
    }
    const auto dtlsVersion = be16(payload, 1);
    if (be32(payload, 236) == 0x6382'5363U) // DHCP's magic cookie, RFC 2131, 3
        found.protocol = Protocol::Dhcp;
    else if (dtlsVersion && *u8(payload, 0) >= 20 && *u8(payload, 0) <= 23
             && (*dtlsVersion == 0xfeffU || *dtlsVersion == 0xfefdU))
        found.protocol = Protocol::Dtls;
    else if (hint.hasPort(123) && payload.size() >= 48)
        found.protocol = Protocol::Ntp;
    else if (be32(payload, 0) == 0x0100'0000U && payload.size() == 148)
        found.protocol = Protocol::WireGuard;
    else
        return sniffUdpService(payload, hint);
    return found;
}

} // namespace

SniffedProtocol sniffProtocol(ByteView payload, const SniffHint &hint)
{
    if (hint.ipProtocol != 6)
        return sniffUdp(payload, hint);
    if (looksLikeTls(payload))
        return sniffTls(payload);
    SniffedProtocol found = sniffRequest(textOf(payload));
    if (found.protocol == Protocol::Unknown)
        found = sniffDialogue(textOf(payload), hint);
    if (found.protocol == Protocol::Unknown)
        found = sniffTcpService(payload, hint);
    if (found.protocol == Protocol::Unknown && hint.hasPort(53) && looksLikeDns(slice(payload, 2)))
        found.protocol = Protocol::Dns;
    return found;
}

} // namespace wirecase
