#pragma once

#include "models/base/job.h"
#include "models/base/timeformat.h"
#include "models/casefile/findings.h"
#include "models/context/pivot.h"

#include <map>
#include <memory>
#include <optional>

namespace wirecase {

struct Snapshot;

// Groups of facts, in CaseFact::group.
inline constexpr char groupWho[] = "who";
inline constexpr char groupWhat[] = "what";
inline constexpr char groupTarget[] = "target";
inline constexpr char groupWrittenTo[] = "written_to";
inline constexpr char groupAnswerable[] = "answerable";
inline constexpr char groupExposed[] = "exposed"; ///< accounts whose passwords crossed the network readable
inline constexpr char groupStep[] = "step";

/// A fact as the window shows it: what it says, what it was read from, where it leads.
struct FactRow
{
    CaseFact fact;
    std::optional<Pivot> pivot;
    bool alarming = false; ///< shown in the colour of what must not be overlooked
};

/// What the evidence says about one alert, in the order to show.
struct AlertFacts
{
    std::vector<FactRow> rows;
    std::vector<quint32> related; ///< event ids of the same operation, in order of time

    [[nodiscard]] std::vector<const FactRow *> ofGroup(const char *group) const;
    [[nodiscard]] std::vector<const FactRow *> ofStep(const QString &stepKey) const;
    /// Null when there is no such fact.
    [[nodiscard]] const FactRow *find(const QString &key) const;
};

/// The facts of every alert of a snapshot. Immutable, shared by threads.
class FactBook
{
public:
    FactBook() = default;
    explicit FactBook(std::map<QString, AlertFacts> byAlert)
        : m_byAlert(std::move(byAlert))
    {
    }

    /// Null when there is no such alert.
    [[nodiscard]] const AlertFacts *of(const QString &alertKey) const;

private:
    std::map<QString, AlertFacts> m_byAlert;
};

using FactBookPtr = std::shared_ptr<const FactBook>;

/// Derives the facts of every alert. Texts depend on the evidence and the zone alone, not on the machine's locale. On
/// cancel, the alerts that were not reached have no facts.
[[nodiscard]] FactBookPtr deriveFacts(const Snapshot &snapshot, const TimeFormat &format, JobState &job);

} // namespace wirecase
