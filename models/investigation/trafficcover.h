#pragma once

#include "models/base/timerange.h"

#include <vector>

namespace wirecase {

class FlowIndex;
class PacketIndex;

/// Which part of a stretch of time evidence tells of. Without it, no number of the stretch says anything.
struct EvidenceCover
{
    std::vector<TimeRange> ranges; ///< in order, inside of the stretch
    bool isWhole = false;

    [[nodiscard]] bool isNone() const { return ranges.empty(); }
};

/// The times that flow logs tell of, in order, not overlapping. Within the hour of a file a log may be
/// silent.
[[nodiscard]] std::vector<TimeRange> flowLogTimes(const FlowIndex &flows);
/// The times that capture files tell of, in order, not overlapping.
[[nodiscard]] std::vector<TimeRange> captureTimes(const PacketIndex &packets);
/// The part of `stretch` in `times`. Some minutes at its ends do not count: who says nothing is in no log.
[[nodiscard]] EvidenceCover coverOf(const TimeRange &stretch, const std::vector<TimeRange> &times);

} // namespace wirecase
