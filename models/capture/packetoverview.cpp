#include "models/capture/packetoverview.h"

#include "models/capture/packetcolumns.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

// The class of a line is that of a sample of its rows, spread evenly: of ten million rows on a thousand lines, which
// are ten thousand rows a line, these are looked at. Signs are exact: they are looked for in every row.
constexpr std::size_t sampledRows = 64;
// Longer than this between two files is a gap.
constexpr qint64 gapNs = nsPerSecond;
constexpr std::size_t rowsBetweenLooks = 1U << 16U;

constexpr quint8 markedSign = 1;
constexpr quint8 commentedSign = 2;
constexpr quint8 foundSign = 4;

ProtocolClass commonestClass(const PacketIndex &packets, const std::vector<quint32> &rows, std::size_t begin,
                             std::size_t end)
{
    std::array<quint32, 4> counts{};
    const std::size_t step = std::max<std::size_t>(1, (end - begin) / sampledRows);
    for (std::size_t row = begin; row < end; row += step)
        ++counts.at(static_cast<std::size_t>(protocolClass(packets.row(PacketId{rows[row]}).conversationProtocol)));
    return static_cast<ProtocolClass>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

/// Which signs each packet has; empty when none has any.
std::vector<quint8> signsOf(const PacketOverviewQuestion &question)
{
    std::vector<quint8> signs;
    const auto add = [&](const std::vector<quint32> &packets, quint8 sign) {
        if (!packets.empty())
            signs.resize(question.packets->size());
        for (const quint32 packet : packets) {
            if (packet < signs.size())
                signs[packet] |= sign;
        }
    };
    add(question.marked, markedSign);
    add(question.commented, commentedSign);
    if (question.found)
        add(*question.found, foundSign);
    return signs;
}

/// Tells where the rows go on in another file.
class Seams
{
public:
    explicit Seams(const PacketIndex &packets)
        : m_packets(packets)
    {
    }

    [[nodiscard]] PacketOverviewLine::Seam before(quint32 packet)
    {
        const std::optional<quint32> last = std::exchange(m_last, packet);
        m_isInOrder = m_isInOrder && (!last || *last < packet);
        if (packet < m_end)
            return PacketOverviewLine::Seam::None;
        const CaptureFile &file = m_packets.files()[m_packets.fileOf(PacketId{packet})];
        m_end = static_cast<quint32>(file.first) + file.packets;
        if (!last)
            return PacketOverviewLine::Seam::None;
        const qint64 was = m_packets.timeNs(PacketId{*last});
        const qint64 is = m_packets.timeNs(PacketId{packet});
        const bool isGap = was != noTime && is != noTime && is > was && is - was > gapNs;
        return isGap ? PacketOverviewLine::Seam::Gap : PacketOverviewLine::Seam::File;
    }

    [[nodiscard]] bool isInOrder() const { return m_isInOrder; }

private:
    const PacketIndex &m_packets;
    std::optional<quint32> m_last;
    quint32 m_end = 0; ///< of the file of the packet before
    bool m_isInOrder = true;
};

void addSigns(PacketOverviewLine &line, quint8 signs, std::size_t row)
{
    line.isMarked = line.isMarked || (signs & markedSign) != 0;
    line.isCommented = line.isCommented || (signs & commentedSign) != 0;
    line.isFound = line.isFound || (signs & foundSign) != 0;
    if (signs != 0 && line.signRow < 0)
        line.signRow = static_cast<int>(row);
}

} // namespace

Result<std::vector<PacketOverviewLine>> packetOverview(const PacketOverviewQuestion &question, JobState &job)
{
    const std::vector<quint32> &rows = *question.rows;
    const PacketIndex &packets = *question.packets;
    const PacketColumns &columns = packets.columns();
    const quint32 related = question.related ? static_cast<quint32>(*question.related) : noConversation;
    const std::vector<quint8> signs = signsOf(question);
    const std::size_t count = std::min(rows.size(), static_cast<std::size_t>(std::max(0, question.lines)));
    std::vector<PacketOverviewLine> lines(count);
    Seams seams(packets);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i * rows.size() / count;
        const std::size_t end = (i + 1) * rows.size() / count;
        PacketOverviewLine &line = lines[i];
        line.commonest = commonestClass(packets, rows, begin, end);
        for (std::size_t row = begin; row < end; ++row) {
            if (row % rowsBetweenLooks == 0 && job.cancelled)
                return Error::cancelled();
            const quint32 packet = rows[row];
            line.isRelated = line.isRelated || (question.related && columns.conversation(packet) == related);
            if (!signs.empty() && signs[packet] != 0)
                addSigns(line, signs[packet], row);
            line.seam = std::max(line.seam, seams.isInOrder() ? seams.before(packet) : PacketOverviewLine::Seam::None);
        }
    }
    if (!seams.isInOrder())
        std::ranges::for_each(lines, [](PacketOverviewLine &line) { line.seam = PacketOverviewLine::Seam::None; });
    return lines;
}

} // namespace wirecase
