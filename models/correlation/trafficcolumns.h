#pragma once

#include "models/correlation/trafficindex.h"

#include <limits>
#include <vector>

namespace wirecase {

inline constexpr quint32 noRow = std::numeric_limits<quint32>::max();

/// A traffic row as it is stored; its flows stand in TrafficColumns::flows from firstFlow on.
struct StoredTraffic
{
    qint64 firstNs = noTime;
    qint64 lastNs = noTime;
    quint64 packets = 0;
    quint64 capturedBytes = 0;
    quint64 logPackets = 0;
    quint64 logBytes = 0;
    Endpoint client;
    Endpoint server;
    quint32 conversation = noRow;
    quint32 firstFlow = 0;
    quint32 flows = 0;
    quint32 secrets = 0;
    quint8 ipProtocol = 0;
    Protocol protocol = Protocol::Unknown;
    Encryption encryption = Encryption::Unknown;
    bool hasLogPackets = false;
    bool hasLogBytes = false;
    bool denied = false;
    bool allowed = false;
    bool sharesFlow = false;

    [[nodiscard]] SeenIn seenIn() const
    {
        if (conversation == noRow)
            return SeenIn::LogOnly;
        return flows > 0 ? SeenIn::CaptureAndLog : SeenIn::CaptureOnly;
    }
};

/// Everything a TrafficIndex is made of. Built once, then only read.
struct TrafficColumns
{
    CaptureSnapshot capture;
    FlowIndexPtr flowIndex = std::make_shared<const FlowIndex>();
    SecretIndexPtr secrets = std::make_shared<const SecretIndex>();
    std::vector<StoredTraffic> rows; ///< in the order of TrafficId
    std::vector<qint64> latestNs;    ///< by row: the latest end of it and all rows before it
    std::vector<FlowId> flows;
    std::vector<quint32> ofConversation; ///< row per conversation
    std::vector<quint32> ofFlow;         ///< row per flow
    TrafficCounts counts;
    TimeRange time;
};

} // namespace wirecase
