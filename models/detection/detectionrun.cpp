#include "models/detection/detectionrun.h"

#include "models/activity/activityindex.h"
#include "models/detection/modedifference.h"
#include "models/kql/query.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

/// One run over one index.
class DetectionRun
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::DetectionRun)

public:
    DetectionRun(const ActivityIndex &events, DetectionMode mode, JobState &job)
        : m_events(events)
        , m_mode(mode)
        , m_job(job)
    {
    }

    Status add(const Rule &rule);
    DetectionResult finish();

private:
    QString whyNotRun(const Rule &rule);
    Status match(const Rule &rule, const KqlQuery &query, RuleOutcome &outcome);
    Status raise(const Rule &rule, const KqlQuery &query, const RowBits &faithful, const RowBits &chosen);
    [[nodiscard]] Alert alertFor(const Rule &rule, EventId event) const;

    const ActivityIndex &m_events;
    DetectionMode m_mode;
    JobState &m_job;
    QSet<QString> m_ids;
    DetectionResult m_result;
};

Status DetectionRun::add(const Rule &rule)
{
    RuleOutcome outcome;
    outcome.ruleId = rule.id;
    outcome.ruleName = rule.name;
    outcome.notRun = whyNotRun(rule);
    if (outcome.notRun.isEmpty()) {
        const auto query = KqlQuery::parse(rule.query);
        const Status matched = query ? match(rule, *query, outcome) : query.error();
        if (!matched && matched.error().code == Error::Code::Cancelled)
            return matched;
        if (!matched)
            outcome.notRun = tr("The query cannot be run: %1").arg(matched.error().message);
    }
    m_result.rules.push_back(std::move(outcome));
    return {};
}

QString DetectionRun::whyNotRun(const Rule &rule)
{
    if (!rule.notEvaluable.isEmpty())
        return rule.notEvaluable;
    if (m_ids.contains(rule.id))
        return tr("Another rule with this id comes first.");
    m_ids.insert(rule.id);
    return {};
}

Status DetectionRun::match(const Rule &rule, const KqlQuery &query, RuleOutcome &outcome)
{
    const auto faithful = matchEvents(m_events, query, false, m_job);
    if (!faithful)
        return faithful.error();
    const auto normalised = matchEvents(m_events, query, true, m_job);
    if (!normalised)
        return normalised.error();
    const RowBits &chosen = m_mode == DetectionMode::Faithful ? *faithful : *normalised;
    const std::size_t before = m_result.alerts.size();
    if (Status raised = raise(rule, query, *faithful, chosen); !raised)
        return raised;
    outcome.faithfulMatches = faithful->count();
    outcome.normalisedMatches = normalised->count();
    outcome.alerts = static_cast<quint32>(m_result.alerts.size() - before);
    return {};
}

Status DetectionRun::raise(const Rule &rule, const KqlQuery &query, const RowBits &faithful, const RowBits &chosen)
{
    std::vector<std::size_t> unfaithful; // positions of alerts that need a note
    std::vector<EventId> events;
    for (const quint32 row : chosen.rows()) {
        if (m_result.alerts.size() % 4096 == 0 && m_job.cancelled)
            return Error::cancelled();
        Alert alert = alertFor(rule, EventId{row});
        alert.faithful = faithful.test(row);
        if (!alert.faithful) {
            unfaithful.push_back(m_result.alerts.size());
            events.push_back(alert.event);
        }
        m_result.alerts.push_back(std::move(alert));
    }
    if (events.empty())
        return {};
    auto notes = ModeDifference(m_events, query).notes(events, m_job);
    if (!notes)
        return notes.error();
    for (std::size_t i = 0; i < unfaithful.size(); ++i)
        m_result.alerts[unfaithful[i]].modeNote = std::move((*notes)[i]);
    return {};
}

Alert DetectionRun::alertFor(const Rule &rule, EventId id) const
{
    const ActivityEvent event = m_events.event(id);
    Alert alert;
    alert.key = alertKey(rule.id, event.key);
    alert.ruleId = rule.id;
    alert.ruleName = rule.name;
    alert.severity = rule.severity;
    alert.riskScore = rule.riskScore;
    alert.event = id;
    alert.events = {id};
    alert.eventKey = event.key;
    alert.timeNs = event.timeNs;
    alert.caller = event.caller;
    alert.callerName = event.callerName;
    return alert;
}

DetectionResult DetectionRun::finish()
{
    std::sort(m_result.alerts.begin(), m_result.alerts.end(),
              [](const Alert &a, const Alert &b) { return std::tie(a.timeNs, a.key) < std::tie(b.timeNs, b.key); });
    return std::move(m_result);
}

} // namespace

Result<DetectionResult> runRules(const std::vector<Rule> &rules, const std::vector<ExceptionItem> &exceptions,
                                 const ActivityIndex &events, const DetectionOptions &options, JobState &job)
{
    Q_UNUSED(exceptions);
    DetectionRun run(events, options.mode, job);
    for (const Rule &rule : rules) {
        if (job.cancelled)
            return Error::cancelled();
        if (const Status added = run.add(rule); !added)
            return added.error();
    }
    return run.finish();
}

Result<DetectionResult> runRules(const std::vector<Rule> &rules, const ActivityIndex &events, DetectionMode mode,
                                 JobState &job)
{
    return runRules(rules, {}, events, {mode, 0}, job);
}

} // namespace wirecase
