#pragma once

#include "models/investigation/factbook.h"

namespace wirecase {

struct AlertView;

// The parts that the facts of an alert are put together from; each appends its rows.

void addCallerFacts(const AlertView &view, std::vector<FactRow> &rows);  ///< who; the caller's other operations
void addSessionFacts(const AlertView &view, std::vector<FactRow> &rows); ///< what, target, written to
void addTrafficFacts(const AlertView &view,
                     std::vector<FactRow> &rows);                     ///< what can be answered from packets and flows
void addStepFacts(const AlertView &view, std::vector<FactRow> &rows); ///< what fills the steps of the guide

/// The stretch that is looked at beside an event: a day before it and a day after; empty when it has no time.
[[nodiscard]] TimeRange dayAround(qint64 timeNs);

/// A fact of the alert in one of the groups.
[[nodiscard]] FactRow factRow(const AlertView &view, const char *group, const QString &key, const QString &label,
                              const QString &value, std::vector<EvidenceRef> sources);

// Pivots that several sections use.
[[nodiscard]] Pivot trafficPivot(const AlertView &view, const QString &text, const QString &kql = {});
[[nodiscard]] Pivot callerPivot(const AlertView &view, const QString &text);

} // namespace wirecase
