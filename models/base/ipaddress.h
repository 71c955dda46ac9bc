#pragma once

#include <QHashFunctions>
#include <QString>
#include <QtEndian>

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace wirecase {

/// An IPv4 or IPv6 address of 16 bytes; IPv4 is held as ::ffff:a.b.c.d, so that both sort and compare as one.
/// The default value is "no address" (all zero, isNull()).
class IpAddress
{
public:
    using Bytes = std::array<std::uint8_t, 16>;

    constexpr IpAddress() = default;
    constexpr explicit IpAddress(const Bytes &bytes)
        : m_bytes(bytes)
    {
    }

    /// `value` in host order: 0x0a000001 is 10.0.0.1.
    static IpAddress fromIpv4(std::uint32_t value)
    {
        // Written as the words that comparing reads: bytes written one by one cannot be read as a word at once.
        IpAddress address;
        qToBigEndian(std::uint64_t{0xffff'0000'0000} | value, address.m_bytes.data() + 8);
        return address;
    }
    /// Dotted quad or any IPv6 spelling; no port, no brackets, no zone. Nothing else is accepted.
    static std::optional<IpAddress> parse(std::string_view text);
    static std::optional<IpAddress> parse(QStringView text);

    [[nodiscard]] bool isNull() const { return m_bytes == Bytes{}; }
    [[nodiscard]] bool isIpv4() const;
    /// The IPv4 value in host order; 0 when this is not IPv4.
    [[nodiscard]] std::uint32_t ipv4() const;
    /// RFC 1918, RFC 6598, RFC 4193, loopback and link-local: not routed on the Internet.
    [[nodiscard]] bool isPrivate() const;
    [[nodiscard]] bool isMulticast() const; ///< includes the IPv4 limited broadcast
    /// An address with which the cloud platform itself speaks (168.63.129.16, 169.254.169.254; azure.md 1.5).
    [[nodiscard]] bool isAzurePlatform() const;
    [[nodiscard]] const Bytes &bytes() const { return m_bytes; }
    /// Dotted quad, or IPv6 as RFC 5952 writes it.
    [[nodiscard]] QString toString() const;

    // Compared as two words: addresses are compared for every packet, and a call of memcmp costs more than that.
    friend bool operator==(const IpAddress &a, const IpAddress &b) { return a.words() == b.words(); }
    friend std::strong_ordering operator<=>(const IpAddress &a, const IpAddress &b)
    {
        const auto [aHigh, aLow] = a.words();
        const auto [bHigh, bLow] = b.words();
        return aHigh != bHigh ? aHigh <=> bHigh : aLow <=> bLow;
    }

    friend size_t qHash(const IpAddress &address, size_t seed = 0)
    {
        return qHashBits(address.m_bytes.data(), address.m_bytes.size(), seed);
    }

private:
    /// Words that order as the bytes do.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> words() const
    {
        std::array<quint64, 2> words{};
        std::memcpy(words.data(), m_bytes.data(), m_bytes.size());
        return {qFromBigEndian(words[0]), qFromBigEndian(words[1])};
    }

    Bytes m_bytes{};
};

/// An address block: "10.1.0.0/16", "2001:db8::/32"; a bare address is a block of one.
struct IpBlock
{
    IpAddress network;
    int prefixBits = 128; ///< 0–128, counted on the 16-byte form (an IPv4 /24 is 120)

    static std::optional<IpBlock> parse(QStringView text);
    [[nodiscard]] bool contains(const IpAddress &address) const;
    bool operator==(const IpBlock &) const = default;
};

struct Endpoint
{
    IpAddress address;
    quint16 port = 0;

    auto operator<=>(const Endpoint &) const = default;
};

/// "10.0.0.1:443", "[2001:db8::1]:443"; the address alone when the port is 0.
[[nodiscard]] QString endpointText(const Endpoint &endpoint);

} // namespace wirecase
