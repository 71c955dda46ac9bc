#include "models/capture/conversationindex.h"

#include "models/capture/conversationfields.h"
#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ConversationIndex)
};

} // namespace

QString tcpStateText(TcpState state)
{
    switch (state) {
    case TcpState::None:
        return {};
    case TcpState::HalfOpen:
        return Text::tr("half open");
    case TcpState::Established:
        return Text::tr("established");
    case TcpState::Closed:
        return Text::tr("closed");
    case TcpState::Refused:
        return Text::tr("refused");
    case TcpState::Reset:
        return Text::tr("reset");
    }
    return {};
}

QString tcpStateKey(TcpState state)
{
    switch (state) {
    case TcpState::None:
        return {};
    case TcpState::HalfOpen:
        return QStringLiteral("half_open");
    case TcpState::Established:
        return QStringLiteral("established");
    case TcpState::Closed:
        return QStringLiteral("closed");
    case TcpState::Refused:
        return QStringLiteral("refused");
    case TcpState::Reset:
        return QStringLiteral("reset");
    }
    return {};
}

QString tlsVersionText(quint16 version)
{
    switch (version) {
    case 0x0300:
        return QStringLiteral("SSL 3.0");
    case 0x0301:
        return QStringLiteral("1.0");
    case 0x0302:
        return QStringLiteral("1.1");
    case 0x0303:
        return QStringLiteral("1.2");
    case 0x0304:
        return QStringLiteral("1.3");
    default:
        return {};
    }
}

ConversationIndex::ConversationIndex()
    : ConversationIndex(std::make_shared<const ConversationTable>(), std::make_shared<const PacketColumns>())
{
}

ConversationIndex::ConversationIndex(std::shared_ptr<const ConversationTable> table,
                                     std::shared_ptr<const PacketColumns> columns)
    : m_table(std::move(table))
    , m_columns(std::move(columns))
    , m_fields(conversationFields(*m_table))
{
}

ConversationIndex::~ConversationIndex() = default;

quint32 ConversationIndex::size() const
{
    return m_table->size();
}

Conversation ConversationIndex::at(ConversationId id) const
{
    const auto i = static_cast<quint32>(id);
    const ConversationRecord &record = m_table->record(i);
    const std::size_t client = record.clientIsFirst() ? 0 : 1;
    Conversation conversation;
    conversation.id = id;
    conversation.ipProtocol = record.ipProtocol;
    conversation.client = client == 0 ? record.firstEndpoint() : record.secondEndpoint();
    conversation.server = client == 0 ? record.secondEndpoint() : record.firstEndpoint();
    conversation.isPartial = record.has(ConversationRecord::IsPartial);
    conversation.firstNs = record.firstNs;
    conversation.lastNs = record.lastNs;
    conversation.packetsFromClient = record.packets[client];
    conversation.packetsFromServer = record.packets[1 - client];
    conversation.bytesFromClient = record.bytes[client];
    conversation.bytesFromServer = record.bytes[1 - client];
    conversation.protocol = protocolOf(record);
    conversation.protocolByContent = record.has(ConversationRecord::ByContent);
    conversation.state = tcpStateOf(record);
    conversation.health = record.health;
    conversation.firstPacket = PacketId{record.firstPacket};
    conversation.lastPacket = PacketId{record.lastPacket};
    conversation.serverName = m_table->serverName(i);
    conversation.tlsVersion = tlsVersionText(record.tlsVersion);
    return conversation;
}

quint64 ConversationIndex::packetCount(ConversationId id) const
{
    const ConversationRecord &record = m_table->record(static_cast<quint32>(id));
    return static_cast<quint64>(record.packets[0]) + record.packets[1];
}

std::vector<PacketId> ConversationIndex::packets(ConversationId id) const
{
    const ConversationRecord &record = m_table->record(static_cast<quint32>(id));
    std::vector<PacketId> packets(packetCount(id));
    quint32 packet = record.lastPacket;
    for (auto place = packets.rbegin(); place != packets.rend(); ++place) {
        *place = PacketId{packet};
        packet = m_columns->previous(packet);
    }
    return packets;
}

} // namespace wirecase
