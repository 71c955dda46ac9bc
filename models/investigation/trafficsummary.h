#pragma once

#include "models/base/ipaddress.h"
#include "models/correlation/trafficindex.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

/// Sums over some rows of traffic. Denied flows are never counted as traffic that was.
struct TrafficSummary
{
    quint64 conversations = 0; ///< allowed, or seen in a capture
    quint64 bytes = 0;         ///< of captures, else of logs
    quint64 capturedConversations = 0;
    quint64 capturedBytes = 0;
    quint64 clearBytes = 0;     ///< in captures
    QStringList clearProtocols; ///< those that are readable, most bytes first
    quint64 logOnly = 0;
    quint64 logOnlyBytes = 0;
    quint64 denied = 0;
    quint64 internalPeers = 0; ///< distinct addresses other than the target's own
    quint64 externalPeers = 0;
    std::optional<TrafficId> largestClear; ///< the readable conversation with most bytes
    std::optional<TrafficId> largestLogOnly;
    std::vector<TrafficId> withSecrets;
};

/// `own` are the addresses whose peers are counted; when empty, every address counts.
[[nodiscard]] TrafficSummary summarise(const TrafficIndex &traffic, const std::vector<quint32> &rows,
                                       const std::vector<IpAddress> &own);

} // namespace wirecase
