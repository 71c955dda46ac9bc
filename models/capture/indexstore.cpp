#include "models/capture/indexstore.h"

#include "models/capture/conversationtable.h"
#include "models/capture/indexcheck.h"
#include "models/capture/packetcolumns.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <type_traits>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::IndexStore)
};

static_assert(std::is_trivially_copyable_v<ConversationRecord>);

/// In front of everything. What another build would lay out in another way has another head.
struct Head
{
    std::array<char, 16> magic{'w', 'i', 'r', 'e', 'c', 'a', 's', 'e', ' ', 'i', 'n', 'd', 'e', 'x', ' ', 'A'};
    quint32 byteOrder = 0x01020304;
    quint32 recordBytes = sizeof(ConversationRecord);
    quint32 protocols = static_cast<quint32>(Protocol::Count);
    quint32 packets = 0;
    quint32 conversations = 0;
    quint32 linkTypes = 0;
    quint32 factBytes = 0;   ///< of names and files, in Qt's data stream
    quint32 widePackets = 0; ///< of chunks with wide columns

    [[nodiscard]] bool isOfThisBuild() const
    {
        const Head own;
        return magic == own.magic && byteOrder == own.byteOrder && recordBytes == own.recordBytes
               && protocols == own.protocols;
    }
};

constexpr auto streamVersion = QDataStream::Qt_6_4;
constexpr quint32 mostFactBytes = 256U << 20U;

Error damaged(const ByteSource &in)
{
    return Error{Error::Code::Format, Text::tr("The kept index cannot be used."), in.name(), -1};
}

/// How many packets of the chunk there are when there are `all`.
quint32 packetsIn(std::size_t chunk, quint32 all)
{
    return std::min(PacketChunk::packets, all - (static_cast<quint32>(chunk) << PacketChunk::shift));
}

std::size_t chunksOf(const Head &head)
{
    return (std::size_t{head.packets} + PacketChunk::packets - 1) >> PacketChunk::shift;
}

/// Calls `visit` with the bytes of each column of the chunk, as many as belong to `count` packets.
template <typename Chunk, typename Visit>
bool forEachColumn(Chunk &chunk, quint32 count, const Visit &visit)
{
    const auto column = [&](auto &array) { return visit(std::span(array.data(), count)); };
    return column(chunk.timeNs) && column(chunk.offsetLow) && column(chunk.offsetHigh) && column(chunk.shortWireLength)
           && column(chunk.shortCapturedLength) && column(chunk.conversation) && column(chunk.previous)
           && column(chunk.flags) && column(chunk.troubles)
           && (!chunk.wide
               || (column(chunk.wide->wireLength) && column(chunk.wide->capturedLength)
                   && column(chunk.wide->linkType)));
}

void writeNotes(QDataStream &out, const CaptureNotes &notes)
{
    out << notes.writtenBy << notes.interfaces << notes.comments << notes.names << notes.secrets << notes.customBlocks
        << notes.dropped << notes.leftOut << static_cast<quint32>(notes.packetComments.size());
    for (const PacketComment &comment : notes.packetComments)
        out << comment.packet << comment.text;
}

CaptureNotes readNotes(QDataStream &in)
{
    CaptureNotes notes;
    quint32 comments = 0;
    in >> notes.writtenBy >> notes.interfaces >> notes.comments >> notes.names >> notes.secrets >> notes.customBlocks
        >> notes.dropped >> notes.leftOut >> comments;
    for (PacketComment comment; comments > 0 && in.status() == QDataStream::Ok; --comments) {
        in >> comment.packet >> comment.text;
        notes.packetComments.push_back(comment);
    }
    return notes;
}

void writeFacts(QDataStream &out, const CaptureFile &file)
{
    out << static_cast<quint32>(file.format) << file.snaplen << static_cast<quint32>(file.first) << file.packets
        << file.time.beginNs << file.time.endNs << file.capturedBytes << file.wireBytes << file.mostCaptured
        << file.outOfOrder << file.longerThanWire << file.cutShort << file.tcpConversations << file.udpConversations
        << file.report.records << file.report.lostBytes << file.captureMac
        << static_cast<quint32>(file.linkTypes.size());
    for (const LinkType type : file.linkTypes)
        out << static_cast<quint32>(type);
    writeNotes(out, *file.notes);
}

void readFacts(QDataStream &in, CaptureFile &file)
{
    quint32 format = 0;
    quint32 first = 0;
    quint32 linkTypes = 0;
    in >> format >> file.snaplen >> first >> file.packets >> file.time.beginNs >> file.time.endNs >> file.capturedBytes
        >> file.wireBytes >> file.mostCaptured >> file.outOfOrder >> file.longerThanWire >> file.cutShort
        >> file.tcpConversations >> file.udpConversations >> file.report.records >> file.report.lostBytes
        >> file.captureMac >> linkTypes;
    file.format = static_cast<EvidenceKind>(format);
    file.first = PacketId{first};
    for (quint32 type = 0; linkTypes > 0 && in.status() == QDataStream::Ok; --linkTypes) {
        in >> type;
        file.linkTypes.push_back(static_cast<LinkType>(type));
    }
    file.notes = std::make_shared<const CaptureNotes>(readNotes(in));
}

/// Reads one part after the other.
class Source
{
public:
    explicit Source(const ByteSource &bytes)
        : m_bytes(bytes)
    {
    }

    template <typename Item>
    [[nodiscard]] bool read(std::span<Item> into)
    {
        const auto bytes = std::as_writable_bytes(into);
        for (std::size_t done = 0; done < bytes.size();) {
            const auto got = m_bytes.readAt(m_offset, bytes.subspan(done));
            if (!got || *got == 0)
                return false;
            done += *got;
            m_offset += *got;
        }
        return true;
    }

private:
    const ByteSource &m_bytes;
    quint64 m_offset = 0;
};

Result<std::shared_ptr<const PacketColumns>> readColumns(Source &source, const ByteSource &in, const Head &head,
                                                         IndexCheck &check, JobState &job)
{
    std::vector<LinkType> linkTypes;
    std::vector<quint32> numbers(head.linkTypes);
    std::vector<quint8> isWide(chunksOf(head));
    if (!source.read(std::span(numbers)) || !source.read(std::span(isWide)))
        return damaged(in);
    std::transform(numbers.begin(), numbers.end(), std::back_inserter(linkTypes),
                   [](quint32 number) { return static_cast<LinkType>(number); });
    std::vector<std::shared_ptr<PacketChunk>> chunks;
    for (quint64 first = 0; first < head.packets; first += PacketChunk::packets) {
        if (job.cancelled)
            return Error::cancelled();
        auto chunk = std::make_shared_for_overwrite<PacketChunk>();
        const quint32 count = packetsIn(chunks.size(), head.packets);
        if (isWide[chunks.size()] != 0)
            chunk->makeWide();
        if (!forEachColumn(*chunk, count, [&source](auto column) { return source.read(column); })
            || !check.chunk(*chunk, static_cast<quint32>(first), count))
            return damaged(in);
        chunks.push_back(std::move(chunk));
    }
    return std::make_shared<const PacketColumns>(std::move(chunks), std::move(linkTypes), head.packets);
}

Result<std::shared_ptr<const ConversationTable>> readTable(Source &source, const ByteSource &in, const Head &head,
                                                           std::vector<QString> names, const IndexCheck &check,
                                                           JobState &job)
{
    std::vector<std::shared_ptr<const ConversationTable::Chunk>> chunks;
    for (quint64 first = 0; first < head.conversations; first += ConversationTable::Chunk().size()) {
        if (job.cancelled)
            return Error::cancelled();
        auto chunk = std::make_shared<ConversationTable::Chunk>();
        const auto count = std::min<quint64>(chunk->size(), head.conversations - first);
        const std::span records(chunk->data(), static_cast<std::size_t>(count));
        if (!source.read(records))
            return damaged(in);
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!check.record(records[i], static_cast<quint32>(first + i), names.size()))
                return damaged(in);
        }
        chunks.push_back(std::move(chunk));
    }
    return std::make_shared<const ConversationTable>(std::move(chunks), head.conversations,
                                                     std::make_shared<const std::vector<QString>>(std::move(names)));
}

/// Bytes of everything behind the facts.
quint64 bodyBytes(const Head &head)
{
    return head.linkTypes * sizeof(quint32) + chunksOf(head)
           + quint64{head.packets} * (sizeof(PacketChunk) / PacketChunk::packets)
           + quint64{head.widePackets} * (sizeof(PacketChunk::Wide) / PacketChunk::packets)
           + quint64{head.conversations} * head.recordBytes;
}

/// A byte for each chunk: 1 when it has wide columns.
std::vector<quint8> wideChunks(const PacketColumns &columns, Head &head)
{
    std::vector<quint8> isWide;
    for (const auto &chunk : columns.chunks()) {
        head.widePackets += chunk->wide ? packetsIn(isWide.size(), head.packets) : 0;
        isWide.push_back(chunk->wide ? 1 : 0);
    }
    return isWide;
}

/// One part after the other, until one cannot be written.
class Sink
{
public:
    explicit Sink(QIODevice &device)
        : m_device(device)
    {
    }

    template <typename Item>
    bool write(std::span<Item> items)
    {
        const auto bytes = std::as_bytes(items);
        const auto length = static_cast<qint64>(bytes.size());
        m_isGood = m_isGood && m_device.write(reinterpret_cast<const char *>(bytes.data()), length) == length;
        return m_isGood;
    }
    [[nodiscard]] Status status() const
    {
        return m_isGood ? Status() : Error{Error::Code::Io, m_device.errorString(), {}, -1};
    }

private:
    QIODevice &m_device;
    bool m_isGood = true;
};

} // namespace

Status writeIndex(const CaptureSnapshot &capture, QIODevice &out, JobState &job)
{
    const PacketColumns &columns = capture.packets->columns();
    const ConversationTable &table = capture.packets->conversationTable();
    QByteArray facts;
    QDataStream stream(&facts, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << QStringList(table.names().begin(), table.names().end());
    for (const CaptureFile &file : capture.packets->files()) {
        if (file.report.problems > 0)
            return Error{Error::Code::Unsupported, Text::tr("The index of a damaged capture is not kept."), file.name,
                         -1};
        writeFacts(stream, file);
    }

    Head head;
    head.packets = columns.size();
    head.conversations = table.size();
    head.linkTypes = static_cast<quint32>(columns.linkTypes().size());
    head.factBytes = static_cast<quint32>(facts.size());
    std::vector<quint32> linkTypes;
    for (const LinkType type : columns.linkTypes())
        linkTypes.push_back(static_cast<quint32>(type));

    const std::vector<quint8> isWide = wideChunks(columns, head);

    Sink sink(out);
    sink.write(std::span(&head, 1));
    sink.write(std::span(facts.constData(), static_cast<std::size_t>(facts.size())));
    sink.write(std::span(linkTypes));
    sink.write(std::span(isWide));
    for (std::size_t i = 0; i < columns.chunks().size(); ++i) {
        if (job.cancelled)
            return Error::cancelled();
        const PacketChunk &chunk = *columns.chunks()[i];
        forEachColumn(chunk, packetsIn(i, head.packets), [&sink](auto column) { return sink.write(column); });
    }
    for (quint32 i = 0; i < table.size(); ++i)
        sink.write(std::span(&table.record(i), 1));
    return sink.status();
}

Result<CaptureSnapshot> readIndex(const ByteSource &in, std::vector<CaptureFile> files, JobState &job)
{
    Source source(in);
    Head head;
    if (!source.read(std::span(&head, 1)) || !head.isOfThisBuild() || head.factBytes > mostFactBytes
        || sizeof(Head) + head.factBytes + bodyBytes(head) != in.size())
        return damaged(in);
    QByteArray facts(static_cast<qsizetype>(head.factBytes), Qt::Uninitialized);
    if (!source.read(std::span(facts.data(), static_cast<std::size_t>(facts.size()))))
        return damaged(in);
    QDataStream stream(facts);
    stream.setVersion(streamVersion);
    QStringList names;
    stream >> names;
    for (CaptureFile &file : files)
        readFacts(stream, file);
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || names.isEmpty())
        return damaged(in);
    IndexCheck check({head.packets, head.conversations, head.linkTypes}, files);
    if (!check.files())
        return damaged(in);

    auto columns = readColumns(source, in, head, check, job);
    if (!columns)
        return columns.error();
    auto table = readTable(source, in, head, {names.begin(), names.end()}, check, job);
    if (!table)
        return table.error();
    return CaptureSnapshot{std::make_shared<const PacketIndex>(*columns, *table, std::move(files)),
                           std::make_shared<const ConversationIndex>(*table, *columns)};
}

} // namespace wirecase
