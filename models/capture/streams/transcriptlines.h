#pragma once

#include "models/capture/streams/transcript.h"

namespace wirecase {

/// One line of a transcript as it is shown.
struct TranscriptLine
{
    enum class Kind : quint8
    {
        Heading, ///< says whose turn it is
        Gap,     ///< says what is missing before the turn
        Bytes,
    };

    quint32 turn = 0;
    quint32 begin = 0; ///< in the bytes of the turn
    quint16 length = 0;
    Kind kind = Kind::Bytes;

    bool operator==(const TranscriptLine &) const = default;
};

struct TranscriptLayout
{
    static constexpr quint16 longestLine = 240; ///< of text: what is longer goes on in the next line
    static constexpr quint16 bytesPerRow = 16;  ///< of a hex dump

    StreamSides sides = StreamSides::Both;
    bool asHex = false;
    bool headings = true;

    bool operator==(const TranscriptLayout &) const = default;
};

/// More lines than any transcript within the limit of the pane has as a hex dump; a stream of line feeds has more.
inline constexpr std::size_t mostTranscriptLines = 5'000'000;

/// Breaks the turns into lines, the first mostTranscriptLines of them: rows of as many bytes, or texts at their line
/// feeds and never within a UTF-8 character. Gaps are always among them.
[[nodiscard]] std::vector<TranscriptLine> breakIntoLines(const Transcript &transcript, const TranscriptLayout &layout,
                                                         JobState &job);

/// The line that shows this byte of a turn; the last one before it when none does.
[[nodiscard]] std::size_t lineOf(const std::vector<TranscriptLine> &lines, quint32 turn, quint32 offset);

} // namespace wirecase
