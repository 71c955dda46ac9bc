#pragma once

#include "models/correlation/capturesession.h"
#include "models/correlation/coverage.h"

namespace wirecase {

class PacketIndex;
class TrafficIndex;

/// For each session the next one of the same caller on the same target, when it goes on where this one ended; else
/// null. `sessions` are in order of start.
[[nodiscard]] std::vector<const CaptureSession *> restartsOf(const std::vector<CaptureSession> &sessions);

/// What the files of the session hold and what lies between them and until its restart, which may be null, with the
/// traffic that flow logs saw there.
[[nodiscard]] Coverage coverageOf(const CaptureSession &session, const CaptureSession *restart,
                                  const PacketIndex &packets, const TrafficIndex &traffic);

/// The rows of one of these addresses that share time with `range`; of any address when none is given.
[[nodiscard]] std::vector<quint32> trafficIn(const TrafficIndex &traffic, const TimeRange &range,
                                             const std::vector<IpAddress> &addresses);

} // namespace wirecase
