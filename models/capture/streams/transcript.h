#pragma once

#include "models/base/maskedspans.h"
#include "models/capture/packetmasks.h"
#include "models/capture/streamreassembler.h"

namespace wirecase {

/// Which side of a stream is meant.
enum class StreamSides
{
    Both,
    Client,
    Server,
};

[[nodiscard]] constexpr bool isOfSides(StreamSides sides, bool fromClient)
{
    return sides == StreamSides::Both || (sides == StreamSides::Client) == fromClient;
}

/// A stream as people read it: turn by turn, with the places of its secrets.
struct Transcript
{
    std::vector<StreamChunk> turns;
    std::vector<MaskedSpans> masks; ///< in the bytes of each turn; as many as turns
    StreamFacts facts;              ///< of what was read
    bool isWhole = true;            ///< false when the limit left out an end
};

/// Reads the stream of a conversation, at most `maxBytes` of it. Masked is what `secrets` tells and what the dissector
/// finds in single packets. Reads packets: work for a Job.
[[nodiscard]] Result<Transcript> readTranscript(const CaptureSnapshot &capture, ConversationId conversation,
                                                const PacketMasks *secrets, quint64 maxBytes, JobState &job);

/// Bytes of one turn.
struct TurnSpan
{
    quint32 turn = 0;
    quint32 begin = 0;
    quint32 length = 0;
    bool operator==(const TurnSpan &) const = default;
};

/// Where a text occurs, whatever the case of its ASCII letters; the first `most` places. Bytes of secrets never match.
[[nodiscard]] std::vector<TurnSpan> findInTranscript(const Transcript &transcript, StreamSides sides,
                                                     const QByteArray &text, std::size_t most, JobState &job);

/// The packet that brought the byte at `offset` of a turn.
[[nodiscard]] PacketId packetAt(const StreamChunk &turn, quint32 offset);

} // namespace wirecase
