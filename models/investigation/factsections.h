#pragma once

#include "models/investigation/factbook.h"

namespace wirecase {

struct AlertView;
struct CoverageGap;

// The parts that the facts of an alert are put together from; each appends its rows.

void addCallerFacts(const AlertView &view, std::vector<FactRow> &rows);  ///< who; the caller's other operations
void addSessionFacts(const AlertView &view, std::vector<FactRow> &rows); ///< what, target, written to
void addTrafficFacts(const AlertView &view,
                     std::vector<FactRow> &rows); ///< what can be answered from packets and flows
/// Credentials and the accounts they belong to.
void addExposedFacts(const AlertView &view, std::vector<FactRow> &rows);
void addStepFacts(const AlertView &view, std::vector<FactRow> &rows); ///< what fills the steps of the guide

/// The stretch that is looked at beside an event: a day before it and a day after; empty when it has no time.
[[nodiscard]] TimeRange dayAround(qint64 timeNs);

/// "37 operations, 82 events": what was done, and the rows that tell it.
[[nodiscard]] QString operationsText(std::size_t operations, std::size_t events);
/// What the logs alone saw in a gap: "115 conversations · 41.8 MB in flow logs only", or why that is not known.
[[nodiscard]] QString gapCountText(const AlertView &view, const CoverageGap &gap);

/// A fact of the alert in one of the groups.
[[nodiscard]] FactRow factRow(const AlertView &view, const char *group, const QString &key, const QString &label,
                              const QString &value, std::vector<EvidenceRef> sources);

// Pivots that several sections use.
[[nodiscard]] Pivot trafficPivot(const AlertView &view, const QString &text, const QString &kql = {});
/// The pivot, which cannot be gone when there is nothing to show.
[[nodiscard]] Pivot pivotUnless(Pivot pivot, bool nothing, const QString &whyNot);
[[nodiscard]] Pivot gapPivot(const AlertView &view, const CoverageGap &gap);
[[nodiscard]] Pivot callerPivot(const AlertView &view, const QString &text);

} // namespace wirecase
