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

std::vector<StreamSide::Run> StreamSide::runsFrom(std::size_t begin, quint64 length, std::size_t &next) const
{
    std::vector<Run> runs;
    quint64 offset = 0;
    next = std::min(begin, text().size());
    auto gap =
        std::lower_bound(m_gaps.begin(), m_gaps.end(), next, [](const Gap &g, std::size_t at) { return g.at < at; });
    while (offset < length) {
        const std::size_t end = gap == m_gaps.end() ? text().size() : gap->at;
        const auto there = static_cast<std::size_t>(std::min<quint64>(end - next, length - offset));
        if (there > 0)
            runs.push_back({{next, there}, offset});
        next += there;
        offset += there;
        if (offset == length || gap == m_gaps.end())
            break;
        offset += std::min(gap->missing, length - offset);
        next = gap->at + 1;
        ++gap;
    }
    return runs;
}

std::vector<StreamSide::Run> StreamSide::runsBetween(std::size_t begin, std::size_t end, quint64 &length) const
{
    std::vector<Run> runs;
    length = 0;
    const auto addUpTo = [&](std::size_t to) {
        if (to > begin)
            runs.push_back({{begin, to - begin}, length});
        length += to - std::min(begin, to);
    };
    auto gap =
        std::lower_bound(m_gaps.begin(), m_gaps.end(), begin, [](const Gap &g, std::size_t at) { return g.at < at; });
    for (; gap != m_gaps.end() && gap->at < end; ++gap) {
        addUpTo(gap->at);
        length += gap->missing;
        begin = gap->at + 1;
    }
    addUpTo(end);
    return runs;
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
        m_turnsOf[chunk.fromClient ? 0 : 1].push_back(m_turns.size());
        m_turns.push_back({chunk.fromClient, {begin, side.text().size() - begin}});
    }
}

std::size_t Dialogue::turnAt(bool fromClient, std::size_t offset) const
{
    const std::vector<std::size_t> &own = m_turnsOf[fromClient ? 0 : 1];
    const auto after = std::upper_bound(own.begin(), own.end(), offset, [this](std::size_t at, std::size_t turn) {
        return at < m_turns[turn].span.begin;
    });
    return after == own.begin() ? 0 : *std::prev(after);
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
