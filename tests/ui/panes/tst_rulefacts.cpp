#include "tests/ui/panes/triagecase.h"
#include "ui/panes/rulefacts.h"
#include "ui/panes/ruletext.h"

#include <QTest>

using namespace wirecase;

namespace {

QStringList printed(const std::vector<FactRow> &rows)
{
    QStringList lines;
    for (const FactRow &row : rows)
        lines << QStringLiteral("%1 | %2 | %3")
                     .arg(row.fact.label, row.fact.value,
                          !row.pivot                ? QString()
                          : row.pivot->isPossible() ? row.pivot->text
                                                    : row.pivot->whyNot);
    return lines;
}

Rule rule(const QString &id, int version)
{
    Rule made;
    made.id = id;
    made.name = QStringLiteral("Rule %1").arg(id);
    made.type = QStringLiteral("query");
    made.language = QStringLiteral("kuery");
    made.version = version;
    made.source = QStringLiteral("%1-%2.toml").arg(id).arg(version);
    return made;
}

} // namespace

/// Rows about rules, from outcomes written by hand over the events of the sample.
class RuleFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void outcome_tellsBothModes();
    void outcome_saysWhyThereIsNoAlertToShow();
    void outcome_isEmptyForARuleThatCannotRun();
    void nearMiss_leadsToItsEvents();
    void versions_areListedNewestFirst();
    void versions_singleOneIsNoList();
    void settings_tellHowARuleRuns();
    void replay_groupsMissedAlertsByReason();
    void focus_findsTheVersionPointedAt();
    void focus_withoutARuleIsTheAlertsRule();
    void findings_standInTheShownQuery();

private:
    [[nodiscard]] RuleView view(std::size_t at) const { return {m_snapshot, at}; }

    std::unique_ptr<TriageCase> m_case;
    std::shared_ptr<Snapshot> m_snapshot;
};

void RuleFactsTest::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
}

void RuleFactsTest::init()
{
    m_snapshot = std::make_shared<Snapshot>(*m_case->investigation().snapshot());
    m_snapshot->rules = {rule(QStringLiteral("a"), 1), rule(QStringLiteral("a"), 3), rule(QStringLiteral("b"), 1)};
    m_snapshot->detection.rules.assign(3, {});
    m_snapshot->detection.rules[0].isNewest = false;
    m_snapshot->detection.rules[0].wouldRaise = 1;
    m_snapshot->detection.rules[1].wouldRaise = 2;
    m_snapshot->detection.rules[1].alerts = 2;
    Alert alert;
    alert.key = QStringLiteral("a-alert");
    alert.ruleId = QStringLiteral("a");
    alert.event = EventId{0};
    m_snapshot->detection.alerts = {alert};
}

void RuleFactsTest::outcome_tellsBothModes()
{
    RuleOutcome &outcome = m_snapshot->detection.rules[1];
    outcome.faithfulMatches = 1;
    outcome.normalisedMatches = 3;
    outcome.excepted = 1;
    outcome.notes = QStringList{QStringLiteral("A limit.")};
    const auto rows = outcomeRows(view(1));
    QCOMPARE(printed(rows),
             (QStringList{QStringLiteral("As Elastic matches | 1 event(s) | "),
                          QStringLiteral("Normalised | 3 event(s), 2 of them missed by Elastic | "),
                          QStringLiteral("Kept out by exceptions | 1 event(s) | "),
                          QStringLiteral("Alerts | 2 alert(s) | Show alert"), QStringLiteral("Note | A limit. | ")}));
    QVERIFY(!rows[0].alarming);
    QVERIFY(rows[1].alarming);
    QCOMPARE(rows[3].pivot->focus.alert, QStringLiteral("a-alert"));
}

void RuleFactsTest::outcome_saysWhyThereIsNoAlertToShow()
{
    QCOMPARE(outcomeRows(view(2)).back().pivot->whyNot, QStringLiteral("The rule raised no alert."));
    QVERIFY(outcomeRows(view(0)).back().pivot->whyNot.contains(QStringLiteral("newer version")));
    QVERIFY(outcomeRows(view(1)).back().pivot->isPossible());
}

void RuleFactsTest::outcome_isEmptyForARuleThatCannotRun()
{
    m_snapshot->rules[2].notEvaluable = QStringLiteral("EQL is not evaluated.");
    QVERIFY(outcomeRows(view(2)).empty());
}

void RuleFactsTest::nearMiss_leadsToItsEvents()
{
    const EventId event = m_case->alerts().front().event;
    m_snapshot->detection.rules[2].nearMisses = {
        {NearMiss::Reason::Case, QStringLiteral("event.action"), QStringLiteral("Other capitals."), 4, {event}},
        {NearMiss::Reason::OneClause, {}, QStringLiteral("Another outcome."), 2, {}}};
    const auto rows = nearMissRows(view(2));
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].fact.label, nearMissTitle(NearMiss::Reason::Case));
    QCOMPARE(rows[0].fact.value, QStringLiteral("4 event(s): Other capitals."));
    QVERIFY(rows[0].pivot);
    QCOMPARE(rows[0].pivot->focus.event, std::optional(event));
    QCOMPARE(rows[0].pivot->pane, QStringLiteral("activity"));
    QVERIFY(rows[0].pivot->scope.window->contains(m_snapshot->activity->timeNs(event)));
    QVERIFY(rows[0].pivot->scope.kql.contains(m_snapshot->activity->correlationId(event)));
    QVERIFY(!rows[1].pivot); // nothing to lead to
}

void RuleFactsTest::versions_areListedNewestFirst()
{
    const auto rows = versionRows(view(0));
    QCOMPARE(printed(rows),
             (QStringList{QStringLiteral("version 3 | 2 alert(s), runs here \u00b7 a-3.toml | Show version"),
                          QStringLiteral("version 1 | would give 1 alert(s) \u00b7 a-1.toml | ")}));
    QCOMPARE(rows[0].pivot->focus.rule, ruleKey(m_snapshot->rules[1]));
    QCOMPARE(rows[0].pivot->view, View::Rules);
}

void RuleFactsTest::versions_singleOneIsNoList()
{
    QVERIFY(versionRows(view(2)).empty());
}

void RuleFactsTest::settings_tellHowARuleRuns()
{
    Rule &subject = m_snapshot->rules[2];
    subject.newTerms = NewTerms{{QStringLiteral("user.name")}, QStringLiteral("now-7d")};
    subject.threshold = Threshold{{QStringLiteral("source.ip")}, 5, {{QStringLiteral("user.name"), 2}}};
    subject.suppression = Suppression{{QStringLiteral("host.id")}, {}, true};
    subject.filters = QJsonArray{QJsonObject()};
    QCOMPARE(
        printed(settingRows(view(2))),
        (QStringList{QStringLiteral("New values of | user.name, not seen since now-7d | "),
                     QStringLiteral("Raised by | 5 event(s) with the same source.ip, at least 2 different values of "
                                    "user.name | "),
                     QStringLiteral("One alert per | host.id | "), QStringLiteral("Filters | 1 beside the query | "),
                     QStringLiteral("Runs | every 5m, from now-6m to now, at most 100 alert(s) | ")}));
}

void RuleFactsTest::replay_groupsMissedAlertsByReason()
{
    ScheduleReplay replay;
    replay.executions = 12;
    replay.runs.resize(2);
    replay.duplicates = 3;
    replay.warnings = QStringList{QStringLiteral("The limit was reached.")};
    Alert known = m_snapshot->detection.alerts.front();
    Alert unknown = known;
    unknown.key = QStringLiteral("gone");
    replay.missed = {{known, QStringLiteral("ingested late")},
                     {unknown, QStringLiteral("beyond the limit")},
                     {known, QStringLiteral("ingested late")}};
    const auto rows = replayRows(view(1), replay, TimeFormat());
    QCOMPARE(rows.size(), std::size_t{6});
    QVERIFY(rows[1].fact.value.endsWith(QStringLiteral("matching normalised")));
    QVERIFY(rows[3].fact.value.startsWith(QStringLiteral("1 alert(s)")));
    QVERIFY(!rows[3].pivot->isPossible());
    QVERIFY(rows[4].fact.value.startsWith(QStringLiteral("2 alert(s)")));
    QVERIFY(rows[4].pivot->isPossible());
    QVERIFY(rows[4].alarming);
    QCOMPARE(rows[5].fact.value, QStringLiteral("The limit was reached."));
}

void RuleFactsTest::focus_findsTheVersionPointedAt()
{
    Focus focus;
    QCOMPARE(focusedRule(*m_snapshot, focus), -1);
    focus.rule = ruleKey(m_snapshot->rules[0]);
    QCOMPARE(focusedRule(*m_snapshot, focus), 0);
    focus.rule = ruleKey(m_snapshot->rules[1]);
    QCOMPARE(focusedRule(*m_snapshot, focus), 1);
    focus.rule = QStringLiteral("gone");
    QCOMPARE(focusedRule(*m_snapshot, focus), -1);
}

void RuleFactsTest::focus_withoutARuleIsTheAlertsRule()
{
    Focus focus;
    focus.alert = QStringLiteral("a-alert");
    QCOMPARE(focusedRule(*m_snapshot, focus), 1); // the version that runs
    focus.rule = ruleKey(m_snapshot->rules[2]);
    QCOMPARE(focusedRule(*m_snapshot, focus), 2);
}

void RuleFactsTest::findings_standInTheShownQuery()
{
    Rule subject = rule(QStringLiteral("q"), 1);
    subject.query = QStringLiteral("\r\n  a : b\r\nor c : \"A*\"\r\n");
    QCOMPARE(shownQuery(subject), QStringLiteral("a : b\nor c : \"A*\""));
    KqlFinding quoted;
    quoted.offset = subject.query.indexOf(u'"');
    quoted.length = 4;
    KqlFinding behind;
    behind.offset = subject.query.size();
    const auto shown = shownFindings(subject, {quoted, behind});
    QCOMPARE(shownQuery(subject).mid(shown[0].offset, shown[0].length), QStringLiteral("\"A*\""));
    QCOMPARE(shown[1].offset, shownQuery(subject).size());
    QCOMPARE(shown[1].length, qsizetype{0});
}

QTEST_MAIN(RuleFactsTest)
#include "tst_rulefacts.moc"
