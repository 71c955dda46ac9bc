#pragma once

#include "models/base/byteview.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace wirecase {

/// The head that long QUIC packets have in clear (RFC 9000 17.2). Offsets count from the packet's beginning.
struct QuicLongHeader
{
    std::uint32_t version = 0;
    std::uint8_t type = 0; ///< 0 Initial, 1 0-RTT, 2 Handshake, 3 Retry, whatever the version numbers them
    ByteView destination;  ///< connection ids
    ByteView source;
    std::size_t length = 0;   ///< of packet number and payload; 0 where the type has none
    std::size_t numberAt = 0; ///< where the packet number stands
};

/// What the first packet of a client holds.
struct QuicInitial
{
    std::uint32_t packetNumber = 0;
    QStringList frames; ///< "CRYPTO", "PADDING", each named once
    QByteArray hello;   ///< of the TLS handshake, from its beginning up to where bytes are missing
};

[[nodiscard]] std::optional<QuicLongHeader> quicLongHeader(ByteView packet);
/// Opens the Initial packet of a client. Its keys follow from what it says in clear (RFC 9001 5.2), so anybody may.
/// Nothing for a server's, for packets that are cut, and for later ones of a client that has got an answer.
[[nodiscard]] std::optional<QuicInitial> openQuicInitial(ByteView packet);

} // namespace wirecase
