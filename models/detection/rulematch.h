#pragma once

#include "models/activity/activityindex.h"
#include "models/detection/rule.h"
#include "models/kql/kqlnode.h"
#include "models/kql/query.h"

#include <map>

namespace wirecase {

/// What a rule asks of an event: its query and its filters.
struct RuleCondition
{
    KqlQuery query;                  ///< both together
    std::vector<KqlNodePtr> clauses; ///< the parts of their conjunction
};

[[nodiscard]] Result<RuleCondition> conditionOf(const Rule &rule);

/// The representations that satisfy one part of a condition.
struct ClauseMatch
{
    KqlNodePtr node;
    RowBits faithful;
    RowBits normalised;
};
using ClauseMatchPtr = std::shared_ptr<const ClauseMatch>;

/// The representations that satisfy a condition, and its parts.
struct RuleMatch
{
    std::vector<ClauseMatchPtr> clauses;
    RowBits faithful;
    RowBits normalised;
};

/// Matches conditions over one index, parts that several rules share once. Borrows the index.
class RuleMatcher
{
public:
    explicit RuleMatcher(const ActivityIndex &events)
        : m_events(events)
    {
    }

    /// Fails when cancelled, or when a value cannot be read for its field's type.
    Result<RuleMatch> match(const RuleCondition &condition, JobState &job);

private:
    Result<ClauseMatchPtr> clause(const KqlNodePtr &node, JobState &job);

    const ActivityIndex &m_events;
    std::map<QString, ClauseMatchPtr> m_known; ///< by text
};

/// The events of some representations.
[[nodiscard]] RowBits eventsOfRows(const ActivityIndex &events, const RowBits &rows);

} // namespace wirecase
