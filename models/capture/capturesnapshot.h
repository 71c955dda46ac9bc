#pragma once

#include "models/capture/conversationindex.h"
#include "models/capture/packetindex.h"

namespace wirecase {

/// What is known of all capture files at one moment; both parts speak of the same packets. Never null.
struct CaptureSnapshot
{
    PacketIndexPtr packets = std::make_shared<const PacketIndex>();
    ConversationIndexPtr conversations = std::make_shared<const ConversationIndex>();
};

} // namespace wirecase
