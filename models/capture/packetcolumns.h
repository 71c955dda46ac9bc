#pragma once

#include "models/capture/linktype.h"

#include <array>
#include <memory>
#include <vector>

namespace wirecase {

inline constexpr quint32 noConversation = 0xffff'ffffU;
inline constexpr quint32 noPacket = 0xffff'ffffU;

/// What a packet is when its conversation cannot tell.
enum class PacketKind : quint8
{
    Ip, ///< its conversation has the addresses and the protocol
    Arp,
    Opaque, ///< bytes of a kind that is not looked into
};

/// 65 536 packets as columns: 32 bytes a packet. Written once, from the front; a snapshot reads only what was written
/// when it was made, so the chunk being filled is shared with readers too.
struct PacketChunk
{
    static constexpr quint32 shift = 16;
    static constexpr quint32 packets = 1U << shift;
    static constexpr quint32 mask = packets - 1;

    std::array<qint64, packets> timeNs;
    std::array<quint32, packets> offsetLow; ///< place of the captured bytes in the file: 48 bits
    std::array<quint16, packets> offsetHigh;
    std::array<quint32, packets> wireLength;
    std::array<quint32, packets> capturedLength;
    std::array<quint32, packets> conversation;
    std::array<quint32, packets> previous; ///< packet before in the same conversation
    std::array<quint8, packets> linkType;  ///< index into PacketColumns::linkTypes
    std::array<quint8, packets> flags;     ///< kind, direction, payload
};

static_assert(sizeof(PacketChunk) == 32UL * PacketChunk::packets);

/// One packet on its way into the columns.
struct PacketEntry
{
    qint64 timeNs = 0;
    quint64 offset = 0;
    quint32 wireLength = 0;
    quint32 capturedLength = 0;
    quint32 conversation = noConversation;
    quint32 previous = noPacket;
    LinkType linkType{};
    PacketKind kind = PacketKind::Opaque;
    bool fromFirst = false;  ///< sent by the first of the conversation's two endpoints
    bool hasPayload = false; ///< bytes above TCP or UDP
};

/// The packets of an index by column. A copy is a snapshot: it shares the chunks and keeps its size.
class PacketColumns
{
public:
    PacketColumns() = default;
    PacketColumns(std::vector<std::shared_ptr<PacketChunk>> chunks, std::vector<LinkType> linkTypes, quint32 size)
        : m_chunks(std::move(chunks))
        , m_linkTypes(std::move(linkTypes))
        , m_size(size)
    {
    }

    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] const std::vector<std::shared_ptr<PacketChunk>> &chunks() const { return m_chunks; }
    [[nodiscard]] const std::vector<LinkType> &linkTypes() const { return m_linkTypes; }

    [[nodiscard]] qint64 timeNs(quint32 i) const { return chunk(i).timeNs[i & PacketChunk::mask]; }
    [[nodiscard]] quint64 offset(quint32 i) const
    {
        const PacketChunk &c = chunk(i);
        return static_cast<quint64>(c.offsetHigh[i & PacketChunk::mask]) << 32U | c.offsetLow[i & PacketChunk::mask];
    }
    [[nodiscard]] quint32 wireLength(quint32 i) const { return chunk(i).wireLength[i & PacketChunk::mask]; }
    [[nodiscard]] quint32 capturedLength(quint32 i) const { return chunk(i).capturedLength[i & PacketChunk::mask]; }
    [[nodiscard]] quint32 conversation(quint32 i) const { return chunk(i).conversation[i & PacketChunk::mask]; }
    [[nodiscard]] quint32 previous(quint32 i) const { return chunk(i).previous[i & PacketChunk::mask]; }
    [[nodiscard]] LinkType linkType(quint32 i) const { return m_linkTypes[chunk(i).linkType[i & PacketChunk::mask]]; }
    [[nodiscard]] PacketKind kind(quint32 i) const { return static_cast<PacketKind>(flags(i) & kindMask); }
    [[nodiscard]] bool fromFirst(quint32 i) const { return (flags(i) & fromFirstFlag) != 0; }
    [[nodiscard]] bool hasPayload(quint32 i) const { return (flags(i) & payloadFlag) != 0; }

    void append(const PacketEntry &entry)
    {
        const quint32 place = m_size & PacketChunk::mask;
        if (place == 0)
            m_chunks.push_back(std::make_shared_for_overwrite<PacketChunk>());
        if (m_linkTypes.empty() || m_linkTypes[m_lastLinkType] != entry.linkType)
            m_lastLinkType = linkTypeIndex(entry.linkType);
        const unsigned flags = static_cast<unsigned>(entry.kind) | (entry.fromFirst ? fromFirstFlag : 0U)
                               | (entry.hasPayload ? payloadFlag : 0U);
        PacketChunk &chunk = *m_chunks.back();
        chunk.timeNs[place] = entry.timeNs;
        chunk.offsetLow[place] = static_cast<quint32>(entry.offset);
        chunk.offsetHigh[place] = static_cast<quint16>(entry.offset >> 32U);
        chunk.wireLength[place] = entry.wireLength;
        chunk.capturedLength[place] = entry.capturedLength;
        chunk.conversation[place] = entry.conversation;
        chunk.previous[place] = entry.previous;
        chunk.linkType[place] = m_lastLinkType;
        chunk.flags[place] = static_cast<quint8>(flags);
        ++m_size;
    }
    /// Whether one more packet can be numbered.
    [[nodiscard]] bool isFull() const { return m_size == noPacket - 1; }

private:
    static constexpr quint8 kindMask = 0x03;
    static constexpr quint8 fromFirstFlag = 0x04;
    static constexpr quint8 payloadFlag = 0x08;

    [[nodiscard]] const PacketChunk &chunk(quint32 i) const { return *m_chunks[i >> PacketChunk::shift]; }
    [[nodiscard]] quint8 flags(quint32 i) const { return chunk(i).flags[i & PacketChunk::mask]; }
    quint8 linkTypeIndex(LinkType type);

    std::vector<std::shared_ptr<PacketChunk>> m_chunks;
    std::vector<LinkType> m_linkTypes;
    quint8 m_lastLinkType = 0; ///< the index used last
    quint32 m_size = 0;
};

} // namespace wirecase
