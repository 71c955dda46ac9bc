#pragma once

#include "models/capture/dissection/dissection.h"

#include <QStringList>

namespace wirecase {

/// What the two hellos say that a list or a protocol column shows.
struct TlsHello
{
    QString serverName;
    QStringList protocols;     ///< that the client can speak above (ALPN), or the one that the server chose
    std::uint16_t version = 0; ///< agreed, in a server hello; with TLS 1.3 the one of its extension

    [[nodiscard]] QString text() const; ///< for the info line: " (SNI=www.example.org, ALPN=h2)", or nothing
};

/// Adds the fields of a client or server hello (without the four bytes of handshake header) below `node`.
TlsHello addTlsHello(Dissection &d, FieldNode &node, const Part &body, bool fromClient);

} // namespace wirecase
