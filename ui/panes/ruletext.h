#pragma once

#include "models/detection/rule.h"
#include "models/kql/kqllint.h"

#include <QString>

namespace wirecase {

struct Focus;
struct RuleOutcome;
struct Snapshot;

/// Techniques of a rule as a chip shows them, and in full, a line each, for its tooltip.
[[nodiscard]] QString techniqueIds(const std::vector<ThreatEntry> &threat);
[[nodiscard]] QString techniqueNames(const std::vector<ThreatEntry> &threat);
/// "version 212", "updated 2024-01-31" where there is no number, else "no version".
[[nodiscard]] QString versionText(const Rule &rule);

/// The query as it is shown: without space around it, lines ending with a line feed alone.
[[nodiscard]] QString shownQuery(const Rule &rule);
/// What was found in the rule's query, at its place in shownQuery().
[[nodiscard]] std::vector<KqlFinding> shownFindings(const Rule &rule, std::vector<KqlFinding> findings);

/// Names a rule among those loaded: its id, version and file. See Focus::rule.
[[nodiscard]] QString ruleKey(const Rule &rule);
/// Where the rule in focus stands among those of the snapshot; without one, the rule that raised the alert in focus. -1
/// when neither is there.
[[nodiscard]] int focusedRule(const Snapshot &snapshot, const Focus &focus);
/// Null before a run.
[[nodiscard]] const RuleOutcome *outcomeOf(const Snapshot &snapshot, int rule);

} // namespace wirecase
