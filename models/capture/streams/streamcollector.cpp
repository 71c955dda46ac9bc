#include "models/capture/streams/streamcollector.h"

#include <algorithm>

namespace wirecase {

bool StreamCollector::take(StreamChunk part, bool isDatagram)
{
    const auto room = static_cast<qsizetype>(std::min<quint64>(m_maxBytes - m_taken, 1ULL << 30U));
    if (part.bytes.size() > room) {
        part.bytes.truncate(room);
        std::erase_if(part.pieces, [&](const PacketPiece &p) { return p.offsetInChunk >= room; });
        for (PacketPiece &piece : part.pieces)
            piece.length = std::min(piece.length, static_cast<quint32>(room) - piece.offsetInChunk);
    }
    m_taken += static_cast<quint64>(part.bytes.size());
    if (part.bytes.isEmpty() && part.gapBefore == 0)
        return m_taken < m_maxBytes;
    const bool goesOn =
        !isDatagram && !m_chunks.empty() && m_chunks.back().fromClient == part.fromClient && part.gapBefore == 0;
    if (!goesOn) {
        m_chunks.push_back(std::move(part));
        return m_taken < m_maxBytes;
    }
    StreamChunk &chunk = m_chunks.back();
    for (PacketPiece piece : part.pieces) {
        piece.offsetInChunk += static_cast<quint32>(chunk.bytes.size());
        chunk.pieces.push_back(piece);
    }
    chunk.bytes.append(part.bytes);
    return m_taken < m_maxBytes;
}

void StreamCollector::noteConflict(bool fromClient)
{
    const auto last = std::find_if(m_chunks.rbegin(), m_chunks.rend(),
                                   [fromClient](const StreamChunk &chunk) { return chunk.fromClient == fromClient; });
    if (last != m_chunks.rend())
        last->conflict = true;
}

} // namespace wirecase
