#pragma once

#include "models/base/job.h"
#include "models/base/result.h"
#include "models/detection/alert.h"
#include "models/detection/rule.h"

#include <vector>

namespace wirecase {

class ActivityIndex;

/// Faithful compares as Elastic does. Normalised also folds case and the words for outcomes (DESIGN 3.5).
enum class DetectionMode
{
    Faithful,
    Normalised
};

/// What became of one rule in a run, in the order the rules were given.
struct RuleOutcome
{
    QString ruleId;
    QString ruleName;
    quint32 faithfulMatches = 0;
    quint32 normalisedMatches = 0;
    quint32 alerts = 0; ///< of the run's mode
    QString notRun;     ///< why it was left out, empty when it ran

    bool operator==(const RuleOutcome &) const = default;
};

struct DetectionResult
{
    std::vector<Alert> alerts; ///< by time, then key
    std::vector<RuleOutcome> rules;

    bool operator==(const DetectionResult &) const = default;
};

/// Runs each rule once over all events: no schedule, no limit of alerts. Of rules with one id, the first given runs.
/// Fails only with Cancelled; a rule that cannot run says so in its outcome.
[[nodiscard]] Result<DetectionResult> runRules(const std::vector<Rule> &rules, const ActivityIndex &events,
                                               DetectionMode mode, JobState &job);

} // namespace wirecase
