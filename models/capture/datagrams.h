#pragma once

#include "models/base/job.h"
#include "models/capture/packetindex.h"

#include <vector>

namespace wirecase {

/// Packets that are not among `chosen` (rows, ascending) but carry other IP fragments of the same datagrams: without
/// them nobody can put those together. Fragments belong together when they lie in one file, within the time for which
/// hosts wait for them. Ascending.
[[nodiscard]] Result<std::vector<quint32>> missingFragments(const PacketIndex &packets,
                                                            const std::vector<quint32> &chosen, JobState &job);

} // namespace wirecase
