#include "activityfixture.h"
#include "models/base/timeformat.h"
#include "models/detection/detectionrun.h"
#include "models/detection/globpattern.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

namespace {

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// An item with these entries.
ExceptionItem itemWith(const QByteArray &entries)
{
    const auto item =
        readExceptionItem(object(R"({"item_id":"i","list_id":"l","name":"N","entries":)" + entries + "}"));
    if (!item)
        qFatal("the item cannot be read: %s", qPrintable(item.error().message));
    return *item;
}

} // namespace

class TestException : public QObject
{
    Q_OBJECT

private slots:
    void match_rows_data();
    void match_rows();
    void match_kqlSaysTheSame();
    void glob_data();
    void glob();
    void json_roundTrip();
    void json_listsNeedTheirList();
    void run_itemsApplyToTheirRules();
    void run_expiredItemsAreDropped();
    void run_oneFormIsEnough();
    void draft_silencesItsAlert_data();
    void draft_silencesItsAlert();
};

void TestException::match_rows_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QList<int>>("rows"); // of the documents below
    QTest::addColumn<bool>("inKql");
    const auto row = [](const char *name, const char *entries, QList<int> rows, bool inKql = true) {
        QTest::newRow(name) << QByteArray(entries) << std::move(rows) << inKql;
    };
    row("is", R"([{"type":"match","field":"user.name","operator":"included","value":"pat"}])", {0});
    row("is not", R"([{"type":"match","field":"user.name","operator":"excluded","value":"pat"}])", {1, 2, 3});
    row("is, address in another spelling",
        R"([{"type":"match","field":"source.ip","operator":"included","value":"2001:DB8:0::1"}])", {1});
    row("is, block", R"([{"type":"match","field":"source.ip","operator":"included","value":"198.51.100.0/24"}])", {0});
    row("is, no value of that type", R"([{"type":"match","field":"source.ip","operator":"included","value":"pat"}])",
        {});
    row("is one of", R"([{"type":"match_any","field":"user.name","operator":"included","value":["pat","PAT"]}])",
        {0, 1});
    row("exists", R"([{"type":"exists","field":"source.ip","operator":"included"}])", {0, 1});
    row("does not exist", R"([{"type":"exists","field":"source.ip","operator":"excluded"}])", {2, 3});
    row("all entries",
        R"([{"type":"exists","field":"source.ip","operator":"included"},)"
        R"({"type":"match","field":"user.name","operator":"included","value":"PAT"}])",
        {1});
    row("wildcard", R"([{"type":"wildcard","field":"path","operator":"included","value":"C:\\\\a\\\\*"}])", {2});
    row("wildcard, one character", R"([{"type":"wildcard","field":"user.name","operator":"included","value":"p?t"}])",
        {0}, false);
    row("wildcard, escaped star", R"([{"type":"wildcard","field":"path","operator":"included","value":"\\*"}])", {3});
    row("wildcard, unknown field", R"([{"type":"wildcard","field":"nothing","operator":"included","value":"*"}])", {});
    row("nested: one object satisfies all",
        R"([{"type":"nested","field":"parts","entries":[{"type":"match","field":"a","operator":"included","value":"1"},)"
        R"({"type":"match","field":"b","operator":"included","value":"1"}]}])",
        {2});
    row("nested: wildcard within",
        R"([{"type":"nested","field":"parts","entries":[{"type":"wildcard","field":"a","operator":"included","value":"?"}]}])",
        {2, 3}, false);
}

void TestException::match_rows()
{
    QFETCH(QByteArray, entries);
    QFETCH(QList<int>, rows);
    QFETCH(bool, inKql);
    const std::vector<QJsonObject> documents{
        object(R"({"user.name":"pat","source.ip":"198.51.100.7"})"),
        object(R"({"user":{"name":"PAT"},"source.ip":"2001:db8::1"})"),
        object(R"({"path":"C:\\a\\b","parts":[{"a":"1","b":"1"},{"a":"2","b":"2"}]})"),
        object(R"({"path":"*","parts":[{"a":"1","b":"2"},{"a":"2","b":"1"}]})"),
    };
    const JsonFieldSource source(documents,
                                 {{QStringLiteral("user.name"), FieldType::Keyword},
                                  {QStringLiteral("path"), FieldType::Keyword},
                                  {QStringLiteral("source.ip"), FieldType::Ip},
                                  {QStringLiteral("parts.a"), FieldType::Keyword},
                                  {QStringLiteral("parts.b"), FieldType::Keyword}},
                                 {QStringLiteral("parts")});
    JobState job;
    const ExceptionItem item = itemWith(entries);
    const auto bits = matchException(item, source, false, job);
    QVERIFY(bits);
    QList<int> found;
    for (const quint32 row : bits->rows())
        found << static_cast<int>(row);
    QCOMPARE(found, rows);
    const QString kql = exceptionKql(item);
    QCOMPARE(!kql.isEmpty(), inKql);
    const auto query = KqlQuery::parse(kql);
    QVERIFY2(query, qPrintable(kql));
    const auto same = query->evaluate(source, {}, job);
    if (inKql && same)
        QVERIFY2(*same == *bits, qPrintable(kql));
}

void TestException::match_kqlSaysTheSame()
{
    QCOMPARE(exceptionKql(itemWith(
                 "[{\"type\":\"match\",\"field\":\"a\",\"operator\":\"excluded\",\"value\":\"say \\\"x\\\\y\\\"\"},"
                 R"({"type":"wildcard","field":"b","operator":"included","value":"x (y)*"}])")),
             QStringLiteral("(not a: \"say \\\"x\\\\y\\\"\") and b: x\\u0020\\(y\\)*"));
}

void TestException::glob_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *value, bool matches) {
        QTest::addRow("%s on %s", pattern, value) << QString::fromUtf8(pattern) << QString::fromUtf8(value) << matches;
    };
    row("*", "", true);
    row("?", "", false);
    row("a*b*c", "a/b\nbc", true);
    row("a*b*c", "abcd", false);
    row("a?c", "aüc", true);
    row("a?c", "a𝄞c", true); // one character in two units
    row("\\?", "?", true);
    row("\\?", "x", false);
    row("a\\", "a\\", true);
    row("**a", "ba", true);
    row("A", "a", false);
    QTest::newRow("no blow-up") << QStringLiteral("a*").repeated(200) + u'b' << QString(5000, u'a') << false;
}

void TestException::glob()
{
    QFETCH(QString, pattern);
    QFETCH(QString, value);
    QFETCH(bool, matches);
    QCOMPARE(GlobPattern(pattern, false).matches(value.toStdString()), matches);
    if (matches)
        QVERIFY(GlobPattern(pattern, true).matches(value.toUpper().toStdString()));
}

void TestException::json_roundTrip()
{
    ExceptionItem item =
        itemWith(R"([{"type":"match_any","field":"a","operator":"excluded","value":["x","y"]},)"
                 R"({"type":"nested","field":"n","entries":[{"type":"exists","field":"b","operator":"included"}]},)"
                 R"({"type":"wildcard","field":"c","operator":"included","value":"?*"}])");
    item.comments << QStringLiteral("agreed with the network team");
    item.tags << QStringLiteral("azure");
    item.ruleId = QStringLiteral("r-1");
    item.description = QStringLiteral("D");
    item.expireNs = *parseIsoTime(u"2031-02-03T04:05:06Z");
    const QJsonObject json = exceptionJson(item);
    QCOMPARE(json.value(QLatin1String("type")).toString(), QStringLiteral("simple"));
    QCOMPARE(json.value(QLatin1String("expire_time")).toString(), QStringLiteral("2031-02-03T04:05:06.000Z"));
    const auto again = readExceptionItem(json);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
    QVERIFY(*again == item);
}

void TestException::json_listsNeedTheirList()
{
    const ExceptionItem item = itemWith(
        R"([{"type":"list","field":"source.ip","operator":"included","list":{"id":"vpn","type":"ip_range"}}])");
    QVERIFY(item.notApplicable.contains(QLatin1String("vpn")));
    QCOMPARE(exceptionKql(item), QString());
    QCOMPARE(
        exceptionJson(item).value(QLatin1String("entries")).toArray().at(0).toObject().value(QLatin1String("list")),
        QJsonValue(object(R"({"id":"vpn","type":"ip_range"})")));
}

void TestException::run_itemsApplyToTheirRules()
{
    Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({})
                                              + diagnosticRecord({.time = QStringLiteral("2031-02-03T05:00:00Z"),
                                                                  .correlation = QStringLiteral("2"),
                                                                  .caller = QStringLiteral("sam@corp.example")})});
    const ExceptionItem item =
        itemWith(R"([{"type":"match","field":"user.full_name","operator":"included","value":"sam@corp.example"}])");
    JobState job;
    const auto before = runRules({rule}, {item}, *events, {}, job);
    QCOMPARE(before->alerts.size(), std::size_t{2}); // of a list that the rule does not name
    rule.exceptionLists.push_back({{}, QStringLiteral("l"), QStringLiteral("detection"), {}});
    const auto after = runRules({rule}, {item}, *events, {}, job);
    QCOMPARE(after->alerts.size(), std::size_t{1});
    QCOMPARE(after->alerts[0].caller, QStringLiteral("pat@corp.example"));
    QCOMPARE(after->rules[0].excepted, 1U);
    QCOMPARE(after->rules[0].normalisedMatches, 2U);
    const ExceptionItem list =
        itemWith(R"([{"type":"list","field":"source.ip","operator":"included","list":{"id":"vpn","type":"ip"}}])");
    const auto untouched = runRules({rule}, {list}, *events, {}, job);
    QCOMPARE(untouched->alerts.size(), std::size_t{2});
    QCOMPARE(untouched->rules[0].notes, QStringList{list.notApplicable});
}

void TestException::run_expiredItemsAreDropped()
{
    Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    rule.exceptionLists.push_back({{}, QStringLiteral("l"), {}, {}});
    ExceptionItem item = itemWith(R"([{"type":"exists","field":"event.action","operator":"included"}])");
    item.expireNs = 1000;
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({})});
    JobState job;
    QCOMPARE(runRules({rule}, {item}, *events, {DetectionMode::Faithful, 999}, job)->alerts.size(), std::size_t{0});
    QCOMPARE(runRules({rule}, {item}, *events, {DetectionMode::Faithful, 1000}, job)->alerts.size(), std::size_t{1});
}

void TestException::run_oneFormIsEnough()
{
    // Only one of the two forms has the address; the event is one and silent.
    Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    rule.exceptionLists.push_back({{}, QStringLiteral("l"), {}, {}});
    const ActivityIndexPtr events =
        eventsIn({restPage({.operation = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write"),
                            .result = QStringLiteral("Succeeded"),
                            .address = QString()}),
                  diagnosticRecord({})});
    QCOMPARE(events->size(), 1U);
    const ExceptionItem item =
        itemWith(R"([{"type":"match","field":"source.ip","operator":"included","value":"198.51.100.7"}])");
    JobState job;
    QCOMPARE(runRules({rule}, {item}, *events, {}, job)->alerts.size(), std::size_t{0});
}

void TestException::draft_silencesItsAlert_data()
{
    QTest::addColumn<QByteArray>("evidence");
    QTest::newRow("diagnostics") << diagnosticRecord({});
    QTest::newRow("REST") << restPage(
        {.operation = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write"),
         .result = QStringLiteral("Succeeded")});
}

void TestException::draft_silencesItsAlert()
{
    QFETCH(QByteArray, evidence);
    const Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    const ActivityIndexPtr events = eventsIn({evidence});
    JobState job;
    const auto before = runRules({rule}, {}, *events, {}, job);
    QCOMPARE(before->alerts.size(), std::size_t{1});
    const ExceptionItem item = draftException(before->alerts[0], rule, *events, true);
    QVERIFY(item.entries.size() >= 2);
    QCOMPARE(item.ruleId, rule.id);
    QVERIFY(!item.itemId.isEmpty());
    QVERIFY(!exceptionKql(item).isEmpty());
    QCOMPARE(runRules({rule}, {item}, *events, {}, job)->alerts.size(), std::size_t{0});
    const auto again = readExceptionItem(exceptionJson(item));
    QVERIFY(again);
    QCOMPARE(runRules({rule}, {*again}, *events, {}, job)->alerts.size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestException)

#include "tst_exception.moc"
