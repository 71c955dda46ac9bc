#include "models/investigation/trafficcover.h"

#include "models/capture/packetindex.h"
#include "models/correlation/coverage.h"
#include "models/flowlog/flowindex.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr qint64 longestEdge = 5 * nsPerMinute;

/// What a file tells of, and how far it reaches towards the next file.
struct FileTime
{
    TimeRange told;
    TimeRange reach;
};

/// Joins what reaches from one file to the next. Before the first and after the last record nothing is claimed.
std::vector<TimeRange> joined(std::vector<FileTime> files)
{
    std::ranges::sort(files, {}, [](const FileTime &file) { return std::pair(file.reach.beginNs, file.reach.endNs); });
    std::vector<TimeRange> times;
    qint64 reachNs = noTime;
    for (const FileTime &file : files) {
        if (!times.empty() && file.reach.beginNs <= reachNs)
            times.back() = times.back().united(file.told);
        else
            times.push_back(file.told);
        reachNs = std::max(reachNs, file.reach.endNs);
    }
    return times;
}

/// Azure writes a flow log an hour a file, in which a machine that says nothing is silent.
TimeRange wholeHour(const TimeRange &told)
{
    const qint64 hour = (told.endNs - 1) / nsPerHour * nsPerHour;
    return told.united({hour, hour + nsPerHour});
}

} // namespace

std::vector<TimeRange> flowLogTimes(const FlowIndex &flows)
{
    std::vector<FileTime> files;
    for (const FlowLogFile &file : flows.files()) {
        if (!file.time.isEmpty())
            files.push_back({file.time, wholeHour(file.time)});
    }
    return joined(std::move(files));
}

std::vector<TimeRange> captureTimes(const PacketIndex &packets)
{
    std::vector<FileTime> files;
    for (const CaptureFile &file : packets.files()) {
        if (!file.time.isEmpty())
            files.push_back({file.time, {file.time.beginNs, file.time.endNs + Coverage::shortestGap}});
    }
    return joined(std::move(files));
}

EvidenceCover coverOf(const TimeRange &stretch, const std::vector<TimeRange> &times)
{
    EvidenceCover cover;
    for (const TimeRange &time : times) {
        if (time.overlaps(stretch))
            cover.ranges.push_back(time.intersected(stretch));
    }
    cover.isWhole = cover.ranges.size() == 1 && cover.ranges.front().beginNs - stretch.beginNs <= longestEdge
                    && stretch.endNs - cover.ranges.front().endNs <= longestEdge;
    return cover;
}

} // namespace wirecase
