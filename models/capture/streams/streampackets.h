#pragma once

#include "models/capture/streams/datagramfragments.h"
#include "models/capture/streams/streamassembly.h"

namespace wirecase {

/// What one packet adds to the stream of its conversation.
struct StreamPacket
{
    bool fromClient = true;
    Frame frame; ///< its views are not valid any more
    StreamSegment segment;
};

/// Reads the packets of one conversation as parts of its stream. Used by one thread.
class StreamPackets
{
public:
    StreamPackets(const CaptureSnapshot &capture, const Conversation &conversation)
        : m_capture(capture)
        , m_conversation(conversation)
        , m_fragments(capture, conversation)
    {
    }

    /// Nothing when the packet has no whole TCP or UDP header.
    [[nodiscard]] Result<std::optional<StreamPacket>> read(PacketId id, JobState &job);

private:
    const CaptureSnapshot &m_capture;
    const Conversation &m_conversation;
    DatagramFragments m_fragments;
};

} // namespace wirecase
