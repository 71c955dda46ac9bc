#include "models/capture/captureindexbuilder.h"

#include "models/capture/capturereader.h"
#include "models/capture/conversationtracker.h"
#include "models/capture/framedecoder.h"
#include "models/capture/ownmac.h"
#include "models/capture/packetcolumns.h"

#include <QCoreApplication>

#include <chrono>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureIndexBuilder)
};

using Clock = std::chrono::steady_clock;
constexpr auto publishEvery = std::chrono::milliseconds(250);
// How many packets are read between looks at the clock and at the wish to stop.
constexpr quint32 stride = 4096;
// The first rows should be seen at once, so the first publication does not wait for the clock.
constexpr quint32 firstRows = 256;

} // namespace

struct CaptureIndexBuilder::State
{
    explicit State(CaptureDepth kept)
        : depth(kept)
        , tracker(kept)
    {
    }

    CaptureDepth depth;
    PacketColumns columns; ///< empty when only counted
    quint32 packets = 0;
    qint64 lastNs = noTime; ///< of the packet before
    ConversationTracker tracker;
    std::vector<CaptureFile> files;

    /// Whether a packet that begins at this place of its file cannot be listed.
    [[nodiscard]] bool isBeyond(quint64 offset) const
    {
        return packets == noPacket - 1 || offset > PacketChunk::mostOffset;
    }
    void append(const CaptureRecord &record, CaptureFile &file, OwnMac &mac);
    void finish(CaptureFile &file, const CaptureReader &reader, OwnMac &mac) const;
};

// Everything that is counted per packet.
inline void CaptureIndexBuilder::State::append(const CaptureRecord &record, CaptureFile &file, OwnMac &mac)
{
    const Frame frame = decodeFrame(record.head, record.wireLength, record.linkType);
    const bool isIp = frame.network == Frame::Network::Ip;
    mac.note(frame.sourceMac, frame.destinationMac);
    if (file.packets > 0 && lastNs > record.timeNs && record.timeNs != noTime)
        ++file.outOfOrder;
    lastNs = record.timeNs;
    ++file.packets;
    file.capturedBytes += record.capturedLength;
    file.wireBytes += record.wireLength;
    file.mostCaptured = std::max(file.mostCaptured, record.capturedLength);
    file.longerThanWire += record.capturedLength > record.wireLength ? 1U : 0U;
    file.cutShort += record.capturedLength < record.wireLength ? 1U : 0U;
    if (record.timeNs != noTime) {
        const bool isFirst = file.time.isEmpty();
        file.time.beginNs = isFirst ? record.timeNs : std::min(file.time.beginNs, record.timeNs);
        file.time.endNs = isFirst ? record.timeNs + 1 : std::max(file.time.endNs, record.timeNs + 1);
    }

    PacketEntry entry;
    entry.timeNs = record.timeNs;
    entry.offset = record.offset;
    entry.wireLength = record.wireLength;
    entry.capturedLength = record.capturedLength;
    entry.linkType = record.linkType;
    if (isIp) {
        entry.kind = PacketKind::Ip;
        tracker.add(frame, entry, packets);
    } else if (frame.network == Frame::Network::Arp) {
        entry.kind = PacketKind::Arp;
    }
    ++packets;
    if (depth == CaptureDepth::Index)
        columns.append(entry);
}

void CaptureIndexBuilder::State::finish(CaptureFile &file, const CaptureReader &reader, OwnMac &mac) const
{
    file.linkTypes = reader.linkTypes();
    file.snaplen = reader.snaplen();
    file.report = reader.report();
    file.captureMac = mac.address();
    file.tcpConversations = tracker.fileCounts().tcp;
    file.udpConversations = tracker.fileCounts().udp;
}

CaptureIndexBuilder::CaptureIndexBuilder(CaptureDepth depth)
    : m_state(std::make_unique<State>(depth))
{
}

CaptureIndexBuilder::~CaptureIndexBuilder() = default;

Status CaptureIndexBuilder::add(const ByteSourcePtr &bytes, EvidenceId id, const QString &name, JobState &job,
                                const Publish &publish)
{
    const auto opened = openCapture(*bytes);
    if (!opened) {
        Error error = opened.error();
        error.file = name;
        return error;
    }
    CaptureReader &reader = **opened;
    State &state = *m_state;
    state.tracker.beginFile(state.packets);
    CaptureFile &file = state.files.emplace_back();
    file.id = id;
    file.name = name;
    file.bytes = bytes;
    file.format = reader.format();
    file.first = PacketId{state.packets};

    OwnMac mac;
    CaptureRecord record;
    quint64 told = 0;
    auto published = Clock::now();
    bool isFull = false;
    while (!job.cancelled && reader.next(record)) {
        isFull = state.isBeyond(record.offset);
        if (isFull)
            break;
        state.append(record, file, mac);
        const bool isFirstRows = file.packets == firstRows;
        if (file.packets % stride != 0 && !isFirstRows)
            continue;
        job.done += static_cast<qint64>(reader.position() - told);
        told = reader.position();
        if (const auto now = Clock::now(); publish && (isFirstRows || now - published >= publishEvery)) {
            published = now;
            state.finish(file, reader, mac);
            publish(snapshot());
        }
    }
    job.done += static_cast<qint64>(std::max(reader.position(), told) - told);
    state.finish(file, reader, mac);
    file.notes = std::make_shared<const CaptureNotes>(reader.notes());
    for (Error &place : file.report.places)
        place.file = name;
    if (job.cancelled)
        return Error::cancelled();
    if (isFull)
        return Error{Error::Code::Limit, Text::tr("There are more packets than can be listed"), name,
                     static_cast<qint64>(record.offset)};
    return {};
}

const std::vector<CaptureFile> &CaptureIndexBuilder::files() const
{
    return m_state->files;
}

CaptureSnapshot CaptureIndexBuilder::snapshot() const
{
    Q_ASSERT(m_state->depth == CaptureDepth::Index);
    const auto columns = std::make_shared<const PacketColumns>(m_state->columns);
    const auto conversations = m_state->tracker.snapshot();
    return {std::make_shared<const PacketIndex>(columns, conversations, m_state->files),
            std::make_shared<const ConversationIndex>(conversations, columns)};
}

} // namespace wirecase
