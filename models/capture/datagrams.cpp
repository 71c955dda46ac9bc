#include "models/capture/datagrams.h"

#include "models/base/timerange.h"
#include "models/capture/conversationtable.h"
#include "models/capture/framedecoder.h"
#include "models/capture/packetcolumns.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace wirecase {

namespace {

constexpr quint32 stride = 4096;
// RFC 1122, 3.3.2: hosts wait up to 120 s for the rest of a datagram.
constexpr qint64 longestWait = 120 * nsPerSecond;

/// Who sends fragments to whom, whichever way: the endpoints in order.
using Pair = std::tuple<IpAddress, IpAddress, quint8>;
/// A datagram: file, source, destination, protocol and what the sender numbered it with.
using Datagram = std::tuple<quint32, IpAddress, IpAddress, quint8, quint32>;

Pair pairOf(const ConversationRecord &record)
{
    return {std::min(record.first, record.second), std::max(record.first, record.second), record.ipProtocol};
}

class Fragments
{
public:
    Fragments(const PacketIndex &packets, const std::vector<quint32> &chosen)
        : m_packets(packets)
        , m_chosen(chosen)
    {
        const ConversationTable &table = packets.conversationTable();
        for (quint32 i = 0; i < table.size(); ++i) {
            if (table.record(i).has(ConversationRecord::IsPartial))
                m_pairs.insert(pairOf(table.record(i)));
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_pairs.empty(); }
    Status noteChosen(JobState &job);
    Result<std::vector<quint32>> others(JobState &job) const;

private:
    [[nodiscard]] bool mayBeFragment(quint32 row) const;
    [[nodiscard]] std::optional<Datagram> datagramOf(quint32 row) const;

    const PacketIndex &m_packets;
    const std::vector<quint32> &m_chosen;
    std::set<Pair> m_pairs; ///< of which fragments were seen
    std::map<Datagram, std::vector<qint64>> m_wanted;
};

bool Fragments::mayBeFragment(quint32 row) const
{
    const quint32 conversation = m_packets.columns().conversation(row);
    return conversation != noConversation
           && m_pairs.contains(pairOf(m_packets.conversationTable().record(conversation)));
}

std::optional<Datagram> Fragments::datagramOf(quint32 row) const
{
    const PacketId id{row};
    const auto bytes = m_packets.bytes(id);
    if (!bytes)
        return std::nullopt; // it is not written either, and its absence is said there
    const PacketColumns &columns = m_packets.columns();
    const Frame frame = decodeFrame(bytesOf(*bytes), columns.wireLength(row), columns.linkType(row));
    if (frame.network != Frame::Network::Ip || !frame.isFragment)
        return std::nullopt;
    return Datagram{m_packets.fileOf(id), frame.source, frame.destination, frame.ipProtocol, frame.fragmentId};
}

Status Fragments::noteChosen(JobState &job)
{
    for (std::size_t i = 0; i < m_chosen.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        if (!mayBeFragment(m_chosen[i]))
            continue;
        if (const auto datagram = datagramOf(m_chosen[i]))
            m_wanted[*datagram].push_back(m_packets.columns().timeNs(m_chosen[i]));
    }
    return {};
}

Result<std::vector<quint32>> Fragments::others(JobState &job) const
{
    std::vector<quint32> rows;
    if (m_wanted.empty())
        return rows;
    for (quint32 row = 0; row < m_packets.size(); ++row) {
        if (row % stride == 0 && job.cancelled)
            return Error::cancelled();
        if (!mayBeFragment(row) || std::binary_search(m_chosen.begin(), m_chosen.end(), row))
            continue;
        const auto datagram = datagramOf(row);
        const auto wanted = datagram ? m_wanted.find(*datagram) : m_wanted.end();
        if (wanted == m_wanted.end())
            continue;
        const qint64 time = m_packets.columns().timeNs(row);
        const bool isNear = std::any_of(wanted->second.begin(), wanted->second.end(), [time](qint64 other) {
            return time == noTime || other == noTime || std::max(time, other) - std::min(time, other) <= longestWait;
        });
        if (isNear)
            rows.push_back(row);
    }
    return rows;
}

} // namespace

Result<std::vector<quint32>> missingFragments(const PacketIndex &packets, const std::vector<quint32> &chosen,
                                              JobState &job)
{
    Fragments fragments(packets, chosen);
    if (fragments.isEmpty())
        return std::vector<quint32>();
    if (const Status noted = fragments.noteChosen(job); !noted)
        return noted.error();
    return fragments.others(job);
}

} // namespace wirecase
