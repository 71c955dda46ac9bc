#include "models/capture/iograph.h"

#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr std::size_t stride = 4096;
constexpr qint64 nsPerDay = 24 * nsPerHour;
constexpr std::array longSteps{5 * nsPerSecond, nsPerMinute, 5 * nsPerMinute, nsPerHour, nsPerDay, 7 * nsPerDay};

IoDirection directionOf(const PacketIndex &packets, quint32 row)
{
    const quint32 conversation = packets.columns().conversation(row);
    if (conversation == noConversation)
        return IoDirection::Other;
    const bool fromClient =
        packets.columns().fromFirst(row) == packets.conversationTable().record(conversation).clientIsFirst();
    return fromClient ? IoDirection::ToServer : IoDirection::ToClient;
}

/// The multiple of `step` at or before `time`, also before 1970.
qint64 aligned(qint64 time, qint64 step)
{
    const qint64 rest = time % step;
    return time - (rest < 0 ? rest + step : rest);
}

} // namespace

qint64 ioStep(const TimeRange &range, std::size_t mostBins)
{
    // One more is needed where the range does not begin at a multiple of the step.
    const auto bins = static_cast<quint64>(std::max<std::size_t>(mostBins, 2) - 1);
    const auto length = static_cast<quint64>(range.endNs) - static_cast<quint64>(range.beginNs);
    const quint64 least = length / bins + (length % bins == 0 ? 0 : 1);
    qint64 step = 1;
    while (step < nsPerSecond && static_cast<quint64>(step) < least)
        step *= 10;
    for (const qint64 longer : longSteps) {
        if (static_cast<quint64>(step) < least)
            step = longer;
    }
    while (static_cast<quint64>(step) < least)
        step *= 10;
    return step;
}

Result<TimeRange> timeOfPackets(const PacketIndex &packets, const std::vector<quint32> &rows, JobState &job)
{
    TimeRange time;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        const qint64 ns = packets.columns().timeNs(rows[i]);
        if (ns == noTime)
            continue;
        time = time.united({ns, ns + 1});
    }
    return time;
}

Result<IoGraph> ioGraph(const PacketIndex &packets, const std::vector<quint32> &rows, const TimeRange &range,
                        std::size_t mostBins, JobState &job)
{
    IoGraph graph;
    if (range.isEmpty())
        return graph;
    graph.stepNs = ioStep(range, mostBins);
    graph.range = {aligned(range.beginNs, graph.stepNs), range.endNs};
    const auto count = static_cast<std::size_t>((graph.range.endNs - 1 - graph.range.beginNs) / graph.stepNs) + 1;
    for (auto &bins : graph.bins)
        bins.resize(count);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        const qint64 time = packets.columns().timeNs(rows[i]);
        if (time == noTime || !range.contains(time))
            continue;
        const auto direction = static_cast<std::size_t>(directionOf(packets, rows[i]));
        IoBin &bin = graph.bins.at(direction)[static_cast<std::size_t>((time - graph.range.beginNs) / graph.stepNs)];
        const quint32 length = packets.columns().wireLength(rows[i]);
        for (IoBin *into : {&bin, &graph.totals.at(direction)}) {
            ++into->packets;
            into->bytes += length;
        }
    }
    return graph;
}

} // namespace wirecase
