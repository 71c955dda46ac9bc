#include "models/detection/rule.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace wirecase;

namespace {

QString sharedFolder()
{
    return qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray smallest = "[rule]\n"
                            "rule_id = \"r-1\"\n"
                            "name = \"Odd\"\n"
                            "type = \"query\"\n"
                            "language = \"kuery\"\n"
                            "query = \"a:1\"\n"
                            "severity = \"low\"\n"
                            "risk_score = 21\n";

/// The file with the line that begins with `key` replaced, or added at the end when there is none.
QByteArray with(const QByteArray &key, const QByteArray &line)
{
    QList<QByteArray> lines = smallest.split('\n');
    for (QByteArray &existing : lines) {
        if (existing.startsWith(key)) {
            existing = line;
            return lines.join('\n');
        }
    }
    return smallest + line;
}

/// The first value of `key = "..."` at the beginning of a line, read without a TOML parser.
QString plainValue(const QByteArray &file, const QString &key)
{
    const QRegularExpression line(QStringLiteral("^%1 = \"([^\"]*)\"").arg(key), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(file)).captured(1);
}

} // namespace

class TestRule : public QObject
{
    Q_OBJECT

private slots:
    void builtIn_isWhatTheIssueSays();
    void read_defaults();
    void read_threatWithSubtechniques();
    void read_errorNamesTheLine_data();
    void read_errorNamesTheLine();
    void read_damagedFiles_data();
    void read_damagedFiles();
    void read_truncatedAnywhereIsSafe();
    void read_otherKindsAreNotEvaluable_data();
    void read_otherKindsAreNotEvaluable();
    void read_kindsOfRules();
    void read_transformsArePutIntoTheNote();
    void isNewer_byVersionThenDate();
    void read_publishedRules_data();
    void read_publishedRules();
};

void TestRule::builtIn_isWhatTheIssueSays()
{
    const auto rule = readRuleToml(builtInRuleToml(), builtInRuleName());
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QCOMPARE(rule->id, QStringLiteral("3ad77ed4-4dcf-4c51-8bfc-e3f7ce316b2f"));
    QCOMPARE(rule->name, QStringLiteral("Azure Full Network Packet Capture Detected"));
    QCOMPARE(rule->query,
             QStringLiteral("event.dataset:azure.activitylogs and azure.activitylogs.operation_name:"
                            "(MICROSOFT.NETWORK/*/STARTPACKETCAPTURE/ACTION or "
                            "MICROSOFT.NETWORK/*/VPNCONNECTIONS/STARTPACKETCAPTURE/ACTION or "
                            "MICROSOFT.NETWORK/*/PACKETCAPTURES/WRITE) and event.outcome:(Success or success)"));
    QCOMPARE(rule->severity, QStringLiteral("medium"));
    QCOMPARE(rule->riskScore, 47);
    QCOMPARE(rule->interval, QStringLiteral("5m"));
    QCOMPARE(rule->from, QStringLiteral("now-25m"));
    QCOMPARE(rule->to, QStringLiteral("now"));
    QCOMPARE(rule->maxSignals, 100);
    QCOMPARE(rule->index, (QStringList{QStringLiteral("filebeat-*"), QStringLiteral("logs-azure*")}));
    const ThreatEntry sniffing{QStringLiteral("MITRE ATT&CK"),
                               QStringLiteral("TA0006"),
                               QStringLiteral("Credential Access"),
                               {QStringLiteral("T1040")},
                               {QStringLiteral("Network Sniffing")}};
    QCOMPARE(rule->threat.size(), std::size_t{1});
    QVERIFY(rule->threat.front() == sniffing);
    QCOMPARE(rule->source, builtInRuleName());
    QCOMPARE(rule->notEvaluable, QString());
    QVERIFY(rule->note.contains(QStringLiteral("### Possible investigation steps")));
    QVERIFY(!rule->setup.isEmpty());
}

void TestRule::read_defaults()
{
    const auto rule = readRuleToml(smallest, QStringLiteral("odd.toml"));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QCOMPARE(rule->interval, QStringLiteral("5m"));
    QCOMPARE(rule->from, QStringLiteral("now-6m"));
    QCOMPARE(rule->to, QStringLiteral("now"));
    QCOMPARE(rule->maxSignals, 100);
    QCOMPARE(rule->version, 0);
    QVERIFY(rule->threat.empty());
    QVERIFY(rule->notEvaluable.isEmpty());
}

void TestRule::read_threatWithSubtechniques()
{
    const auto rule = readRuleToml(smallest
                                       + "[[rule.threat]]\nframework = \"F\"\n"
                                         "tactic = { id = \"TA1\", name = \"One\" }\n"
                                         "[[rule.threat.technique]]\nid = \"T1\"\nname = \"A\"\n"
                                         "[[rule.threat.technique.subtechnique]]\nid = \"T1.1\"\nname = \"AA\"\n"
                                         "[[rule.threat.technique]]\nid = \"T2\"\nname = \"B\"\n"
                                         "[[rule.threat]]\nframework = \"F\"\ntactic = { id = \"TA2\" }\n",
                                   QStringLiteral("odd.toml"));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QCOMPARE(rule->threat.size(), std::size_t{2});
    QCOMPARE(rule->threat[0].techniqueIds,
             (QStringList{QStringLiteral("T1"), QStringLiteral("T1.1"), QStringLiteral("T2")}));
    QCOMPARE(rule->threat[0].techniqueNames,
             (QStringList{QStringLiteral("A"), QStringLiteral("AA"), QStringLiteral("B")}));
    QCOMPARE(rule->threat[1].tacticId, QStringLiteral("TA2"));
}

void TestRule::read_errorNamesTheLine_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("number");
    const auto row = [](const char *name, const char *key, const char *line, int number) {
        QTest::newRow(name) << QByteArray(key) << QByteArray(line) << number;
    };
    row("number for a text", "name", "name = 7", 3);
    row("text for a number", "risk_score", "risk_score = \"47\"", 8);
    row("fraction for a number", "risk_score", "risk_score = 4.7", 8);
    row("number too large", "risk_score", "risk_score = 101", 8);
    row("number negative", "risk_score", "risk_score = -1", 8);
    row("number beyond 32 bits", "max_signals", "max_signals = 9223372036854775807", 9);
    row("no signals allowed", "max_signals", "max_signals = 0", 9);
    row("unknown severity", "severity", "severity = \"awful\"", 7);
    row("text for a list", "tags", "tags = \"one\"", 9);
    row("list with a number", "tags", "tags = [\"one\", 2]", 9);
    row("date for a text", "note", "note = 2021-06-17", 9);
    row("table for a text", "setup", "setup = { a = 1 }", 9);
    row("text for tables", "threat", "threat = \"T1040\"", 9);
    row("list of texts for tables", "threat", "threat = [\"T1040\"]", 9);
    row("text for a table within", "threat", "threat = [{ tactic = \"TA0006\" }]", 9);
    row("number deep within", "threat", "threat = [{ technique = [{ id = 1040 }] }]", 9);
    row("key without value", "query", "query =", 6);
    row("key twice", "query", "name = \"again\"", 6);
    row("text without end", "query", "query = \"a:1", 6);
}

void TestRule::read_errorNamesTheLine()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, line);
    QFETCH(int, number);
    const auto rule = readRuleToml(with(key, line), QStringLiteral("odd.toml"));
    QVERIFY(!rule);
    QCOMPARE(rule.error().code, Error::Code::Format);
    QCOMPARE(rule.error().file, QStringLiteral("odd.toml"));
    QVERIFY(!rule.error().message.isEmpty());
    QCOMPARE(rule.error().offset, qint64{number});
}

void TestRule::read_damagedFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no rule table") << QByteArray("[metadata]\nmaturity = \"production\"\n");
    QTest::newRow("rule is no table") << QByteArray("rule = 1\n");
    QTest::newRow("id missing") << with("rule_id", "");
    QTest::newRow("risk missing") << with("risk_score", "");
    QTest::newRow("severity missing") << with("severity", "");
    QTest::newRow("not UTF-8") << QByteArray(smallest).replace("Odd", "\xff\xfe");
    QTest::newRow("zero byte") << smallest + QByteArray(1, '\0');
    QTest::newRow("nested too deep") << "a = " + QByteArray(5000, '[') + QByteArray(5000, ']');
    QTest::newRow("too large") << smallest + '#' + QByteArray(1024 * 1024, ' ');
}

void TestRule::read_damagedFiles()
{
    QFETCH(QByteArray, file);
    const auto rule = readRuleToml(file, QStringLiteral("odd.toml"));
    QVERIFY(!rule);
    QVERIFY(!rule.error().message.isEmpty());
    QCOMPARE(rule.error().file, QStringLiteral("odd.toml"));
}

void TestRule::read_truncatedAnywhereIsSafe()
{
    const QByteArray whole = builtInRuleToml();
    QVERIFY(whole.size() > 1000);
    int readable = 0;
    for (qsizetype length = 0; length < whole.size(); length += 7)
        readable += readRuleToml(whole.left(length), QStringLiteral("cut.toml")) ? 1 : 0;
    QVERIFY(readable < whole.size() / 7);
}

void TestRule::read_otherKindsAreNotEvaluable_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &file, const char *reason) {
        QTest::newRow(name) << file << QString::fromUtf8(reason);
    };
    row("EQL", with("type", "type = \"eql\""), "EQL");
    row("ES|QL", with("type", "type = \"esql\""), "ES|QL");
    row("machine learning", with("type", "type = \"machine_learning\""), "machine learning");
    row("indicators", with("type", "type = \"threat_match\""), "indicators");
    row("unknown type", with("type", "type = \"oracle\""), "oracle");
    row("new terms without terms", with("type", "type = \"new_terms\""), "which terms");
    row("threshold without threshold", with("type", "type = \"threshold\""), "threshold");
    row("language", with("language", "language = \"lucene\""), "Lucene");
    row("no query", with("query", ""), "no query");
    row("saved query elsewhere", with("type", "type = \"saved_query\"").replace("query = \"a:1\"", ""), "saved query");
    row("no KQL", with("query", "query = \"a:(\""), "not KQL from character 4");
    row("filter of no kind", smallest + "[[rule.filters]]\n[rule.filters.meta]\nnegate = false\n", "filter");
}

void TestRule::read_otherKindsAreNotEvaluable()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, reason);
    const auto rule = readRuleToml(file, QStringLiteral("odd.toml"));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QVERIFY2(rule->notEvaluable.contains(reason), qPrintable(rule->notEvaluable));
}

void TestRule::read_kindsOfRules()
{
    const QByteArray parts =
        "timestamp_override = \"event.ingested\"\n"
        "[rule.new_terms]\nfield = \"new_terms_fields\"\nvalue = [\"user.name\", \"source.ip\"]\n"
        "[[rule.new_terms.history_window_start]]\n"
        "field = \"history_window_start\"\nvalue = \"now-7d\"\n"
        "[rule.threshold]\nfield = [\"source.ip\"]\nvalue = 20\n"
        "[[rule.threshold.cardinality]]\nfield = \"user.name\"\nvalue = 3\n"
        "[rule.alert_suppression]\ngroup_by = [\"user.name\"]\n"
        "duration = { value = 60, unit = \"m\" }\nmissing_fields_strategy = \"doNotSuppress\"\n"
        "[[rule.severity_mapping]]\nfield = \"log.level\"\noperator = \"equals\"\n"
        "value = \"Error\"\nseverity = \"high\"\n"
        "[[rule.risk_score_mapping]]\nfield = \"event.risk_score\"\noperator = \"equals\"\nvalue = \"\"\n"
        "[rule.investigation_fields]\nfield_names = [\"source.ip\"]\n"
        "[[rule.exceptions_list]]\nid = \"u\"\nlist_id = \"l\"\ntype = \"detection\"\n"
        "namespace_type = \"single\"\n";
    const auto rule = readRuleToml(smallest + parts, QStringLiteral("odd.toml"));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    const QStringList terms{QStringLiteral("user.name"), QStringLiteral("source.ip")};
    QVERIFY(rule->newTerms == NewTerms({terms, QStringLiteral("now-7d")}));
    QCOMPARE(rule->threshold->fields, QStringList{QStringLiteral("source.ip")});
    QCOMPARE(rule->threshold->value, 20);
    QVERIFY(rule->threshold->cardinality == std::vector<Cardinality>({{QStringLiteral("user.name"), 3}}));
    QCOMPARE(rule->suppression->duration, QStringLiteral("60m"));
    QVERIFY(!rule->suppression->suppressMissing);
    QCOMPARE(rule->severityMapping.front().severity, QStringLiteral("high"));
    QCOMPARE(rule->riskScoreFields, QStringList{QStringLiteral("event.risk_score")});
    QCOMPARE(rule->timestampOverride, QStringLiteral("event.ingested"));
    QCOMPARE(rule->investigationFields, QStringList{QStringLiteral("source.ip")});
    QCOMPARE(rule->exceptionLists.front().listId, QStringLiteral("l"));
}

void TestRule::read_transformsArePutIntoTheNote()
{
    QByteArray file = smallest
                      + "note = \"see $investigate_0, $osquery_0, $investigate_10 and $osquery_1\"\n[transform]\n"
                        "[[transform.osquery]]\nlabel = \"L\"\nquery = \"SELECT 1\"\n";
    for (int i = 0; i <= 10; ++i)
        file += "[[transform.investigate]]\nlabel = \"I" + QByteArray::number(i) + "\"\nproviders = []\n";
    const auto rule = readRuleToml(file, QStringLiteral("odd.toml"));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QCOMPARE(rule->note, QStringLiteral("see !{investigate{\"label\":\"I0\",\"providers\":[]}}, "
                                        "!{osquery{\"label\":\"L\",\"query\":\"SELECT 1\"}}, "
                                        "!{investigate{\"label\":\"I10\",\"providers\":[]}} and $osquery_1"));
}

void TestRule::isNewer_byVersionThenDate()
{
    const auto rule = [](int version, const char *updated) {
        Rule result;
        result.version = version;
        result.updated = QString::fromLatin1(updated);
        return result;
    };
    QVERIFY(isNewer(rule(2, ""), rule(1, "2030-01-01")));
    QVERIFY(isNewer(rule(1, "2025-09-26"), rule(1, "2023-06-28")));
    QVERIFY(!isNewer(rule(1, ""), rule(1, "")));
    const Rule shipped = *readRuleToml(builtInRuleToml(), builtInRuleName());
    QVERIFY(isNewer(rule(0, ""), shipped)); // whatever is loaded goes before it
}

void TestRule::read_publishedRules_data()
{
    QTest::addColumn<QString>("path");
    for (const auto *part : {"rules", "rule-history"}) {
        const QDir folder(sharedFolder() + QStringLiteral("/data/elastic/") + QLatin1String(part));
        for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
        if (!folder.exists())
            QTest::newRow(part) << QString();
    }
}

void TestRule::read_publishedRules()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("shared/data/elastic is absent: skipped");
    const QByteArray file = contentOf(path);
    const auto rule = readRuleToml(file, path);
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    QCOMPARE(rule->id, plainValue(file, QStringLiteral("rule_id")));
    QCOMPARE(rule->type, plainValue(file, QStringLiteral("type")));
    QCOMPARE(rule->severity, plainValue(file, QStringLiteral("severity")));
    QCOMPARE(rule->language, plainValue(file, QStringLiteral("language")));
    QCOMPARE(static_cast<int>(rule->threat.size()), static_cast<int>(file.count("[[rule.threat]]")));
    qsizetype techniques = 0;
    for (const ThreatEntry &threat : rule->threat) {
        techniques += threat.techniqueIds.size();
        QVERIFY(!threat.tacticId.isEmpty());
    }
    QCOMPARE(techniques,
             file.count("[[rule.threat.technique]]") + file.count("[[rule.threat.technique.subtechnique]]"));
    const QStringList kinds{QStringLiteral("query"), QStringLiteral("new_terms"), QStringLiteral("threshold")};
    QCOMPARE(rule->notEvaluable.isEmpty(), kinds.contains(rule->type));
    QCOMPARE(rule->newTerms.has_value(), rule->type == QLatin1String("new_terms"));
    QCOMPARE(rule->suppression.has_value(), file.contains("[rule.alert_suppression]"));
    QCOMPARE(rule->severityMapping.size(), static_cast<std::size_t>(file.count("[[rule.severity_mapping]]")));
    QCOMPARE(rule->updated.size(), qsizetype{10});
    QVERIFY(!rule->note.isEmpty());
}

QTEST_GUILESS_MAIN(TestRule)

#include "tst_rule.moc"
