#pragma once

#include "models/activity/activityevent.h"
#include "models/activity/ecscolumns.h"
#include "models/activity/rawstore.h"
#include "models/activity/recordform.h"
#include "models/activity/textpool.h"

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace wirecase {

/// The texts of an event that are kept apart from its ECS view.
enum Fact : std::size_t
{
    CallerFact,
    CallerNameFact,
    CallerKindFact,
    CallerIdFact,
    AddressFact,
    FirstOtherFact, ///< those before are the caller's
    OperationFact = FirstOtherFact,
    StatusFact,
    SubStatusFact,
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

/// The first 20 bytes of a SHA-256.
using ActivityKey = std::array<unsigned char, 20>;

/// The rows of one file that were read in one go. Their record numbers ascend.
struct FileRows
{
    EvidenceId file{};
    quint32 first = 0;
    quint32 end = 0;
};

/// The rows of a gathering folded into events and put in order.
struct ActivityColumns
{
    std::shared_ptr<const ActivityGathering> gathered;
    std::vector<quint32> eventOf;  ///< by row
    std::vector<quint32> rows;     ///< event by event, the main one first
    std::vector<quint32> firstRow; ///< by event, in `rows`; one more than there are events
    std::vector<qint64> timeNs;    ///< by event
    std::vector<ActivityKey> keys; ///< by event
    std::vector<bool> isJoined;    ///< by event: sources were joined by a guess
    std::vector<quint32> eventsByKey;
    std::vector<std::pair<quint64, quint32>> eventsByCorrelation; ///< the hash of the folded text and the event
    std::vector<FileRows> files;

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(keys.size()); }
    [[nodiscard]] std::string_view text(quint32 row, Fact fact) const
    {
        return gathered->texts.at(gathered->rows[row].facts[fact]);
    }
};

/// Folds the representations of each event (DESIGN 7).
[[nodiscard]] std::unique_ptr<ActivityColumns> foldEvents(std::shared_ptr<const ActivityGathering> gathered);

} // namespace wirecase
