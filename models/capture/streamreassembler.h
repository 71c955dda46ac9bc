#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"

#include <QByteArray>

#include <vector>

namespace wirecase {

/// Where bytes of a stream came from.
struct PacketPiece
{
    PacketId packet{};
    quint32 offsetInPacket = 0; ///< in the packet's captured bytes
    quint32 offsetInChunk = 0;
    quint32 length = 0;
    bool operator==(const PacketPiece &) const = default;
};

/// Consecutive bytes of one side, until the other side speaks or bytes are missing.
struct StreamChunk
{
    bool fromClient = true;
    QByteArray bytes;
    PacketId packet{};     ///< the first that brought it
    qint64 timeNs = 0;     ///< of that packet
    quint64 gapBefore = 0; ///< bytes of this side that no packet holds, just before this chunk
    bool conflict = false; ///< a packet sent different bytes for a place that was already filled; the first were kept
    std::vector<PacketPiece> pieces;
};

/// The payload of a TCP or UDP conversation in the order of the stream, up to `maxBytes` of it. TCP segments are put in
/// order and overlaps cut; bytes that were lost, or came before the capture, are gaps.
[[nodiscard]] Result<std::vector<StreamChunk>> reassemble(const CaptureSnapshot &capture, ConversationId conversation,
                                                          quint64 maxBytes, JobState &job);

} // namespace wirecase
