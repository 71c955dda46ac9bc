#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/transport.h"
#include "models/evidence/evidenceref.h"

#include <QString>

#include <optional>

namespace wirecase {

enum class FlowLogKind : quint8
{
    NsgV1,
    NsgV2,
    VnetV4
};

/// Relative to the network interface whose MAC the record names, not to source and destination of the flow.
enum class FlowDirection : quint8
{
    Inbound,
    Outbound,
    Unknown
};

/// What a tuple says was counted since the tuple before it of the same flow (azure.md 1.3). "out" is source to
/// destination, whatever the direction. Absent is not zero.
struct FlowCounters
{
    std::optional<quint64> packetsOut;
    std::optional<quint64> bytesOut;
    std::optional<quint64> packetsIn;
    std::optional<quint64> bytesIn;

    bool operator==(const FlowCounters &) const = default;
};

/// One entry of a flow log, as written. Source is who opened the flow.
struct FlowTuple : FlowCounters
{
    EvidenceRef ref;          ///< record = ordinal of the tuple in its file, 1-based, unreadable ones counted
    quint32 recordInFile = 0; ///< 1-based
    qint64 timeNs = 0;
    Endpoint source;
    Endpoint destination;
    quint8 ipProtocol = 0;
    FlowDirection direction = FlowDirection::Unknown;
    bool denied = false;
    char state = 0;     ///< 'B' begin, 'C' continuing, 'E' end, 'D' denied (VNet); 0 in version 1
    QString encryption; ///< "X", "NX", "NX_…"; empty in NSG logs
    QString rule;
    QString acl; ///< the NSG's resource id, or the aclID of a VNet flow log
    QString mac; ///< twelve upper-case hexadecimal digits
    FlowLogKind kind = FlowLogKind::NsgV2;
    bool repeated = false; ///< stands in another file too (a second download of the same blob); counted there
};

/// Tuples folded into one flow as one network interface saw it (how: flowfolding.h). Its counters are the sums over C
/// and E; absent when no tuple counted; a denied flow never has traffic.
struct Flow : FlowCounters
{
    FlowId id{};
    Endpoint client; ///< source: opened it
    Endpoint server; ///< destination
    quint8 ipProtocol = 0;
    qint64 beginNs = 0; ///< of the first tuple
    qint64 endNs = 0;   ///< of the last tuple
    bool denied = false;
    bool hasBegin = false; ///< false: the log starts in the middle of it
    bool hasEnd = false;   ///< false: still open, or the log stops in the middle of it; always so in version 1
    QString mac;
    QString rule;
    QString acl;
    QString encryption;
    FlowDirection direction = FlowDirection::Unknown;
    FlowLogKind kind = FlowLogKind::NsgV2;
    quint32 tuples = 0;
    EvidenceRef source;                ///< its first tuple
    std::optional<FlowId> duplicateOf; ///< the same flow told by another interface or log: not to be summed again
};

/// Sum of the counters that are there; absent when both are.
[[nodiscard]] std::optional<quint64> totalBytes(const FlowCounters &counters);
[[nodiscard]] std::optional<quint64> totalPackets(const FlowCounters &counters);

// Stable words for programs and filters.
[[nodiscard]] QString flowLogKindKey(FlowLogKind kind);      ///< "nsg_v1", "nsg_v2", "vnet_v4"
[[nodiscard]] int flowLogVersion(FlowLogKind kind);          ///< 1, 2, 4
[[nodiscard]] QString flowDirectionKey(FlowDirection value); ///< "inbound", "outbound", ""
[[nodiscard]] QString flowDecisionKey(bool denied);          ///< "allowed", "denied": ECS event.type
/// "complete", "missing_end", "missing_begin", "missing_both", "denied"; "begin_only" for version 1, which has no
/// states.
[[nodiscard]] QString flowStateKey(const Flow &flow);

} // namespace wirecase
