#pragma once

#include "models/base/byteview.h"

#include <QByteArray>

#include <optional>

namespace wirecase {

/// What a client's Initial packets are protected with (RFC 9001 5.2; RFC 9369 3.3 for version 2).
struct QuicKeys
{
    QByteArray key;
    QByteArray iv;
    QByteArray headerKey;
};

/// Nothing for a version whose salt is not known.
[[nodiscard]] std::optional<QuicKeys> quicClientKeys(std::uint32_t version, ByteView destinationId);
/// The five bytes that hide the first byte and the packet number (RFC 9001 5.4.3).
[[nodiscard]] QByteArray quicHeaderMask(const QByteArray &headerKey, ByteView sample);
/// AES-128-GCM; `sealed` ends in the tag of 16 bytes. Nothing when the tag does not fit.
[[nodiscard]] std::optional<QByteArray> openSealed(const QByteArray &key, const QByteArray &nonce,
                                                   const QByteArray &header, ByteView sealed);

} // namespace wirecase
