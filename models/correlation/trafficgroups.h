#pragma once

#include "models/correlation/trafficindex.h"

#include <QString>

#include <vector>

namespace wirecase {

enum class TrafficGrouping
{
    Host,
    Subnet, ///< /24 of IPv4, /64 of IPv6
    Port,   ///< of the server, with its transport
    Protocol
};
inline constexpr std::size_t trafficGroupingCount = 4;

/// Traffic that has something in common. A conversation between two hosts is in the group of each.
struct TrafficGroup
{
    IpAddress address; ///< of the host or the subnet; null in other groupings
    quint8 ipProtocol = 0;
    quint16 port = 0;
    Protocol protocol = Protocol::Unknown;
    QString name; ///< one by which the host was asked for, when it served

    quint32 conversations = 0;
    quint32 hosts = 0; ///< distinct ones: that it spoke with, or that take part
    // Of captures. A host or subnet sends; in other groupings who opened the conversation does.
    quint64 packetsSent = 0;
    quint64 packetsReceived = 0;
    quint64 bytesSent = 0;
    quint64 bytesReceived = 0;
    quint64 logBytes = 0; ///< both ways
    bool isCaptured = false;
    bool hasLogBytes = false;
    quint32 denied = 0; ///< conversations
    quint32 secrets = 0;
    qint64 firstNs = noTime;
    qint64 lastNs = noTime;

    /// Whether both are one group of one grouping, whatever each counted.
    [[nodiscard]] bool hasKeyOf(const TrafficGroup &other) const
    {
        return address == other.address && ipProtocol == other.ipProtocol && port == other.port
               && protocol == other.protocol;
    }
    bool operator==(const TrafficGroup &) const = default;
};

/// The groups of these rows, in the order of what they have in common. Fails only with Cancelled.
[[nodiscard]] Result<std::vector<TrafficGroup>>
groupTraffic(const TrafficIndex &index, const std::vector<quint32> &rows, TrafficGrouping grouping, JobState &job);

/// "10.1.4.20", "10.1.4.0/24", "443/tcp", "HTTP".
[[nodiscard]] QString groupText(const TrafficGroup &group, TrafficGrouping grouping);
/// What holds for the group's traffic and no other, in KQL.
[[nodiscard]] QString groupTerm(const TrafficGroup &group, TrafficGrouping grouping);

} // namespace wirecase
