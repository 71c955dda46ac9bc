#include "models/detection/schedule.h"

#include "models/activity/activityindex.h"
#include "models/base/timeformat.h"
#include "models/detection/ruleexecution.h"
#include "models/detection/rulerows.h"
#include "models/detection/timespan.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace wirecase {

namespace {

// Kibana's own bounds: windows that make up for a gap, and executions that are worth replaying.
constexpr qint64 mostCatchUps = 4;
constexpr quint32 mostExecutions = 1'000'000;

/// The times of a rule in nanoseconds.
struct RuleTimes
{
    qint64 interval = 0;
    qint64 from = 0; ///< before the run
    qint64 to = 0;

    [[nodiscard]] qint64 window() const { return from - to; }
};

std::optional<RuleTimes> timesOf(const Rule &rule)
{
    const auto interval = spanOf(rule.interval);
    const auto from = lookBackOf(rule.from);
    const auto to = lookBackOf(rule.to);
    if (!interval || !from || !to || *from <= *to)
        return std::nullopt;
    return RuleTimes{*interval, *from, *to};
}

/// One rule over one index.
class Replay
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ScheduleReplay)

public:
    Replay(const Rule &rule, const RuleTimes &times, const ActivityIndex &events, const RuleRows &rows,
           const ScheduleOptions &options, JobState &job)
        : m_rule(rule)
        , m_times(times)
        , m_events(events)
        , m_options(options)
        , m_job(job)
        , m_execution(rule, events, options.mode == DetectionMode::Normalised,
                      options.mode == DetectionMode::Normalised ? rows.normalised : rows.faithful, job)
    {
        m_replay.ruleId = rule.id;
        m_replay.warnings << tr("Files have no time of arrival (event.ingested): the replay goes by @timestamp, as if "
                                "every event had arrived at once.");
    }

    Result<ScheduleReplay> run();

private:
    using Draft = RuleExecution::Draft;

    [[nodiscard]] std::optional<TimeRange> range() const;
    [[nodiscard]] bool isDown(qint64 timeNs) const;
    void execute(qint64 startedNs);
    [[nodiscard]] std::vector<TimeRange> windows(ScheduleRun &run);
    [[nodiscard]] qint64 historyNs(const TimeRange &window) const;
    void take(const Draft &found, ScheduleRun &run);
    [[nodiscard]] std::optional<Draft> uncounted(const Draft &draft) const;
    [[nodiscard]] qint64 timeOf(quint32 finding) const { return m_execution.findings()[finding].timeNs; }
    [[nodiscard]] bool isSuppressed(const Draft &draft, qint64 startedNs);
    void joinCovered();
    void findMissed();
    [[nodiscard]] QString reasonFor(const Alert &alert) const;
    void warn(const QString &text);

    const Rule &m_rule;
    RuleTimes m_times;
    const ActivityIndex &m_events;
    const ScheduleOptions &m_options;
    JobState &m_job;
    RuleExecution m_execution;
    ScheduleReplay m_replay;
    std::optional<qint64> m_previousNs;
    QHash<QString, qint64> m_counted;    ///< up to when, by group
    QSet<QString> m_keys;                ///< of alerts raised
    QSet<EventId> m_alerted;             ///< events that an alert stands for
    QSet<EventId> m_cut;                 ///< events that the limit of alerts left out
    QHash<QString, qint64> m_suppressed; ///< since when, by group
    std::vector<TimeRange> m_covered;    ///< windows, in the end joined and by time
};

Result<ScheduleReplay> Replay::run()
{
    const auto span = range();
    if (!span) {
        m_replay.notRun = tr("No event has a time.");
        return m_replay;
    }
    if ((span->endNs - span->beginNs) / m_times.interval > mostExecutions) {
        m_replay.notRun = tr("That would be more than a million executions; give a shorter range.");
        return m_replay;
    }
    for (qint64 at = span->beginNs; at < span->endNs; at += m_times.interval) {
        if (m_job.cancelled)
            return Error::cancelled();
        if (!isDown(at))
            execute(at);
    }
    findMissed();
    return std::move(m_replay);
}

/// From the first run after the first event, as if the rule had been switched on right before it, to the last run that
/// can see the last event. Runs stand at full intervals, so that more evidence does not move them.
std::optional<TimeRange> Replay::range() const
{
    if (m_options.range)
        return m_options.range;
    quint32 first = 0;
    while (first < m_events.size() && m_events.timeNs(EventId{first}) == noTime)
        ++first;
    if (first == m_events.size())
        return std::nullopt;
    const qint64 begin = m_events.timeNs(EventId{first});
    const qint64 rest = ((begin % m_times.interval) + m_times.interval) % m_times.interval;
    const qint64 firstRun = begin - rest + m_times.interval;
    const qint64 last = m_events.timeNs(EventId{m_events.size() - 1});
    return TimeRange{firstRun, std::max(firstRun, last + m_times.from) + 1};
}

bool Replay::isDown(qint64 timeNs) const
{
    return std::any_of(m_options.outages.begin(), m_options.outages.end(),
                       [timeNs](const TimeRange &outage) { return outage.contains(timeNs); });
}

void Replay::execute(qint64 startedNs)
{
    ScheduleRun run;
    run.startedNs = startedNs;
    for (const TimeRange &window : windows(run)) {
        run.window = run.window.united(window);
        for (const Draft &draft : m_execution.execute(window, historyNs(window)))
            take(draft, run);
    }
    m_previousNs = startedNs;
    ++m_replay.executions;
    if (run.found > 0 || run.gapNs > 0)
        m_replay.runs.push_back(run);
}

/// The window of the run, and before it those that make up for a gap (elastic.md 3).
std::vector<TimeRange> Replay::windows(ScheduleRun &run)
{
    const TimeRange own{run.startedNs - m_times.from, run.startedNs - m_times.to};
    std::vector<TimeRange> result;
    const qint64 gap = m_previousNs ? run.startedNs - *m_previousNs - m_times.window() : 0;
    if (gap > 0) {
        const qint64 wanted = (gap + m_times.interval - 1) / m_times.interval;
        const qint64 count = std::min(wanted, mostCatchUps);
        run.gapNs = gap;
        run.remainingGapNs = std::max<qint64>(0, gap - count * m_times.interval);
        for (qint64 i = count; i > 0; --i)
            result.push_back({own.beginNs - i * m_times.interval, own.endNs - i * m_times.interval});
        if (run.remainingGapNs > 0) {
            warn(tr("The run at %1 left %2 that no run asked for: alerts may be missing, and Elastic would mark the "
                    "rule "
                    "as failed.")
                     .arg(isoTime(run.startedNs), durationText(run.remainingGapNs)));
        }
    }
    result.push_back(own);
    m_covered.insert(m_covered.end(), result.begin(), result.end());
    return result;
}

qint64 Replay::historyNs(const TimeRange &window) const
{
    return m_rule.newTerms ? window.endNs - lookBackOf(m_rule.newTerms->historyWindowStart).value_or(0) : 0;
}

/// Whether an alert for the same values is young enough to take this finding in.
bool Replay::isSuppressed(const Draft &draft, qint64 startedNs)
{
    if (!m_rule.suppression || m_rule.suppression->duration.isEmpty())
        return false;
    const auto span = spanOf(m_rule.suppression->duration);
    const QString group = groupText(draft.terms);
    const auto since = m_suppressed.constFind(group);
    if (span && since != m_suppressed.constEnd() && startedNs - *since <= *span)
        return true;
    m_suppressed.insert(group, startedNs);
    return false;
}

/// Events that an alert of the same group has counted are not counted again.
std::optional<RuleExecution::Draft> Replay::uncounted(const Draft &draft) const
{
    if (!m_rule.threshold || !draft.isGroup)
        return draft;
    const qint64 countedNs = m_counted.value(groupText(draft.terms), noTime);
    Draft rest = draft;
    std::erase_if(rest.findings, [&](quint32 finding) { return timeOf(finding) <= countedNs; });
    if (rest.findings.size() < static_cast<std::size_t>(m_rule.threshold->value))
        return std::nullopt;
    rest.window = isoTime(timeOf(rest.findings.front()), 3);
    return rest;
}

void Replay::take(const Draft &found, ScheduleRun &run)
{
    ++run.found;
    const auto draft = uncounted(found);
    const QString key = draft ? m_execution.key(*draft) : QString();
    if (!draft || m_keys.contains(key)) {
        ++m_replay.duplicates;
        return;
    }
    if (run.alerts >= static_cast<quint32>(m_rule.maxSignals)) {
        run.reachedLimit = true;
        for (const quint32 finding : draft->findings)
            m_cut.insert(m_execution.findings()[finding].event);
        warn(tr("The run at %1 found more than the %2 alerts that the rule may raise at a time; the rest was dropped.")
                 .arg(isoTime(run.startedNs))
                 .arg(m_rule.maxSignals));
        return;
    }
    m_keys.insert(key);
    for (const quint32 finding : draft->findings)
        m_alerted.insert(m_execution.findings()[finding].event);
    if (draft->isGroup)
        m_counted.insert(groupText(draft->terms), timeOf(draft->findings.back()));
    if (isSuppressed(*draft, run.startedNs)) {
        ++m_replay.duplicates;
        return;
    }
    Alert alert = m_execution.alert(*draft);
    alert.faithful = m_options.mode == DetectionMode::Faithful;
    alert.windowNote.clear();
    ++run.alerts;
    m_replay.alerts.push_back(std::move(alert));
}

void Replay::joinCovered()
{
    std::sort(m_covered.begin(), m_covered.end(),
              [](const TimeRange &a, const TimeRange &b) { return a.beginNs < b.beginNs; });
    std::vector<TimeRange> joined;
    for (const TimeRange &window : m_covered) {
        if (!joined.empty() && joined.back().endNs >= window.beginNs)
            joined.back().endNs = std::max(joined.back().endNs, window.endNs);
        else
            joined.push_back(window);
    }
    m_covered = std::move(joined);
}

void Replay::findMissed()
{
    joinCovered();
    for (const Draft &draft : m_execution.wholeFile()) {
        const bool isRaised = std::any_of(draft.findings.begin(), draft.findings.end(), [this](quint32 finding) {
            return m_alerted.contains(m_execution.findings()[finding].event);
        });
        if (isRaised)
            continue;
        Alert alert = m_execution.alert(draft);
        QString reason = reasonFor(alert);
        m_replay.missed.push_back({std::move(alert), std::move(reason)});
    }
}

QString Replay::reasonFor(const Alert &alert) const
{
    if (alert.timeNs == noTime)
        return tr("The event has no time: no window holds it.");
    if (m_cut.contains(alert.event))
        return tr("The run that saw it had reached its limit of %1 alerts.").arg(m_rule.maxSignals);
    const bool isCovered = std::any_of(m_covered.begin(), m_covered.end(),
                                       [&alert](const TimeRange &window) { return window.contains(alert.timeNs); });
    if (!isCovered)
        return tr("No run asked for that time.");
    if (m_rule.threshold)
        return tr("No single window of %1 holds as many events as the rule wants.").arg(durationText(m_times.window()));
    if (m_rule.newTerms)
        return tr("When a run saw it, its terms stood in the history already.");
    return tr("Another alert had taken it in.");
}

void Replay::warn(const QString &text)
{
    constexpr qsizetype mostWarnings = 100;
    if (m_replay.warnings.size() < mostWarnings && !m_replay.warnings.contains(text))
        m_replay.warnings << text;
}

QString whyNotReplayed(const Rule &rule, const ActivityIndex &events)
{
    if (!rule.notEvaluable.isEmpty())
        return rule.notEvaluable;
    if (!timesOf(rule))
        return QCoreApplication::translate("wirecase::ScheduleReplay",
                                           "The rule's interval “%1” and window “%2” to “%3” are no schedule.")
            .arg(rule.interval, rule.from, rule.to);
    return whyNotOn(rule, events);
}

} // namespace

Result<ScheduleReplay> replaySchedule(const Rule &rule, const std::vector<ExceptionItem> &exceptions,
                                      const ActivityIndex &events, const ScheduleOptions &options, JobState &job)
{
    ScheduleReplay replay;
    replay.ruleId = rule.id;
    replay.notRun = whyNotReplayed(rule, events);
    if (!replay.notRun.isEmpty())
        return replay;
    const auto condition = conditionOf(rule);
    if (!condition)
        return condition.error();
    RuleRowsFinder finder(events, exceptions, options.nowNs);
    const auto rows = finder.find(rule, *condition, job);
    if (rows)
        return Replay(rule, *timesOf(rule), events, *rows, options, job).run();
    if (rows.error().code == Error::Code::Cancelled)
        return rows.error();
    replay.notRun = rows.error().message;
    return replay;
}

} // namespace wirecase
