#include "models/capture/streamreassembler.h"

#include "models/capture/framedecoder.h"

#include <algorithm>
#include <array>
#include <map>

namespace wirecase {

namespace {

constexpr quint8 protocolTcp = 6;
// Segments that wait for earlier bytes to arrive. When more wait than a receive window holds, the bytes are lost.
constexpr quint64 mostWaitingBytes = 16ULL << 20U;
// A segment this far from what is expected belongs to no window: its sequence number is not of this connection.
constexpr qint64 farthest = 1LL << 30U;
constexpr quint32 stride = 1024;

struct Segment
{
    PacketId packet{};
    qint64 timeNs = 0;
    quint32 offsetInPacket = 0;
    quint32 missing = 0; ///< bytes at its end that were not captured
    QByteArray bytes;
};

/// The stream of one direction while it is put together.
struct Side
{
    bool isStarted = false;
    quint32 base = 0;                  ///< sequence number of position 0
    qint64 next = 0;                   ///< position of the next byte of the stream
    quint64 gap = 0;                   ///< bytes missing just before it
    std::map<qint64, Segment> waiting; ///< by position
    quint64 waitingBytes = 0;
    QByteArray recent; ///< the last bytes written, to tell whether a repeated segment says the same
    qint64 recentEnd = 0;
};

class Reassembly
{
public:
    explicit Reassembly(quint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    [[nodiscard]] bool isFull() const { return m_written >= m_maxBytes; }
    void addDatagram(bool fromClient, const Segment &segment) { write(fromClient, segment, 0, true); }
    void addSegment(bool fromClient, const Frame &frame, Segment segment);
    void acknowledge(bool fromClient, quint32 acknowledged);
    std::vector<StreamChunk> finish();

private:
    Side &side(bool fromClient) { return m_sides[fromClient ? 0 : 1]; }
    void place(bool fromClient, qint64 position, Segment segment);
    void drain(bool fromClient);
    void skipTo(Side &side, qint64 position);
    void write(bool fromClient, const Segment &segment, qsizetype from, bool startsChunk = false);
    void compare(const Side &side, qint64 position, const Segment &segment);
    void remember(Side &side, const QByteArray &bytes, qsizetype from);

    quint64 m_maxBytes;
    quint64 m_written = 0;
    std::array<Side, 2> m_sides;
    std::vector<StreamChunk> m_chunks;
};

void Reassembly::addSegment(bool fromClient, const Frame &frame, Segment segment)
{
    Side &to = side(fromClient);
    const bool syn = (frame.tcpFlags & Frame::Syn) != 0;
    const quint32 sequence = frame.sequence + (syn ? 1U : 0U);
    if (!to.isStarted) {
        // Without a SYN the capture began in the middle: the first byte seen is position 0.
        to.isStarted = true;
        to.base = sequence;
    }
    if (segment.bytes.isEmpty() && segment.missing == 0)
        return;
    // The 32-bit difference to what is expected, so that streams longer than 4 GiB stay in order.
    const auto ahead = static_cast<qint32>(sequence - static_cast<quint32>(to.base + static_cast<quint64>(to.next)));
    if (std::abs(static_cast<qint64>(ahead)) >= farthest)
        return;
    place(fromClient, to.next + ahead, std::move(segment));
}

void Reassembly::place(bool fromClient, qint64 position, Segment segment)
{
    Side &to = side(fromClient);
    if (position < to.next)
        compare(to, position, segment);
    if (position + segment.bytes.size() + segment.missing <= to.next)
        return;
    to.waitingBytes += static_cast<quint64>(segment.bytes.size());
    const auto [held, isNew] = to.waiting.try_emplace(position, segment);
    if (!isNew) {
        to.waitingBytes -= static_cast<quint64>(segment.bytes.size());
        // Of two segments that begin alike the longer one has all that the other has.
        if (segment.bytes.size() > held->second.bytes.size() && segment.bytes.startsWith(held->second.bytes)) {
            to.waitingBytes += static_cast<quint64>(segment.bytes.size() - held->second.bytes.size());
            held->second = std::move(segment);
        }
    }
    drain(fromClient);
    while (to.waitingBytes > mostWaitingBytes && !to.waiting.empty()) {
        skipTo(to, to.waiting.begin()->first);
        drain(fromClient);
    }
}

void Reassembly::skipTo(Side &side, qint64 position)
{
    if (position <= side.next)
        return;
    side.gap += static_cast<quint64>(position - side.next);
    side.next = position;
}

void Reassembly::drain(bool fromClient)
{
    Side &from = side(fromClient);
    while (!from.waiting.empty() && from.waiting.begin()->first <= from.next) {
        const auto node = from.waiting.extract(from.waiting.begin());
        const Segment &segment = node.mapped();
        from.waitingBytes -= static_cast<quint64>(segment.bytes.size());
        const qint64 known = from.next - node.key();
        if (known < segment.bytes.size())
            write(fromClient, segment, known);
        skipTo(from, node.key() + segment.bytes.size() + segment.missing);
    }
}

void Reassembly::acknowledge(bool fromClient, quint32 acknowledged)
{
    // What the receiver has acknowledged was sent: if it is not here, no later packet will bring it.
    Side &from = side(fromClient);
    if (!from.isStarted || from.waiting.empty())
        return;
    const auto ahead =
        static_cast<qint32>(acknowledged - static_cast<quint32>(from.base + static_cast<quint64>(from.next)));
    const qint64 position = from.next + ahead;
    while (!from.waiting.empty() && from.waiting.begin()->first < position) {
        skipTo(from, from.waiting.begin()->first);
        drain(fromClient);
    }
}

void Reassembly::remember(Side &side, const QByteArray &bytes, qsizetype from)
{
    constexpr qsizetype kept = 64 * 1024;
    if (side.recentEnd != side.next)
        side.recent.clear();
    side.recent.append(bytes.constData() + from, bytes.size() - from);
    if (side.recent.size() > 2 * kept)
        side.recent.remove(0, side.recent.size() - kept);
    side.recentEnd = side.next + bytes.size() - from;
}

void Reassembly::compare(const Side &side, qint64 position, const Segment &segment)
{
    const qint64 begin = std::max(position, side.recentEnd - side.recent.size());
    const qint64 end = std::min(position + segment.bytes.size(), side.recentEnd);
    // A single old byte is a keep-alive, whose content means nothing (RFC 9293, 3.8.4).
    if (begin >= end || segment.bytes.size() <= 1)
        return;
    const char *again = segment.bytes.constData() + (begin - position);
    const char *before = side.recent.constData() + (begin - (side.recentEnd - side.recent.size()));
    if (std::equal(again, again + (end - begin), before))
        return;
    const bool fromClient = &side == &m_sides[0];
    const auto last = std::find_if(m_chunks.rbegin(), m_chunks.rend(),
                                   [fromClient](const StreamChunk &chunk) { return chunk.fromClient == fromClient; });
    if (last != m_chunks.rend())
        last->conflict = true;
}

void Reassembly::write(bool fromClient, const Segment &segment, qsizetype from, bool startsChunk)
{
    Side &to = side(fromClient);
    const auto room = static_cast<qint64>(std::min<quint64>(m_maxBytes - m_written, 1ULL << 30U));
    const qsizetype length = std::min<qsizetype>(segment.bytes.size() - from, room);
    remember(to, segment.bytes, from);
    to.next += segment.bytes.size() - from;
    if (length <= 0)
        return;
    if (startsChunk || m_chunks.empty() || m_chunks.back().fromClient != fromClient || to.gap > 0) {
        StreamChunk &chunk = m_chunks.emplace_back();
        chunk.fromClient = fromClient;
        chunk.packet = segment.packet;
        chunk.timeNs = segment.timeNs;
        chunk.gapBefore = std::exchange(to.gap, 0);
    }
    StreamChunk &chunk = m_chunks.back();
    chunk.pieces.push_back({segment.packet, segment.offsetInPacket + static_cast<quint32>(from),
                            static_cast<quint32>(chunk.bytes.size()), static_cast<quint32>(length)});
    chunk.bytes.append(segment.bytes.constData() + from, length);
    m_written += static_cast<quint64>(length);
}

std::vector<StreamChunk> Reassembly::finish()
{
    for (const bool fromClient : {true, false}) {
        Side &from = side(fromClient);
        while (!from.waiting.empty() && !isFull()) {
            skipTo(from, from.waiting.begin()->first);
            drain(fromClient);
        }
    }
    return std::move(m_chunks);
}

} // namespace

Result<std::vector<StreamChunk>> reassemble(const CaptureSnapshot &capture, ConversationId conversation,
                                            quint64 maxBytes, JobState &job)
{
    const PacketIndex &packets = *capture.packets;
    const Conversation about = capture.conversations->at(conversation);
    Reassembly reassembly(maxBytes);
    quint32 visited = 0;
    for (const PacketId id : capture.conversations->packets(conversation)) {
        if (++visited % stride == 0 && job.cancelled)
            return Error::cancelled();
        if (reassembly.isFull())
            break;
        const auto bytes = packets.bytes(id);
        if (!bytes)
            return bytes.error();
        const PacketRow row = packets.row(id);
        const Frame frame = decodeFrame(bytesOf(*bytes), row.wireLength, row.linkType);
        // The packet that completes a datagram of IP fragments has no payload of its own.
        if (frame.isFragment || !frame.hasTransportHeader)
            continue;
        const bool fromClient = row.source == about.client;
        Segment segment{id, row.timeNs, 0, frame.payloadLength - static_cast<quint32>(frame.payload.size()),
                        copyOf(frame.payload)};
        if (!frame.payload.empty())
            segment.offsetInPacket = static_cast<quint32>(frame.payload.data() - bytesOf(*bytes).data());
        if (about.ipProtocol != protocolTcp) {
            if (!segment.bytes.isEmpty())
                reassembly.addDatagram(fromClient, segment);
        } else if ((frame.tcpFlags & Frame::Rst) == 0) {
            if ((frame.tcpFlags & Frame::Ack) != 0)
                reassembly.acknowledge(!fromClient, frame.acknowledged);
            reassembly.addSegment(fromClient, frame, std::move(segment));
        }
    }
    return reassembly.finish();
}

} // namespace wirecase
