#pragma once

#include "models/correlation/capturesession.h"
#include "models/correlation/coverage.h"

namespace wirecase {

class PacketIndex;
class TrafficIndex;

/// What the files of sessions[session] hold and what lies between them, with the traffic that flow logs saw there.
[[nodiscard]] Coverage coverageOf(const std::vector<CaptureSession> &sessions, std::size_t session,
                                  const PacketIndex &packets, const TrafficIndex &traffic);

/// The rows of one of these addresses that share time with `range`; of any address when none is given.
[[nodiscard]] std::vector<quint32> trafficIn(const TrafficIndex &traffic, const TimeRange &range,
                                             const std::vector<IpAddress> &addresses);

} // namespace wirecase
