#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"
#include "models/context/scope.h"
#include "models/correlation/trafficrow.h"
#include "models/exposure/secretindex.h"
#include "models/flowlog/flowindex.h"

#include <memory>
#include <vector>

namespace wirecase {

struct TrafficColumns;

/// How many rows there are of each kind.
struct TrafficCounts
{
    quint32 both = 0;
    quint32 captureOnly = 0;
    quint32 logOnly = 0;
    quint32 denied = 0;

    bool operator==(const TrafficCounts &) const = default;
};

/// Every conversation and flow once, in order of first seen, then protocol and endpoints. Immutable, shared by threads.
/// Fields of fields(), one row per traffic row:
///   @timestamp event.start event.end event.type (allowed, denied) source.ip source.port destination.ip
///   destination.port destination.domain related.ip network.transport network.iana_number network.protocol
///   network.packets network.bytes tls.version rule.name observer.mac wirecase.seen_in wirecase.encryption
///   wirecase.secrets wirecase.pcap.packets wirecase.pcap.bytes wirecase.log.packets wirecase.log.bytes
/// and every other field of ConversationIndex::fields(), for rows that a capture has.
/// network.packets and network.bytes are those of the captures, else those of the logs.
class TrafficIndex
{
public:
    TrafficIndex(); ///< no rows
    explicit TrafficIndex(std::shared_ptr<const TrafficColumns> columns);
    ~TrafficIndex();
    TrafficIndex(const TrafficIndex &) = delete;
    TrafficIndex &operator=(const TrafficIndex &) = delete;

    [[nodiscard]] quint32 size() const;
    [[nodiscard]] TrafficRow at(TrafficId row) const;
    [[nodiscard]] TrafficId ofConversation(ConversationId conversation) const;
    [[nodiscard]] TrafficId ofFlow(FlowId flow) const;
    [[nodiscard]] TrafficCounts counts() const;
    [[nodiscard]] TimeRange time() const; ///< from the first to just after the last; empty without rows

    [[nodiscard]] const CaptureSnapshot &capture() const;
    [[nodiscard]] const FlowIndexPtr &flows() const;     ///< never null
    [[nodiscard]] const SecretIndexPtr &secrets() const; ///< never null
    [[nodiscard]] const FieldSource &fields() const;
    [[nodiscard]] const TrafficColumns &columns() const { return *m_columns; }

private:
    std::shared_ptr<const TrafficColumns> m_columns;
    std::unique_ptr<const FieldSource> m_fields;
};

using TrafficIndexPtr = std::shared_ptr<const TrafficIndex>;

// The join (azure.md 8): same protocol and same two endpoints, whichever came first, and the packets lie in
// [begin - joinLead, end + idle] of the flow. Logs keep host time, captures guest time. An open flow is written at most
// every five minutes and collected each minute, hence its longer idle; as far back reach the counters of a flow whose
// begin is not in the log.
inline constexpr qint64 joinLead = 2 * nsPerSecond;
inline constexpr qint64 joinIdleEnded = 2 * nsPerMinute;
inline constexpr qint64 joinIdleOpen = 6 * nsPerMinute;

/// `flows` and `secrets` may be null. Fails only with Cancelled.
[[nodiscard]] Result<TrafficIndexPtr> joinTraffic(const CaptureSnapshot &capture, const FlowIndexPtr &flows,
                                                  const SecretIndexPtr &secrets, JobState &job);

/// The rows that the scope leaves: time overlaps, either side is one of the hosts, KQL terms on fields that traffic has
/// match. Rows stay in index order; names of fields that only `elsewhere` has go to `dropped`.
[[nodiscard]] Result<std::vector<quint32>> visibleTraffic(const TrafficIndex &index, const Scope &scope, JobState &job,
                                                          QStringList *dropped = nullptr,
                                                          const FieldSources &elsewhere = {});

} // namespace wirecase
