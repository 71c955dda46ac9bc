#include "activityfixture.h"
#include "models/detection/detectionrun.h"

#include <QTest>

using namespace wirecase;

namespace {

Rule builtIn()
{
    return *readRuleToml(builtInRuleToml(), builtInRuleName());
}

Rule ruleWith(const QString &id, const QString &query)
{
    Rule rule;
    rule.id = id;
    rule.name = QStringLiteral("Rule ") + id;
    rule.type = QStringLiteral("query");
    rule.language = QStringLiteral("kuery");
    rule.query = query;
    rule.severity = QStringLiteral("high");
    rule.riskScore = 73;
    return rule;
}

DetectionResult run(const std::vector<Rule> &rules, const ActivityIndex &events, DetectionMode mode)
{
    JobState job;
    auto result = runRules(rules, events, mode, job);
    if (!result)
        qFatal("the run fails: %s", qPrintable(result.error().message));
    return *std::move(result);
}

QString mixedCase()
{
    return QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
}

} // namespace

class TestDetectionRun : public QObject
{
    Q_OBJECT

private slots:
    void run_rewritingChangesModesAsExpected_data();
    void run_rewritingChangesModesAsExpected();
    void run_alertHoldsTheFactsOfItsEvent();
    void run_oneEventInTwoFormsIsOneAlert();
    void run_conditionsMustMeetInOneForm();
    void run_keyIgnoresFormModeAndRuleVersion();
    void run_alertsAreInTimeOrder();
    void run_outcomeSaysWhyARuleWasLeftOut();
    void run_noEventsNoAlerts();
    void run_cancelledIsAnAnswer();
};

void TestDetectionRun::run_rewritingChangesModesAsExpected_data()
{
    QTest::addColumn<bool>("rest");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("faithful");
    QTest::addColumn<bool>("normalised");
    const auto row = [](const char *name, bool rest, const QString &operation, const char *result, bool faithful,
                        bool normalised) {
        QTest::newRow(name) << rest << operation << QString::fromLatin1(result) << faithful << normalised;
    };
    const QString upper = mixedCase().toUpper();
    const QString vpn = QStringLiteral("MICROSOFT.NETWORK/VPNGATEWAYS/VPNCONNECTIONS/STARTPACKETCAPTURE/ACTION");
    row("diagnostics as shipped", false, upper, "Success", true, true);
    row("diagnostics, lower-case result", false, upper, "success", true, true);
    row("diagnostics, upper-case result", false, upper, "SUCCESS", true, true); // the pipeline lowers it
    row("diagnostics, REST's word", false, upper, "Succeeded", false, true);
    row("diagnostics, mixed case", false, mixedCase(), "Success", false, true);
    row("diagnostics, mixed case and REST's word", false, mixedCase(), "Succeeded", false, true);
    row("REST", true, mixedCase(), "Succeeded", false, true);
    row("REST, upper case", true, upper, "Succeeded", false, true);
    row("gateway connection", false, vpn, "Success", true, true);
    row("gateway connection, mixed case", false, vpn.toLower(), "Success", false, true);
    row("started", false, upper, "Start", false, false);
    row("accepted", false, upper, "Accept", false, false);
    row("REST accepted", true, mixedCase(), "Accepted", false, false);
    row("failed", false, upper, "Failure", false, false);
    row("REST failed", true, mixedCase(), "Failed", false, false);
    row("stopped", false, QStringLiteral("MICROSOFT.NETWORK/NETWORKWATCHERS/PACKETCAPTURES/STOP/ACTION"), "Success",
        false, false);
    row("deleted", false, QStringLiteral("MICROSOFT.NETWORK/NETWORKWATCHERS/PACKETCAPTURES/DELETE"), "Success", false,
        false);
}

void TestDetectionRun::run_rewritingChangesModesAsExpected()
{
    QFETCH(bool, rest);
    QFETCH(QString, operation);
    QFETCH(QString, result);
    QFETCH(bool, faithful);
    QFETCH(bool, normalised);
    const TestOperation event{.operation = operation, .result = result};
    const ActivityIndexPtr events = eventsIn({rest ? restPage(event) : diagnosticRecord(event)});
    QCOMPARE(events->size(), 1U);

    const DetectionResult strict = run({builtIn()}, *events, DetectionMode::Faithful);
    QCOMPARE(strict.alerts.size(), std::size_t{faithful ? 1U : 0U});
    QCOMPARE(strict.rules.front().alerts, faithful ? 1U : 0U);

    const DetectionResult folded = run({builtIn()}, *events, DetectionMode::Normalised);
    QCOMPARE(folded.alerts.size(), std::size_t{normalised ? 1U : 0U});
    QCOMPARE(folded.rules.front().faithfulMatches, faithful ? 1U : 0U);
    QCOMPARE(folded.rules.front().normalisedMatches, normalised ? 1U : 0U);
    QCOMPARE(folded.rules.front().notRun, QString());
    if (normalised) {
        QCOMPARE(folded.alerts.front().faithful, faithful);
        QCOMPARE(folded.alerts.front().modeNote.isEmpty(), faithful);
    }
    if (faithful)
        QVERIFY(strict.alerts.front() == folded.alerts.front());
}

void TestDetectionRun::run_alertHoldsTheFactsOfItsEvent()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({})});
    const DetectionResult result = run({builtIn()}, *events, DetectionMode::Normalised);
    QCOMPARE(result.alerts.size(), std::size_t{1});
    const Alert &alert = result.alerts.front();
    const ActivityEvent event = events->event(alert.event);
    QCOMPARE(alert.ruleId, builtIn().id);
    QCOMPARE(alert.ruleName, builtIn().name);
    QCOMPARE(alert.severity, QStringLiteral("medium"));
    QCOMPARE(alert.riskScore, 47);
    QCOMPARE(alert.eventKey, event.key);
    QCOMPARE(alert.timeNs, event.timeNs);
    QCOMPARE(alert.caller, QStringLiteral("pat@corp.example"));
    QVERIFY(alert.key.startsWith(alert.ruleId));
    QVERIFY(alert.key.endsWith(event.key));
}

void TestDetectionRun::run_oneEventInTwoFormsIsOneAlert()
{
    const ActivityIndexPtr events =
        eventsIn({restPage({.operation = mixedCase(), .result = QStringLiteral("Succeeded")}), diagnosticRecord({})});
    QCOMPARE(events->size(), 1U);
    QCOMPARE(events->representations(EventId{0}), 2);
    for (const DetectionMode mode : {DetectionMode::Faithful, DetectionMode::Normalised}) {
        const DetectionResult result = run({builtIn()}, *events, mode);
        QCOMPARE(result.alerts.size(), std::size_t{1});
        QVERIFY(result.alerts.front().faithful); // one of its forms is what Elastic needs
        QCOMPARE(result.alerts.front().modeNote, QString());
    }
}

void TestDetectionRun::run_conditionsMustMeetInOneForm()
{
    // One form has the operation as Elastic needs it, the other one the result.
    const ActivityIndexPtr events = eventsIn(
        {diagnosticRecord({.result = QStringLiteral("Succeeded")}), diagnosticRecord({.operation = mixedCase()})});
    QCOMPARE(events->size(), 1U);
    QCOMPARE(events->representations(EventId{0}), 2);
    QVERIFY(run({builtIn()}, *events, DetectionMode::Faithful).alerts.empty());
    const DetectionResult folded = run({builtIn()}, *events, DetectionMode::Normalised);
    QCOMPARE(folded.alerts.size(), std::size_t{1});
    QVERIFY(!folded.alerts.front().faithful);
    QVERIFY(!folded.alerts.front().modeNote.isEmpty());
}

void TestDetectionRun::run_keyIgnoresFormModeAndRuleVersion()
{
    const ActivityIndexPtr rest =
        eventsIn({restPage({.operation = mixedCase(), .result = QStringLiteral("Succeeded")})});
    const ActivityIndexPtr diagnostic = eventsIn({diagnosticRecord({})});
    Rule newer = builtIn();
    newer.version = 2;
    newer.name = QStringLiteral("Renamed");
    const QString key = run({builtIn()}, *rest, DetectionMode::Normalised).alerts.at(0).key;
    QCOMPARE(run({builtIn()}, *diagnostic, DetectionMode::Normalised).alerts.at(0).key, key);
    QCOMPARE(run({builtIn()}, *diagnostic, DetectionMode::Faithful).alerts.at(0).key, key);
    QCOMPARE(run({newer}, *diagnostic, DetectionMode::Faithful).alerts.at(0).key, key);

    const ActivityIndexPtr later = eventsIn({diagnosticRecord({.time = QStringLiteral("2031-02-03T04:05:07Z")})});
    QVERIFY(run({builtIn()}, *later, DetectionMode::Faithful).alerts.at(0).key != key);
}

void TestDetectionRun::run_alertsAreInTimeOrder()
{
    QByteArray lines;
    for (const char *time : {"2031-02-03T07:00:00Z", "2031-02-03T05:00:00Z", "2031-02-03T06:00:00Z"})
        lines += diagnosticRecord({.time = QString::fromLatin1(time)});
    const ActivityIndexPtr events = eventsIn({lines});
    const std::vector<Rule> rules{ruleWith(QStringLiteral("b"), QStringLiteral("event.outcome:success")), builtIn(),
                                  ruleWith(QStringLiteral("a"), QStringLiteral("event.outcome:success"))};
    const DetectionResult result = run(rules, *events, DetectionMode::Normalised);
    QCOMPARE(result.alerts.size(), std::size_t{9});
    for (std::size_t i = 1; i < result.alerts.size(); ++i) {
        const Alert &before = result.alerts[i - 1];
        const Alert &after = result.alerts[i];
        QVERIFY(before.timeNs < after.timeNs || (before.timeNs == after.timeNs && before.key < after.key));
    }
    QVERIFY(result == run(rules, *events, DetectionMode::Normalised));
}

void TestDetectionRun::run_outcomeSaysWhyARuleWasLeftOut()
{
    Rule other = ruleWith(QStringLiteral("eql"), QStringLiteral("any where true"));
    other.notEvaluable = QStringLiteral("Only KQL.");
    const std::vector<Rule> rules{ruleWith(QStringLiteral("x"), QStringLiteral("event.outcome:success")),
                                  ruleWith(QStringLiteral("x"), QStringLiteral("event.outcome:*")), other,
                                  ruleWith(QStringLiteral("broken"), QStringLiteral("event.outcome:(")),
                                  ruleWith(QStringLiteral("none"), QStringLiteral("no.such.field:1"))};
    const DetectionResult result = run(rules, *eventsIn({diagnosticRecord({})}), DetectionMode::Normalised);
    QCOMPARE(result.alerts.size(), std::size_t{1});
    QCOMPARE(result.rules.size(), rules.size());
    QCOMPARE(result.rules[0].notRun, QString());
    QCOMPARE(result.rules[0].alerts, 1U);
    QVERIFY(!result.rules[1].notRun.isEmpty());
    QCOMPARE(result.rules[1].alerts, 0U);
    QCOMPARE(result.rules[2].notRun, QStringLiteral("Only KQL."));
    QVERIFY(result.rules[3].notRun.startsWith(QStringLiteral("The query cannot be run")));
    QCOMPARE(result.rules[4].notRun, QString());
    QCOMPARE(result.rules[4].normalisedMatches, 0U);
}

void TestDetectionRun::run_noEventsNoAlerts()
{
    const ActivityIndex empty;
    const DetectionResult result = run({builtIn()}, empty, DetectionMode::Normalised);
    QVERIFY(result.alerts.empty());
    QCOMPARE(result.rules.size(), std::size_t{1});
}

void TestDetectionRun::run_cancelledIsAnAnswer()
{
    JobState job;
    job.cancelled = true;
    const auto result = runRules({builtIn()}, *eventsIn({diagnosticRecord({})}), DetectionMode::Normalised, job);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestDetectionRun)

#include "tst_detectionrun.moc"
