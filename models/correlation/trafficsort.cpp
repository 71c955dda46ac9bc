#include "models/base/transport.h"
#include "models/capture/conversationtable.h"
#include "models/correlation/cancellablesort.h"
#include "models/correlation/conversationvalues.h"
#include "models/correlation/trafficcolumns.h"
#include "models/correlation/traffictablemodel.h"

#include <array>

namespace wirecase {

namespace {

/// The place of each protocol when they are ordered by their names.
std::array<quint64, static_cast<std::size_t>(Protocol::Count)> protocolRanks()
{
    std::vector<std::pair<QString, std::size_t>> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Protocol::Count); ++i)
        names.emplace_back(protocolText(static_cast<Protocol>(i)), i);
    std::sort(names.begin(), names.end());
    std::array<quint64, static_cast<std::size_t>(Protocol::Count)> ranks{};
    for (std::size_t rank = 0; rank < names.size(); ++rank)
        ranks.at(names[rank].second) = rank;
    return ranks;
}

/// An absent number comes before zero.
quint64 presentFirst(bool present, quint64 value)
{
    return present ? (value == std::numeric_limits<quint64>::max() ? value : value + 1) : 0;
}

quint64 timeKey(qint64 timeNs)
{
    return static_cast<quint64>(timeNs) ^ (quint64{1} << 63U); // noTime, the smallest, becomes 0
}

/// The number that orders a column; endpoints have none.
quint64 sortKey(const TrafficColumns &columns, const StoredTraffic &row, TrafficTableModel::Column column,
                const std::array<quint64, static_cast<std::size_t>(Protocol::Count)> &protocols)
{
    switch (column) {
    case TrafficTableModel::FirstSeen:
        return timeKey(row.firstNs);
    case TrafficTableModel::ProtocolColumn:
        return protocols.at(static_cast<std::size_t>(row.protocol));
    case TrafficTableModel::SeenInColumn:
        return static_cast<quint64>(row.seenIn());
    case TrafficTableModel::Packets:
        return presentFirst(row.conversation != noRow, row.packets);
    case TrafficTableModel::CaptureBytes:
        return presentFirst(row.conversation != noRow, row.capturedBytes);
    case TrafficTableModel::LogBytes:
        return presentFirst(row.hasLogBytes, row.logBytes);
    case TrafficTableModel::Nsg:
        return (row.allowed ? 1U : 0U) + (row.denied ? 2U : 0U);
    case TrafficTableModel::Crypto:
        return static_cast<quint64>(row.encryption);
    case TrafficTableModel::Secrets:
        return row.secrets;
    case TrafficTableModel::Transport:
        return row.ipProtocol;
    default:
        const auto value = conversationValue(columns, row, column);
        return presentFirst(value.has_value(), value.value_or(0));
    }
}

QString serverName(const TrafficColumns &columns, const StoredTraffic &row)
{
    return row.conversation == noRow ? QString() : columns.capture.conversations->table().serverName(row.conversation);
}

template <typename Key, typename KeyOf>
bool sortBy(std::vector<quint32> &rows, KeyOf keyOf, Qt::SortOrder order, JobState &job)
{
    std::vector<std::pair<Key, quint32>> keyed;
    keyed.reserve(rows.size());
    for (const quint32 row : rows)
        keyed.emplace_back(keyOf(row), row);
    const auto less = [order](const auto &a, const auto &b) {
        if (a.first != b.first)
            return order == Qt::AscendingOrder ? a.first < b.first : b.first < a.first;
        return a.second < b.second;
    };
    if (!sortUnlessCancelled(keyed, less, job))
        return false;
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto &pair) { return pair.second; });
    return true;
}

} // namespace

Result<std::vector<quint32>> sortedTraffic(const TrafficIndex &index, std::vector<quint32> rows,
                                           TrafficTableModel::Column column, Qt::SortOrder order, JobState &job)
{
    const std::vector<StoredTraffic> &stored = index.columns().rows;
    bool sorted = false;
    if (column == TrafficTableModel::Source || column == TrafficTableModel::Destination) {
        const auto side = column == TrafficTableModel::Source ? &StoredTraffic::client : &StoredTraffic::server;
        sorted = sortBy<Endpoint>(
            rows, [&](quint32 row) { return stored[row].*side; }, order, job);
    } else if (column == TrafficTableModel::ServerName) {
        sorted = sortBy<QString>(
            rows, [&](quint32 row) { return serverName(index.columns(), stored[row]); }, order, job);
    } else {
        const auto protocols = protocolRanks();
        sorted = sortBy<quint64>(
            rows, [&](quint32 row) { return sortKey(index.columns(), stored[row], column, protocols); }, order, job);
    }
    if (!sorted)
        return Error::cancelled();
    return rows;
}

} // namespace wirecase
