#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/capture/capturefile.h"
#include "models/capture/protocol.h"
#include "models/capture/tcphealth.h"
#include "models/evidence/evidenceref.h"

#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

class ConversationTable;
class FieldSource;
class PacketColumns;

/// One packet, assembled when it is asked for.
struct PacketRow
{
    PacketId id{};
    quint32 file = 0;         ///< index into PacketIndex::files()
    quint32 numberInFile = 0; ///< 1-based
    qint64 timeNs = 0;        ///< noTime when the file gives none
    quint32 wireLength = 0;
    quint32 capturedLength = 0;
    Endpoint source; ///< null address when it is not IP
    Endpoint destination;
    quint8 ipProtocol = 0;
    bool isIp = false;
    bool hasPayload = false; ///< bytes above TCP or UDP
    TcpTroubles troubles;
    Protocol protocol = Protocol::Unknown; ///< of this packet: "TCP" for a handshake, "HTTP" for what it carries
    Protocol conversationProtocol = Protocol::Unknown; ///< of the whole conversation
    std::optional<ConversationId> conversation;
    LinkType linkType{};
};

/// All packets of some capture files: an immutable snapshot of columns shared with the snapshots before and after it.
class PacketIndex
{
public:
    PacketIndex();
    PacketIndex(std::shared_ptr<const PacketColumns> columns, std::shared_ptr<const ConversationTable> conversations,
                std::vector<CaptureFile> files);
    ~PacketIndex();
    PacketIndex(const PacketIndex &) = delete;
    PacketIndex &operator=(const PacketIndex &) = delete;

    [[nodiscard]] quint32 size() const;
    [[nodiscard]] PacketRow row(PacketId id) const;
    [[nodiscard]] qint64 timeNs(PacketId id) const;
    [[nodiscard]] Protocol protocol(PacketId id) const; ///< PacketRow::protocol, without the rest of the row
    [[nodiscard]] const std::vector<CaptureFile> &files() const { return m_files; }
    [[nodiscard]] quint32 fileOf(PacketId id) const; ///< index into files()

    /// The captured bytes, read from the evidence. Fails when the file does not hold them any more.
    [[nodiscard]] Result<QByteArray> bytes(PacketId id) const;

    /// What the capture file itself remarks on the packet; may be empty.
    [[nodiscard]] QString comment(PacketId id) const;

    [[nodiscard]] const FieldSource &fields() const { return *m_fields; }
    [[nodiscard]] EvidenceRef refOf(PacketId id) const;
    [[nodiscard]] std::optional<PacketId> packetAt(const EvidenceRef &ref) const;

    [[nodiscard]] const PacketColumns &columns() const { return *m_columns; }
    [[nodiscard]] const ConversationTable &conversationTable() const { return *m_conversations; }

private:
    std::shared_ptr<const PacketColumns> m_columns;
    std::shared_ptr<const ConversationTable> m_conversations;
    std::vector<CaptureFile> m_files;
    std::unique_ptr<const FieldSource> m_fields;
};

using PacketIndexPtr = std::shared_ptr<const PacketIndex>;

} // namespace wirecase
