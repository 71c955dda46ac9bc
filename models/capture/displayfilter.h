#pragma once

#include "models/capture/conversationindex.h"

namespace wirecase {

/// The packets of a conversation in Wireshark's filter language, fragments of its datagrams included only when they are
/// put together: "ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.port == 1025 && tcp.port == 80".
[[nodiscard]] QString displayFilter(const Conversation &conversation);

} // namespace wirecase
