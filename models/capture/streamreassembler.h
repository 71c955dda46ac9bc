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
    QByteArray bytes;      ///< empty in a last chunk that only says how much is missing at the end
    PacketId packet{};     ///< the first that brought it
    qint64 timeNs = 0;     ///< of that packet
    quint64 gapBefore = 0; ///< bytes of this side that no packet holds, just before this chunk
    bool conflict = false; ///< a packet sent different bytes for a place that was already filled; the first were kept
    std::vector<PacketPiece> pieces;
};

/// One side of a stream as a whole.
struct StreamSideFacts
{
    quint64 bytes = 0;         ///< handed on
    quint64 missing = 0;       ///< that no packet holds
    quint32 gaps = 0;          ///< places where bytes are missing
    quint32 conflicts = 0;     ///< repeated segments that said something else
    quint64 unplaced = 0;      ///< captured, but of before the first byte seen, or far from all others
    bool startMissing = false; ///< no SYN was captured: the stream may have begun before the capture
    bool operator==(const StreamSideFacts &) const = default;
};

struct StreamFacts
{
    StreamSideFacts client;
    StreamSideFacts server;
    bool operator==(const StreamFacts &) const = default;
};

/// Takes a stream in its order, as soon as the order is settled.
class StreamSink
{
public:
    virtual ~StreamSink() = default;

    /// The bytes of one packet, or what of them is new. Answers false when no more are wanted.
    [[nodiscard]] virtual bool take(StreamChunk part, bool isDatagram) = 0;
    /// A later packet contradicts bytes of this side that were taken before.
    virtual void noteConflict(bool fromClient) = 0;

protected:
    StreamSink() = default;
    StreamSink(const StreamSink &) = default;
    StreamSink &operator=(const StreamSink &) = default;
};

/// Whether this conversation carries bytes that can be followed: those of TCP and UDP do.
[[nodiscard]] bool hasStream(const Conversation &conversation);

/// Hands the payload of a conversation to `sink`, whatever its length, in memory that does not grow with it. TCP
/// segments are put in order and overlaps cut, IP fragments put together; bytes that were lost, or cut when they were
/// captured, are gaps.
[[nodiscard]] Result<StreamFacts> streamTo(StreamSink &sink, const CaptureSnapshot &capture,
                                           ConversationId conversation, JobState &job);

/// The same as chunks in memory, up to `maxBytes` of it.
[[nodiscard]] Result<std::vector<StreamChunk>> reassemble(const CaptureSnapshot &capture, ConversationId conversation,
                                                          quint64 maxBytes, JobState &job);

} // namespace wirecase
