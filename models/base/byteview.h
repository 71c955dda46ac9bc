#pragma once

#include <QByteArray>
#include <QtEndian>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wirecase {

using ByteView = std::span<const std::byte>;

inline ByteView bytesOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::byte *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

inline QByteArray copyOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// The `length` bytes at `offset`, or what of them is there. Never reaches past the end.
inline ByteView slice(ByteView bytes, std::size_t offset, std::size_t length = std::dynamic_extent)
{
    if (offset >= bytes.size())
        return {};
    return bytes.subspan(offset, std::min(length, bytes.size() - offset));
}

inline std::optional<std::uint8_t> u8(ByteView bytes, std::size_t offset)
{
    if (offset >= bytes.size())
        return std::nullopt;
    return std::to_integer<std::uint8_t>(bytes[offset]);
}

/// Big-endian unsigned integer of `Width` bytes at `offset`, or nothing when the bytes end before.
template <std::size_t Width>
std::optional<std::uint64_t> beUint(ByteView bytes, std::size_t offset)
{
    static_assert(Width >= 1 && Width <= 8);
    if (offset > bytes.size() || bytes.size() - offset < Width)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < Width; ++i)
        value = (value << 8U) | std::to_integer<std::uint64_t>(bytes[offset + i]);
    return value;
}

/// The same for the widths that a processor knows: one load and one swap, for this is done many times for every packet.
template <typename Word>
std::optional<Word> beWord(ByteView bytes, std::size_t offset)
{
    if (offset > bytes.size() || bytes.size() - offset < sizeof(Word))
        return std::nullopt;
    return qFromBigEndian<Word>(bytes.data() + offset);
}

inline std::optional<std::uint16_t> be16(ByteView bytes, std::size_t offset)
{
    return beWord<std::uint16_t>(bytes, offset);
}

inline std::optional<std::uint32_t> be32(ByteView bytes, std::size_t offset)
{
    return beWord<std::uint32_t>(bytes, offset);
}

} // namespace wirecase
