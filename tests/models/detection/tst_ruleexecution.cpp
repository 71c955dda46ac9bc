#include "activityfixture.h"
#include "models/detection/detectionrun.h"

#include <QTest>

using namespace wirecase;

// What the kinds of rules make of the events that satisfy their query.

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
    rule.riskScore = 21;
    return rule;
}

Rule newTerms(const QStringList &fields, const char *history = "now-7d")
{
    Rule rule = ruleOf("new_terms");
    rule.newTerms = NewTerms{fields, QString::fromLatin1(history)};
    return rule;
}

Rule threshold(const QStringList &fields, int value, std::vector<Cardinality> cardinality = {})
{
    Rule rule = ruleOf("threshold");
    rule.threshold = Threshold{fields, value, std::move(cardinality)};
    return rule;
}

QStringList texts(std::initializer_list<const char *> list)
{
    QStringList result;
    for (const char *text : list)
        result << QString::fromLatin1(text);
    return result;
}

QString who()
{
    return QStringLiteral("user.full_name");
}

/// A line of the log for each "day/hour:minute who address".
ActivityIndexPtr log(const QStringList &lines)
{
    QByteArray file;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringList words = lines.at(i).split(u' ');
        TestOperation operation;
        operation.time = QStringLiteral("2031-03-%1:00Z").arg(QString(words.at(0)).replace(u'/', u'T'));
        operation.caller = words.at(1);
        operation.address = words.value(2, operation.address);
        operation.correlation = QStringLiteral("c-%1").arg(i);
        file += diagnosticRecord(operation);
    }
    return eventsIn({file});
}

DetectionResult run(const Rule &rule, const ActivityIndex &events, DetectionMode mode = DetectionMode::Faithful)
{
    JobState job;
    auto result = runRules({rule}, events, mode, job);
    if (!result)
        qFatal("the run fails");
    return *std::move(result);
}

/// "group xcount" of each alert.
QStringList printed(const DetectionResult &result)
{
    QStringList lines;
    for (const Alert &alert : result.alerts)
        lines << QStringLiteral("%1 x%2").arg(alert.group).arg(alert.events.size());
    return lines;
}

} // namespace

class TestRuleExecution : public QObject
{
    Q_OBJECT

private slots:
    void newTerms_history_data();
    void newTerms_history();
    void newTerms_combinations();
    void newTerms_missingFieldsAreNoTerms();
    void newTerms_normalisedFoldsCase();
    void newTerms_suppression();
    void threshold_groups_data();
    void threshold_groups();
    void threshold_keyStaysWithMoreEvidence();
    void threshold_saysWhatTheRulesWindowHolds();
    void suppression_ofAQuery_data();
    void suppression_ofAQuery();
    void mapping_ofSeverityAndRisk();
    void filters_areApplied();
    void savedQuery_runs();
    void enrichment_isNotEvaluable();
    void versions_eachIsCounted();
    void keys_areUnique();
};

void TestRuleExecution::newTerms_history_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QStringList &lines, const QStringList &expected) {
        QTest::newRow(name) << lines << expected;
    };
    row("the first of each", texts({"02/08:00 pat", "02/09:00 pat", "03/08:00 sam", "04/08:00 pat"}),
        texts({"user.full_name: pat x1", "user.full_name: sam x1"}));
    row("new again after the history", texts({"02/08:00 pat", "10/08:00 pat"}),
        texts({"user.full_name: pat x1", "user.full_name: pat x1"}));
    row("not while it is seen within the history", texts({"02/08:00 pat", "08/08:00 pat", "14/08:00 pat"}),
        texts({"user.full_name: pat x1"}));
    row("case is told apart", texts({"02/08:00 pat", "02/09:00 PAT"}),
        texts({"user.full_name: pat x1", "user.full_name: PAT x1"}));
}

void TestRuleExecution::newTerms_history()
{
    QFETCH(QStringList, lines);
    QFETCH(QStringList, expected);
    QCOMPARE(printed(run(newTerms({who()}), *log(lines))), expected);
}

void TestRuleExecution::newTerms_combinations()
{
    const ActivityIndexPtr events = log(texts(
        {"02/08:00 pat 192.0.2.1", "02/09:00 sam 192.0.2.2", "02/10:00 pat 192.0.2.2", "02/11:00 pat 192.0.2.1"}));
    const DetectionResult result = run(newTerms({who(), QStringLiteral("source.ip")}), *events);
    QCOMPARE(printed(result),
             (texts({"user.full_name: pat, source.ip: 192.0.2.1 x1", "user.full_name: sam, source.ip: 192.0.2.2 x1",
                     "user.full_name: pat, source.ip: 192.0.2.2 x1"})));
    // A list stands for each of its values: related.ip has one here, event.type none.
    QCOMPARE(printed(run(newTerms({QStringLiteral("related.ip")}), *events)).size(), qsizetype{2});
    QVERIFY(result.alerts[0].key.startsWith(
        QStringLiteral("r|user.full_name: pat, source.ip: 192.0.2.1|2031-03-02T08:00")));
    QVERIFY(!result.alerts[0].windowNote.isEmpty()); // the evidence is shorter than the history
}

void TestRuleExecution::newTerms_missingFieldsAreNoTerms()
{
    const DetectionResult result = run(newTerms({QStringLiteral("user.id")}), *log(texts({"02/08:00 pat"})));
    QVERIFY(result.alerts.empty());
    QCOMPARE(result.rules[0].faithfulMatches, 1U);
    QVERIFY(result.rules[0].notes.join(u' ').contains(QStringLiteral("user.id")));
}

void TestRuleExecution::newTerms_normalisedFoldsCase()
{
    const DetectionResult result =
        run(newTerms({who()}), *log(texts({"02/08:00 pat", "02/09:00 PAT"})), DetectionMode::Normalised);
    QCOMPARE(printed(result), texts({"user.full_name: pat x1"}));
    QVERIFY(result.alerts[0].faithful);
}

void TestRuleExecution::newTerms_suppression()
{
    Rule rule = newTerms({who()});
    rule.suppression = Suppression{{QStringLiteral("source.ip")}, {}, true};
    const DetectionResult result =
        run(rule, *log(texts({"02/08:00 pat 192.0.2.1", "02/09:00 sam 192.0.2.1", "02/10:00 kim 192.0.2.9"})));
    QCOMPARE(printed(result), (texts({"user.full_name: pat x2", "user.full_name: kim x1"})));
}

void TestRuleExecution::threshold_groups_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QStringList>("expected");
    const QString ip = QStringLiteral("source.ip");
    QTest::newRow("enough in one group") << threshold({ip}, 3) << texts({"source.ip: 192.0.2.1 x3"});
    QTest::newRow("each group for itself")
        << threshold({ip}, 1) << texts({"source.ip: 192.0.2.1 x3", "source.ip: 192.0.2.2 x1"});
    QTest::newRow("two fields") << threshold({ip, who()}, 2) << texts({"source.ip: 192.0.2.1, user.full_name: pat x2"});
    QTest::newRow("no fields: all are one group") << threshold({}, 4) << texts({" x4"});
    QTest::newRow("too few") << threshold({}, 5) << QStringList();
    QTest::newRow("distinct values enough") << threshold({ip}, 1, {{who(), 2}}) << texts({"source.ip: 192.0.2.1 x3"});
    QTest::newRow("distinct values too few") << threshold({ip}, 1, {{who(), 3}}) << QStringList();
    QTest::newRow("field that no event has") << threshold({QStringLiteral("user.id")}, 1) << QStringList();
}

void TestRuleExecution::threshold_groups()
{
    QFETCH(Rule, rule);
    QFETCH(QStringList, expected);
    const ActivityIndexPtr events = log(texts(
        {"02/08:00 pat 192.0.2.1", "02/08:01 pat 192.0.2.1", "02/08:02 sam 192.0.2.1", "02/08:03 kim 192.0.2.2"}));
    QCOMPARE(printed(run(rule, *events)), expected);
}

void TestRuleExecution::threshold_keyStaysWithMoreEvidence()
{
    const Rule rule = threshold({who()}, 2);
    const QString key = run(rule, *log(texts({"02/08:00 pat", "02/09:00 pat"}))).alerts.at(0).key;
    QCOMPARE(run(rule, *log(texts({"01/08:00 pat", "02/08:00 pat", "02/09:00 pat"}))).alerts.at(0).key, key);
    QCOMPARE(run(rule, *log(texts({"02/08:00 pat", "02/09:00 pat"})), DetectionMode::Normalised).alerts.at(0).key, key);
}

void TestRuleExecution::threshold_saysWhatTheRulesWindowHolds()
{
    const Rule rule = threshold({}, 2); // from now-6m
    QCOMPARE(run(rule, *log(texts({"02/08:00 pat", "02/08:05 pat"}))).alerts.at(0).windowNote, QString());
    QVERIFY(!run(rule, *log(texts({"02/08:00 pat", "02/09:00 pat"}))).alerts.at(0).windowNote.isEmpty());
}

void TestRuleExecution::suppression_ofAQuery_data()
{
    QTest::addColumn<Suppression>("by");
    QTest::addColumn<QStringList>("expected");
    const QString none = QStringLiteral("user.id");
    QTest::newRow("one execution") << Suppression{{who()}, {}, true}
                                   << texts({"user.full_name: pat x3", "user.full_name: sam x1"});
    QTest::newRow("for a time") << Suppression{{who()}, QStringLiteral("1h"), true}
                                << texts(
                                       {"user.full_name: pat x2", "user.full_name: sam x1", "user.full_name: pat x1"});
    QTest::newRow("without the field: one group") << Suppression{{none}, {}, true} << texts({" x4"});
    QTest::newRow("without the field: each") << Suppression{{none}, {}, false} << texts({" x1", " x1", " x1", " x1"});
}

void TestRuleExecution::suppression_ofAQuery()
{
    QFETCH(Suppression, by);
    QFETCH(QStringList, expected);
    Rule rule = ruleOf("query");
    rule.suppression = by;
    const ActivityIndexPtr events = log(texts({"02/08:00 pat", "02/08:30 pat", "02/08:40 sam", "02/09:30 pat"}));
    const DetectionResult result = run(rule, *events);
    QCOMPARE(printed(result), expected);
    QCOMPARE(result.alerts[0].eventKey, events->event(EventId{0}).key);
    QCOMPARE(result.alerts[0].key, alertKey(rule.id, result.alerts[0].eventKey));
}

void TestRuleExecution::mapping_ofSeverityAndRisk()
{
    Rule rule = ruleOf("query");
    rule.severityMapping = {{who(), QStringLiteral("pat"), QStringLiteral("critical")},
                            {who(), QStringLiteral("pat"), QStringLiteral("medium")},
                            {who(), QStringLiteral("PAT"), QStringLiteral("high")}};
    rule.ruleNameOverride = who();
    rule.riskScoreFields = {QStringLiteral("event.duration")};
    const DetectionResult result = run(rule, *log(texts({"02/08:00 pat", "02/08:01 sam"})));
    QCOMPARE(result.alerts[0].severity, QStringLiteral("critical"));
    QCOMPARE(result.alerts[0].ruleName, QStringLiteral("pat"));
    QCOMPARE(result.alerts[0].riskScore, 21); // the field is not there
    QCOMPARE(result.alerts[1].severity, QStringLiteral("low"));
    QCOMPARE(result.alerts[1].ruleName, QStringLiteral("sam"));
}

void TestRuleExecution::filters_areApplied()
{
    Rule rule = ruleOf("query");
    rule.filters = {QJsonObject{{QStringLiteral("meta"), QJsonObject{{QStringLiteral("negate"), true}}},
                                {QStringLiteral("query"), QJsonObject{{QStringLiteral("match_phrase"),
                                                                       QJsonObject{{who(), QStringLiteral("pat")}}}}}}};
    const DetectionResult result = run(rule, *log(texts({"02/08:00 pat", "02/08:01 sam"})));
    QCOMPARE(result.alerts.size(), std::size_t{1});
    QCOMPARE(result.alerts[0].caller, QStringLiteral("sam"));
}

void TestRuleExecution::savedQuery_runs()
{
    QCOMPARE(run(ruleOf("saved_query"), *log(texts({"02/08:00 pat"}))).alerts.size(), std::size_t{1});
}

void TestRuleExecution::enrichment_isNotEvaluable()
{
    const DetectionResult result =
        run(newTerms({who(), QStringLiteral("source.as.number")}), *log(texts({"02/08:00 pat"})));
    QVERIFY(result.alerts.empty());
    QVERIFY2(result.rules[0].notRun.contains(QStringLiteral("source.as.number")), qPrintable(result.rules[0].notRun));
    Rule rule = ruleOf("query");
    rule.query = QStringLiteral("event.outcome:success and not source.geo.country_iso_code:DE");
    QVERIFY(!run(rule, *log(texts({"02/08:00 pat"}))).rules[0].notRun.isEmpty());
}

void TestRuleExecution::versions_eachIsCounted()
{
    Rule old = ruleOf("query");
    old.version = 1;
    old.query = QStringLiteral("user.full_name:\"p*\""); // a quoted star is a star
    Rule newer = ruleOf("query");
    newer.version = 2;
    newer.query = QStringLiteral("user.full_name:p*");
    const ActivityIndexPtr events = log(texts({"02/08:00 pat", "02/09:00 sam"}));
    JobState job;
    const auto result = runRules({old, newer}, *events, DetectionMode::Faithful, job);
    QCOMPARE(result->alerts.size(), std::size_t{1});
    QVERIFY(!result->rules[0].isNewest);
    QCOMPARE(result->rules[0].faithfulMatches, 0U);
    QVERIFY(result->rules[1].isNewest);
    QCOMPARE(result->rules[1].faithfulMatches, 1U);
    QCOMPARE(result->rules[1].notRun, QString());
    const auto reversed = runRules({newer, old}, *events, DetectionMode::Faithful, job);
    QVERIFY(reversed->alerts == result->alerts);
    QCOMPARE(reversed->rules[1].wouldRaise, 0U);
}

void TestRuleExecution::keys_areUnique()
{
    // Two groups that differ in case have one key by the rule for keys; both are alerts.
    const DetectionResult result =
        run(threshold({who()}, 1), *log(texts({"02/08:00 pat", "02/09:00 PAT", "02/10:00 Pat"})));
    QCOMPARE(result.alerts.size(), std::size_t{3});
    QSet<QString> keys;
    for (const Alert &alert : result.alerts)
        keys.insert(alert.key);
    QCOMPARE(keys.size(), qsizetype{3});
}


QTEST_GUILESS_MAIN(TestRuleExecution)

#include "tst_ruleexecution.moc"
