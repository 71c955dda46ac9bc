#include "models/capture/ftpports.h"

#include <array>
#include <charconv>
#include <string_view>

namespace wirecase {

namespace {

// Reads a decimal number off the front of `text`.
std::optional<unsigned> takeNumber(std::string_view &text, unsigned most)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value > most)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

// "10,0,0,1,4,1" is 10.0.0.1 port 1025.
std::optional<Endpoint> commaForm(std::string_view text)
{
    std::array<unsigned, 6> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) {
            if (text.empty() || text.front() != ',')
                return std::nullopt;
            text.remove_prefix(1);
        }
        const auto number = takeNumber(text, 255);
        if (!number)
            return std::nullopt;
        numbers[i] = *number;
    }
    const std::uint32_t address = numbers[0] << 24U | numbers[1] << 16U | numbers[2] << 8U | numbers[3];
    return Endpoint{IpAddress::fromIpv4(address), static_cast<quint16>(numbers[4] << 8U | numbers[5])};
}

// "|1|10.0.0.1|1025|" or "|||1025|"; the first character is the delimiter.
std::optional<Endpoint> barForm(std::string_view text, const IpAddress &sender)
{
    if (text.size() < 5)
        return std::nullopt;
    const char bar = text.front();
    const auto family = text.find(bar, 1);
    const auto address = family == std::string_view::npos ? family : text.find(bar, family + 1);
    if (address == std::string_view::npos)
        return std::nullopt;
    const std::string_view name = text.substr(family + 1, address - family - 1);
    text.remove_prefix(address + 1);
    const auto port = takeNumber(text, 65'535);
    const auto host = name.empty() ? std::optional(sender) : IpAddress::parse(name);
    if (!port || !host || text.empty() || text.front() != bar)
        return std::nullopt;
    return Endpoint{*host, static_cast<quint16>(*port)};
}

} // namespace

std::optional<Endpoint> ftpDataEndpoint(ByteView message, const IpAddress &sender)
{
    const std::string_view text = textOf(slice(message, 0, 256));
    if (text.starts_with("PORT "))
        return commaForm(text.substr(5));
    if (text.starts_with("EPRT "))
        return barForm(text.substr(5), sender);
    if (text.starts_with("227 ")) {
        const auto digit = text.find_first_of("0123456789", 4);
        return digit == std::string_view::npos ? std::nullopt : commaForm(text.substr(digit));
    }
    if (text.starts_with("229 ")) {
        const auto open = text.find('(');
        return open == std::string_view::npos ? std::nullopt : barForm(text.substr(open + 1), sender);
    }
    return std::nullopt;
}

} // namespace wirecase
