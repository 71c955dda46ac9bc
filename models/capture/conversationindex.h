#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/capture/protocol.h"
#include "models/capture/tcphealth.h"

#include <memory>
#include <vector>

namespace wirecase {

class ConversationTable;
class FieldSource;
class PacketColumns;

enum class TcpState : quint8
{
    None,        ///< not TCP
    HalfOpen,    ///< asked for, never answered
    Established, ///< open, or already open when the capture began
    Closed,      ///< both sides said FIN
    Refused,     ///< answered with RST
    Reset,       ///< torn down with RST after it was open
};

[[nodiscard]] QString tcpStateText(TcpState state);    ///< "half open": translated, empty for None
[[nodiscard]] QString tcpStateKey(TcpState state);     ///< "half_open": stable, empty for None
[[nodiscard]] QString tlsVersionText(quint16 version); ///< "1.2" for 0x0303, empty for one that is not known

/// All packets between two endpoints that belong to one connection, assembled when asked for.
struct Conversation
{
    ConversationId id{};
    quint8 ipProtocol = 0;
    Endpoint client; ///< who opened it, else who was seen first; ports are 0 where the protocol has none
    Endpoint server;
    bool isPartial = false; ///< of IP fragments, or of cut or broken headers: kept apart from whole packets
    qint64 firstNs = 0;     ///< earliest and latest time of its packets; noTime when none has one
    qint64 lastNs = 0;
    quint64 packetsFromClient = 0;
    quint64 packetsFromServer = 0;
    quint64 bytesFromClient = 0; ///< lengths of whole frames on the wire
    quint64 bytesFromServer = 0;
    Protocol protocol = Protocol::Unknown;
    bool protocolByContent = false; ///< recognised in its bytes, not guessed from the port
    TcpState state = TcpState::None;
    TcpHealth health; ///< empty when it is not TCP
    PacketId firstPacket{};
    PacketId lastPacket{};
    QString serverName; ///< of the TLS or QUIC client hello, or HTTP's Host; may be empty
    QString tlsVersion; ///< "1.2", as agreed; what the client offered when no answer was captured; may be empty
};

class ConversationIndex
{
public:
    ConversationIndex();
    ConversationIndex(std::shared_ptr<const ConversationTable> table, std::shared_ptr<const PacketColumns> columns);
    ~ConversationIndex();
    ConversationIndex(const ConversationIndex &) = delete;
    ConversationIndex &operator=(const ConversationIndex &) = delete;

    [[nodiscard]] quint32 size() const;
    [[nodiscard]] Conversation at(ConversationId id) const;
    [[nodiscard]] quint64 packetCount(ConversationId id) const;
    /// Its packets in the order of the files.
    [[nodiscard]] std::vector<PacketId> packets(ConversationId id) const;

    [[nodiscard]] const FieldSource &fields() const { return *m_fields; }
    [[nodiscard]] const ConversationTable &table() const { return *m_table; }

private:
    std::shared_ptr<const ConversationTable> m_table;
    std::shared_ptr<const PacketColumns> m_columns;
    std::unique_ptr<const FieldSource> m_fields;
};

using ConversationIndexPtr = std::shared_ptr<const ConversationIndex>;

} // namespace wirecase
