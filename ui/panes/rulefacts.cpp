#include "ui/panes/rulefacts.h"

#include "models/base/numbertext.h"
#include "models/kql/kqlquoting.h"
#include "ui/panes/ruletext.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleFacts)
};

FactRow makeRow(const QString &key, const QString &label, const QString &value)
{
    FactRow row;
    row.fact.key = key;
    row.fact.label = label;
    row.fact.value = value;
    return row;
}

QString eventCount(quint32 count)
{
    return Text::tr("%n event(s)", nullptr, static_cast<int>(count));
}

QString alertCount(quint32 count)
{
    return Text::tr("%n alert(s)", nullptr, static_cast<int>(count));
}

Pivot alertPivot(const Snapshot &snapshot, const QString &alertKey)
{
    Pivot pivot;
    pivot.text = Text::tr("Show alert");
    pivot.view = View::Triage;
    pivot.pane = QStringLiteral("alerts");
    pivot.focus.alert = alertKey;
    if (const Alert *alert = snapshot.alert(alertKey))
        pivot.focus.event = alert->event;
    else
        pivot.whyNot = Text::tr("Another version of the rule is the one that runs here.");
    return pivot;
}

void addThreshold(std::vector<FactRow> &rows, const Threshold &threshold)
{
    QString text = threshold.fields.isEmpty() ? Text::tr("%n event(s) in all", nullptr, threshold.value)
                                              : Text::tr("%n event(s) with the same %1", nullptr, threshold.value)
                                                    .arg(threshold.fields.join(QStringLiteral(", ")));
    for (const Cardinality &distinct : threshold.cardinality)
        text += Text::tr(", at least %1 different values of %2").arg(countText(distinct.value), distinct.field);
    rows.push_back(makeRow(QStringLiteral("threshold"), Text::tr("Raised by"), text));
}

} // namespace

const RuleOutcome *RuleView::outcome() const
{
    return outcomeOf(*snapshot, static_cast<int>(at));
}

Pivot eventsPivot(const Snapshot &snapshot, const std::vector<EventId> &events)
{
    Pivot pivot;
    pivot.text = Text::tr("Show events");
    pivot.view = View::Triage;
    pivot.pane = QStringLiteral("activity");
    pivot.focus.event = events.front();
    QStringList operations; // a filter on them shows the events alone
    bool areOperations = true;
    TimeRange window;
    for (const EventId event : events) {
        const qint64 time = snapshot.activity->timeNs(event);
        if (time != noTime)
            window = window.united({time, time + 1});
        const QString correlation = snapshot.activity->correlationId(event);
        areOperations = areOperations && !correlation.isEmpty();
        operations << kqlQuoted(correlation);
    }
    operations.removeDuplicates();
    if (!window.isEmpty())
        pivot.scope.window = window;
    if (areOperations)
        pivot.scope.kql = QStringLiteral("azure.correlation_id : (%1)").arg(operations.join(QStringLiteral(" or ")));
    return pivot;
}

Pivot alertsPivot(const RuleView &view)
{
    const auto &alerts = view.snapshot->detection.alerts;
    const auto first =
        std::find_if(alerts.begin(), alerts.end(), [&](const Alert &alert) { return alert.ruleId == view.rule().id; });
    Pivot pivot = alertPivot(*view.snapshot, first == alerts.end() ? QString() : first->key);
    if (first == alerts.end())
        pivot.whyNot = Text::tr("The rule raised no alert.");
    else if (view.outcome() && !view.outcome()->isNewest)
        pivot.whyNot = Text::tr("A newer version of the rule is loaded: its alerts are shown.");
    return pivot;
}

std::vector<FactRow> settingRows(const RuleView &view)
{
    const Rule &rule = view.rule();
    std::vector<FactRow> rows;
    if (rule.newTerms)
        rows.push_back(
            makeRow(QStringLiteral("new_terms"), Text::tr("New values of"),
                    Text::tr("%1, not seen since %2")
                        .arg(rule.newTerms->fields.join(QStringLiteral(", ")), rule.newTerms->historyWindowStart)));
    if (rule.threshold)
        addThreshold(rows, *rule.threshold);
    if (rule.suppression)
        rows.push_back(makeRow(QStringLiteral("suppression"), Text::tr("One alert per"),
                               rule.suppression->groupBy.join(QStringLiteral(", "))));
    if (!rule.filters.isEmpty())
        rows.push_back(makeRow(QStringLiteral("filters"), Text::tr("Filters"),
                               Text::tr("%n beside the query", nullptr, static_cast<int>(rule.filters.size()))));
    //: interval, begin and end of the window: "every 5m, from now-9m to now, at most 100 alerts"
    rows.push_back(makeRow(QStringLiteral("schedule"), Text::tr("Runs"),
                           Text::tr("every %1, from %2 to %3, at most %n alert(s)", nullptr, rule.maxSignals)
                               .arg(rule.interval, rule.from, rule.to)));
    return rows;
}

std::vector<FactRow> outcomeRows(const RuleView &view)
{
    const RuleOutcome *outcome = view.outcome();
    if (!outcome || !view.rule().notEvaluable.isEmpty())
        return {};
    std::vector<FactRow> rows;
    rows.push_back(
        makeRow(QStringLiteral("faithful"), Text::tr("As Elastic matches"), eventCount(outcome->faithfulMatches)));
    rows.push_back(
        makeRow(QStringLiteral("normalised"), Text::tr("Normalised"), eventCount(outcome->normalisedMatches)));
    if (outcome->normalisedMatches > outcome->faithfulMatches) {
        rows.back().alarming = true;
        rows.back().fact.value += Text::tr(", %n of them missed by Elastic", nullptr,
                                           static_cast<int>(outcome->normalisedMatches - outcome->faithfulMatches));
    }
    if (outcome->excepted > 0)
        rows.push_back(
            makeRow(QStringLiteral("excepted"), Text::tr("Kept out by exceptions"), eventCount(outcome->excepted)));
    FactRow alerts = makeRow(QStringLiteral("alerts"), Text::tr("Alerts"), alertCount(outcome->alerts));
    alerts.pivot = alertsPivot(view);
    rows.push_back(std::move(alerts));
    for (const QString &note : outcome->notes)
        rows.push_back(makeRow(QStringLiteral("note"), Text::tr("Note"), note));
    return rows;
}

std::vector<FactRow> nearMissRows(const RuleView &view)
{
    const RuleOutcome *outcome = view.outcome();
    std::vector<FactRow> rows;
    for (const NearMiss &miss : outcome ? outcome->nearMisses : std::vector<NearMiss>()) {
        FactRow row = makeRow(QStringLiteral("near_miss.%1").arg(rows.size()), nearMissTitle(miss.reason),
                              //: how many, and the reason as a sentence
                              Text::tr("%1: %2").arg(eventCount(miss.count), miss.text));
        if (!miss.examples.empty())
            row.pivot = eventsPivot(*view.snapshot, miss.examples);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<FactRow> versionRows(const RuleView &view)
{
    std::vector<std::size_t> same;
    const std::vector<Rule> &rules = view.snapshot->rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].id == view.rule().id)
            same.push_back(i);
    }
    if (same.size() < 2)
        return {};
    std::stable_sort(same.begin(), same.end(),
                     [&](std::size_t a, std::size_t b) { return isNewer(rules[a], rules[b]); });
    std::vector<FactRow> rows;
    for (const std::size_t i : same) {
        const RuleOutcome *outcome = outcomeOf(*view.snapshot, static_cast<int>(i));
        QStringList says;
        if (outcome)
            says << (outcome->isNewest ? Text::tr("%1, runs here").arg(alertCount(outcome->wouldRaise))
                                       : Text::tr("would give %1").arg(alertCount(outcome->wouldRaise)));
        says << rules[i].source;
        FactRow row =
            makeRow(QStringLiteral("version.%1").arg(i), versionText(rules[i]), says.join(QStringLiteral(" \u00b7 ")));
        if (i != view.at) {
            Pivot pivot;
            pivot.text = Text::tr("Show version");
            pivot.view = View::Rules;
            pivot.pane = QStringLiteral("rule");
            pivot.focus.rule = ruleKey(rules[i]);
            row.pivot = pivot;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<FactRow> replayRows(const RuleView &view, const ScheduleReplay &replay, const TimeFormat &format)
{
    std::vector<FactRow> rows;
    rows.push_back(makeRow(QStringLiteral("runs"), Text::tr("Executions"),
                           Text::tr("%1, of which %2 found something or had a gap")
                               .arg(countText(replay.executions), countText(static_cast<qint64>(replay.runs.size())))));
    const bool normalised = view.snapshot->mode == DetectionMode::Normalised;
    rows.push_back(makeRow(QStringLiteral("raised"), Text::tr("Raised"),
                           (normalised ? Text::tr("%1, matching normalised") : Text::tr("%1, matching as Elastic does"))
                               .arg(alertCount(static_cast<quint32>(replay.alerts.size())))));
    if (replay.duplicates > 0)
        rows.push_back(makeRow(
            QStringLiteral("duplicates"), Text::tr("Seen twice"),
            Text::tr("%n finding(s) of overlapping windows dropped", nullptr, static_cast<int>(replay.duplicates))));
    QMap<QString, std::vector<const MissedAlert *>> missed;
    for (const MissedAlert &one : replay.missed)
        missed[one.reason].push_back(&one);
    for (auto reason = missed.constBegin(); reason != missed.constEnd(); ++reason) {
        const Alert &first = reason.value().front()->alert;
        FactRow row = makeRow(QStringLiteral("missed.%1").arg(rows.size()), Text::tr("Missed"),
                              Text::tr("%1 from %2: %3")
                                  .arg(alertCount(static_cast<quint32>(reason.value().size())),
                                       format.dateTime(first.timeNs), reason.key()));
        row.alarming = true;
        row.pivot = alertPivot(*view.snapshot, first.key);
        rows.push_back(std::move(row));
    }
    for (const QString &warning : replay.warnings)
        rows.push_back(makeRow(QStringLiteral("warning"), Text::tr("Warning"), warning));
    return rows;
}

} // namespace wirecase
