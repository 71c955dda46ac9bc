#include "models/detection/detectionrun.h"

#include "models/activity/activityindex.h"
#include "models/detection/modedifference.h"
#include "models/detection/nearmisssearch.h"
#include "models/detection/ruleexecution.h"
#include "models/detection/rulerows.h"
#include "models/kql/fieldsource.h"

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
    DetectionRun(const std::vector<Rule> &rules, const std::vector<ExceptionItem> &exceptions,
                 const ActivityIndex &events, const DetectionOptions &options, JobState &job)
        : m_events(events)
        , m_options(options)
        , m_job(job)
        , m_rows(events, exceptions, options.nowNs)
        , m_vocabulary(KqlVocabulary::of(events.representationFields(true)))
    {
        for (const Rule *rule : newestRules(rules))
            m_newest.insert(rule);
    }

    Status add(const Rule &rule);
    Result<DetectionResult> finish();

private:
    [[nodiscard]] bool isNormalised() const { return m_options.mode == DetectionMode::Normalised; }
    [[nodiscard]] std::vector<KqlFinding> lintsOf(const Rule &rule) const;
    Status match(const Rule &rule, RuleOutcome &outcome);
    Status raise(const Rule &rule, const RuleRows &rows, RuleOutcome &outcome);
    Status addNotes(const Rule &rule, const KqlQuery &query, std::size_t firstAlert);
    [[nodiscard]] QStringList notesOn(const Rule &rule, const KqlQuery &query) const;

    const ActivityIndex &m_events;
    const DetectionOptions &m_options;
    JobState &m_job;
    RuleRowsFinder m_rows;
    KqlVocabulary m_vocabulary;
    QSet<const Rule *> m_newest;
    DetectionResult m_result;
};

Status DetectionRun::add(const Rule &rule)
{
    RuleOutcome outcome;
    outcome.ruleId = rule.id;
    outcome.ruleName = rule.name;
    outcome.isNewest = m_newest.contains(&rule);
    outcome.lints = lintsOf(rule);
    outcome.notRun = rule.notEvaluable.isEmpty() ? whyNotOn(rule, m_events) : rule.notEvaluable;
    if (outcome.notRun.isEmpty()) {
        const Status matched = match(rule, outcome);
        if (!matched && matched.error().code == Error::Code::Cancelled)
            return matched;
        if (!matched)
            outcome.notRun = tr("The query cannot be run: %1").arg(matched.error().message);
        else if (!outcome.isNewest)
            outcome.notRun = tr("Another version of this rule is newer, or comes first; that one runs.");
    }
    m_result.rules.push_back(std::move(outcome));
    return {};
}

std::vector<KqlFinding> DetectionRun::lintsOf(const Rule &rule) const
{
    if (rule.language != QLatin1String("kuery"))
        return {};
    return lintKql(rule.query, m_events.size() == 0 ? KqlVocabulary() : m_vocabulary);
}

Status DetectionRun::match(const Rule &rule, RuleOutcome &outcome)
{
    const auto condition = conditionOf(rule);
    if (!condition)
        return condition.error();
    const auto rows = m_rows.find(rule, *condition, m_job);
    if (!rows)
        return rows.error();
    const RowBits faithful = eventsOfRows(m_events, rows->match.faithful);
    const RowBits normalised = eventsOfRows(m_events, rows->match.normalised);
    outcome.faithfulMatches = faithful.count();
    outcome.normalisedMatches = normalised.count();
    const RowBits kept = eventsOfRows(m_events, isNormalised() ? rows->normalised : rows->faithful);
    outcome.excepted = (isNormalised() ? outcome.normalisedMatches : outcome.faithfulMatches) - kept.count();
    outcome.notes = rows->notes + notesOn(rule, condition->query);
    auto misses = findNearMisses(m_events, rows->match, m_job);
    if (!misses)
        return misses.error();
    outcome.nearMisses = *std::move(misses);
    const std::size_t firstAlert = m_result.alerts.size();
    if (Status raised = raise(rule, *rows, outcome); !raised)
        return raised;
    return addNotes(rule, condition->query, firstAlert);
}

Status DetectionRun::raise(const Rule &rule, const RuleRows &rows, RuleOutcome &outcome)
{
    const RuleExecution execution(rule, m_events, isNormalised(), isNormalised() ? rows.normalised : rows.faithful,
                                  m_job);
    const std::vector<RuleExecution::Draft> drafts = execution.wholeFile();
    outcome.wouldRaise = static_cast<quint32>(drafts.size());
    if (!outcome.isNewest)
        return {};
    const RowBits faithful = eventsOfRows(m_events, rows.faithful);
    QSet<QString> groups; // that Elastic would find
    if (isNormalised() && std::any_of(drafts.begin(), drafts.end(), [](const auto &draft) { return draft.isGroup; })) {
        const RuleExecution strict(rule, m_events, false, rows.faithful, m_job);
        for (const RuleExecution::Draft &draft : strict.wholeFile())
            groups.insert(strict.key(draft));
    }
    QSet<QString> keys;
    m_result.alerts.reserve(m_result.alerts.size() + drafts.size());
    for (const RuleExecution::Draft &draft : drafts) {
        if (m_result.alerts.size() % 4096 == 0 && m_job.cancelled)
            return Error::cancelled();
        Alert alert = execution.alert(draft);
        alert.faithful =
            !isNormalised()
            || (draft.isGroup ? groups.contains(alert.key) : faithful.test(static_cast<quint32>(alert.event)));
        // Groups that differ in case only, or one event in several groups.
        if (keys.contains(alert.key))
            alert.key += u'|' + alert.group;
        keys.insert(alert.key);
        m_result.alerts.push_back(std::move(alert));
    }
    outcome.alerts = outcome.wouldRaise;
    return {};
}

Status DetectionRun::addNotes(const Rule &rule, const KqlQuery &query, std::size_t firstAlert)
{
    std::vector<std::size_t> unfaithful;
    std::vector<EventId> events;
    for (std::size_t i = firstAlert; i < m_result.alerts.size(); ++i) {
        if (m_result.alerts[i].faithful)
            continue;
        unfaithful.push_back(i);
        events.push_back(m_result.alerts[i].event);
    }
    if (events.empty())
        return {};
    const bool isGroup = rule.type == QLatin1String("threshold") || rule.type == QLatin1String("new_terms");
    if (isGroup) {
        for (const std::size_t alert : unfaithful)
            m_result.alerts[alert].modeNote =
                tr("Elastic would not raise this alert from the evidence as it is: it tells upper from lower case, and "
                   "knows fewer words for an outcome, so that it would find other groups of events.");
        return {};
    }
    auto notes = ModeDifference(m_events, query).notes(events, m_job);
    if (!notes)
        return notes.error();
    for (std::size_t i = 0; i < unfaithful.size(); ++i)
        m_result.alerts[unfaithful[i]].modeNote = std::move((*notes)[i]);
    return {};
}

QStringList DetectionRun::notesOn(const Rule &rule, const KqlQuery &query) const
{
    QStringList notes;
    if (!rule.enabled)
        notes << tr("The rule is switched off in its file.");
    QStringList fields = query.fields();
    if (rule.newTerms)
        fields += rule.newTerms->fields;
    if (rule.threshold)
        fields += rule.threshold->fields;
    fields.removeDuplicates();
    const FieldSource &known = m_events.representationFields(true);
    fields.removeIf([&known](const QString &field) { return field.contains(u'*') || known.column(field) != nullptr; });
    if (!fields.isEmpty() && m_events.size() > 0)
        notes << tr("No event in the evidence has %1.").arg(fields.join(QLatin1String(", ")));
    return notes;
}

Result<DetectionResult> DetectionRun::finish()
{
    std::sort(m_result.alerts.begin(), m_result.alerts.end(),
              [](const Alert &a, const Alert &b) { return std::tie(a.timeNs, a.key) < std::tie(b.timeNs, b.key); });
    auto interceptions = findInterceptions(m_events, m_result.alerts, m_job);
    if (!interceptions)
        return interceptions.error();
    m_result.interceptions = *std::move(interceptions);
    return std::move(m_result);
}

} // namespace

Result<DetectionResult> runRules(const std::vector<Rule> &rules, const std::vector<ExceptionItem> &exceptions,
                                 const ActivityIndex &events, const DetectionOptions &options, JobState &job)
{
    DetectionRun run(rules, exceptions, events, options, job);
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
