#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "app/cli/ruleloading.h"
#include "models/activity/activityindexbuilder.h"
#include "models/base/timeformat.h"
#include "models/detection/alertdocument.h"
#include "models/detection/backtest.h"
#include "models/detection/schedule.h"

#include <QDateTime>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RulesRunCommand)
};

/// What one call of the command works with.
struct RulesRun
{
    LoadedRules loaded;
    std::vector<ExceptionItem> tried; ///< of --exceptions
    ActivityIndexPtr events;
    DetectionOptions options;
    bool asJson = false;
    bool withNearMisses = false;

    [[nodiscard]] std::vector<ExceptionItem> exceptions() const
    {
        std::vector<ExceptionItem> all = loaded.exceptions;
        all.insert(all.end(), tried.begin(), tried.end());
        return all;
    }
    /// The one that raises alerts under that id.
    [[nodiscard]] const Rule *rule(const QString &id) const
    {
        const auto newest = newestRules(loaded.rules);
        const auto found =
            std::find_if(newest.begin(), newest.end(), [&id](const Rule *rule) { return rule->id == id; });
        return found == newest.end() ? nullptr : *found;
    }
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    parser.addOption(
        {QStringLiteral("rules"), Text::tr("A file or folder of rules; may be given again."), QStringLiteral("PATH")});
    parser.addOption({QStringLiteral("mode"),
                      Text::tr("faithful (as Elastic would) or normalised (case and words for outcomes folded, the "
                               "default)."),
                      QStringLiteral("MODE"), QStringLiteral("normalised")});
    parser.addOption(
        {QStringLiteral("schedule"),
         Text::tr("Replay interval, look-back and limit of each rule; says what a deployment would miss.")});
    parser.addOption({QStringLiteral("exceptions"),
                      Text::tr("Apply the exceptions in this file, and say which alerts they silence."),
                      QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("near-misses"), Text::tr("Also the events that a rule all but matches.")});
}

/// An exception tried from a file is for the rules that name its list; when none does, for all.
void giveToRules(RulesRun &run)
{
    for (const ExceptionItem &item : run.tried) {
        const bool isNamed = std::any_of(run.loaded.rules.begin(), run.loaded.rules.end(),
                                         [&item](const Rule &rule) { return isFor(item, rule); });
        if (isNamed)
            continue;
        say(Text::tr("%1: no rule names its list; it is applied to all.").arg(item.name));
        for (Rule &rule : run.loaded.rules)
            rule.exceptionLists.push_back({{}, item.listId, {}, {}});
    }
}

void printAlert(const RulesRun &run, const Alert &alert)
{
    const Rule *rule = run.rule(alert.ruleId);
    if (run.asJson && rule != nullptr)
        return print(alertDocument(alert, *rule, *run.events, run.options.mode));
    print(columns({isoTime(alert.timeNs, 3), alert.severity, alert.ruleName, alert.caller, alert.group},
                  {24, 8, 44, 30, 0}));
    for (const QString &note : {alert.modeNote, alert.windowNote}) {
        if (!note.isEmpty())
            print(QStringLiteral("    ") + note);
    }
}

void printNearMisses(const RulesRun &run, const Rule &rule, const RuleOutcome &outcome)
{
    for (const NearMiss &miss : outcome.nearMisses) {
        if (run.asJson) {
            for (const EventId event : miss.examples)
                print(nearMissDocument(miss, event, rule, *run.events, run.options.mode));
            continue;
        }
        print(columns({QString::number(miss.count), nearMissTitle(miss.reason), miss.text}, {-8, 22, 0}));
        for (const EventId id : miss.examples) {
            const ActivityEvent event = run.events->event(id);
            print(
                QStringLiteral("            %1  %2  %3").arg(isoTime(event.timeNs, 3), event.status, event.operation));
        }
    }
}

void printOutcome(const RulesRun &run, const Rule &rule, const RuleOutcome &outcome)
{
    if (!run.asJson) {
        quint32 missed = 0;
        for (const NearMiss &miss : outcome.nearMisses)
            missed += miss.count;
        print(Text::tr("%1: %2 alerts; matches: %3 as Elastic would, %4 normalised; near misses: %5")
                  .arg(rule.name)
                  .arg(outcome.isNewest ? outcome.alerts : outcome.wouldRaise)
                  .arg(outcome.faithfulMatches)
                  .arg(outcome.normalisedMatches)
                  .arg(missed));
        for (const QString &note : QStringList{outcome.notRun} + outcome.notes) {
            if (!note.isEmpty())
                print(QStringLiteral("    ") + note);
        }
    } else if (!outcome.notRun.isEmpty()) {
        say(QStringLiteral("%1: %2").arg(rule.name, outcome.notRun));
    }
    if (run.withNearMisses)
        printNearMisses(run, rule, outcome);
}

void printInterceptions(const RulesRun &run, const DetectionResult &result)
{
    if (run.asJson)
        return;
    for (const InterceptionRow &row : result.interceptions) {
        if (row.isCovered())
            continue;
        const ActivityEvent event = run.events->event(row.event);
        print(Text::tr("No rule catches: %1  %2  %3 (%4)")
                  .arg(isoTime(event.timeNs, 3), event.status, row.operation, row.what));
    }
}

/// What each exception of --exceptions silences among the alerts without them.
Status sayBackTests(const RulesRun &run)
{
    const auto before = runRules(run.loaded.rules, run.loaded.exceptions, *run.events, run.options, commandJob());
    if (!before)
        return before.error();
    for (const ExceptionItem &item : run.tried) {
        std::vector<Rule> rules;
        std::copy_if(run.loaded.rules.begin(), run.loaded.rules.end(), std::back_inserter(rules),
                     [&item](const Rule &rule) { return isFor(item, rule); });
        const auto test = backTest(item, rules, before->alerts, *run.events, run.options.mode, {}, commandJob());
        if (!test)
            return test.error();
        if (!test->notTested.isEmpty()) {
            say(QStringLiteral("%1: %2").arg(item.name, test->notTested));
            continue;
        }
        say(Text::tr("%1: silences %2 of %3 alerts")
                .arg(item.name)
                .arg(test->silenced.size())
                .arg(test->silenced.size() + test->kept));
        if (isExpired(item, run.options.nowNs))
            say(Text::tr("%1: has expired and is not applied").arg(item.name));
        for (const BackTest::Silenced &alert : test->silenced)
            say(QStringLiteral("    ") + alert.alertKey);
    }
    return {};
}

Status runOnce(const RulesRun &run)
{
    const auto result = runRules(run.loaded.rules, run.exceptions(), *run.events, run.options, commandJob());
    if (!result)
        return result.error();
    for (const Alert &alert : result->alerts)
        printAlert(run, alert);
    for (std::size_t i = 0; i < result->rules.size(); ++i)
        printOutcome(run, run.loaded.rules[i], result->rules[i]);
    printInterceptions(run, *result);
    return {};
}

void printReplay(const RulesRun &run, const Rule &rule, const ScheduleReplay &replay)
{
    if (!replay.notRun.isEmpty())
        return say(QStringLiteral("%1: %2").arg(rule.name, replay.notRun));
    for (const Alert &alert : replay.alerts)
        printAlert(run, alert);
    say(Text::tr("%1: %2 executions, %3 alerts, %4 duplicates, %5 missed")
            .arg(rule.name)
            .arg(replay.executions)
            .arg(replay.alerts.size())
            .arg(replay.duplicates)
            .arg(replay.missed.size()));
    for (const QString &warning : replay.warnings)
        say(QStringLiteral("    ") + warning);
    for (const MissedAlert &missed : replay.missed)
        say(QStringLiteral("    %1  %2").arg(isoTime(missed.alert.timeNs, 3), missed.reason));
}

Status runSchedule(const RulesRun &run)
{
    ScheduleOptions options;
    options.mode = run.options.mode;
    options.nowNs = run.options.nowNs;
    for (const Rule *rule : newestRules(run.loaded.rules)) {
        const auto replay = replaySchedule(*rule, run.exceptions(), *run.events, options, commandJob());
        if (!replay)
            return replay.error();
        printReplay(run, *rule, *replay);
    }
    return {};
}

} // namespace

int runRulesRun(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    if (!parseArguments(parser, arguments, 1) || !isDetectionMode(parser.value(QStringLiteral("mode"))))
        return Usage;
    RulesRun run;
    run.asJson = parser.isSet(QStringLiteral("json"));
    run.withNearMisses = parser.isSet(QStringLiteral("near-misses"));
    run.options.mode = parser.value(QStringLiteral("mode")) == QLatin1String("faithful") ? DetectionMode::Faithful
                                                                                         : DetectionMode::Normalised;
    run.options.nowNs = QDateTime::currentMSecsSinceEpoch() * nsPerMs;
    run.loaded = loadRules(parser.values(QStringLiteral("rules")));
    const LoadedRules tried = parser.isSet(QStringLiteral("exceptions"))
                                  ? loadRules(parser.values(QStringLiteral("exceptions")))
                                  : LoadedRules();
    run.tried = tried.exceptions;
    ActivityIndexBuilder builder;
    // Rules that stand among the evidence are rules, as in the window.
    const ReadCounts counts = readEach(parser.positionalArguments(), {EvidenceKind::Rules, EvidenceKind::ActivityLog},
                                       [&](const ByteSourcePtr &bytes, EvidenceId id, const QString &name) {
                                           return holdsRules(bytes) ? addRules(bytes, name, run.loaded)
                                                                    : builder.add(*bytes, id, commandJob());
                                       });
    if (run.loaded.rules.empty()) {
        say(Text::tr("There are no rules in these files."));
        return Nothing;
    }
    giveToRules(run);
    run.events = builder.build();
    Status done = run.tried.empty() ? Status() : sayBackTests(run);
    if (done)
        done = parser.isSet(QStringLiteral("schedule")) ? runSchedule(run) : runOnce(run);
    if (!done)
        return exitCodeOf(done.error());
    return exitCode(counts.files > 0, counts.problems + run.loaded.problems + tried.problems);
}

} // namespace wirecase
