#include "models/capture/packetindex.h"

#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packetfields.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::PacketIndex)
};

} // namespace

PacketIndex::PacketIndex()
    : PacketIndex(std::make_shared<const PacketColumns>(), std::make_shared<const ConversationTable>(), {})
{
}

PacketIndex::PacketIndex(std::shared_ptr<const PacketColumns> columns,
                         std::shared_ptr<const ConversationTable> conversations, std::vector<CaptureFile> files)
    : m_columns(std::move(columns))
    , m_conversations(std::move(conversations))
    , m_files(std::move(files))
    , m_fields(packetFields(*this))
{
}

PacketIndex::~PacketIndex() = default;

quint32 PacketIndex::size() const
{
    return m_columns->size();
}

qint64 PacketIndex::timeNs(PacketId id) const
{
    return m_columns->timeNs(static_cast<quint32>(id));
}

Protocol PacketIndex::protocol(PacketId id) const
{
    const auto i = static_cast<quint32>(id);
    const quint32 conversation = m_columns->conversation(i);
    if (conversation == noConversation)
        return m_columns->kind(i) == PacketKind::Arp ? Protocol::Arp : Protocol::Unknown;
    const ConversationRecord &record = m_conversations->record(conversation);
    const bool isTcp = record.ipProtocol == 6 && !record.has(ConversationRecord::IsPartial);
    if (isTcp && (!m_columns->hasPayload(i) || m_columns->troubles(i).testFlag(TcpTrouble::KeepAlive)))
        return Protocol::Tcp;
    return m_columns->isTls(i) ? Protocol::Tls : protocolOf(record);
}

quint32 PacketIndex::fileOf(PacketId id) const
{
    // Files without packets begin where the next one does; the last that begins here or before has the packet.
    const auto after = std::upper_bound(m_files.begin(), m_files.end(), id,
                                        [](PacketId wanted, const CaptureFile &file) { return wanted < file.first; });
    return static_cast<quint32>(after - m_files.begin()) - 1;
}

PacketRow PacketIndex::row(PacketId id) const
{
    const auto i = static_cast<quint32>(id);
    const PacketColumns &columns = *m_columns;
    PacketRow row;
    row.id = id;
    row.file = fileOf(id);
    row.numberInFile = i - static_cast<quint32>(m_files[row.file].first) + 1;
    row.timeNs = columns.timeNs(i);
    row.wireLength = columns.wireLength(i);
    row.capturedLength = columns.capturedLength(i);
    row.linkType = columns.linkType(i);
    row.hasPayload = columns.hasPayload(i);
    row.troubles = columns.troubles(i);
    row.protocol = protocol(id);
    const quint32 conversation = columns.conversation(i);
    if (conversation == noConversation) {
        row.conversationProtocol = row.protocol;
        return row;
    }
    const ConversationRecord &record = m_conversations->record(conversation);
    const bool fromFirst = columns.fromFirst(i);
    row.isIp = true;
    row.conversation = ConversationId{conversation};
    row.ipProtocol = record.ipProtocol;
    row.source = fromFirst ? record.firstEndpoint() : record.secondEndpoint();
    row.destination = fromFirst ? record.secondEndpoint() : record.firstEndpoint();
    row.conversationProtocol = protocolOf(record);
    return row;
}

Result<QByteArray> PacketIndex::bytes(PacketId id) const
{
    const auto i = static_cast<quint32>(id);
    const CaptureFile &file = m_files[fileOf(id)];
    const quint32 length = m_columns->capturedLength(i);
    const quint64 offset = m_columns->offset(i);
    auto bytes = file.bytes->bytesAt(offset, length);
    if (bytes && static_cast<quint32>(bytes->size()) != length) {
        const QString message = Text::tr("The file no longer holds this packet.");
        return Error{Error::Code::Io, message, file.name, static_cast<qint64>(offset)};
    }
    return bytes;
}

QString PacketIndex::comment(PacketId id) const
{
    const CaptureFile &file = m_files[fileOf(id)];
    return file.notes->commentOf(static_cast<quint32>(id) - static_cast<quint32>(file.first) + 1);
}

EvidenceRef PacketIndex::refOf(PacketId id) const
{
    const CaptureFile &file = m_files[fileOf(id)];
    return {file.id, static_cast<quint64>(id) - static_cast<quint64>(file.first) + 1};
}

std::optional<PacketId> PacketIndex::packetAt(const EvidenceRef &ref) const
{
    const auto file = std::find_if(m_files.begin(), m_files.end(),
                                   [&ref](const CaptureFile &candidate) { return candidate.id == ref.file; });
    if (file == m_files.end() || ref.record == 0 || ref.record > file->packets)
        return std::nullopt;
    return PacketId{static_cast<quint32>(static_cast<quint64>(file->first) + ref.record - 1)};
}

} // namespace wirecase
