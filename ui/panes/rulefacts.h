#pragma once

#include "models/detection/schedule.h"
#include "models/investigation/factbook.h"
#include "models/investigation/snapshot.h"

namespace wirecase {

/// One loaded rule with what became of it.
struct RuleView
{
    SnapshotPtr snapshot;
    std::size_t at = 0; ///< its place among the snapshot's rules

    [[nodiscard]] const Rule &rule() const { return snapshot->rules[at]; }
    [[nodiscard]] const RuleOutcome *outcome() const; ///< null before a run
};

// What is to be said about a rule, as rows with where each leads.

[[nodiscard]] std::vector<FactRow> settingRows(const RuleView &view);  ///< how it runs
[[nodiscard]] std::vector<FactRow> outcomeRows(const RuleView &view);  ///< what it found
[[nodiscard]] std::vector<FactRow> nearMissRows(const RuleView &view); ///< what it all but found
/// Each loaded version with what it found or would have found, newest first; nothing for a single one.
[[nodiscard]] std::vector<FactRow> versionRows(const RuleView &view);
[[nodiscard]] std::vector<FactRow> replayRows(const RuleView &view, const ScheduleReplay &replay,
                                              const TimeFormat &format);

/// Leads to these events in the activity table; they are not empty.
[[nodiscard]] Pivot eventsPivot(const Snapshot &snapshot, const std::vector<EventId> &events);
/// Leads to the first alert of the rule; says why not where it raised none.
[[nodiscard]] Pivot alertsPivot(const RuleView &view);

} // namespace wirecase
