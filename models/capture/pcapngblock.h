#pragma once

#include "models/base/byteview.h"

#include <QtGlobal>

namespace wirecase {

/// Numbers in the byte order of a pcapng section. What lies past the end reads as 0.
struct PcapngBytes
{
    ByteView bytes;
    bool bigEndian = false;

    [[nodiscard]] quint16 half(std::size_t offset) const
    {
        const quint16 big = be16(bytes, offset).value_or(0);
        return bigEndian ? big : __builtin_bswap16(big);
    }
    [[nodiscard]] quint32 word(std::size_t offset) const
    {
        const quint32 big = be32(bytes, offset).value_or(0);
        return bigEndian ? big : __builtin_bswap32(big);
    }
    /// A 64-bit number in the section's order. Times are not: there the high half comes first in either order.
    [[nodiscard]] quint64 longWord(std::size_t offset) const
    {
        const quint64 big = beUint<8>(bytes, offset).value_or(0);
        return bigEndian ? big : __builtin_bswap64(big);
    }
    [[nodiscard]] PcapngBytes part(std::size_t offset, std::size_t length = std::dynamic_extent) const
    {
        return {slice(bytes, offset, length), bigEndian};
    }
};

// Block types, draft-ietf-opsawg-pcapng 11.1.
enum class PcapngBlockType : quint32
{
    InterfaceDescription = 1,
    ObsoletePacket = 2,
    SimplePacket = 3,
    NameResolution = 4,
    InterfaceStatistics = 5,
    EnhancedPacket = 6,
    JournalEntry = 9,
    DecryptionSecrets = 10,
    Custom = 0x0000'0bad,
    CustomNotCopied = 0x4000'0bad,
    SectionHeader = 0x0a0d'0d0a, ///< the same in both byte orders
};

/// Lengths in pcapng leave out what fills up to 32 bits.
constexpr quint64 pcapngPadded(quint64 length)
{
    return (length + 3) & ~quint64{3};
}

/// Walks over the options of a block, or over the records of name resolution, which are laid out alike.
class PcapngOptions
{
public:
    static constexpr quint16 end = 0;
    static constexpr quint16 comment = 1;

    explicit PcapngOptions(const PcapngBytes &options)
        : m_options(options)
    {
    }

    /// The next one; false at the end, and where one claims to reach past it.
    bool next();
    [[nodiscard]] quint16 code() const { return m_code; }
    [[nodiscard]] const PcapngBytes &value() const { return m_value; }
    [[nodiscard]] std::size_t offset() const { return m_offset; } ///< where the walk stands
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

private:
    PcapngBytes m_options;
    PcapngBytes m_value;
    std::size_t m_offset = 0;
    quint16 m_code = end;
    bool m_isDamaged = false;
};

} // namespace wirecase
