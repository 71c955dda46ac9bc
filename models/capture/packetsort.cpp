#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packettablemodel.h"
#include "models/capture/rowsort.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

/// The place of each conversation's endpoints in the order of all endpoints, so that addresses compare as numbers.
class EndpointRanks
{
public:
    explicit EndpointRanks(const ConversationTable &table)
        : m_ranks(table.size())
    {
        struct Side
        {
            Endpoint endpoint;
            quint32 conversation = 0;
            quint32 side = 0;
        };
        std::vector<Side> sides;
        sides.reserve(table.size() * 2ULL);
        for (quint32 i = 0; i < table.size(); ++i) {
            sides.push_back({table.record(i).firstEndpoint(), i, 0});
            sides.push_back({table.record(i).secondEndpoint(), i, 1});
        }
        std::sort(sides.begin(), sides.end(), [](const Side &a, const Side &b) { return a.endpoint < b.endpoint; });
        quint32 rank = 0; // of packets without endpoints
        const Endpoint *before = nullptr;
        for (const Side &side : sides) {
            rank += before && *before == side.endpoint ? 0 : 1;
            before = &side.endpoint;
            m_ranks[side.conversation][side.side] = rank;
        }
    }

    [[nodiscard]] quint64 of(quint32 conversation, bool isFirst) const
    {
        return conversation < m_ranks.size() ? m_ranks[conversation][isFirst ? 0 : 1] : 0;
    }

private:
    std::vector<std::array<quint32, 2>> m_ranks;
};

// The place of each protocol in the order of the texts shown.
std::array<quint8, static_cast<std::size_t>(Protocol::Count)> protocolRanks()
{
    constexpr auto count = static_cast<std::size_t>(Protocol::Count);
    std::array<quint8, count> ranks{};
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            const QString other = protocolText(static_cast<Protocol>(j));
            ranks[i] = static_cast<quint8>(ranks[i] + (other < protocolText(static_cast<Protocol>(i)) ? 1 : 0));
        }
    }
    return ranks;
}

// Negative times, and noTime below them all, in the order of unsigned numbers.
quint64 timeKey(qint64 timeNs)
{
    return static_cast<quint64>(timeNs) ^ (1ULL << 63U);
}

// Those that the case remarks on, those that their file remarks on, the others.
quint64 remarkKey(const PacketIndex &packets, const PacketRemarks &remarks, quint32 row)
{
    if (remarks.contains(row))
        return 0;
    return packets.comment(PacketId{row}).isEmpty() ? 2 : 1;
}

bool sortByColumn(const PacketIndex &packets, std::vector<quint32> &rows, PacketTableModel::Column column,
                  bool isDescending, const PacketRemarks &remarks, JobState &job)
{
    const PacketColumns &columns = packets.columns();
    const auto sortBy = [&](const auto &key) { return sortRows(rows, isDescending, key, job); };
    switch (column) {
    case PacketTableModel::Number:
        return sortBy([](quint32 row) { return quint64{row}; });
    case PacketTableModel::Time:
    case PacketTableModel::SinceRow: // means the row above, so it is told in the order of time
    case PacketTableModel::SinceReference:
        return sortBy([&](quint32 row) { return timeKey(columns.timeNs(row)); });
    case PacketTableModel::ConversationNumber: // none comes last: its number is the highest
        return sortBy([&](quint32 row) { return quint64{columns.conversation(row)}; });
    case PacketTableModel::Length:
        return sortBy([&](quint32 row) { return quint64{columns.wireLength(row)}; });
    case PacketTableModel::Source:
    case PacketTableModel::Destination: {
        const EndpointRanks ranks(packets.conversationTable());
        const bool isSource = column == PacketTableModel::Source;
        return sortBy(
            [&](quint32 row) { return ranks.of(columns.conversation(row), columns.fromFirst(row) == isSource); });
    }
    case PacketTableModel::Proto:
    case PacketTableModel::Info: {
        const auto ranks = protocolRanks();
        return sortBy(
            [&](quint32 row) { return quint64{ranks[static_cast<std::size_t>(packets.protocol(PacketId{row}))]}; });
    }
    case PacketTableModel::Comment:
        return sortBy([&](quint32 row) { return remarkKey(packets, remarks, row); });
    case PacketTableModel::File:
        return sortBy([&](quint32 row) { return quint64{packets.fileOf(PacketId{row})}; });
    case PacketTableModel::ColumnCount:
        break;
    }
    return false;
}

} // namespace

Result<std::vector<quint32>> sortedPackets(const PacketIndex &packets, std::vector<quint32> rows,
                                           PacketTableModel::Column column, Qt::SortOrder order, JobState &job,
                                           const PacketRemarks &remarks)
{
    const bool isSorted = sortRows(
                              rows, false, [](quint32 row) { return quint64{row}; }, job)
                          && sortByColumn(packets, rows, column, order == Qt::DescendingOrder, remarks, job);
    if (!isSorted)
        return Error::cancelled();
    return rows;
}

} // namespace wirecase
