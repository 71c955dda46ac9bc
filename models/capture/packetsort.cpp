#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packettablemodel.h"

#include <algorithm>
#include <array>
#include <limits>

namespace wirecase {

namespace {

struct Keyed
{
    quint64 key = 0;
    quint32 row = 0;
};

// Small enough to be sorted between two looks at the wish to stop.
constexpr std::size_t blockRows = 1U << 18U;
constexpr quint32 stride = 4096;

/// The place of each conversation's endpoints in the order of all endpoints, so that addresses compare as numbers.
class EndpointRanks
{
public:
    explicit EndpointRanks(const ConversationTable &table)
    {
        std::vector<Endpoint> all;
        all.reserve(table.size() * 2ULL);
        for (quint32 i = 0; i < table.size(); ++i) {
            all.push_back(table.record(i).firstEndpoint());
            all.push_back(table.record(i).secondEndpoint());
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        m_ranks.reserve(table.size());
        const auto rank = [&all](const Endpoint &endpoint) {
            return static_cast<quint32>(std::lower_bound(all.begin(), all.end(), endpoint) - all.begin()) + 1;
        };
        for (quint32 i = 0; i < table.size(); ++i)
            m_ranks.push_back({rank(table.record(i).firstEndpoint()), rank(table.record(i).secondEndpoint())});
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

template <typename Key>
bool fill(std::vector<Keyed> &keyed, const Key &key, JobState &job)
{
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return false;
        keyed[i].key = key(keyed[i].row);
    }
    return true;
}

bool fillKeys(const PacketIndex &packets, PacketTableModel::Column column, std::vector<Keyed> &keyed, JobState &job)
{
    const PacketColumns &columns = packets.columns();
    switch (column) {
    case PacketTableModel::Number:
        return fill(
            keyed, [](quint32 row) { return quint64{row}; }, job);
    case PacketTableModel::Time:
        return fill(
            keyed, [&](quint32 row) { return timeKey(columns.timeNs(row)); }, job);
    case PacketTableModel::Length:
        return fill(
            keyed, [&](quint32 row) { return quint64{columns.wireLength(row)}; }, job);
    case PacketTableModel::Source:
    case PacketTableModel::Destination: {
        const EndpointRanks ranks(packets.conversationTable());
        const bool isSource = column == PacketTableModel::Source;
        return fill(
            keyed, [&](quint32 row) { return ranks.of(columns.conversation(row), columns.fromFirst(row) == isSource); },
            job);
    }
    case PacketTableModel::Proto:
    case PacketTableModel::Info: {
        const auto ranks = protocolRanks();
        return fill(
            keyed,
            [&](quint32 row) { return quint64{ranks[static_cast<std::size_t>(packets.row(PacketId{row}).protocol)]}; },
            job);
    }
    case PacketTableModel::File:
        return fill(
            keyed, [&](quint32 row) { return quint64{packets.fileOf(PacketId{row})}; }, job);
    case PacketTableModel::ColumnCount:
        break;
    }
    return false;
}

// Blocks are sorted one by one and then merged in pairs, so that the work can be stopped in between.
template <typename Less>
bool sortInBlocks(std::vector<Keyed> &keyed, const Less &less, JobState &job)
{
    const auto at = [&keyed](std::size_t i) {
        return keyed.begin() + static_cast<std::ptrdiff_t>(std::min(i, keyed.size()));
    };
    for (std::size_t begin = 0; begin < keyed.size(); begin += blockRows) {
        if (job.cancelled)
            return false;
        std::sort(at(begin), at(begin + blockRows), less);
    }
    for (std::size_t width = blockRows; width < keyed.size(); width *= 2) {
        for (std::size_t begin = 0; begin + width < keyed.size(); begin += 2 * width) {
            if (job.cancelled)
                return false;
            std::inplace_merge(at(begin), at(begin + width), at(begin + 2 * width), less);
        }
    }
    return !job.cancelled;
}

} // namespace

Result<std::vector<quint32>> sortedPackets(const PacketIndex &packets, std::vector<quint32> rows,
                                           PacketTableModel::Column column, Qt::SortOrder order, JobState &job)
{
    std::vector<Keyed> keyed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed[i].row = rows[i];
    if (!fillKeys(packets, column, keyed, job))
        return Error::cancelled();
    const bool isSorted =
        order == Qt::AscendingOrder
            ? sortInBlocks(
                keyed, [](const Keyed &a, const Keyed &b) { return a.key != b.key ? a.key < b.key : a.row < b.row; },
                job)
            : sortInBlocks(
                keyed, [](const Keyed &a, const Keyed &b) { return a.key != b.key ? a.key > b.key : a.row < b.row; },
                job);
    if (!isSorted)
        return Error::cancelled();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = keyed[i].row;
    return rows;
}

} // namespace wirecase
