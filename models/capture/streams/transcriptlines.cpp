#include "models/capture/streams/transcriptlines.h"

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

bool continuesCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// How many bytes the line of text that begins here has, its line feed among them.
qsizetype textLineLength(QByteArrayView rest)
{
    constexpr qsizetype longest = TranscriptLayout::longestLine;
    constexpr qsizetype mostContinuing = 3;
    const qsizetype feed = rest.first(std::min(rest.size(), longest)).indexOf('\n');
    if (feed >= 0)
        return feed + 1;
    if (rest.size() <= longest)
        return rest.size();
    qsizetype length = longest;
    while (length > longest - mostContinuing && continuesCharacter(rest[length]))
        --length;
    return length;
}

} // namespace

std::vector<TranscriptLine> breakIntoLines(const Transcript &transcript, const TranscriptLayout &layout, JobState &job)
{
    std::vector<TranscriptLine> lines;
    for (quint32 i = 0; i < transcript.turns.size() && lines.size() < mostTranscriptLines && !job.cancelled; ++i) {
        const StreamChunk &turn = transcript.turns[i];
        if (!isOfSides(layout.sides, turn.fromClient))
            continue;
        if (turn.gapBefore > 0)
            lines.push_back({i, 0, 0, TranscriptLine::Kind::Gap});
        if (layout.headings && !turn.bytes.isEmpty())
            lines.push_back({i, 0, 0, TranscriptLine::Kind::Heading});
        for (qsizetype at = 0; at < turn.bytes.size() && lines.size() < mostTranscriptLines;) {
            const QByteArrayView rest = QByteArrayView(turn.bytes).sliced(at);
            const qsizetype length =
                layout.asHex ? std::min<qsizetype>(rest.size(), TranscriptLayout::bytesPerRow) : textLineLength(rest);
            lines.push_back({i, static_cast<quint32>(at), static_cast<quint16>(length), TranscriptLine::Kind::Bytes});
            at += length;
        }
    }
    return lines;
}

std::size_t lineOf(const std::vector<TranscriptLine> &lines, quint32 turn, quint32 offset)
{
    const auto after = std::upper_bound(
        lines.begin(), lines.end(), std::tie(turn, offset),
        [](const auto &place, const TranscriptLine &line) { return place < std::tie(line.turn, line.begin); });
    return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

} // namespace wirecase
