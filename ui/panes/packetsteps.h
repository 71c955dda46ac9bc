#pragma once

#include "models/base/ids.h"

#include <optional>

namespace wirecase {

struct CaptureSnapshot;

/// The packet `by` places further in the conversation of this one; nothing at its ends and outside of conversations.
[[nodiscard]] std::optional<PacketId> packetInConversation(const CaptureSnapshot &capture, PacketId packet, int by);

} // namespace wirecase
