#include "models/capture/streams/streampackets.h"

#include <algorithm>

namespace wirecase {

namespace {

// The pieces of a datagram that make up its payload above the transport header.
std::vector<PacketPiece> piecesOf(const FragmentedDatagram &datagram, quint32 begin, quint32 length)
{
    std::vector<PacketPiece> pieces;
    for (const PacketPiece &piece : datagram.pieces) {
        const quint32 from = std::max(piece.offsetInChunk, begin);
        const quint32 to = std::min(piece.offsetInChunk + piece.length, begin + length);
        if (from < to)
            pieces.push_back(
                {piece.packet, piece.offsetInPacket + (from - piece.offsetInChunk), from - begin, to - from});
    }
    return pieces;
}

} // namespace

Result<std::optional<StreamPacket>> StreamPackets::read(PacketId id, JobState &job)
{
    const auto bytes = m_capture.packets->bytes(id);
    if (!bytes)
        return bytes.error();
    const PacketRow row = m_capture.packets->row(id);
    StreamPacket packet;
    packet.fromClient = row.source == m_conversation.client;
    packet.frame = decodeFrame(bytesOf(*bytes), row.wireLength, row.linkType);
    Frame &frame = packet.frame;
    FragmentedDatagram datagram{*bytes, {{id, 0, 0, static_cast<quint32>(bytes->size())}}};
    // In a conversation of whole packets a fragment stands for the datagram that it completes.
    if (frame.isFragment && !frame.isCutFragment) {
        const auto at = static_cast<quint32>(frame.ipPayload.data() - bytesOf(*bytes).data());
        auto whole = m_fragments.completedBy(id, frame, at, job);
        if (!whole)
            return whole.error();
        datagram = std::move(*whole);
        frame.ipPayload = bytesOf(datagram.payload);
        frame.ipPayloadLength = static_cast<quint32>(datagram.payload.size());
        frame.hasTransportHeader = false;
        decodeTransport(frame);
    }
    if (!frame.hasTransportHeader)
        return std::optional<StreamPacket>();
    StreamSegment &segment = packet.segment;
    segment.packet = id;
    segment.timeNs = row.timeNs;
    segment.missing = frame.payloadLength - static_cast<quint32>(frame.payload.size());
    segment.bytes = copyOf(frame.payload);
    if (!frame.payload.empty())
        segment.pieces =
            piecesOf(datagram, static_cast<quint32>(frame.payload.data() - bytesOf(datagram.payload).data()),
                     static_cast<quint32>(frame.payload.size()));
    return std::optional(std::move(packet));
}

} // namespace wirecase
