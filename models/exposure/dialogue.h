#pragma once

#include "models/capture/dissection/textlines.h"
#include "models/capture/streamreassembler.h"
#include "models/exposure/packetplace.h"

#include <array>
#include <span>

namespace wirecase {

/// One side of a conversation as text that can be searched, and where its bytes came from. Where bytes are missing a
/// line feed stands in for them, so that no line is put together from both ends of a gap.
class StreamSide
{
public:
    struct Gap
    {
        std::size_t at = 0; ///< place of the line feed that stands for it
        quint64 missing = 0;
    };

    /// Bytes that are there, of a range in which some may be missing.
    struct Run
    {
        TextSpan span;      ///< in the text
        quint64 offset = 0; ///< in the range, what is missing counted too
        bool operator==(const Run &) const = default;
    };

    void append(const StreamChunk &chunk);

    [[nodiscard]] std::string_view text() const
    {
        return {m_bytes.constData(), static_cast<std::size_t>(m_bytes.size())};
    }
    [[nodiscard]] const std::vector<Gap> &gaps() const { return m_gaps; }
    /// The range of `length` bytes of the stream that begins at `begin`, and in `next` where the text goes on behind
    /// it.
    [[nodiscard]] std::vector<Run> runsFrom(std::size_t begin, quint64 length, std::size_t &next) const;
    /// What stands between two places of the text, and how much that is with what is missing.
    [[nodiscard]] std::vector<Run> runsBetween(std::size_t begin, std::size_t end, quint64 &length) const;
    /// The packets that brought the bytes in `span`, in the order of the stream.
    [[nodiscard]] std::vector<PacketPlace> placesOf(const TextSpan &span) const;

private:
    struct Piece
    {
        std::size_t begin = 0; ///< in the text
        PacketPiece source;
    };

    QByteArray m_bytes;
    std::vector<Piece> m_pieces; ///< sorted by begin
    std::vector<Gap> m_gaps;
};

/// What one side said before the other spoke.
struct Turn
{
    bool fromClient = true;
    TextSpan span; ///< in the text of that side
};

/// A line, placed where in the dialogue it was complete.
struct DialogueLine
{
    bool fromClient = true;
    TextSpan span;        ///< in the text of that side, without its line end
    std::size_t next = 0; ///< where the text goes on
};

/// Both sides of a conversation and the order in which they spoke.
class Dialogue
{
public:
    explicit Dialogue(std::span<const StreamChunk> chunks);

    [[nodiscard]] const StreamSide &client() const { return m_client; }
    [[nodiscard]] const StreamSide &server() const { return m_server; }
    [[nodiscard]] const std::vector<Turn> &turns() const { return m_turns; }
    /// The turn in which the byte at `offset` of that side was said.
    [[nodiscard]] std::size_t turnAt(bool fromClient, std::size_t offset) const;
    /// The lines of both sides in the order in which they were complete; a last line without an end comes with its
    /// turn.
    [[nodiscard]] std::vector<DialogueLine> lines() const;

private:
    StreamSide m_client;
    StreamSide m_server;
    std::vector<Turn> m_turns;
    std::array<std::vector<std::size_t>, 2> m_turnsOf; ///< of the client, of the server
};

} // namespace wirecase
