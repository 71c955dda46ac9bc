#include "models/flowlog/flowtupleparser.h"

#include "models/base/timerange.h"

#include <array>
#include <charconv>
#include <limits>

namespace wirecase {

namespace {

constexpr std::size_t mostColumns = 13;
using Columns = std::array<std::string_view, mostColumns>;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// How many columns there are; 0 when more than any version has.
std::size_t split(std::string_view text, Columns &columns)
{
    std::size_t count = 0;
    while (count < columns.size()) {
        const std::size_t comma = text.find(',');
        columns[count++] = trimmed(text.substr(0, comma));
        if (comma == std::string_view::npos)
            return count;
        text.remove_prefix(comma + 1);
    }
    return 0;
}

template <typename Number>
std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Seconds or milliseconds, told apart by magnitude: the documentation itself mixes them (azure.md 1.1).
std::optional<qint64> timeOf(std::string_view text)
{
    constexpr quint64 firstMilliseconds = 100'000'000'000;
    // A day before the end of 64 bit, in the year 2262, so that windows around a time can be reckoned with.
    constexpr auto mostNs = static_cast<quint64>(std::numeric_limits<qint64>::max() - 24 * nsPerHour);
    const auto value = number<quint64>(text);
    if (!value || *value == 0)
        return std::nullopt;
    const auto unit = static_cast<quint64>(*value < firstMilliseconds ? nsPerSecond : nsPerMs);
    if (*value > mostNs / unit)
        return std::nullopt;
    return static_cast<qint64>(*value * unit);
}

std::optional<Endpoint> endpoint(std::string_view address, std::string_view port)
{
    const auto ip = IpAddress::parse(address);
    const auto portNumber = number<quint16>(port);
    if (!ip || !portNumber)
        return std::nullopt;
    return Endpoint{*ip, *portNumber};
}

std::optional<quint8> protocolOf(std::string_view text)
{
    if (text == "T" || text == "t")
        return quint8{6};
    if (text == "U" || text == "u")
        return quint8{17};
    return number<quint8>(text);
}

std::optional<FlowDirection> directionOf(std::string_view text)
{
    if (text == "I" || text == "i")
        return FlowDirection::Inbound;
    if (text == "O" || text == "o")
        return FlowDirection::Outbound;
    return text.empty() ? std::optional(FlowDirection::Unknown) : std::nullopt;
}

/// A column may be missing at the end, or empty; both are "absent". A value must be a number.
bool readCounters(const Columns &columns, std::size_t count, FlowCounters &counters)
{
    constexpr std::size_t firstCounter = 9;
    const std::array<std::optional<quint64> *, 4> into{&counters.packetsOut, &counters.bytesOut, &counters.packetsIn,
                                                       &counters.bytesIn};
    for (std::size_t i = 0; i < into.size() && firstCounter + i < count; ++i) {
        const std::string_view column = columns[firstCounter + i];
        if (column.empty())
            continue;
        *into[i] = number<quint64>(column);
        if (!*into[i])
            return false;
    }
    return true;
}

bool readEndpoints(const Columns &columns, TupleText &tuple)
{
    const auto time = timeOf(columns[0]);
    const auto source = endpoint(columns[1], columns[3]);
    const auto destination = endpoint(columns[2], columns[4]);
    const auto protocol = protocolOf(columns[5]);
    const auto direction = directionOf(columns[6]);
    if (!time || !source || !destination || !protocol || !direction)
        return false;
    tuple.timeNs = *time;
    tuple.source = *source;
    tuple.destination = *destination;
    tuple.ipProtocol = *protocol;
    tuple.direction = *direction;
    return true;
}

bool readNsg(const Columns &columns, std::size_t count, TupleText &tuple)
{
    constexpr std::size_t columnsOfVersion1 = 8;
    const std::string_view decision = columns[7];
    if (decision != "A" && decision != "D")
        return false;
    tuple.denied = decision == "D";
    tuple.kind = count == columnsOfVersion1 ? FlowLogKind::NsgV1 : FlowLogKind::NsgV2;
    if (tuple.kind == FlowLogKind::NsgV1)
        return true;
    const std::string_view state = columns[8];
    if (state != "B" && state != "C" && state != "E")
        return false;
    tuple.state = state.front();
    return readCounters(columns, count, tuple);
}

bool readVnet(const Columns &columns, std::size_t count, TupleText &tuple)
{
    tuple.kind = FlowLogKind::VnetV4;
    const std::string_view state = columns[7];
    if (state != "B" && state != "C" && state != "E" && state != "D")
        return false;
    tuple.state = state.front();
    tuple.denied = tuple.state == 'D';
    if (count > 8)
        tuple.encryption = columns[8];
    return readCounters(columns, count, tuple);
}

} // namespace

std::optional<TupleText> parseTuple(std::string_view text, FlowLogFamily family)
{
    constexpr std::size_t fewestColumns = 8;
    Columns columns;
    const std::size_t count = split(text, columns);
    TupleText tuple;
    if (count < fewestColumns || !readEndpoints(columns, tuple))
        return std::nullopt;
    const bool read = family == FlowLogFamily::Nsg ? readNsg(columns, count, tuple) : readVnet(columns, count, tuple);
    return read ? std::optional(tuple) : std::nullopt;
}

} // namespace wirecase
