#pragma once

#include "models/capture/framedecoder.h"
#include "models/capture/streamreassembler.h"

#include <map>
#include <optional>
#include <utility>

namespace wirecase {

/// An IP datagram that travelled in fragments, put together again.
struct FragmentedDatagram
{
    QByteArray payload;              ///< above IP
    std::vector<PacketPiece> pieces; ///< where its bytes came from, in order
};

/// Finds the fragments that belong to the packets of one conversation: the index keeps them apart, because they have no
/// ports. Reads them when the first datagram is asked for; used by one thread.
class DatagramFragments
{
public:
    DatagramFragments(const CaptureSnapshot &capture, const Conversation &conversation)
        : m_capture(capture)
        , m_conversation(conversation)
    {
    }

    /// The datagram that `last`, the headers of `packet`, completed. `offsetInPacket` is where its IP payload stands.
    [[nodiscard]] Result<FragmentedDatagram> completedBy(PacketId packet, const Frame &last, quint32 offsetInPacket,
                                                         JobState &job);

private:
    struct Fragment
    {
        PacketId packet{};
        quint32 offsetInPacket = 0;
        quint32 begin = 0; ///< in the datagram
        quint32 length = 0;
        bool isLast = false;
    };
    using Key = std::pair<IpAddress, quint32>; ///< sender, identification

    [[nodiscard]] Status readAll(JobState &job);
    [[nodiscard]] Status readOf(ConversationId partial, JobState &job);
    [[nodiscard]] std::vector<Fragment> chosen(const Fragment &last, const Key &key) const;

    const CaptureSnapshot &m_capture;
    const Conversation &m_conversation;
    std::map<Key, std::vector<Fragment>> m_fragments; ///< in the order of the packets
    bool m_isRead = false;
};

} // namespace wirecase
