#include "models/capture/streams/streamassembly.h"

#include <algorithm>
#include <cstdlib>

namespace wirecase {

namespace {

// Segments that wait for earlier bytes to arrive. When more wait than a receive window holds, the bytes are lost.
constexpr quint64 mostWaitingBytes = 16ULL << 20U;
constexpr std::size_t mostWaitingSegments = 65'536;
// A segment this far from what is expected belongs to no window: its sequence number is not of this connection.
constexpr qint64 farthest = 1LL << 30U;

qint64 endOf(qint64 position, const StreamSegment &segment)
{
    return position + segment.bytes.size() + segment.missing;
}

// Drops the first bytes of a segment, as if the packet had begun after them.
void dropFront(StreamSegment &segment, qsizetype count)
{
    if (count <= 0)
        return;
    segment.bytes.remove(0, count);
    const auto dropped = static_cast<quint32>(count);
    std::erase_if(segment.pieces, [&](const PacketPiece &p) { return p.offsetInChunk + p.length <= dropped; });
    for (PacketPiece &piece : segment.pieces) {
        const quint32 cut = dropped > piece.offsetInChunk ? dropped - piece.offsetInChunk : 0;
        piece.offsetInPacket += cut;
        piece.length -= cut;
        piece.offsetInChunk = piece.offsetInChunk + cut - dropped;
    }
    if (!segment.pieces.empty())
        segment.packet = segment.pieces.front().packet;
}

} // namespace

void StreamAssembly::addDatagram(bool fromClient, StreamSegment segment)
{
    Side &to = side(fromClient);
    m_lastPacket = segment.packet;
    m_lastNs = segment.timeNs;
    const quint32 missing = segment.missing;
    if (!segment.bytes.isEmpty())
        write(fromClient, std::move(segment), 0, true);
    to.gap += missing;
}

// Position 0 is what follows the SYN; without one the capture began in the middle, and the first byte seen is taken.
void StreamAssembly::start(Side &side, const Frame &frame, bool hasPayload)
{
    const bool syn = (frame.tcpFlags & Frame::Syn) != 0;
    const bool isUnused = side.next == 0 && side.waiting.empty();
    if (side.isStarted ? !(syn && isUnused) : !(syn || hasPayload))
        return;
    side.isStarted = true;
    side.base = frame.sequence + (syn ? 1U : 0U);
    side.facts.startMissing = !syn;
}

void StreamAssembly::addSegment(bool fromClient, const Frame &frame, StreamSegment segment)
{
    m_lastPacket = segment.packet;
    m_lastNs = segment.timeNs;
    // What a reset acknowledges is not reliable, but the text it may carry is part of the stream (RFC 9293, 3.5.2).
    const bool rst = (frame.tcpFlags & Frame::Rst) != 0;
    if ((frame.tcpFlags & Frame::Ack) != 0 && !rst)
        acknowledge(!fromClient, frame);
    Side &to = side(fromClient);
    const bool hasPayload = !segment.bytes.isEmpty() || segment.missing > 0;
    start(to, frame, hasPayload);
    to.hasFin = to.hasFin || (frame.tcpFlags & Frame::Fin) != 0;
    if (!hasPayload)
        return;
    const quint32 sequence = frame.sequence + ((frame.tcpFlags & Frame::Syn) != 0 ? 1U : 0U);
    // The 32-bit difference to what is expected, so that streams longer than 4 GiB stay in order.
    const auto ahead = static_cast<qint32>(sequence - static_cast<quint32>(to.base + static_cast<quint64>(to.next)));
    if (std::abs(static_cast<qint64>(ahead)) < farthest)
        place(fromClient, to.next + ahead, std::move(segment));
    else
        to.facts.unplaced += static_cast<quint64>(segment.bytes.size());
}

void StreamAssembly::place(bool fromClient, qint64 position, StreamSegment segment)
{
    Side &to = side(fromClient);
    if (position < 0)
        to.facts.unplaced += static_cast<quint64>(std::min<qint64>(segment.bytes.size(), -position));
    if (position < to.next)
        compare(fromClient, position, segment);
    if (endOf(position, segment) <= to.next)
        return;
    hold(fromClient, position, std::move(segment));
    drain(fromClient);
    while ((to.waitingBytes > mostWaitingBytes || to.waiting.size() > mostWaitingSegments) && !m_isFull) {
        skipTo(to, to.waiting.begin()->first);
        drain(fromClient);
    }
}

void StreamAssembly::hold(bool fromClient, qint64 position, StreamSegment segment)
{
    Side &to = side(fromClient);
    // Of two segments that begin alike the first stays; what the other one has beyond it is a segment of its own.
    for (auto held = to.waiting.find(position); held != to.waiting.end(); held = to.waiting.find(position)) {
        StreamSegment &first = held->second;
        const qsizetype known = first.bytes.size();
        const qsizetype both = std::min(known, segment.bytes.size());
        if (!std::equal(first.bytes.begin(), first.bytes.begin() + both, segment.bytes.begin()))
            noteConflict(fromClient);
        if (segment.bytes.size() <= known) {
            first.missing = std::max(first.missing, segment.missing);
            return;
        }
        first.missing = 0;
        dropFront(segment, known);
        position += known;
        if (known == 0)
            to.waiting.erase(held);
    }
    to.waitingBytes += static_cast<quint64>(segment.bytes.size());
    to.waiting.emplace(position, std::move(segment));
}

void StreamAssembly::skipTo(Side &side, qint64 position)
{
    if (position <= side.next)
        return;
    side.gap += static_cast<quint64>(position - side.next);
    side.next = position;
}

void StreamAssembly::drain(bool fromClient)
{
    Side &from = side(fromClient);
    while (!m_isFull && !from.waiting.empty() && from.waiting.begin()->first <= from.next) {
        auto node = from.waiting.extract(from.waiting.begin());
        StreamSegment &segment = node.mapped();
        from.waitingBytes -= static_cast<quint64>(segment.bytes.size());
        const qint64 known = from.next - node.key();
        const qint64 end = endOf(node.key(), segment);
        if (known > 0)
            compare(fromClient, node.key(), segment);
        if (known < segment.bytes.size())
            write(fromClient, std::move(segment), known, false);
        skipTo(from, end);
    }
}

void StreamAssembly::acknowledge(bool fromClient, const Frame &frame)
{
    // What the receiver has acknowledged was sent: if it is not here, no later packet will bring it.
    Side &from = side(fromClient);
    if (!from.isStarted && (frame.tcpFlags & Frame::Syn) != 0) {
        // The answer to a SYN that was not captured.
        from.isStarted = true;
        from.base = frame.acknowledged;
    }
    if (!from.isStarted)
        return;
    const auto ahead =
        static_cast<qint32>(frame.acknowledged - static_cast<quint32>(from.base + static_cast<quint64>(from.next)));
    const qint64 position = from.next + ahead;
    if (std::abs(static_cast<qint64>(ahead)) >= farthest)
        return;
    if (position > from.acknowledged) {
        from.endsWithOne = position == std::max(from.acknowledged, from.next) + 1;
        from.acknowledged = position;
    }
    while (!m_isFull && !from.waiting.empty() && from.waiting.begin()->first < position) {
        skipTo(from, from.waiting.begin()->first);
        drain(fromClient);
    }
}

void StreamAssembly::remember(Side &side, const QByteArray &bytes)
{
    constexpr qsizetype kept = 64LL * 1024;
    if (side.recentEnd != side.next)
        side.recent.clear();
    side.recent.append(bytes);
    if (side.recent.size() > 2 * kept)
        side.recent.remove(0, side.recent.size() - kept);
    side.recentEnd = side.next + bytes.size();
}

void StreamAssembly::compare(bool fromClient, qint64 position, const StreamSegment &segment)
{
    const Side &known = side(fromClient);
    const qint64 begin = std::max(position, known.recentEnd - known.recent.size());
    const qint64 end = std::min(position + segment.bytes.size(), known.recentEnd);
    // A single old byte is a keep-alive, whose content means nothing (RFC 9293, 3.8.4).
    if (begin >= end || segment.bytes.size() <= 1)
        return;
    const char *again = segment.bytes.constData() + (begin - position);
    const char *before = known.recent.constData() + (begin - (known.recentEnd - known.recent.size()));
    if (std::equal(again, again + (end - begin), before))
        return;
    noteConflict(fromClient);
}

void StreamAssembly::noteConflict(bool fromClient)
{
    ++side(fromClient).facts.conflicts;
    m_sink.noteConflict(fromClient);
}

void StreamAssembly::write(bool fromClient, StreamSegment segment, qsizetype from, bool isDatagram)
{
    Side &to = side(fromClient);
    dropFront(segment, from);
    remember(to, segment.bytes);
    to.next += segment.bytes.size();
    StreamChunk part;
    part.fromClient = fromClient;
    part.packet = segment.packet;
    part.timeNs = segment.timeNs;
    part.gapBefore = std::exchange(to.gap, 0);
    part.bytes = std::move(segment.bytes);
    part.pieces = std::move(segment.pieces);
    to.facts.bytes += static_cast<quint64>(part.bytes.size());
    to.facts.missing += part.gapBefore;
    to.facts.gaps += part.gapBefore > 0 ? 1U : 0U;
    m_isFull = !m_sink.take(std::move(part), isDatagram);
}

void StreamAssembly::endSide(bool fromClient)
{
    Side &from = side(fromClient);
    while (!from.waiting.empty() && !m_isFull) {
        skipTo(from, from.waiting.begin()->first);
        drain(fromClient);
    }
    if (m_isFull)
        return;
    // A FIN is acknowledged like a byte.
    skipTo(from, from.acknowledged - (from.hasFin || from.endsWithOne ? 1 : 0));
    if (from.gap > 0)
        write(fromClient, {m_lastPacket, m_lastNs, {}, 0, {}}, 0, false);
}

void StreamAssembly::finish()
{
    endSide(true);
    endSide(false);
}

StreamFacts StreamAssembly::facts() const
{
    return {m_sides[0].facts, m_sides[1].facts};
}

} // namespace wirecase
