#include "models/base/ipaddress.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>

namespace wirecase {

namespace {

constexpr std::size_t longestAddressText = 45;

bool inIpv4Block(std::uint32_t value, std::uint32_t network, int prefixBits)
{
    return (value ^ network) >> (32 - prefixBits) == 0;
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (text.empty() || text.size() > longestAddressText)
        return std::nullopt;
    std::array<char, longestAddressText + 1> buffer{};
    std::memcpy(buffer.data(), text.data(), text.size());

    in_addr v4{};
    if (inet_pton(AF_INET, buffer.data(), &v4) == 1)
        return fromIpv4(ntohl(v4.s_addr));
    Bytes v6{};
    if (inet_pton(AF_INET6, buffer.data(), v6.data()) == 1)
        return IpAddress(v6);
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::parse(QStringView text)
{
    const QByteArray latin = text.toLatin1();
    return parse(std::string_view(latin.constData(), static_cast<std::size_t>(latin.size())));
}

bool IpAddress::isIpv4() const
{
    return std::all_of(m_bytes.begin(), m_bytes.begin() + 10, [](auto byte) { return byte == 0; })
           && m_bytes[10] == 0xff && m_bytes[11] == 0xff;
}

std::uint32_t IpAddress::ipv4() const
{
    if (!isIpv4())
        return 0;
    return std::uint32_t{m_bytes[12]} << 24U | std::uint32_t{m_bytes[13]} << 16U | std::uint32_t{m_bytes[14]} << 8U
           | m_bytes[15];
}

bool IpAddress::isPrivate() const
{
    if (isIpv4()) {
        const std::uint32_t value = ipv4();
        return inIpv4Block(value, 0x0a000000, 8) || inIpv4Block(value, 0xac100000, 12)
               || inIpv4Block(value, 0xc0a80000, 16) || inIpv4Block(value, 0x64400000, 10)
               || inIpv4Block(value, 0x7f000000, 8) || inIpv4Block(value, 0xa9fe0000, 16);
    }
    Bytes loopback{};
    loopback[15] = 1;
    const bool uniqueLocal = (m_bytes[0] & 0xfeU) == 0xfc;
    const bool linkLocal = m_bytes[0] == 0xfe && (m_bytes[1] & 0xc0U) == 0x80;
    return m_bytes == loopback || uniqueLocal || linkLocal;
}

bool IpAddress::isMulticast() const
{
    if (isIpv4())
        return inIpv4Block(ipv4(), 0xe0000000, 4) || ipv4() == 0xffffffff;
    return m_bytes[0] == 0xff;
}

bool IpAddress::isAzurePlatform() const
{
    constexpr std::uint32_t wireServer = 0xa83f8110;       // 168.63.129.16
    constexpr std::uint32_t instanceMetadata = 0xa9fea9fe; // 169.254.169.254
    return ipv4() == wireServer || ipv4() == instanceMetadata;
}

QString IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (isIpv4())
        inet_ntop(AF_INET, m_bytes.data() + 12, buffer.data(), buffer.size());
    else
        inet_ntop(AF_INET6, m_bytes.data(), buffer.data(), buffer.size());
    return QString::fromLatin1(buffer.data());
}

std::optional<IpBlock> IpBlock::parse(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    const auto address = IpAddress::parse(slash < 0 ? text : text.left(slash));
    if (!address)
        return std::nullopt;
    if (slash < 0)
        return IpBlock{*address, 128};

    bool isNumber = false;
    const int bits = text.mid(slash + 1).toInt(&isNumber);
    const int widest = address->isIpv4() ? 32 : 128;
    if (!isNumber || bits < 0 || bits > widest)
        return std::nullopt;
    return IpBlock{*address, address->isIpv4() ? 96 + bits : bits};
}

bool IpBlock::contains(const IpAddress &address) const
{
    const auto whole = static_cast<std::size_t>(prefixBits / 8);
    const auto &a = address.bytes();
    const auto &b = network.bytes();
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
        return false;
    const int rest = prefixBits % 8;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

QString endpointText(const Endpoint &endpoint)
{
    QString address = endpoint.address.toString();
    if (endpoint.port == 0)
        return address;
    const QString pattern = endpoint.address.isIpv4() ? QStringLiteral("%1:%2") : QStringLiteral("[%1]:%2");
    return pattern.arg(address).arg(endpoint.port);
}

} // namespace wirecase
