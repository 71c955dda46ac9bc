#include "activityfixture.h"
#include "models/base/timeformat.h"
#include "models/detection/schedule.h"

#include <QTest>

using namespace wirecase;

namespace {

Rule ruleOf(const char *type)
{
    Rule rule;
    rule.id = QStringLiteral("r");
    rule.name = QStringLiteral("Rule");
    rule.type = QString::fromLatin1(type);
    rule.language = QStringLiteral("kuery");
    rule.query = QStringLiteral("event.outcome:success");
    rule.severity = QStringLiteral("low");
    rule.interval = QStringLiteral("5m");
    rule.from = QStringLiteral("now-9m");
    return rule;
}

qint64 at(const char *time)
{
    return *parseIsoTime(QStringLiteral("2031-03-02T%1Z").arg(QString::fromLatin1(time)));
}

ActivityIndexPtr log(std::initializer_list<const char *> times, const char *caller = "pat")
{
    QByteArray file;
    int i = 0;
    for (const char *time : times) {
        file += diagnosticRecord({.time = QStringLiteral("2031-03-02T%1Z").arg(QString::fromLatin1(time)),
                                  .correlation = QString::number(++i),
                                  .caller = QString::fromLatin1(caller)});
    }
    return eventsIn({file});
}

ScheduleReplay replay(const Rule &rule, const ActivityIndex &events, const ScheduleOptions &options = {})
{
    JobState job;
    const auto result = replaySchedule(rule, {}, events, options, job);
    if (!result)
        qFatal("the replay fails");
    return *result;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

private slots:
    void replay_overlapsRaiseOnce();
    void replay_limitCutsOff();
    void replay_outageLeavesAGap();
    void replay_shortOutageIsCaughtUp();
    void replay_windowShorterThanInterval();
    void replay_thresholdCountsInOneWindow();
    void replay_newTermsLookBack();
    void replay_suppressionLasts();
    void replay_saysWhyNot();
};

void TestSchedule::replay_overlapsRaiseOnce()
{
    const ActivityIndexPtr events = log({"08:01:00", "08:02:00", "08:20:00"});
    const ScheduleReplay result = replay(ruleOf("query"), *events);
    QCOMPARE(result.notRun, QString());
    QCOMPARE(result.executions, 5U); // 08:05 to 08:25
    QCOMPARE(result.alerts.size(), std::size_t{3});
    QCOMPARE(result.duplicates, 2U); // seen again at 08:10
    QVERIFY(result.missed.empty());
    QVERIFY(result.warnings.join(u' ').contains(QStringLiteral("event.ingested")));
}

void TestSchedule::replay_limitCutsOff()
{
    Rule rule = ruleOf("query");
    rule.maxSignals = 2;
    rule.from = QStringLiteral("now-5m");
    const ScheduleReplay result = replay(rule, *log({"08:01:00", "08:02:00", "08:03:00", "08:04:00"}));
    QCOMPARE(result.alerts.size(), std::size_t{2});
    QCOMPARE(result.missed.size(), std::size_t{2});
    QVERIFY(result.missed[0].reason.contains(u'2'));
    QVERIFY(result.runs.at(0).reachedLimit);
    QCOMPARE(result.warnings.size(), qsizetype{2});
    // The look-back of the next run gives the rest another chance.
    rule.from = QStringLiteral("now-9m");
    QCOMPARE(replay(rule, *log({"08:01:30", "08:02:00", "08:03:00", "08:04:00"})).alerts.size(), std::size_t{4});
}

void TestSchedule::replay_outageLeavesAGap()
{
    ScheduleOptions options;
    options.outages = {{at("08:06:00"), at("09:59:00")}};
    const ScheduleReplay result =
        replay(ruleOf("query"), *log({"08:01:00", "08:30:00", "09:50:00", "10:01:00"}), options);
    QCOMPARE(result.alerts.size(), std::size_t{3}); // 09:50 is caught up
    QCOMPARE(result.missed.size(), std::size_t{1});
    QCOMPARE(result.missed[0].alert.timeNs, at("08:30:00"));
    const auto gap = std::find_if(result.runs.begin(), result.runs.end(),
                                  [](const ScheduleRun &run) { return run.remainingGapNs > 0; });
    QVERIFY(gap != result.runs.end());
    QCOMPARE(gap->startedNs, at("10:00:00"));
    QCOMPARE(gap->gapNs, 106 * nsPerMinute);         // 115 minutes since the run before, 9 in its window
    QCOMPARE(gap->remainingGapNs, 86 * nsPerMinute); // four windows of the interval
    QCOMPARE(result.warnings.size(), qsizetype{2});
}

void TestSchedule::replay_shortOutageIsCaughtUp()
{
    ScheduleOptions options;
    options.outages = {{at("08:06:00"), at("08:19:00")}};
    const ScheduleReplay result = replay(ruleOf("query"), *log({"08:01:00", "08:08:00", "08:19:00"}), options);
    QCOMPARE(result.alerts.size(), std::size_t{3});
    QVERIFY(result.missed.empty());
}

void TestSchedule::replay_windowShorterThanInterval()
{
    Rule rule = ruleOf("query");
    rule.interval = QStringLiteral("10m");
    rule.from = QStringLiteral("now-5m");
    const ScheduleReplay result = replay(rule, *log({"08:03:00", "08:07:00", "08:13:00", "08:17:00"}));
    QCOMPARE(result.alerts.size(), std::size_t{2}); // every second half is never asked for
    QCOMPARE(result.missed.size(), std::size_t{2});
    QCOMPARE(result.missed[0].alert.timeNs, at("08:03:00"));
}

void TestSchedule::replay_thresholdCountsInOneWindow()
{
    Rule rule = ruleOf("threshold");
    rule.threshold = Threshold{{QStringLiteral("user.full_name")}, 2, {}};
    const ScheduleReplay apart = replay(rule, *log({"08:01:00", "08:30:00"}));
    QVERIFY(apart.alerts.empty());
    QCOMPARE(apart.missed.size(), std::size_t{1});
    const ScheduleReplay together = replay(rule, *log({"08:01:00", "08:02:00", "08:03:00"}));
    QCOMPARE(together.alerts.size(), std::size_t{1}); // what was counted is not counted again
    QVERIFY(together.missed.empty());
}

void TestSchedule::replay_newTermsLookBack()
{
    Rule rule = ruleOf("new_terms");
    rule.newTerms = NewTerms{{QStringLiteral("user.full_name")}, QStringLiteral("now-1h")};
    QCOMPARE(replay(rule, *log({"08:01:00", "08:30:00", "08:55:00"})).alerts.size(), std::size_t{1});
    QCOMPARE(replay(rule, *log({"08:01:00", "10:30:00"})).alerts.size(), std::size_t{2});
}

void TestSchedule::replay_suppressionLasts()
{
    Rule rule = ruleOf("query");
    rule.suppression = Suppression{{QStringLiteral("user.full_name")}, QStringLiteral("1h"), true};
    const ScheduleReplay result = replay(rule, *log({"08:01:00", "08:30:00", "09:30:00"}));
    QCOMPARE(result.alerts.size(), std::size_t{2});
    QVERIFY(result.missed.empty());
}

void TestSchedule::replay_saysWhyNot()
{
    Rule rule = ruleOf("query");
    rule.interval = QStringLiteral("often");
    QVERIFY(replay(rule, *log({"08:01:00"})).notRun.contains(QStringLiteral("often")));
    rule = ruleOf("query");
    rule.from = QStringLiteral("now+1h");
    QVERIFY(!replay(rule, *log({"08:01:00"})).notRun.isEmpty());
    QVERIFY(!replay(ruleOf("query"), ActivityIndex()).notRun.isEmpty());
    rule = ruleOf("eql");
    rule.notEvaluable = QStringLiteral("Only KQL.");
    QCOMPARE(replay(rule, *log({"08:01:00"})).notRun, rule.notEvaluable);
}

QTEST_GUILESS_MAIN(TestSchedule)

#include "tst_schedule.moc"
