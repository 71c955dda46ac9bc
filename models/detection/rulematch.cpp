#include "models/detection/rulematch.h"

#include "models/detection/filterquery.h"
#include "models/kql/evaluator.h"
#include "models/kql/kqlbuild.h"

namespace wirecase {

namespace {

// A quarter of a megabyte each over 10^6 events.
constexpr std::size_t mostKnown = 64;

} // namespace

Result<RuleCondition> conditionOf(const Rule &rule)
{
    const auto query = KqlQuery::parse(rule.query);
    if (!query)
        return query.error();
    const auto filters = filterNodes(rule.filters);
    if (!filters)
        return filters.error();
    std::vector<KqlNodePtr> parts{query->tree()};
    parts.insert(parts.end(), filters->begin(), filters->end());
    const KqlNodePtr root = kqlAll(std::move(parts));
    return RuleCondition{filters->empty() ? *query : KqlQuery::of(root), kqlConjuncts(root)};
}

Result<RuleMatch> RuleMatcher::match(const RuleCondition &condition, JobState &job)
{
    const quint32 rows = m_events.representationFields(false).rowCount();
    RuleMatch match{{}, RowBits(rows, true), RowBits(rows, true)};
    for (const KqlNodePtr &node : condition.clauses) {
        auto part = clause(node, job);
        if (!part)
            return part.error();
        match.faithful &= (*part)->faithful;
        match.normalised &= (*part)->normalised;
        match.clauses.push_back(*std::move(part));
    }
    return match;
}

Result<ClauseMatchPtr> RuleMatcher::clause(const KqlNodePtr &node, JobState &job)
{
    const QString text = kqlText(*node);
    if (const auto known = m_known.find(text); known != m_known.end())
        return known->second;
    const KqlOptions strict{false, 0};
    const KqlOptions folded{true, 0};
    auto faithful = KqlEvaluator(m_events.representationFields(false), strict, job).evaluate(*node);
    if (!faithful)
        return faithful.error();
    auto normalised = KqlEvaluator(m_events.representationFields(true), folded, job).evaluate(*node);
    if (!normalised)
        return normalised.error();
    auto match = std::make_shared<const ClauseMatch>(ClauseMatch{node, *std::move(faithful), *std::move(normalised)});
    if (m_known.size() < mostKnown)
        m_known.emplace(text, match);
    return ClauseMatchPtr(std::move(match));
}

RowBits eventsOfRows(const ActivityIndex &events, const RowBits &rows)
{
    RowBits result(events.size());
    for (const quint32 row : rows.rows())
        result.set(static_cast<quint32>(events.eventOf(row)));
    return result;
}

} // namespace wirecase
