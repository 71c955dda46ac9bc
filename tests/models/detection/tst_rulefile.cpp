#include "models/detection/rulefile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

namespace {

QByteArray exportOf()
{
    QFile file(qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"))
               + QStringLiteral("/data/elastic/rule-export/custom-consolidated-rules.ndjson"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray line(const char *id, const char *rest = "")
{
    return QByteArray("{\"rule_id\":\"") + id
           + "\","
             R"("name":"N","type":"query","language":"kuery","query":"a:1",)"
           + R"("severity":"low","risk_score":21)" + rest + "}\n";
}

RuleFile read(const QByteArray &bytes)
{
    return readRuleFile(bytes, QStringLiteral("export.ndjson"));
}

} // namespace

class TestRuleFile : public QObject
{
    Q_OBJECT

private slots:
    void read_ndjson();
    void read_flatFormOfNewTerms();
    void read_aDamagedLineCostsItself_data();
    void read_aDamagedLineCostsItself();
    void read_summaryIsChecked();
    void read_documentsOfTheApi_data();
    void read_documentsOfTheApi();
    void read_toml();
    void read_hostileInputIsReported_data();
    void read_hostileInputIsReported();
    void read_truncatedAnywhereIsSafe();
    void read_publishedExport();
};

void TestRuleFile::read_ndjson()
{
    const RuleFile file =
        read(line("a", R"(,"note":"None","setup":"None","version":7,"enabled":false)")
             + R"({"list_id":"l","type":"detection","name":"List"})"
             + "\n"
               R"({"item_id":"i","list_id":"l","type":"simple","name":"I","entries":[{"type":"exists",)"
               R"("field":"host.name","operator":"included"}]})"
               "\n"
               R"({"id":"c","type":"action","attributes":{"name":"mail"}})"
               "\n"
               R"({"exported_count":3,"exported_rules_count":1,"exported_exception_list_item_count":1})"
               "\n");
    QCOMPARE(file.report.problems, 0U);
    QCOMPARE(file.report.records, 2U);
    QCOMPARE(file.rules.size(), std::size_t{1});
    QCOMPARE(file.rules[0].note, QString()); // "None" is what the export writes for none
    QCOMPARE(file.rules[0].setup, QString());
    QCOMPARE(file.rules[0].version, 7);
    QVERIFY(!file.rules[0].enabled);
    QCOMPARE(file.exceptions.size(), std::size_t{1});
    QCOMPARE(file.exceptions[0].itemId, QStringLiteral("i"));
}

void TestRuleFile::read_flatFormOfNewTerms()
{
    const RuleFile file = read(R"({"rule_id":"a","name":"N","type":"new_terms","language":"kuery","query":"a:1",)"
                               R"("severity":"low","risk_score":21,"new_terms_fields":["user.id","source.ip"],)"
                               R"("history_window_start":"now-30d"})");
    QCOMPARE(file.rules.size(), std::size_t{1});
    QCOMPARE(file.rules[0].newTerms->fields.size(), qsizetype{2});
    QCOMPARE(file.rules[0].newTerms->historyWindowStart, QStringLiteral("now-30d"));
    QCOMPARE(file.rules[0].notEvaluable, QString());
}

void TestRuleFile::read_aDamagedLineCostsItself_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("cut short") << QByteArray(R"({"rule_id":"b","name":)");
    QTest::newRow("no JSON") << QByteArray("rule b");
    QTest::newRow("a number") << QByteArray("17");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("severity unknown") << line("b").replace("low", "awful").trimmed();
    QTest::newRow("risk is text") << line("b").replace("21", "\"21\"").trimmed();
    QTest::newRow("no name") << line("b").replace("\"name\":\"N\",", "").trimmed();
    QTest::newRow("threshold is text") << line("b", R"(,"threshold":"20")").trimmed();
    QTest::newRow("threshold of none") << line("b", R"(,"threshold":{"field":[],"value":0})").trimmed();
    QTest::newRow("filters hold text") << line("b", R"(,"filters":["x"])").trimmed();
    QTest::newRow("nobody knows") << QByteArray(R"({"hello":"world"})");
    QTest::newRow("exception without entries") << QByteArray(R"({"item_id":"i","list_id":"l","entries":[]})");
    QTest::newRow("exception of an unknown kind")
        << QByteArray(R"({"item_id":"i","entries":[{"type":"oracle","field":"a","value":"b"}]})");
    QTest::newRow("zero bytes") << QByteArray(20, '\0');
}

void TestRuleFile::read_aDamagedLineCostsItself()
{
    QFETCH(QByteArray, damage);
    const RuleFile file = read(line("a") + damage + '\n' + line("c"));
    QCOMPARE(file.rules.size(), std::size_t{2});
    QCOMPARE(file.rules[0].id, QStringLiteral("a"));
    QCOMPARE(file.rules[1].id, QStringLiteral("c"));
    QVERIFY(file.exceptions.empty());
    QCOMPARE(file.report.problems, 1U);
    QCOMPARE(file.report.places[0].offset, qint64{2});
    QCOMPARE(file.report.places[0].file, QStringLiteral("export.ndjson"));
    QVERIFY(!file.report.places[0].message.isEmpty());
}

void TestRuleFile::read_summaryIsChecked()
{
    const QByteArray summary = R"({"exported_rules_count":3,"exported_exception_list_item_count":0})";
    const RuleFile file = read(line("a") + line("b") + summary);
    QCOMPARE(file.rules.size(), std::size_t{2});
    QCOMPARE(file.report.problems, 1U);
    QVERIFY(file.report.places[0].message.contains(u'3'));
    QCOMPARE(read(line("a") + line("b") + line("c") + summary).report.problems, 0U);
}

void TestRuleFile::read_documentsOfTheApi_data()
{
    QTest::addColumn<QByteArray>("document");
    const QByteArray rule = line("a").trimmed();
    QTest::newRow("one rule") << rule;
    QTest::newRow("one rule, indented") << QJsonDocument::fromJson(rule).toJson(QJsonDocument::Indented);
    QTest::newRow("a list") << "[" + rule + "]";
    QTest::newRow("what _find answers") << R"({"page":1,"total":1,"data":[)" + rule + "]}";
    QTest::newRow("with a byte order mark") << "\xef\xbb\xbf" + rule;
    QTest::newRow("with blank lines") << "\n\r\n" + rule + "\r\n\n";
}

void TestRuleFile::read_documentsOfTheApi()
{
    QFETCH(QByteArray, document);
    const RuleFile file = read(document);
    QCOMPARE(file.report.problems, 0U);
    QCOMPARE(file.rules.size(), std::size_t{1});
    QCOMPARE(file.rules[0].source, QStringLiteral("export.ndjson"));
}

void TestRuleFile::read_toml()
{
    const RuleFile good = readRuleFile(builtInRuleToml(), QStringLiteral("r.toml"));
    QCOMPARE(good.rules.size(), std::size_t{1});
    QCOMPARE(good.report.records, 1U);
    const RuleFile bad = readRuleFile("[rule]\nname = 7\n", QStringLiteral("r.toml"));
    QVERIFY(bad.rules.empty());
    QCOMPARE(bad.report.problems, 1U);
    QCOMPARE(bad.report.places[0].file, QStringLiteral("r.toml"));
}

void TestRuleFile::read_hostileInputIsReported_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty list") << QByteArray("[]");
    QTest::newRow("nested too deep") << QByteArray(100'000, '[');
    QTest::newRow("objects too deep") << QByteArray(R"({"a":)").repeated(50'000);
    QTest::newRow("entries too deep") << R"({"item_id":"i","entries":)"
                                             + QByteArray(R"([{"type":"nested","field":"a","entries":)").repeated(200)
                                             + "[]" + QByteArray("}]").repeated(200) + "}";
    QTest::newRow("not UTF-8") << QByteArray("{\"rule_id\":\"\xff\xfe\"}");
}

void TestRuleFile::read_hostileInputIsReported()
{
    QFETCH(QByteArray, file);
    const RuleFile result = read(file);
    QVERIFY(result.rules.empty());
    QVERIFY(result.exceptions.empty());
    QVERIFY(result.report.problems > 0);
    QCOMPARE(result.report.records, 0U);
}

void TestRuleFile::read_truncatedAnywhereIsSafe()
{
    const QByteArray whole = line("a", R"(,"threshold":{"field":["x"],"value":3})") + line("b");
    for (qsizetype length = 1; length < whole.size() - 2; ++length) {
        const RuleFile file = read(whole.left(length));
        QVERIFY(file.rules.size() <= 1);
        QVERIFY(file.rules.size() + file.report.problems > 0);
    }
}

void TestRuleFile::read_publishedExport()
{
    const QByteArray bytes = exportOf();
    if (bytes.isEmpty())
        QSKIP("shared/data/elastic is absent: skipped");
    const RuleFile file = read(bytes);
    QCOMPARE(file.report.problems, 0U);
    QCOMPARE(file.rules.size(), std::size_t{9});
    QCOMPARE(file.exceptions.size(), std::size_t{2});
    QStringList runs;
    for (const Rule &rule : file.rules) {
        if (rule.notEvaluable.isEmpty())
            runs << rule.type;
        QVERIFY(rule.note != QLatin1String("None"));
    }
    QCOMPARE(runs, (QStringList{QStringLiteral("query"), QStringLiteral("query"), QStringLiteral("query"),
                                QStringLiteral("new_terms"), QStringLiteral("threshold")}));
    QCOMPARE(file.rules[0].filters.size(), qsizetype{1});
    QCOMPARE(file.rules[1].suppression->duration, QStringLiteral("5h"));
    QCOMPARE(file.rules[7].threshold->value, 20);
    QCOMPARE(file.rules[7].severityMapping.size(), std::size_t{4});
    QVERIFY(isFor(file.exceptions[0], file.rules[5]));
    QVERIFY(!isFor(file.exceptions[0], file.rules[7]));
    QVERIFY(isFor(file.exceptions[1], file.rules[7]));
    QCOMPARE(file.exceptions[1].entries[0].field, QStringLiteral("host.name")); // written " host.name"
    QCOMPARE(file.exceptions[1].remarks.size(), qsizetype{1});
    qInfo("%zu rules, %lld of them run; %zu exceptions", file.rules.size(), static_cast<long long>(runs.size()),
          file.exceptions.size());
}

QTEST_GUILESS_MAIN(TestRuleFile)

#include "tst_rulefile.moc"
