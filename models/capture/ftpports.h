#pragma once

#include "models/base/byteview.h"
#include "models/base/ipaddress.h"

#include <optional>

namespace wirecase {

/// The endpoint that an FTP control message announces for the next data connection (RFC 959 PORT and 227, RFC 2428 EPRT
/// and 229). `sender` is who sent the message: a 229 names only the port on that side.
[[nodiscard]] std::optional<Endpoint> ftpDataEndpoint(ByteView message, const IpAddress &sender);

} // namespace wirecase
