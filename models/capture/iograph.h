#pragma once

#include "models/base/job.h"
#include "models/base/timerange.h"
#include "models/capture/packetindex.h"

#include <array>
#include <vector>

namespace wirecase {

/// What passed in one stretch of time.
struct IoBin
{
    quint64 packets = 0;
    quint64 bytes = 0; ///< lengths of whole frames on the wire

    bool operator==(const IoBin &) const = default;
};

enum class IoDirection
{
    ToServer,
    ToClient,
    Other ///< packets of no conversation
};
inline constexpr std::size_t ioDirectionCount = 3;

/// Packets over time. Bins follow each other without a gap from range.beginNs on; those of all directions are the same.
struct IoGraph
{
    TimeRange range;
    qint64 stepNs = 0;
    std::array<std::vector<IoBin>, ioDirectionCount> bins;
    std::array<IoBin, ioDirectionCount> totals;
};

/// The finest step that covers the range with at most `mostBins`: powers of ten up to a second, then 5 s, 1 min, 5 min,
/// 1 h, 1 day, 7 days. Whatever scale of times people use, its steps are multiples of these.
[[nodiscard]] qint64 ioStep(const TimeRange &range, std::size_t mostBins);
/// From the first to just after the last of these packets that has a time; empty when none has.
[[nodiscard]] Result<TimeRange> timeOfPackets(const PacketIndex &packets, const std::vector<quint32> &rows,
                                              JobState &job);
/// Those of the rows that lie in `range`. Its bins begin at a multiple of their step.
[[nodiscard]] Result<IoGraph> ioGraph(const PacketIndex &packets, const std::vector<quint32> &rows,
                                      const TimeRange &range, std::size_t mostBins, JobState &job);

} // namespace wirecase
