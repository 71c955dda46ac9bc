#pragma once

#include "models/capture/protocolsniffer.h"

namespace wirecase {

/// What a TCP payload speaks that is neither TLS nor text of the common kinds.
[[nodiscard]] SniffedProtocol sniffTcpService(ByteView payload, const SniffHint &hint);
/// What a UDP payload speaks, with the server's name where QUIC tells it.
[[nodiscard]] SniffedProtocol sniffUdpService(ByteView payload, const SniffHint &hint);

} // namespace wirecase
