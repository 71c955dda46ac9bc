#include "clirun.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace wirecase;

namespace {

const QString builtIn = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/rules/full-network-packet-capture.toml");

QStringList textsOf(const QJsonObject &guide, const char *section)
{
    QStringList texts;
    const QJsonArray points = guide.value(QLatin1String(section)).toArray();
    for (const QJsonValue point : points)
        texts << point[QLatin1String("text")].toString();
    return texts;
}

} // namespace

class TestCliGuide : public QObject
{
    Q_OBJECT

private slots:
    void guide_ofTheBuiltInRule();
    void guide_ofAnExport();
    void guide_withTheTeamsSteps();
    void guide_ofPublishedRules();
    void guide_saysWhatCannotBeRead();

private:
    QTemporaryDir m_files;
    [[nodiscard]] QString file(const char *name, const QByteArray &bytes) const
    {
        const QString path = m_files.filePath(QLatin1String(name));
        write(path, bytes);
        return path;
    }
};

void TestCliGuide::guide_ofTheBuiltInRule()
{
    const Outcome outcome = run({QStringLiteral("guide"), QStringLiteral("--json"), builtIn});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject guide = lines(outcome.out).value(0);
    QCOMPARE(textsOf(guide, "steps").size(), 5);
    QCOMPARE(textsOf(guide, "false_positives").size(), 5);
    QCOMPARE(textsOf(guide, "responses").size(), 7);
    QVERIFY(!textsOf(guide, "setup").isEmpty());
    const QJsonObject step = guide.value(QLatin1String("steps")).toArray().first().toObject();
    for (const char *key : {"text", "fields", "children", "queries"})
        QVERIFY2(step.contains(QLatin1String(key)), key);
    QCOMPARE(step.value(QLatin1String("intent")).toString(), QStringLiteral("who"));
}

void TestCliGuide::guide_ofAnExport()
{
    const QByteArray rest = R"("type":"query","query":"a:b","language":"kuery","severity":"low","risk_score":21)";
    const QString path =
        file("rules.ndjson",
             "{\"rule_id\":\"r1\",\"name\":\"One\"," + rest
                 + ",\"false_positives\":[\"A drill.\"],"
                   "\"note\":\"### Investigation steps\\n- Ask.\\n  - !{investigate{\\\"label\\\":\\\"Logins\\\","
                   "\\\"providers\\\":[[{\\\"field\\\":\\\"user.name\\\",\\\"queryType\\\":\\\"phrase\\\","
                   "\\\"value\\\":\\\"{{user.name}}\\\"}]]}}\\n\"}\n"
                   "{\"rule_id\":\"r2\",\"name\":\"Two\","
                 + rest + "}\n{\"exported_count\":2}\n");
    const Outcome outcome = run({QStringLiteral("guide"), path});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(lines(outcome.out).size(), 2);
    const QJsonObject guide = lines(outcome.out).value(0);
    QCOMPARE(textsOf(guide, "false_positives"), QStringList{QStringLiteral("A drill.")});
    const QJsonValue nested = guide[QLatin1String("steps")][0][QLatin1String("children")][0];
    QCOMPARE(nested[QLatin1String("text")].toString(), QStringLiteral("Logins"));
    const QJsonValue query = nested[QLatin1String("queries")][0];
    QCOMPARE(query[QLatin1String("type")].toString(), QStringLiteral("investigate"));
    QCOMPARE(query[QLatin1String("kql")].toString(), QStringLiteral("user.name : \"{{user.name}}\""));
    QCOMPARE(query[QLatin1String("providers")][0][0][QLatin1String("field")].toString(), QStringLiteral("user.name"));
}

void TestCliGuide::guide_withTheTeamsSteps()
{
    const QString team = file("team.md", "# Our investigation steps\n- Page the lead\n");
    const Outcome outcome = run({QStringLiteral("guide"), QStringLiteral("--steps"), team, builtIn});
    const QJsonArray steps = lines(outcome.out).value(0).value(QLatin1String("steps")).toArray();
    QCOMPARE(steps.size(), 6);
    QCOMPARE(steps[0][QLatin1String("text")].toString(), QStringLiteral("Page the lead"));
    QVERIFY(steps[0][QLatin1String("team")].toBool());
    QVERIFY(!steps[1][QLatin1String("team")].toBool());
    QCOMPARE(
        run({QStringLiteral("guide"), QStringLiteral("--steps"), file("no.md", "# Notes\n- x\n"), builtIn}).exitCode,
        3);
}

void TestCliGuide::guide_ofPublishedRules()
{
    const QDir folder(qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"))
                      + QStringLiteral("/data/elastic/rules"));
    if (!folder.exists())
        QSKIP("shared/data/elastic/rules is absent: skipped");
    QStringList arguments{QStringLiteral("guide")};
    for (const QString &name : folder.entryList({QStringLiteral("*.toml")}))
        arguments << folder.filePath(name);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(lines(outcome.out).size(), arguments.size() - 1);
    for (const QJsonObject &guide : lines(outcome.out)) {
        const QByteArray name = guide.value(QLatin1String("name")).toString().toUtf8();
        QVERIFY2(textsOf(guide, "steps").size() >= 3, name.constData());
        QVERIFY2(textsOf(guide, "responses").size() >= 2, name.constData());
    }
}

void TestCliGuide::guide_saysWhatCannotBeRead()
{
    QCOMPARE(run({QStringLiteral("guide")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("guide"), QStringLiteral("/nowhere.toml")}).exitCode, 3);
    const Outcome damaged = run({QStringLiteral("guide"), file("bad.toml", "[rule\n"), builtIn});
    QCOMPARE(damaged.exitCode, 1);
    QVERIFY(damaged.err.contains("bad.toml"));
    QCOMPARE(lines(damaged.out).size(), 1);
}

QTEST_GUILESS_MAIN(TestCliGuide)
#include "tst_cliguide.moc"
