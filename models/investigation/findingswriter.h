#pragma once

#include "models/evidence/evidencefile.h"
#include "models/investigation/factbook.h"

namespace wirecase {

/// What the case keeps of a snapshot, so that a report needs the case alone.
[[nodiscard]] Findings findingsOf(const Snapshot &snapshot, const FactBook &facts);
/// Counts, times and problems of one file as the case keeps them.
[[nodiscard]] CaseEvidence evidenceOutcome(const EvidenceFile &file);
/// The steps of a rule's guide as the case keeps them for one alert.
[[nodiscard]] std::vector<CaseStep> caseSteps(const Snapshot &snapshot, const QString &ruleId, const QString &alertKey);

} // namespace wirecase
