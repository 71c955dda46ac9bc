#pragma once

#include "models/capture/linktype.h"
#include "models/capture/tcphealth.h"

#include <algorithm>
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

/// 65 536 packets as columns: 27 bytes a packet. Written once, from the front; a snapshot reads only what was written
/// when it was made, so the chunk being filled is shared with readers too.
struct PacketChunk
{
    static constexpr quint32 shift = 16;
    static constexpr quint32 packets = 1U << shift;
    static constexpr quint32 mask = packets - 1;

    static constexpr quint16 longLength = 0xffff; ///< the length is in `wide`
    static constexpr quint8 wideLinkType = 0x07;  ///< the link type is in `wide`
    static constexpr quint8 kindMask = 0x03;
    static constexpr quint8 fromFirstFlag = 0x04;
    static constexpr quint8 payloadFlag = 0x08;
    static constexpr quint8 tlsFlag = 0x10;
    static constexpr unsigned linkTypeShift = 5;
    static constexpr quint64 mostOffset = (quint64{1} << 40U) - 1;

    /// What few packets need more room for.
    struct Wide
    {
        std::array<quint32, packets> wireLength;
        std::array<quint32, packets> capturedLength;
        std::array<quint8, packets> linkType;
    };

    /// Made when the first such packet comes, before a snapshot holds that packet, and never changed after.
    std::unique_ptr<Wide> wide;
    std::array<qint64, packets> timeNs;
    std::array<quint32, packets> offsetLow; ///< place of the captured bytes in the file: 40 bits
    std::array<quint8, packets> offsetHigh;
    std::array<quint16, packets> shortWireLength;
    std::array<quint16, packets> shortCapturedLength;
    std::array<quint32, packets> conversation;
    std::array<quint32, packets> previous; ///< packet before in the same conversation
    std::array<quint8, packets> flags;     ///< from below: kind, direction, payload, TLS, link type
    std::array<quint8, packets> troubles;  ///< TcpTroubles

    [[nodiscard]] quint64 offset(quint32 i) const { return quint64{offsetHigh[i]} << 32U | offsetLow[i]; }
    [[nodiscard]] quint32 wireLength(quint32 i) const
    {
        return shortWireLength[i] == longLength ? wide->wireLength[i] : shortWireLength[i];
    }
    [[nodiscard]] quint32 capturedLength(quint32 i) const
    {
        return shortCapturedLength[i] == longLength ? wide->capturedLength[i] : shortCapturedLength[i];
    }
    /// Index into PacketColumns::linkTypes.
    [[nodiscard]] quint8 linkType(quint32 i) const
    {
        const auto index = static_cast<quint8>(flags[i] >> linkTypeShift);
        return index == wideLinkType ? wide->linkType[i] : index;
    }
    /// Whether some value of the packet is in `wide`.
    [[nodiscard]] bool isWide(quint32 i) const
    {
        return shortWireLength[i] == longLength || shortCapturedLength[i] == longLength
               || flags[i] >> linkTypeShift == wideLinkType;
    }

    void setLengths(quint32 i, quint32 wire, quint32 captured)
    {
        shortWireLength[i] = wire < longLength ? static_cast<quint16>(wire) : longLength;
        shortCapturedLength[i] = captured < longLength ? static_cast<quint16>(captured) : longLength;
        if (wire >= longLength || captured >= longLength) {
            makeWide();
            wide->wireLength[i] = wire;
            wide->capturedLength[i] = captured;
        }
    }
    void setFlags(quint32 i, unsigned lower, quint8 linkTypeIndex)
    {
        flags[i] = static_cast<quint8>(lower | std::min<unsigned>(linkTypeIndex, wideLinkType) << linkTypeShift);
        if (linkTypeIndex >= wideLinkType) {
            makeWide();
            wide->linkType[i] = linkTypeIndex;
        }
    }
    void makeWide()
    {
        if (!wide)
            wide = std::make_unique_for_overwrite<Wide>();
    }
};

static_assert(sizeof(PacketChunk) <= 27UL * PacketChunk::packets + 64);

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
    bool isTls = false;      ///< in a conversation that began in clear
    TcpTroubles troubles;
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
    [[nodiscard]] quint64 offset(quint32 i) const { return chunk(i).offset(i & PacketChunk::mask); }
    [[nodiscard]] quint32 wireLength(quint32 i) const { return chunk(i).wireLength(i & PacketChunk::mask); }
    [[nodiscard]] quint32 capturedLength(quint32 i) const { return chunk(i).capturedLength(i & PacketChunk::mask); }
    [[nodiscard]] quint32 conversation(quint32 i) const { return chunk(i).conversation[i & PacketChunk::mask]; }
    [[nodiscard]] quint32 previous(quint32 i) const { return chunk(i).previous[i & PacketChunk::mask]; }
    [[nodiscard]] LinkType linkType(quint32 i) const { return m_linkTypes[chunk(i).linkType(i & PacketChunk::mask)]; }
    [[nodiscard]] PacketKind kind(quint32 i) const { return static_cast<PacketKind>(flags(i) & PacketChunk::kindMask); }
    [[nodiscard]] bool fromFirst(quint32 i) const { return (flags(i) & PacketChunk::fromFirstFlag) != 0; }
    [[nodiscard]] bool hasPayload(quint32 i) const { return (flags(i) & PacketChunk::payloadFlag) != 0; }
    [[nodiscard]] bool isTls(quint32 i) const { return (flags(i) & PacketChunk::tlsFlag) != 0; }
    [[nodiscard]] TcpTroubles troubles(quint32 i) const
    {
        return TcpTroubles::fromInt(chunk(i).troubles[i & PacketChunk::mask]);
    }

    void append(const PacketEntry &entry)
    {
        const quint32 place = m_size & PacketChunk::mask;
        if (place == 0)
            addChunk();
        if (m_linkTypes.empty() || m_linkTypes[m_lastLinkType] != entry.linkType)
            m_lastLinkType = linkTypeIndex(entry.linkType);
        const unsigned flags = static_cast<unsigned>(entry.kind) | (entry.fromFirst ? PacketChunk::fromFirstFlag : 0U)
                               | (entry.hasPayload ? PacketChunk::payloadFlag : 0U)
                               | (entry.isTls ? PacketChunk::tlsFlag : 0U);
        PacketChunk &chunk = *m_chunks.back();
        chunk.timeNs[place] = entry.timeNs;
        chunk.offsetLow[place] = static_cast<quint32>(entry.offset);
        chunk.offsetHigh[place] = static_cast<quint8>(entry.offset >> 32U);
        chunk.setLengths(place, entry.wireLength, entry.capturedLength);
        chunk.conversation[place] = entry.conversation;
        chunk.previous[place] = entry.previous;
        chunk.setFlags(place, flags, m_lastLinkType);
        chunk.troubles[place] = static_cast<quint8>(entry.troubles.toInt());
        ++m_size;
    }

private:
    [[nodiscard]] const PacketChunk &chunk(quint32 i) const { return *m_chunks[i >> PacketChunk::shift]; }
    [[nodiscard]] quint8 flags(quint32 i) const { return chunk(i).flags[i & PacketChunk::mask]; }
    void addChunk();
    quint8 linkTypeIndex(LinkType type);

    std::vector<std::shared_ptr<PacketChunk>> m_chunks;
    std::vector<LinkType> m_linkTypes;
    quint8 m_lastLinkType = 0; ///< the index used last
    quint32 m_size = 0;
};

} // namespace wirecase
