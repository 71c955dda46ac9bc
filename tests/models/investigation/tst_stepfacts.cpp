#include "evidencefolder.h"
#include "models/investigation/factbook.h"
#include "models/investigation/findingswriter.h"
#include "models/investigation/guidefilling.h"

#include <QTest>

using namespace wirecase;

namespace {

const char ruleText[] = R"(
[rule]
rule_id = "odd"
name = "Odd captures"
description = "x"
type = "query"
language = "kuery"
severity = "low"
risk_score = 21
query = 'azure.activitylogs.operation_name : *PACKETCAPTURES/WRITE and event.outcome : success'
note = '''
### Possible investigation steps
- Look where `source.ip` and `azure.correlation_id` lead, not `source.port`, {{source.ip}} or {{no.such}}.
- Which user started it? See `source.ip` and `event.outcome`.
- When: `@timestamp`.
- Ask. !{investigate{"label":"From {{source.ip}}","providers":[[{"field":"source.ip","queryType":"phrase","value":"{{source.ip}}"},{"field":"event.outcome","queryType":"exists","excluded":true}]],"relativeFrom":"now-1h","relativeTo":"now"}}
- Else. !{investigate{"label":"Host","providers":[[{"field":"host.name","queryType":"phrase","value":"{{host.name}}"}]]}}
- Host. !{osquery{"label":"Users","query":"SELECT * FROM users WHERE name = '{{source.ip}}'"}}
'''
)";

struct Derived
{
    SnapshotPtr snapshot;
    FactBookPtr facts;
    QString alert;
};

Derived derived(const QString &teamSteps = {})
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines());
    PipelineInput input = folder.input();
    auto rule = readRuleToml(ruleText, QStringLiteral("odd.toml"));
    if (!rule)
        qFatal("%s", qPrintable(rule.error().text()));
    input.rules = {*std::move(rule)};
    input.teamSteps = teamSteps;
    JobState job;
    Derived result;
    result.snapshot = runPipeline(input, job);
    result.facts = deriveFacts(*result.snapshot, {}, job);
    result.alert = result.snapshot->detection.alerts.front().key;
    return result;
}

/// "label = value", a step's facts.
QStringList printed(const std::vector<const FactRow *> &rows)
{
    QStringList lines;
    for (const FactRow *row : rows)
        lines << QStringLiteral("%1 = %2").arg(row->fact.label, row->fact.value);
    return lines;
}

} // namespace

class TestStepFacts : public QObject
{
    Q_OBJECT

private slots:
    void fields_haveValuesCountsAndPivots();
    void fields_standBesideTheIntent();
    void queries_areFilledFromTheAlert();
    void texts_areFilledForTheCase();
    void teamSteps_areOfEveryGuide();
    void fieldKql_quotes();
};

void TestStepFacts::fields_haveValuesCountsAndPivots()
{
    const Derived is = derived();
    const std::vector<GuideStep> &steps = is.snapshot->guides.at(QStringLiteral("odd")).steps;
    const auto rows = is.facts->of(is.alert)->ofStep(steps[0].key);
    QCOMPARE(printed(rows), (QStringList{QStringLiteral("source.ip = 192.0.2.44 \u00b7 2 event(s)"),
                                         QStringLiteral("azure.correlation_id = c0ffee00-0000-0000-0000-000000000001 "
                                                        "\u00b7 2 event(s)")}));
    QVERIFY(rows[0]->pivot && rows[0]->pivot->isPossible());
    QCOMPARE(rows[0]->pivot->scope.kql, QStringLiteral("source.ip : \"192.0.2.44\""));
    QVERIFY(!rows[0]->fact.sources.empty());

    const auto when = is.facts->of(is.alert)->ofStep(steps[2].key);
    const auto time = std::find_if(when.begin(), when.end(),
                                   [](const FactRow *row) { return row->fact.label == QLatin1String("@timestamp"); });
    QVERIFY(time != when.end());
    QCOMPARE((*time)->pivot->scope.window->lengthNs(), 2 * nsPerHour);
}

void TestStepFacts::fields_standBesideTheIntent()
{
    const Derived is = derived();
    const GuideStep &who = is.snapshot->guides.at(QStringLiteral("odd")).steps[1];
    QCOMPARE(who.intent, QStringLiteral("who"));
    const QStringList lines = printed(is.facts->of(is.alert)->ofStep(who.key));
    QVERIFY(lines.contains(QStringLiteral("Caller address = 192.0.2.44")));
    QVERIFY(lines.contains(QStringLiteral("event.outcome = success \u00b7 1 event(s)")));
    QVERIFY(lines.filter(QStringLiteral("source.ip =")).isEmpty()); // said already
}

void TestStepFacts::queries_areFilledFromTheAlert()
{
    const Derived is = derived();
    const std::vector<GuideStep> &steps = is.snapshot->guides.at(QStringLiteral("odd")).steps;
    const auto asked = is.facts->of(is.alert)->ofStep(steps[3].key);
    QCOMPARE(printed(asked), QStringList{QStringLiteral("From 192.0.2.44 = source.ip : \"192.0.2.44\" and not "
                                                        "event.outcome : * \u00b7 1 event(s)")});
    QCOMPARE(asked[0]->pivot->scope.window->lengthNs() / nsPerHour, 1);

    const auto unknown = is.facts->of(is.alert)->ofStep(steps[4].key);
    QCOMPARE(printed(unknown), QStringList{QStringLiteral("Host = host.name : \"{{host.name}}\"")});
    QVERIFY(unknown[0]->pivot->whyNot.contains(QStringLiteral("host.name")));

    QCOMPARE(printed(is.facts->of(is.alert)->ofStep(steps[5].key)),
             QStringList{QStringLiteral("Users = SELECT * FROM users WHERE name = '192.0.2.44'")});
}

void TestStepFacts::texts_areFilledForTheCase()
{
    const Derived is = derived();
    const std::vector<CaseStep> steps = caseSteps(*is.snapshot, QStringLiteral("odd"), is.alert);
    QVERIFY(steps.front().text.endsWith(QStringLiteral("not `source.port`, 192.0.2.44 or {{no.such}}.")));
    QCOMPARE(steps.front().stepKey, is.snapshot->guides.at(QStringLiteral("odd")).steps.front().key);
}

void TestStepFacts::teamSteps_areOfEveryGuide()
{
    const Derived is = derived(QStringLiteral("# Team steps\n- Page the lead about `source.ip`\n"));
    const GuideStep &first = is.snapshot->guides.at(QStringLiteral("odd")).steps.front();
    QVERIFY(first.isTeams);
    QCOMPARE(is.facts->of(is.alert)->ofStep(first.key).size(), std::size_t{1});
}

void TestStepFacts::fieldKql_quotes()
{
    QCOMPARE(fieldKql(QStringLiteral("a"), {QStringLiteral("x\\\"y")}), QStringLiteral("a : \"x\\\\\\\"y\""));
    QCOMPARE(fieldKql(QStringLiteral("a"), {QStringLiteral("x"), QStringLiteral("y")}),
             QStringLiteral("a : (\"x\" or \"y\")"));
}

QTEST_GUILESS_MAIN(TestStepFacts)
#include "tst_stepfacts.moc"
