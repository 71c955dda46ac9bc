#include "models/exposure/dialogue.h"

#include <algorithm>

namespace wirecase {

void StreamSide::append(const StreamChunk &chunk)
{
    if (chunk.gapBefore > 0) {
        m_gaps.push_back({static_cast<std::size_t>(m_bytes.size()), chunk.gapBefore});
        m_bytes += '\n';
    }
    const auto base = static_cast<std::size_t>(m_bytes.size());
    m_bytes += chunk.bytes;
    for (const PacketPiece &piece : chunk.pieces)
        m_pieces.push_back({base + piece.offsetInChunk, piece});
}

std::vector<PacketPlace> StreamSide::placesOf(const TextSpan &span) const
{
    std::vector<PacketPlace> places;
    auto piece = std::upper_bound(m_pieces.begin(), m_pieces.end(), span.begin,
                                  [](std::size_t at, const Piece &p) { return at < p.begin; });
    if (piece != m_pieces.begin())
        --piece;
    for (; piece != m_pieces.end() && piece->begin < span.end(); ++piece) {
        const std::size_t first = std::max(piece->begin, span.begin);
        const std::size_t last = std::min(piece->begin + piece->source.length, span.end());
        if (first < last)
            places.push_back({piece->source.packet,
                              static_cast<qsizetype>(piece->source.offsetInPacket + (first - piece->begin)),
                              static_cast<qsizetype>(last - first)});
    }
    return places;
}

Dialogue::Dialogue(std::span<const StreamChunk> chunks)
{
    for (const StreamChunk &chunk : chunks) {
        StreamSide &side = chunk.fromClient ? m_client : m_server;
        const std::size_t begin = side.text().size();
        side.append(chunk);
        m_turns.push_back({chunk.fromClient, {begin, side.text().size() - begin}});
    }
}

std::size_t Dialogue::turnAt(bool fromClient, std::size_t offset) const
{
    std::size_t turn = 0;
    for (std::size_t i = 0; i < m_turns.size(); ++i) {
        if (m_turns[i].fromClient != fromClient)
            continue;
        if (m_turns[i].span.begin > offset)
            break;
        turn = i;
    }
    return turn;
}

std::vector<DialogueLine> Dialogue::lines() const
{
    std::vector<DialogueLine> lines;
    std::size_t read[2] = {0, 0};
    for (std::size_t i = 0; i < m_turns.size(); ++i) {
        const Turn &turn = m_turns[i];
        const std::string_view text = (turn.fromClient ? m_client : m_server).text();
        const std::string_view said = text.substr(0, turn.span.end());
        std::size_t &at = read[turn.fromClient ? 0 : 1];
        const bool last = said.size() == text.size();
        while (at < said.size()) {
            const TextLine line = lineAt(said, at);
            if (!line.complete && !last)
                break;
            lines.push_back({turn.fromClient, line.text, line.next});
            at = line.next;
        }
    }
    return lines;
}

} // namespace wirecase
