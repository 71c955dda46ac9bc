#include "models/capture/bytesearch.h"

#include "models/capture/packetbytes.h"
#include "models/capture/packetinfo.h"

#include <algorithm>
#include <limits>

namespace wirecase {

namespace {

constexpr quint32 everything = std::numeric_limits<quint32>::max();
// Backwards the rows are read this many at a time, in order, so that a file is not read against its order.
constexpr std::size_t rowsAtOnce = 256;

class Search
{
public:
    Search(const PacketIndex &packets, const BytePattern &pattern, const PacketMasks *masks)
        : m_packets(packets)
        , m_pattern(pattern)
        , m_masks(masks)
        , m_bytes(packets)
    {
    }

    [[nodiscard]] std::optional<ByteMatch> first(quint32 row, quint32 from)
    {
        const auto bytes = read(row);
        return bytes ? first(PacketId{row}, *bytes, from) : std::nullopt;
    }

    [[nodiscard]] std::optional<ByteMatch> last(quint32 row, quint32 before)
    {
        const auto bytes = read(row);
        if (!bytes || !mayMatch(PacketId{row}, *bytes))
            return std::nullopt;
        return m_pattern.lastIn(*bytes, secretsIn(PacketId{row}, *bytes), before);
    }

    [[nodiscard]] quint64 unreadable() const { return m_unreadable; }
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

private:
    [[nodiscard]] std::optional<ByteView> read(quint32 row)
    {
        const auto bytes = m_bytes.of(PacketId{row});
        if (bytes)
            return *bytes;
        ++m_unreadable;
        if (!m_problem)
            m_problem = bytes.error();
        return std::nullopt;
    }

    // To dissect costs far more than to search, so it is done only where something may match.
    [[nodiscard]] bool mayMatch(PacketId packet, ByteView bytes) const
    {
        return m_pattern.mayMatch(bytes, m_masks ? m_masks->spansIn(packet) : MaskedSpans());
    }

    [[nodiscard]] std::optional<ByteMatch> first(PacketId packet, ByteView bytes, quint32 from) const
    {
        if (!mayMatch(packet, bytes))
            return std::nullopt;
        return m_pattern.firstIn(bytes, secretsIn(packet, bytes), from);
    }

    // As the details of the packet mask them.
    [[nodiscard]] MaskedSpans secretsIn(PacketId packet, ByteView bytes) const
    {
        const PacketRow row = m_packets.row(packet);
        PacketContext context = packetContext(m_packets, row, m_masks);
        context.wantsLayers = false;
        return dissectPacket(bytes, row.wireLength, row.linkType, context).secrets;
    }

    const PacketIndex &m_packets;
    const BytePattern &m_pattern;
    const PacketMasks *m_masks;
    PacketBytes m_bytes;
    quint64 m_unreadable = 0;
    std::optional<Error> m_problem;
};

/// The rows in the order in which they are looked at: from the start to one end, then from the other end to the start,
/// whose packet comes once more with the part of it that was left out.
class Round
{
public:
    Round(Search &search, const std::vector<quint32> &rows, const ByteSearchStart &start, JobState &job)
        : m_search(search)
        , m_rows(rows)
        , m_start(start)
        , m_job(job)
    {
    }

    [[nodiscard]] std::optional<ByteHit> forwards()
    {
        const std::size_t at = m_start.row;
        if (auto hit = ahead(at, at + 1, m_start.offset))
            return hit;
        if (auto hit = ahead(at + 1, m_rows.size(), 0))
            return hit;
        m_wrapped = true;
        return ahead(0, at + 1, 0); // what of the start's packet was looked at before holds nothing
    }

    [[nodiscard]] std::optional<ByteHit> backwards()
    {
        const std::size_t at = m_start.row;
        if (auto hit = back(at, at + 1, m_start.offset))
            return hit;
        if (auto hit = back(0, at, everything))
            return hit;
        m_wrapped = true;
        return back(at, m_rows.size(), everything);
    }

private:
    [[nodiscard]] std::optional<ByteHit> ahead(std::size_t begin, std::size_t end, quint32 from)
    {
        for (std::size_t row = begin; row < end && !m_job.cancelled; ++row, ++m_job.done) {
            if (const auto match = m_search.first(m_rows[row], from))
                return ByteHit{row, PacketId{m_rows[row]}, *match, m_wrapped};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ByteHit> back(std::size_t begin, std::size_t end, quint32 before)
    {
        while (end > begin && !m_job.cancelled) {
            const std::size_t part = std::max(begin, end - std::min(end, rowsAtOnce));
            std::optional<ByteHit> last;
            for (std::size_t row = part; row < end && !m_job.cancelled; ++row, ++m_job.done) {
                if (const auto match = m_search.last(m_rows[row], before))
                    last = ByteHit{row, PacketId{m_rows[row]}, *match, m_wrapped};
            }
            if (last)
                return last;
            end = part;
        }
        return std::nullopt;
    }

    Search &m_search;
    const std::vector<quint32> &m_rows;
    const ByteSearchStart &m_start;
    JobState &m_job;
    bool m_wrapped = false;
};

} // namespace

Result<ByteSearchAnswer> findBytes(const PacketIndex &packets, const std::vector<quint32> &rows,
                                   const BytePattern &pattern, const PacketMasks *masks, const ByteSearchStart &start,
                                   JobState &job)
{
    ByteSearchAnswer answer;
    if (rows.empty())
        return answer;
    ByteSearchStart from = start;
    from.row = std::min(start.row, rows.size() - 1);
    job.total = static_cast<qint64>(rows.size()) + 1;
    Search search(packets, pattern, masks);
    Round round(search, rows, from, job);
    answer.hit = from.backwards ? round.backwards() : round.forwards();
    if (job.cancelled)
        return Error::cancelled();
    answer.unreadable = search.unreadable();
    answer.problem = search.problem();
    return answer;
}

Result<ByteSearchTotal> packetsWithBytes(const PacketIndex &packets, const std::vector<quint32> &rows,
                                         const BytePattern &pattern, const PacketMasks *masks, std::size_t most,
                                         JobState &job)
{
    ByteSearchTotal total;
    job.total = static_cast<qint64>(rows.size());
    Search search(packets, pattern, masks);
    for (const quint32 row : rows) {
        if (job.cancelled)
            return Error::cancelled();
        ++job.done;
        if (!search.first(row, 0))
            continue;
        total.isCut = total.packets.size() == most;
        if (total.isCut)
            break;
        total.packets.push_back(row);
    }
    total.unreadable = search.unreadable();
    total.problem = search.problem();
    return total;
}

} // namespace wirecase
