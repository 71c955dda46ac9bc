#include "ui/panes/packetsteps.h"

#include "models/capture/capturesnapshot.h"

#include <algorithm>

namespace wirecase {

std::optional<PacketId> packetInConversation(const CaptureSnapshot &capture, PacketId packet, int by)
{
    if (static_cast<quint32>(packet) >= capture.packets->size())
        return std::nullopt;
    const auto conversation = capture.packets->row(packet).conversation;
    if (!conversation)
        return std::nullopt;
    const auto packets = capture.conversations->packets(*conversation);
    const auto place = std::lower_bound(packets.begin(), packets.end(), packet);
    const std::ptrdiff_t wanted = place - packets.begin() + by;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(packets.size()))
        return std::nullopt;
    return packets[static_cast<std::size_t>(wanted)];
}

} // namespace wirecase
