#include "models/guide/guide.h"

#include <QSet>
#include <QTest>

using namespace wirecase;

namespace {

/// "title | question" of each point, nested ones indented.
QStringList printed(const std::vector<GuideStep> &steps, int depth = 0)
{
    QStringList lines;
    for (const GuideStep &step : steps) {
        lines << QString(2 * depth, u' ') + step.title + QStringLiteral(" | ") + step.question;
        lines << printed(step.children, depth + 1);
    }
    return lines;
}

} // namespace

class TestGuide : public QObject
{
    Q_OBJECT

private slots:
    void parse_sectionsByHeading();
    void parse_headingVariants_data();
    void parse_headingVariants();
    void parse_nestedAndNumberedLists();
    void parse_titles_data();
    void parse_titles();
    void parse_fieldsAreNamedOnce();
    void parse_proseStandsInForPoints();
    void parse_falsePositivesOfTheRuleStandIn();
    void parse_setupOfRuleAndNote();
    void parse_indentedListIsNoCode();
    void parse_fencedCodeIsNoList();
    void parse_unknownSectionIsKept();
    void parse_hostileNestingEnds();
    void key_dependsOnRuleSectionAndText();
    void intent_statedOrRecognised();
    void actions_arePluginsOfTheirStep();
    void actions_damagedPluginsStayText();
    void parse_withoutHeadingsListsAndProseAreSteps();
    void teamSteps_standOnTop();
};

void TestGuide::parse_sectionsByHeading()
{
    const Guide guide = parseGuide(QStringLiteral("## Triage and analysis\n"
                                                  "> Made by a machine.\n\n"
                                                  "### Investigating Odd Logins\n"
                                                  "Some background,\nin two lines.\n\n"
                                                  "### Possible investigation steps\n"
                                                  "- Look at it.\n- Ask about it.\n"
                                                  "### False positive analysis\n"
                                                  "- It may be a drill.\n"
                                                  "### Response and remediation\n"
                                                  "- Stop it.\n- Undo it.\n- Tell it.\n"),
                                   QStringLiteral("r"));
    QCOMPARE(guide.ruleId, QStringLiteral("r"));
    QCOMPARE(guide.title, QStringLiteral("Odd Logins"));
    QCOMPARE(guide.introduction, QStringLiteral("Some background, in two lines."));
    QCOMPARE(printed(guide.steps),
             (QStringList{QStringLiteral("Look at it | Look at it."), QStringLiteral("Ask about it | Ask about it.")}));
    QCOMPARE(guide.falsePositives.size(), std::size_t{1});
    QCOMPARE(guide.responses.size(), std::size_t{3});
    QCOMPARE(guide.others.size(), std::size_t{1});
    QCOMPARE(guide.others.front().text, QStringLiteral("Made by a machine."));
    QVERIFY(guide.setup.empty());
}

void TestGuide::parse_headingVariants_data()
{
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QString>("section");
    const auto row = [](const char *heading, const char *section) {
        QTest::newRow(heading) << QString::fromLatin1(heading) << QString::fromLatin1(section);
    };
    row("### Possible investigation steps", "steps");
    row("#### Possible Investigation Steps:", "steps");
    row("## Investigation steps", "steps");
    row("### Triage checklist", "steps");
    row("## Investigation", "steps");
    row("## Triage", "steps");
    row("### Steps:", "steps");
    row("### What to check", "steps");
    row("### False positive analysis", "falsePositives");
    row("## False Positive Analysis", "falsePositives");
    row("### Validation & False Positive Considerations", "falsePositives");
    row("### Common benign scenarios", "falsePositives");
    row("### How to reduce false positives", "falsePositives");
    row("### Response and remediation", "responses");
    row("### Response & Remediation", "responses");
    row("### Immediate actions", "responses");
    row("### Long-term mitigation", "responses");
    row("### Related rules", "others");
    row("## Setup", "setup");
    row("## Config", "setup");
}

void TestGuide::parse_headingVariants()
{
    QFETCH(QString, heading);
    QFETCH(QString, section);
    const Guide guide = parseGuide(heading + QStringLiteral("\n\n- Alpha\n- Beta\n"), QStringLiteral("r"));
    QCOMPARE(guide.steps.size(), section == QLatin1String("steps") ? std::size_t{2} : 0);
    QCOMPARE(guide.falsePositives.size(), section == QLatin1String("falsePositives") ? std::size_t{2} : 0);
    QCOMPARE(guide.responses.size(), section == QLatin1String("responses") ? std::size_t{2} : 0);
    QCOMPARE(guide.others.size(), section == QLatin1String("others") ? std::size_t{1} : 0);
    QCOMPARE(guide.setup.size(), section == QLatin1String("setup") ? std::size_t{2} : 0);
}

void TestGuide::parse_nestedAndNumberedLists()
{
    const Guide guide = parseGuide(QStringLiteral("### Investigation steps\n"
                                                  "1. First\n"
                                                  "   - Left\n"
                                                  "     - Deep\n"
                                                  "   - Right\n"
                                                  "2. Second\n\n"
                                                  "   with a second paragraph\n"
                                                  "3. - Bare\n"),
                                   QStringLiteral("r"));
    QCOMPARE(printed(guide.steps),
             (QStringList{QStringLiteral("First | First"), QStringLiteral("  Left | Left"),
                          QStringLiteral("    Deep | Deep"), QStringLiteral("  Right | Right"),
                          QStringLiteral("Second | Second\nwith a second paragraph"), QStringLiteral("Bare | Bare")}));
    QCOMPARE(flattened(guide.steps).size(), std::size_t{6});
}

void TestGuide::parse_titles_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("question");
    QTest::newRow("bold lead-in") << QStringLiteral("**Who did it?** Which account?") << QStringLiteral("Who did it?")
                                  << QStringLiteral("Which account?");
    QTest::newRow("bold with colon inside")
        << QStringLiteral("**Time frame:** From when?") << QStringLiteral("Time frame") << QStringLiteral("From when?");
    QTest::newRow("bold with colon outside")
        << QStringLiteral("**Time frame**: From when?") << QStringLiteral("Time frame") << QStringLiteral("From when?");
    QTest::newRow("bold in the middle") << QStringLiteral("Do **not** touch it.") << QStringLiteral("Do not touch it")
                                        << QStringLiteral("Do not touch it.");
    QTest::newRow("first clause") << QStringLiteral("Check the log, then the mail.") << QStringLiteral("Check the log")
                                  << QStringLiteral("Check the log, then the mail.");
    QTest::newRow("question keeps its mark") << QStringLiteral("Was it you? Say so.") << QStringLiteral("Was it you?")
                                             << QStringLiteral("Was it you? Say so.");
    QTest::newRow("dots in names end nothing")
        << QStringLiteral("Read `source.ip` now") << QStringLiteral("Read `source.ip` now")
        << QStringLiteral("Read `source.ip` now");
    QTest::newRow("long sentence is cut at a word")
        << QStringLiteral("Aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff")
        << QStringLiteral("Aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee\u2026")
        << QStringLiteral("Aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff");
    QTest::newRow("link") << QStringLiteral("See [the page](https://a.example/b)") << QStringLiteral("See the page")
                          << QStringLiteral("See the page (https://a.example/b)");
}

void TestGuide::parse_titles()
{
    QFETCH(QString, markdown);
    QFETCH(QString, title);
    QFETCH(QString, question);
    const Guide guide = parseGuide(QStringLiteral("### Triage steps\n- ") + markdown, QStringLiteral("r"));
    QCOMPARE(guide.steps.size(), std::size_t{1});
    QCOMPARE(guide.steps.front().title, title);
    QCOMPARE(guide.steps.front().question, question);
}

void TestGuide::parse_fieldsAreNamedOnce()
{
    const Guide guide = parseGuide(QStringLiteral("### Triage steps\n"
                                                  "- `source.ip` and `@timestamp`, `source.ip` again; not `az login`, "
                                                  "`Microsoft.Network/x`, `graph.microsoft.com` or source.port\n"),
                                   QStringLiteral("r"));
    QCOMPARE(guide.steps.front().fields, (QStringList{QStringLiteral("source.ip"), QStringLiteral("@timestamp")}));
    QVERIFY(guide.steps.front().text.startsWith(QStringLiteral("`source.ip` and `@timestamp`")));
}

void TestGuide::parse_proseStandsInForPoints()
{
    const Guide guide = parseGuide(QStringLiteral("### False positive analysis\nMaybe a drill.\n\nMaybe a test.\n"
                                                  "### Response and remediation\nDo this:\n- Stop it.\n"),
                                   QStringLiteral("r"), {QStringLiteral("unused")});
    QCOMPARE(printed(guide.falsePositives), (QStringList{QStringLiteral("Maybe a drill | Maybe a drill."),
                                                         QStringLiteral("Maybe a test | Maybe a test.")}));
    QCOMPARE(printed(guide.responses), QStringList{QStringLiteral("Stop it | Stop it.")});
    QCOMPARE(guide.introduction, QStringLiteral("Do this:"));
}

void TestGuide::parse_falsePositivesOfTheRuleStandIn()
{
    const QStringList given{QStringLiteral("\n  A drill\n  of the team. \n"), QStringLiteral(" ")};
    const QString steps = QStringLiteral("### Triage steps\n- Look\n");
    QCOMPARE(printed(parseGuide(steps, QStringLiteral("r"), given).falsePositives),
             QStringList{QStringLiteral("A drill of the team | A drill of the team.")});
    const QString both = steps + QStringLiteral("### False positives\n- Own\n");
    QCOMPARE(printed(parseGuide(both, QStringLiteral("r"), given).falsePositives),
             QStringList{QStringLiteral("Own | Own")});
}

void TestGuide::parse_setupOfRuleAndNote()
{
    const QString note = QStringLiteral("## Setup\nSend the logs.\n- All of them\n  - Each day\n");
    QCOMPARE(printed(parseGuide(note, QStringLiteral("r"), {}, QStringLiteral(" Turn it on. \n")).setup),
             (QStringList{QStringLiteral("Turn it on | Turn it on."), QStringLiteral("Send the logs | Send the logs."),
                          QStringLiteral("All of them | All of them"), QStringLiteral("  Each day | Each day")}));
    QVERIFY(parseGuide({}, QStringLiteral("r"), {}, QStringLiteral("None")).setup.empty());
}

void TestGuide::parse_indentedListIsNoCode()
{
    const Guide guide =
        parseGuide(QStringLiteral("### Triage steps\n\n    - One\n    - Two\n      - Inner\n"), QStringLiteral("r"));
    QCOMPARE(printed(guide.steps), (QStringList{QStringLiteral("One | One"), QStringLiteral("Two | Two"),
                                                QStringLiteral("  Inner | Inner")}));
}

void TestGuide::parse_fencedCodeIsNoList()
{
    const Guide guide =
        parseGuide(QStringLiteral("### Triage steps\n\n- One\n\n```\n- two\n```\n"), QStringLiteral("r"));
    QCOMPARE(printed(guide.steps), QStringList{QStringLiteral("One | One")});
    QCOMPARE(guide.introduction, QStringLiteral("- two"));
}

void TestGuide::parse_unknownSectionIsKept()
{
    const Guide guide = parseGuide(QStringLiteral("### Response and remediation\n- Stop\n"
                                                  "#### First hour\n- Call\n"
                                                  "### Further reading\nHere:\n- A book\n"),
                                   QStringLiteral("r"));
    QCOMPARE(printed(guide.responses), (QStringList{QStringLiteral("Stop | Stop"), QStringLiteral("Call | Call")}));
    QCOMPARE(guide.others.size(), std::size_t{1});
    QCOMPARE(guide.others.front().title, QStringLiteral("Further reading"));
    QCOMPARE(guide.others.front().text, QStringLiteral("Here:"));
    QCOMPARE(printed(guide.others.front().points), QStringList{QStringLiteral("A book | A book")});
}

void TestGuide::parse_hostileNestingEnds()
{
    QString markdown = QStringLiteral("### Triage steps\n");
    for (int depth = 0; depth < 400; ++depth)
        markdown += QString(2 * depth, u' ') + QStringLiteral("- x\n");
    const Guide guide = parseGuide(markdown, QStringLiteral("r"));
    QCOMPARE(guide.steps.size(), std::size_t{1});
    QVERIFY(flattened(guide.steps).size() >= 16);
    QVERIFY(parseGuide(QString(20000, u'>'), QStringLiteral("r")).steps.empty());
}

void TestGuide::key_dependsOnRuleSectionAndText()
{
    const QString list = QStringLiteral("\n- Look at it\n- Look at it\n- Look  at\n  it\n- Else\n");
    const QString steps = QStringLiteral("### Triage steps") + list;
    const Guide guide = parseGuide(steps + QStringLiteral("### Response") + list, QStringLiteral("r"));
    QSet<QString> keys;
    for (const auto *points : {&guide.steps, &guide.responses}) {
        for (const GuideStep &step : *points)
            keys.insert(step.key);
    }
    QCOMPARE(keys.size(), qsizetype{8}); // equal texts are told apart by order, sections by name
    QVERIFY(parseGuide(steps, QStringLiteral("s")).steps.front().key != guide.steps.front().key);

    // Neither its place nor its marks make a step another one.
    const Guide moved =
        parseGuide(QStringLiteral("## Investigation steps\n1. New\n2. Look *at* it\n"), QStringLiteral("r"));
    QCOMPARE(moved.steps[1].key, guide.steps[0].key);
    QCOMPARE(guide.steps[0].key.size(), qsizetype{32});
}

void TestGuide::intent_statedOrRecognised()
{
    const Guide guide = parseGuide(QStringLiteral("### Triage steps\n"
                                                  "- **Anything** <!-- intent: exposure --> at all\n"
                                                  "- Find the specific user or service principal behind it.\n"
                                                  "- Determine the exact time frame from the timestamp.\n"
                                                  "- Look into the source and destination addresses.\n"
                                                  "- Verify the legitimacy of the request with the team.\n"
                                                  "- Which sensitive data was in the traffic?\n"
                                                  "- Check the user's mailbox rules.\n"
                                                  "- Odd <!-- intent: nonsense -->\n"
                                                  "### Response\n- Find out which user did it.\n"),
                                   QStringLiteral("r"));
    QStringList intents;
    for (const GuideStep &step : guide.steps)
        intents << step.intent;
    QCOMPARE(intents, (QStringList{QStringLiteral("exposure"), QStringLiteral("who"), QStringLiteral("when"),
                                   QStringLiteral("addresses"), QStringLiteral("authorised"),
                                   QStringLiteral("exposure"), QString(), QString()}));
    QCOMPARE(guide.steps.front().text, QStringLiteral("Anything at all"));
    QVERIFY(guide.responses.front().intent.isEmpty());
}

void TestGuide::actions_arePluginsOfTheirStep()
{
    const Guide guide = parseGuide(
        QStringLiteral("### Investigation steps\n"
                       "- Look at the logins.\n"
                       "  - !{investigate{\"label\":\"Logins of {{user.name}}\",\"description\":\"x\","
                       "\"providers\":[[{\"excluded\":false,\"field\":\"user.name\",\"queryType\":\"phrase\","
                       "\"value\":\"{{user.name}}\",\"valueType\":\"string\"},{\"excluded\":true,\"field\":\"a_b*c\","
                       "\"queryType\":\"exists\"}],[{\"field\":\"n\",\"queryType\":\"range\",\"value\":{\"gte\":1}}]],"
                       "\"relativeFrom\":\"now-2h\",\"relativeTo\":\"now\"}}\n"
                       "- Ask the host. !{osquery{\"label\":\"Services\",\"query\":\"SELECT * FROM services WHERE "
                       "path LIKE '%}%'\",\"ecs_mapping\":{\"a\":{\"field\":\"b\"}}}}\n"
                       "\n!{insight{\"label\":\"Old\",\"providers\":[[{\"field\":\"host.name\",\"value\":\"host.name\","
                       "\"type\":\"parameter\"}]]}}\n"),
        QStringLiteral("r"));
    QCOMPARE(printed(guide.steps), (QStringList{QStringLiteral("Look at the logins | Look at the logins."),
                                                QStringLiteral("  Logins of {{user.name}} | Logins of {{user.name}}"),
                                                QStringLiteral("Ask the host | Ask the host.")}));
    const GuideAction &logins = guide.steps[0].children.at(0).actions.at(0);
    QCOMPARE(logins.kind, QStringLiteral("investigate"));
    QCOMPARE(logins.relativeFrom, QStringLiteral("now-2h"));
    QCOMPARE(logins.providers.size(), std::size_t{2});
    QCOMPARE(logins.providers[0].at(0).value, QStringLiteral("{{user.name}}"));
    QVERIFY(logins.providers[0].at(1).excluded);
    QCOMPARE(logins.providers[0].at(1).field, QStringLiteral("a_b*c"));
    QCOMPARE(logins.providers[1].at(0).value, QStringLiteral("{\"gte\":1}"));
    QCOMPARE(guide.steps[1].actions.size(), std::size_t{2});
    QVERIFY(guide.steps[1].actions[0].query.contains(QStringLiteral("'%}%'")));
    QCOMPARE(guide.steps[1].actions[1].kind, QStringLiteral("insight"));
    QCOMPARE(guide.steps[1].actions[1].providers.at(0).at(0).value, QStringLiteral("{{host.name}}"));
}

void TestGuide::actions_damagedPluginsStayText()
{
    for (const char *plugin :
         {"!{osquery{\"label\":\"x\"", "!{osquery{label}}", "!{frobnicate{\"a\":1}}", "$osquery_3"}) {
        const Guide guide = parseGuide(
            QStringLiteral("### Investigation steps\n- Look: %1\n").arg(QLatin1String(plugin)), QStringLiteral("r"));
        QCOMPARE(guide.steps.size(), std::size_t{1});
        QVERIFY(guide.steps[0].actions.empty());
        QCOMPARE(guide.steps[0].text, QStringLiteral("Look: ") + QLatin1String(plugin));
    }
    const Guide alone =
        parseGuide(QStringLiteral("!{osquery{\"label\":\"All\",\"query\":\"SELECT 1\"}}\n"), QStringLiteral("r"));
    QCOMPARE(printed(alone.steps), QStringList{QStringLiteral("All | All")});
}

void TestGuide::parse_withoutHeadingsListsAndProseAreSteps()
{
    const Guide list = parseGuide(QStringLiteral("First of all:\n\n1. Look\n2. Ask\n"), QStringLiteral("r"));
    QCOMPARE(printed(list.steps), (QStringList{QStringLiteral("Look | Look"), QStringLiteral("Ask | Ask")}));
    QCOMPARE(list.introduction, QStringLiteral("First of all:"));
    QVERIFY(list.others.empty());
    const Guide intro =
        parseGuide(QStringLiteral("## Triage and analysis\n- Look\n### Response\n- Stop\n"), QStringLiteral("r"));
    QCOMPARE(printed(intro.steps), QStringList{QStringLiteral("Look | Look")});
    const Guide prose = parseGuide(QStringLiteral("Ask the network team.\n\nThen isolate it.\n"), QStringLiteral("r"));
    QCOMPARE(prose.steps.size(), std::size_t{2});
    QVERIFY(prose.introduction.isEmpty());
    const Guide unknown = parseGuide(QStringLiteral("### Do this first\n- Look\n"), QStringLiteral("r"));
    QCOMPARE(printed(unknown.steps), QStringList{QStringLiteral("Look | Look")});
    const Guide setup = parseGuide(QStringLiteral("## Config\n\nTurn it on.\n"), QStringLiteral("r"));
    QVERIFY(setup.steps.empty());
}

void TestGuide::teamSteps_standOnTop()
{
    const QString team = QStringLiteral("# Team steps\n- Page the lead\n## Rule: Odd logins\n- Ask HR\n"
                                        "## Other rule\n- Not here\n");
    QVERIFY(isTeamSteps(team));
    for (const char *heading : {"# Our investigation steps", "## SOC checklist", "# Playbook for captures"})
        QVERIFY2(isTeamSteps(QLatin1String(heading) + QStringLiteral("\n- x\n")), heading);
    for (const char *heading : {"# Notes", "# Triage and analysis", "- no heading"})
        QVERIFY2(!isTeamSteps(QLatin1String(heading) + QStringLiteral("\n- x\n")), heading);
    Guide guide = parseGuide(QStringLiteral("### Investigation steps\n- Page the lead\n"), QStringLiteral("r"));
    addTeamSteps(guide, team, QStringLiteral("odd logins"));
    QCOMPARE(printed(guide.steps),
             (QStringList{QStringLiteral("Page the lead | Page the lead"), QStringLiteral("Ask HR | Ask HR"),
                          QStringLiteral("Page the lead | Page the lead")}));
    QVERIFY(guide.steps[0].isTeams && guide.steps[1].isTeams && !guide.steps[2].isTeams);
    QVERIFY(guide.steps[0].key != guide.steps[2].key);
}

QTEST_GUILESS_MAIN(TestGuide)

#include "tst_guide.moc"
