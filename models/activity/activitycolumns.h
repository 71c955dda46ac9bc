#pragma once

#include "models/activity/activityevent.h"
#include "models/activity/ecscolumns.h"
#include "models/activity/rawstore.h"
#include "models/activity/textpool.h"

#include <QHash>

#include <array>
#include <map>
#include <memory>

namespace wirecase {

/// The texts of an event that are kept apart from its ECS view.
enum Fact : std::size_t
{
    OperationFact,
    StatusFact,
    SubStatusFact,
    CallerFact,
    CallerNameFact,
    CallerKindFact,
    CallerIdFact,
    AddressFact,
    CorrelationFact,
    OperationIdFact,
    EventDataFact,
    ResourceFact,
    GroupFact,
    SubscriptionFact,
    TenantFact,
    LevelFact,
    CategoryFact,
    RoleFact,
    ResourceTypeFact, ///< where the resource is but a title
    FactCount
};

/// One record of an export: a representation of an event.
struct ActivityRow
{
    qint64 timeNs = noTime;
    EvidenceRef source;
    RecordForm form = RecordForm::Diagnostic;
    quint8 guesses = 0;    ///< ActivityGuess
    bool isCoarse = false; ///< does not tell enough to be the same as a record of another form for sure
    StatusClass statusClass = StatusClass::Other;
    std::array<quint32, FactCount> facts{}; ///< in the pool
};

/// All records read so far, in the order of reading.
struct ActivityGathering
{
    TextPool texts;
    RawStore raw; ///< by row
    EcsColumns ecs;
    std::vector<ActivityRow> rows;
};

/// The rows of a gathering folded into events and put in order.
struct ActivityColumns
{
    std::shared_ptr<const ActivityGathering> gathered;
    std::vector<quint32> eventOf;  ///< by row
    std::vector<quint32> rows;     ///< event by event, the main one first
    std::vector<quint32> firstRow; ///< by event, in `rows`; one more than there are events
    std::vector<qint64> timeNs;    ///< by event
    std::vector<QByteArray> keys;  ///< by event
    std::vector<bool> isJoined;    ///< by event: sources were joined by a guess
    QHash<QByteArray, quint32> eventOfKey;
    QHash<QByteArray, std::vector<quint32>> eventsOfCorrelation; ///< folded
    std::map<EvidenceRef, quint32> rowOfSource;
};

/// Folds the representations of each event (DESIGN 7).
[[nodiscard]] std::unique_ptr<ActivityColumns> foldEvents(std::shared_ptr<const ActivityGathering> gathered);

} // namespace wirecase
