#pragma once

#include "models/base/ids.h"

#include <QString>

namespace wirecase {

class PacketIndex;

/// What a packet is in a conversation.
enum class PacketRelation : quint8
{
    None, ///< not of the conversation
    First,
    Last,
    Request, ///< content from the client
    Answer,  ///< content from the server
    Other,   ///< acknowledgements, handshakes
};

[[nodiscard]] PacketRelation relationTo(const PacketIndex &packets, ConversationId conversation, PacketId packet);
/// "First packet of the conversation": translated, empty for None.
[[nodiscard]] QString relationText(PacketRelation relation);

} // namespace wirecase
