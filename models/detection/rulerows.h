#pragma once

#include "models/detection/exception.h"
#include "models/detection/rulematch.h"

namespace wirecase {

/// The representations that a rule may raise alerts from: what matches, without what exceptions keep out.
struct RuleRows
{
    RuleMatch match;
    RowBits faithful;
    RowBits normalised;
    QStringList notes; ///< exceptions that could not be applied, a sentence each
};

/// Finds them for one rule after the other. Borrows the index and the exceptions.
class RuleRowsFinder
{
public:
    RuleRowsFinder(const ActivityIndex &events, const std::vector<ExceptionItem> &exceptions, qint64 nowNs);

    Result<RuleRows> find(const Rule &rule, const RuleCondition &condition, JobState &job);

private:
    struct Excepted
    {
        RowBits faithful; ///< events
        RowBits normalised;
    };

    Result<const Excepted *> excepted(std::size_t item, JobState &job);
    void take(RowBits &rows, const RowBits &events) const;

    const ActivityIndex &m_events;
    const std::vector<ExceptionItem> &m_exceptions;
    qint64 m_nowNs;
    RuleMatcher m_matcher;
    std::map<std::size_t, Excepted> m_known;
};

/// Why the rule can say nothing about this evidence, one sentence; empty when it can: fields that Elastic adds from its
/// own tables while it takes events in (source.as, source.geo), which exports lack.
[[nodiscard]] QString whyNotOn(const Rule &rule, const ActivityIndex &events);

} // namespace wirecase
