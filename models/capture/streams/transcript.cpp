#include "models/capture/streams/transcript.h"

#include "models/capture/packetcolumns.h"
#include "models/capture/packetinfo.h"
#include "models/capture/streams/streamcollector.h"

#include <QByteArrayMatcher>

#include <algorithm>

namespace wirecase {

namespace {

/// Where secrets lie in packets, each packet looked at once: most packets bring one piece, some more.
class SecretPlaces
{
public:
    SecretPlaces(const PacketIndex &packets, const PacketMasks *known)
        : m_packets(packets)
        , m_known(known)
    {
    }

    [[nodiscard]] Result<MaskedSpans> of(PacketId packet)
    {
        if (m_last == packet)
            return m_spans;
        auto dissected = dissectedPacket(m_packets, packet, m_known);
        if (!dissected)
            return dissected.error();
        m_last = packet;
        m_spans = std::move(dissected->dissection.secrets);
        return m_spans;
    }

private:
    const PacketIndex &m_packets;
    const PacketMasks *m_known;
    PacketId m_last{noPacket};
    MaskedSpans m_spans;
};

/// The part of `spans` that lies in the piece, as places in its turn.
void addSpans(MaskedSpans &masks, const MaskedSpans &spans, const PacketPiece &piece)
{
    const qsizetype begin = piece.offsetInPacket;
    const qsizetype end = begin + piece.length;
    for (const MaskedSpans::Span &span : spans.spans()) {
        const qsizetype from = std::max(begin, span.begin);
        const qsizetype to = std::min(end, span.begin + span.length);
        masks.add(from - begin + piece.offsetInChunk, to - from);
    }
}

} // namespace

Result<Transcript> readTranscript(const CaptureSnapshot &capture, ConversationId conversation,
                                  const PacketMasks *secrets, quint64 maxBytes, JobState &job)
{
    StreamCollector collector(maxBytes);
    const auto facts = streamTo(collector, capture, conversation, job);
    if (!facts)
        return facts.error();
    Transcript transcript;
    transcript.facts = *facts;
    transcript.turns = std::move(collector.chunks());
    transcript.isWhole = !collector.isFull();
    SecretPlaces places(*capture.packets, secrets);
    for (const StreamChunk &turn : transcript.turns) {
        MaskedSpans &masks = transcript.masks.emplace_back();
        for (const PacketPiece &piece : turn.pieces) {
            if (job.cancelled)
                return Error::cancelled();
            const auto spans = places.of(piece.packet);
            if (!spans)
                return spans.error();
            addSpans(masks, *spans, piece);
        }
    }
    return transcript;
}

std::vector<TurnSpan> findInTranscript(const Transcript &transcript, StreamSides sides, const QByteArray &text,
                                       std::size_t most, JobState &job)
{
    std::vector<TurnSpan> found;
    const QByteArrayMatcher matcher(text.toLower());
    for (quint32 i = 0; i < transcript.turns.size() && !text.isEmpty(); ++i) {
        const StreamChunk &turn = transcript.turns[i];
        if (!isOfSides(sides, turn.fromClient))
            continue;
        const QByteArray searched = transcript.masks[i].masked(turn.bytes, '\0').toLower();
        for (qsizetype at = matcher.indexIn(searched); at >= 0; at = matcher.indexIn(searched, at + text.size())) {
            if (found.size() == most || job.cancelled)
                return found;
            found.push_back({i, static_cast<quint32>(at), static_cast<quint32>(text.size())});
        }
    }
    return found;
}

PacketId packetAt(const StreamChunk &turn, quint32 offset)
{
    const auto after =
        std::upper_bound(turn.pieces.begin(), turn.pieces.end(), offset,
                         [](quint32 value, const PacketPiece &piece) { return value < piece.offsetInChunk; });
    return after == turn.pieces.begin() ? turn.packet : std::prev(after)->packet;
}

} // namespace wirecase
