#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// What the two hellos say that a list or a protocol column shows.
struct TlsHello
{
    QString serverName;
    std::uint16_t version = 0; ///< agreed, in a server hello; with TLS 1.3 the one of its extension
};

/// Adds the fields of a client or server hello (without the four bytes of handshake header) below `node`.
TlsHello addTlsHello(Dissection &d, FieldNode &node, const Part &body, bool fromClient);

} // namespace wirecase
