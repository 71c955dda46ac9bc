#pragma once

#include "models/base/job.h"
#include "models/base/result.h"
#include "models/detection/alert.h"
#include "models/detection/exception.h"
#include "models/detection/interception.h"
#include "models/detection/nearmiss.h"
#include "models/detection/rule.h"
#include "models/kql/kqllint.h"

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
    quint32 faithfulMatches = 0;   ///< events that satisfy the query, exceptions left aside
    quint32 normalisedMatches = 0; ///< likewise
    quint32 excepted = 0;          ///< of the run's matches, those that exceptions keep out
    quint32 wouldRaise = 0;        ///< alerts of the run's mode that this version gives
    quint32 alerts = 0;            ///< of those, the ones raised: none for a version that is not the newest
    bool isNewest = true;          ///< of the versions with this id
    QString notRun;                ///< why it was left out, empty when it ran
    QStringList notes;             ///< what limits the answer, a sentence each
    std::vector<NearMiss> nearMisses;
    std::vector<KqlFinding> lints; ///< of the query, by the fields of this evidence

    bool operator==(const RuleOutcome &) const = default;
};

struct DetectionResult
{
    std::vector<Alert> alerts; ///< by time, then key
    std::vector<RuleOutcome> rules;
    std::vector<InterceptionRow> interceptions;

    bool operator==(const DetectionResult &) const = default;
};

struct DetectionOptions
{
    DetectionMode mode = DetectionMode::Normalised;
    qint64 nowNs = 0; ///< exceptions that expired before are dropped
};

/// Runs each rule once over all events: one window, no limit of alerts. Of rules with one id the newest runs, the first
/// given where that is not clear; what the others match is counted in their outcomes. Fails only with Cancelled; a rule
/// that cannot run says so in its outcome.
[[nodiscard]] Result<DetectionResult> runRules(const std::vector<Rule> &rules,
                                               const std::vector<ExceptionItem> &exceptions,
                                               const ActivityIndex &events, const DetectionOptions &options,
                                               JobState &job);
/// The same without exceptions.
[[nodiscard]] Result<DetectionResult> runRules(const std::vector<Rule> &rules, const ActivityIndex &events,
                                               DetectionMode mode, JobState &job);

} // namespace wirecase
