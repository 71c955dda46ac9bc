#pragma once

#include "models/base/byteview.h"

#include <algorithm>

namespace wirecase {

/// A part of a packet, such as one protocol's header and what follows it. Offsets are relative to the part and never
/// reach past its end; begin() is its place in the packet, which fields keep for highlighting.
class Part
{
public:
    /// The whole packet. `wireLength` counts what was on the wire, captured or not.
    Part(ByteView packet, std::size_t wireLength)
        : m_packet(packet)
        , m_end(packet.size())
        , m_wireEnd(std::max(packet.size(), wireLength))
    {
    }

    [[nodiscard]] std::size_t begin() const { return m_begin; }
    [[nodiscard]] std::size_t size() const { return m_end - m_begin; } ///< captured
    [[nodiscard]] std::size_t wireSize() const { return m_wireEnd - m_begin; }
    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    [[nodiscard]] ByteView bytes() const { return m_packet.subspan(m_begin, size()); }

    [[nodiscard]] std::optional<std::uint8_t> byte(std::size_t offset) const { return u8(bytes(), offset); }
    [[nodiscard]] std::optional<std::uint16_t> word(std::size_t offset) const { return be16(bytes(), offset); }
    [[nodiscard]] std::optional<std::uint32_t> quad(std::size_t offset) const { return be32(bytes(), offset); }
    /// As above, 0 when it is not there; for values that only choose a wording.
    [[nodiscard]] std::uint8_t byteOr0(std::size_t offset) const { return byte(offset).value_or(0); }
    [[nodiscard]] std::uint16_t wordOr0(std::size_t offset) const { return word(offset).value_or(0); }
    [[nodiscard]] std::uint32_t quadOr0(std::size_t offset) const { return quad(offset).value_or(0); }

    /// Little-endian numbers, 0 when they are not there.
    [[nodiscard]] std::uint16_t littleWordOr0(std::size_t offset) const
    {
        const auto value = static_cast<std::uint32_t>(wordOr0(offset));
        return static_cast<std::uint16_t>(value >> 8U | value << 8U);
    }
    [[nodiscard]] std::uint32_t littleQuadOr0(std::size_t offset) const
    {
        const std::uint32_t value = quadOr0(offset);
        return value >> 24U | (value >> 8U & 0xff00U) | (value << 8U & 0xff0000U) | value << 24U;
    }

    /// What of `length` bytes at `offset` lies in this part.
    [[nodiscard]] Part sub(std::size_t offset, std::size_t length) const
    {
        Part part = from(offset);
        part.m_wireEnd = part.m_begin + std::min(length, part.wireSize());
        part.m_end = std::min(part.m_end, part.m_wireEnd);
        return part;
    }

    [[nodiscard]] Part from(std::size_t offset) const
    {
        Part part = *this;
        part.m_begin = std::min(m_end, m_begin + std::min(offset, size()));
        part.m_wireEnd = std::max(part.m_begin, m_wireEnd);
        return part;
    }

    /// Whether some of it was on the wire but not captured.
    [[nodiscard]] bool isCut() const { return m_wireEnd > m_end; }

private:
    ByteView m_packet;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_wireEnd = 0;
};

/// What stands at `at` up to the next zero byte.
[[nodiscard]] inline Part zeroEnded(const Part &part, std::size_t at)
{
    const std::string_view text = textOf(part.from(at).bytes());
    return part.sub(at, std::min(text.find('\0'), text.size()));
}

} // namespace wirecase
