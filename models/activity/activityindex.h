#pragma once

#include "models/activity/activityevent.h"
#include "models/base/job.h"
#include "models/base/result.h"
#include "models/kql/rowbits.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

class FieldSource;
class KqlQuery;
struct ActivityColumns;

/// The activity events of a case, sorted by time (those without one first), ties by key. Immutable, shared by threads.
/// An event found in several exports is one event with several representations; raw JSON is kept of each.
class ActivityIndex
{
public:
    ActivityIndex(); ///< no events
    explicit ActivityIndex(std::unique_ptr<const ActivityColumns> columns);
    ~ActivityIndex();
    ActivityIndex(const ActivityIndex &) = delete;
    ActivityIndex &operator=(const ActivityIndex &) = delete;

    [[nodiscard]] quint32 size() const;
    [[nodiscard]] ActivityEvent event(EventId id) const;
    [[nodiscard]] qint64 timeNs(EventId id) const;
    [[nodiscard]] QString operation(EventId id) const;
    [[nodiscard]] StatusClass statusClass(EventId id) const;
    [[nodiscard]] QString correlationId(EventId id) const;

    /// ECS fields, one row per event: a field has the values of all representations. `normalised` folds the two
    /// vocabularies into one (elastic.md 5.3). A query with `not` or `and` over representations that differ is answered
    /// rightly by matchEvents() only.
    [[nodiscard]] const FieldSource &fields(bool normalised) const;
    /// ECS fields, one row per representation; eventOf() leads back to the event.
    [[nodiscard]] const FieldSource &representationFields(bool normalised) const;
    [[nodiscard]] EventId eventOf(quint32 representationRow) const;

    [[nodiscard]] int representations(EventId id) const;
    [[nodiscard]] EvidenceRef source(EventId id, int representation = 0) const;
    /// The text of the record as in the evidence, a row of a table as an object of its columns; the main representation
    /// is 0.
    [[nodiscard]] QByteArray rawJson(EventId id, int representation = 0) const;
    /// The normalised document names in wirecase.guesses what of the event was assumed (guessNames).
    [[nodiscard]] QJsonObject ecs(EventId id, int representation, bool normalised) const;

    /// Events of one operation, in time order. Correlation ids compare without case.
    [[nodiscard]] std::vector<EventId> withCorrelation(const QString &correlationId) const;
    [[nodiscard]] std::vector<EventId> inRange(const TimeRange &range) const;
    [[nodiscard]] std::optional<EventId> byKey(const QString &key) const;
    [[nodiscard]] std::optional<EventId> bySource(EvidenceRef source) const;

    /// The parsed properties.requestbody of the event, in whatever case it is spelt and whether it is text or an
    /// object; empty when there is none.
    [[nodiscard]] QJsonObject requestBody(EventId id) const;
    [[nodiscard]] QJsonObject responseBody(EventId id) const;

private:
    struct Sources;

    std::unique_ptr<const ActivityColumns> m_columns;
    std::unique_ptr<const Sources> m_sources;
};

using ActivityIndexPtr = std::shared_ptr<const ActivityIndex>;

/// The events of which at least one representation satisfies the whole query: what a detection rule asks. In normalised
/// mode keyword values compare without case.
[[nodiscard]] Result<RowBits> matchEvents(const ActivityIndex &index, const KqlQuery &query, bool normalised,
                                          JobState &job);

} // namespace wirecase
