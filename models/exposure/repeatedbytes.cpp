#include "models/exposure/repeatedbytes.h"

#include "models/capture/capturesnapshot.h"
#include "models/capture/framedecoder.h"

#include <algorithm>
#include <optional>

namespace wirecase {

namespace {

/// The payload of one packet of the client's and where it stands in its stream.
struct Segment
{
    PacketId packet{};
    qint64 at = 0;           ///< sequence number, continued beyond 2^32
    qsizetype payloadAt = 0; ///< in the captured bytes
    qsizetype length = 0;
};

std::optional<Segment> segmentOf(const CaptureSnapshot &capture, const Conversation &conversation, PacketId id,
                                 qint64 near)
{
    const PacketRow row = capture.packets->row(id);
    if (!row.hasPayload || row.source != conversation.client)
        return std::nullopt;
    const auto bytes = capture.packets->bytes(id);
    if (!bytes)
        return std::nullopt;
    const Frame frame = decodeFrame(bytesOf(*bytes), row.wireLength, row.linkType);
    if (!frame.hasTransportHeader || frame.payload.empty())
        return std::nullopt;
    // A SYN takes one number itself, before the data.
    const quint32 first = frame.sequence + ((frame.tcpFlags & Frame::Syn) != 0 ? 1U : 0U);
    const qint64 at = near + static_cast<qint32>(first - static_cast<quint32>(near));
    return Segment{id, at, frame.payload.data() - bytesOf(*bytes).data(), static_cast<qsizetype>(frame.payload.size())};
}

std::vector<Segment> segmentsOf(const CaptureSnapshot &capture, const Conversation &conversation)
{
    std::vector<Segment> segments;
    qint64 near = 0;
    for (const PacketId id : capture.conversations->packets(conversation.id)) {
        if (const auto segment = segmentOf(capture, conversation, id, near)) {
            segments.push_back(*segment);
            near = segment->at;
        }
    }
    return segments;
}

} // namespace

std::vector<PacketPlace> repeatedPlaces(const CaptureSnapshot &capture, const Conversation &conversation,
                                        const std::vector<PacketPlace> &places)
{
    constexpr quint8 tcp = 6;
    std::vector<PacketPlace> repeated;
    if (conversation.ipProtocol != tcp || places.empty())
        return repeated;
    const std::vector<Segment> byPacket = segmentsOf(capture, conversation); // packets come in ascending order
    std::vector<Segment> byPlace = byPacket;
    std::sort(byPlace.begin(), byPlace.end(), [](const Segment &a, const Segment &b) { return a.at < b.at; });
    qsizetype longest = 0;
    for (const Segment &segment : byPacket)
        longest = std::max(longest, segment.length);
    for (const PacketPlace &place : places) {
        const auto holder = std::lower_bound(byPacket.begin(), byPacket.end(), place.packet,
                                             [](const Segment &s, PacketId id) { return s.packet < id; });
        if (holder == byPacket.end() || holder->packet != place.packet)
            continue;
        const qint64 first = holder->at + (place.begin - holder->payloadAt);
        auto other = std::lower_bound(byPlace.begin(), byPlace.end(), first - longest,
                                      [](const Segment &s, qint64 at) { return s.at < at; });
        for (; other != byPlace.end() && other->at < first + place.length; ++other) {
            const qsizetype from = std::max<qsizetype>(first - other->at, 0);
            const qsizetype to = std::min<qsizetype>(first + place.length - other->at, other->length);
            if (other->packet != place.packet && from < to)
                repeated.push_back({other->packet, other->payloadAt + from, to - from});
        }
    }
    return repeated;
}

} // namespace wirecase
