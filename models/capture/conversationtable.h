#pragma once

#include "models/base/ipaddress.h"
#include "models/base/transport.h"
#include "models/capture/conversationindex.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

/// One conversation as the tracker keeps it. The two endpoints are ordered, so that both directions find it.
struct alignas(64) ConversationRecord
{
    enum Flag : quint16
    {
        ClientIsSecond = 0x0001,
        ClientKnown = 0x0002, ///< a SYN said who opened it, or requests and answers did
        ByContent = 0x0004,   ///< the protocol was recognised in the bytes
        IsPartial = 0x0008,   ///< IP fragments and cut headers: counted apart from the conversation they belong to
        FirstSequenceSet = 0x0010,
        SecondSequenceSet = 0x0020,
        SawSyn = 0x0040,
        SawOpen = 0x0080, ///< segments of a connection that is open
        FirstFin = 0x0100,
        SecondFin = 0x0200,
        SawRst = 0x0400,
        SawPayload = 0x0800,
        TlsAgreed = 0x1000, ///< tlsVersion is the server's choice
        NameFound = 0x2000,
        WindowsUnscaled = 0x4000, ///< a SYN came without the option that scales windows
        SawAnswer = 0x8000,       ///< a SYN with an ACK
    };

    IpAddress first;
    IpAddress second;
    quint16 firstPort = 0;
    quint16 secondPort = 0;
    quint8 ipProtocol = 0;
    Protocol protocol = Protocol::Unknown; ///< by content; Unknown when that did not tell
    quint16 flags = 0;
    std::array<quint32, 2> baseSequence{}; ///< initial sequence number of first and second
    qint64 firstNs = 0;
    qint64 lastNs = 0;
    std::array<quint64, 2> bytes{}; ///< sent by first, by second
    std::array<quint32, 2> packets{};
    quint32 firstPacket = 0;
    quint32 lastPacket = 0;
    TcpHealth health;
    quint32 serverName = 0;  ///< index of the table's names; 0 is none
    quint16 tlsVersion = 0;  ///< as on the wire: 0x0303 is 1.2
    quint8 looks = 0;        ///< payloads looked into so far
    quint8 windowShifts = 0; ///< of first in the lower half, of second in the upper: one more than the shift, 0 unknown

    [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
    void set(Flag flag) { flags = static_cast<quint16>(flags | flag); }
    [[nodiscard]] bool clientIsFirst() const { return !has(ClientIsSecond); }
    /// Who opened the conversation; only the first time counts.
    void noteClient(bool isFirst)
    {
        if (has(ClientKnown))
            return;
        flags = static_cast<quint16>((isFirst ? flags & ~ClientIsSecond : flags | ClientIsSecond) | ClientKnown);
    }
    /// By how many bits one side (0 is first, 1 second) shifts its windows; nothing when that is not known, or when
    /// they did not agree on it.
    [[nodiscard]] std::optional<quint8> windowShift(std::size_t side) const
    {
        const unsigned kept = windowShifts >> (4 * side) & 0x0fU;
        if (kept == 0 || has(WindowsUnscaled))
            return std::nullopt;
        return static_cast<quint8>(kept - 1);
    }
    [[nodiscard]] Endpoint firstEndpoint() const { return {first, firstPort}; }
    [[nodiscard]] Endpoint secondEndpoint() const { return {second, secondPort}; }
};

/// The protocol to show: by content, else by port once there is payload, else the transport's own.
[[nodiscard]] Protocol protocolOf(const ConversationRecord &record);
[[nodiscard]] TcpState tcpStateOf(const ConversationRecord &record);

/// An immutable snapshot of all conversations, sharing what did not change with the snapshots before and after it.
class ConversationTable
{
public:
    static constexpr quint32 shift = 12;
    static constexpr quint32 mask = (1U << shift) - 1;
    using Chunk = std::array<ConversationRecord, 1U << shift>;

    ConversationTable() = default;
    ConversationTable(std::vector<std::shared_ptr<const Chunk>> chunks, quint32 size,
                      std::shared_ptr<const std::vector<QString>> names)
        : m_chunks(std::move(chunks))
        , m_size(size)
        , m_names(std::move(names))
    {
    }

    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] const ConversationRecord &record(quint32 i) const { return (*m_chunks[i >> shift])[i & mask]; }
    [[nodiscard]] QString serverName(quint32 i) const { return (*m_names)[record(i).serverName]; }
    [[nodiscard]] const std::vector<QString> &names() const { return *m_names; }

private:
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    quint32 m_size = 0;
    std::shared_ptr<const std::vector<QString>> m_names = std::make_shared<const std::vector<QString>>(1);
};

} // namespace wirecase
