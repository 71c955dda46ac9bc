#include "models/capture/sniffedtls.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint8 recordChangeCipher = 20;
constexpr quint8 recordHandshake = 22;
constexpr quint8 recordApplicationData = 23;
constexpr std::size_t recordHeader = 5;
constexpr std::size_t handshakeHeader = 4;
constexpr quint16 mostRecordBytes = 16'384 + 2048; // RFC 5246, 6.2.3
constexpr quint8 clientHello = 1;
constexpr quint8 serverHello = 2;
constexpr quint16 extensionServerName = 0;
constexpr quint16 extensionVersions = 43;
constexpr std::size_t longestName = 253;

constexpr bool isGrease(quint16 version)
{
    return (version & 0x0f0fU) == 0x0a0aU; // RFC 8701
}

// server_name_list: length, then type 0, length, name (RFC 6066, 3).
std::string_view serverNameIn(ByteView extension)
{
    if (u8(extension, 2) != 0U)
        return {};
    const auto length = be16(extension, 3);
    if (!length || *length > longestName || extension.size() < 5UL + *length)
        return {};
    return hostName(textOf(slice(extension, 5, *length)));
}

quint16 newestVersionIn(ByteView extension)
{
    const std::size_t end = std::min<std::size_t>(u8(extension, 0).value_or(0) + 1UL, extension.size());
    quint16 newest = 0;
    for (std::size_t i = 1; i + 2 <= end; i += 2) {
        const quint16 version = *be16(extension, i);
        if (!isGrease(version) && version <= 0x0304U)
            newest = std::max(newest, version);
    }
    return newest;
}

void readExtensions(ByteView extensions, bool fromClient, SniffedProtocol &found)
{
    std::size_t offset = 0;
    while (const auto length = be16(extensions, offset + 2)) {
        const quint16 type = *be16(extensions, offset);
        const ByteView body = slice(extensions, offset + 4, *length);
        if (type == extensionServerName && fromClient)
            found.serverName = std::string(serverNameIn(body));
        else if (type == extensionVersions && fromClient)
            found.tlsVersion = std::max(found.tlsVersion, newestVersionIn(body));
        else if (type == extensionVersions)
            found.tlsVersion = be16(body, 0).value_or(found.tlsVersion);
        offset += 4UL + *length;
    }
}

} // namespace

std::string_view hostName(std::string_view name)
{
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
               || c == '_' || c == ':' || c == '[' || c == ']';
    });
    return plain ? name : std::string_view();
}

bool looksLikeTls(ByteView payload)
{
    const auto type = u8(payload, 0);
    const auto version = be16(payload, 1);
    const auto length = be16(payload, 3);
    return length && *type >= recordChangeCipher && *type <= recordApplicationData && *version >= 0x0300U
           && *version <= 0x0304U && *length > 0 && *length <= mostRecordBytes;
}

bool looksLikeHello(ByteView payload)
{
    const auto kind = u8(payload, recordHeader);
    return u8(payload, 0) == recordHandshake && looksLikeTls(payload) && (kind == clientHello || kind == serverHello);
}

SniffedProtocol sniffTls(ByteView payload)
{
    if (u8(payload, 0) == recordHandshake)
        return sniffHello(slice(payload, recordHeader));
    SniffedProtocol found;
    found.protocol = Protocol::Tls;
    return found;
}

SniffedProtocol sniffHello(ByteView handshake)
{
    SniffedProtocol found;
    found.protocol = Protocol::Tls;
    const auto kind = u8(handshake, 0);
    if (kind != clientHello && kind != serverHello)
        return found;
    const bool fromClient = kind == clientHello;
    std::size_t offset = handshakeHeader;
    found.speaker = fromClient ? Speaker::Client : Speaker::Server;
    found.tlsVersion = be16(handshake, offset).value_or(0);
    found.tlsAgreed = !fromClient && found.tlsVersion != 0;

    offset += 2 + 32;                                  // version, random
    offset += 1UL + u8(handshake, offset).value_or(0); // session id
    if (fromClient) {
        offset += 2UL + be16(handshake, offset).value_or(0); // cipher suites
        offset += 1UL + u8(handshake, offset).value_or(0);   // compression methods
    } else {
        offset += 3; // the chosen ones
    }
    if (const auto length = be16(handshake, offset))
        readExtensions(slice(handshake, offset + 2, *length), fromClient, found);
    return found;
}

} // namespace wirecase
