#pragma once

#include "models/base/job.h"
#include "models/base/timerange.h"
#include "models/context/scope.h"
#include "models/flowlog/flow.h"
#include "models/kql/fieldsource.h"

#include <memory>
#include <span>
#include <vector>

namespace wirecase {

struct FlowColumns;

/// Traffic of one minute, for a timeline. Duplicates are counted once, denied flows never as bytes.
struct FlowBin
{
    qint64 beginNs = 0; ///< start of the minute
    quint64 bytes = 0;
    quint64 deniedFlows = 0; ///< that began in this minute

    bool operator==(const FlowBin &) const = default;
};

/// One flow-log file as it was read.
struct FlowLogFile
{
    EvidenceId id{};
    QString name;
    quint64 records = 0;
    quint64 tuples = 0; ///< read well
    TimeRange time;     ///< of its tuples; the end is one nanosecond after the last
};

/// Immutable flows of all files, in order of begin, then 5-tuple, MAC and log kind. Shared by threads. Fields of
/// fields(), one row per flow:
///   @timestamp event.start event.end source.ip source.port source.packets source.bytes destination.ip destination.port
///   destination.packets destination.bytes related.ip network.transport network.iana_number network.direction
///   network.packets network.bytes event.type (allowed, denied) rule.name observer.mac
///   and, as the CLI names them: mac acl decision state encryption rule direction version duplicate
class FlowIndex
{
public:
    FlowIndex(); ///< no flows
    explicit FlowIndex(std::shared_ptr<const FlowColumns> columns);
    ~FlowIndex();
    FlowIndex(const FlowIndex &) = delete;
    FlowIndex &operator=(const FlowIndex &) = delete;

    [[nodiscard]] quint32 size() const;
    [[nodiscard]] Flow at(FlowId flow) const;
    /// The tuples of a flow in order of time.
    [[nodiscard]] std::vector<FlowTuple> tuples(FlowId flow) const;

    [[nodiscard]] quint32 tupleCount() const;             ///< of all files, in file order
    [[nodiscard]] FlowTuple tuple(quint32 ordinal) const; ///< 0-based over all files, in file order

    // The cells that joins and filters read for every row, without building a Flow.
    [[nodiscard]] qint64 beginNs(FlowId flow) const;
    [[nodiscard]] qint64 endNs(FlowId flow) const;
    [[nodiscard]] Endpoint client(FlowId flow) const;
    [[nodiscard]] Endpoint server(FlowId flow) const;
    [[nodiscard]] quint8 ipProtocol(FlowId flow) const;
    [[nodiscard]] bool isDenied(FlowId flow) const;
    [[nodiscard]] bool isDuplicate(FlowId flow) const;

    [[nodiscard]] std::optional<FlowId> byRef(EvidenceRef tuple) const;
    /// The flows of this MAC (any spelling), in index order.
    [[nodiscard]] std::vector<FlowId> ofMac(const QString &mac) const;
    [[nodiscard]] const std::vector<FlowLogFile> &files() const;
    [[nodiscard]] TimeRange time() const; ///< from the first tuple to just after the last; empty without tuples
    [[nodiscard]] const std::vector<FlowBin> &minutes() const; ///< only minutes in which there was something
    [[nodiscard]] const FieldSource &fields() const;

private:
    std::shared_ptr<const FlowColumns> m_columns;
    std::unique_ptr<const FieldSource> m_fields;
};

using FlowIndexPtr = std::shared_ptr<const FlowIndex>;

/// The rows that the scope leaves: time overlaps, either side is one of the hosts, KQL terms that flows have match.
[[nodiscard]] Result<std::vector<quint32>> visibleFlows(const FlowIndex &index, const Scope &scope, JobState &job);

/// Twelve upper-case hexadecimal digits, or empty when `text` is no MAC address.
[[nodiscard]] QString normalisedMac(QStringView text);

} // namespace wirecase
