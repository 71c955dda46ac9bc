#pragma once

#include "models/capture/protocolsniffer.h"

namespace wirecase {

/// Whether these bytes begin as a TLS record does (RFC 8446, 5.1).
[[nodiscard]] bool looksLikeTls(ByteView payload);
/// A record that begins with the hello of a client or a server.
[[nodiscard]] bool looksLikeHello(ByteView payload);
/// Server name and version of a ClientHello or ServerHello that begins in this payload, as far as they are in it.
[[nodiscard]] SniffedProtocol sniffTls(ByteView payload);
/// The same of the handshake message alone, as QUIC carries it.
[[nodiscard]] SniffedProtocol sniffHello(ByteView handshake);
/// `name` when it consists of characters that host names and addresses have, else nothing.
[[nodiscard]] std::string_view hostName(std::string_view name);

} // namespace wirecase
