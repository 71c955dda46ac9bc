#include "models/base/timeformat.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

namespace {

/// Six documents; row numbers are their places.
JsonFieldSource sample()
{
    const QByteArray lines = R"([
{"name":"Web-1","ip":"10.1.0.4","n":80,"t":"2021-06-17T09:04:11.118Z","ok":true,"tags":["a","b c"],"msg":"Capture Started on web"},
{"name":"web-1","ip":"10.2.0.9","n":443.5,"t":"2021-06-18T00:00:00Z","ok":false,"tags":["b"],"msg":"stopped"},
{"name":"db/prod/x","ip":"2001:db8::1","n":-1,"t":"2021-06-17T23:59:59.999Z","tags":[],"obj":{"in":"v"}},
{"name":"","ip":["10.1.9.9","192.168.1.1"],"n":[1,2],"obj.in":"w"},
{"name":null},
{"name":"what?","items":[{"k":"x","v":1},{"k":"y","v":2}],"name2":"Straße*"}
])";
    std::vector<QJsonObject> documents;
    const QJsonArray array = QJsonDocument::fromJson(lines).array();
    for (const QJsonValue document : array)
        documents.push_back(document.toObject());
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    return JsonFieldSource(std::move(documents),
                           {{s("name"), FieldType::Keyword},
                            {s("name2"), FieldType::Keyword},
                            {s("ip"), FieldType::Ip},
                            {s("n"), FieldType::Number},
                            {s("t"), FieldType::Date},
                            {s("ok"), FieldType::Boolean},
                            {s("tags"), FieldType::Keyword},
                            {s("msg"), FieldType::Text},
                            {s("obj.in"), FieldType::Keyword},
                            {s("items.k"), FieldType::Keyword},
                            {s("items.v"), FieldType::Number}},
                           {s("items")});
}

QString matching(const QString &text, const KqlOptions &options = {})
{
    const auto query = KqlQuery::parse(text);
    if (!query)
        return QStringLiteral("syntax");
    JobState job;
    const auto bits = query->evaluate(sample(), options, job);
    if (!bits)
        return bits.error().code == Error::Code::Format ? QStringLiteral("error") : QStringLiteral("other");
    QString rows;
    for (const quint32 row : bits->rows())
        rows += QString::number(row);
    return rows;
}

} // namespace

class QueryTest : public QObject
{
    Q_OBJECT

private slots:
    void evaluate_data();
    void evaluate();
    void evaluate_foldedCase();
    void evaluate_cancelled();
    void restrictedTo_dropsLeavesOnUnknownFields_data();
    void restrictedTo_dropsLeavesOnUnknownFields();
    void restrictedTo_keepsLeavesThatNoTableKnows_data();
    void restrictedTo_keepsLeavesThatNoTableKnows();
    void checkValues_failsAsEvaluationDoes_data();
    void checkValues_failsAsEvaluationDoes();
};

void QueryTest::evaluate_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("rows");

    const auto row = [](const char *query, const char *rows) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromLatin1(rows);
    };
    row("", "012345");
    // keyword
    row("name:web-1", "1");
    row("name:\"web-1\"", "1");
    row("name:web", "");
    row("name:*eb-1", "01");
    row("name:db/*/x", "2");
    row("name:db*x", "2");
    row("name:db*xx", "");
    row("name:*", "01235");
    row("name:**", "01235");
    row("not name:*", "4");
    row("name:\"\"", "3");
    row("name:\"*\"", "");
    row("name:what?", "5");
    row("name:wha??", "");
    row("name >= web", "15");
    row("name < X", "03");
    row("name2:Straße\\*", "5");
    row("name2:straße\\*", "");
    // several values
    row("tags:b", "1");
    row("tags:(a and \"b c\")", "0");
    row("tags:*", "01");
    row("not tags:b", "02345");
    row("obj.in:(v or w)", "23");
    // ip
    row("ip:10.1.0.0/16", "03");
    row("ip:10.1.0.4", "0");
    row("ip:\"2001:0db8:0::1\"", "2");
    row("ip > 10.1.9.0 and ip < 10.3.0.0", "13");
    row("ip:nonsense", "error");
    row("ip:10.*", "error");
    // number
    row("n:80", "0");
    row("n:\"80.0\"", "0");
    row("n > 1", "013");
    row("n <= -1", "2");
    row("n:foo", "error");
    row("n > foo", "error");
    // date
    row("t:2021-06-17", "02");
    row("t > 2021-06-17", "1");
    row("t <= 2021-06-17", "02");
    row("t:\"2021-06-17T09:04:11.118Z\"", "0");
    row("t >= now-1d/d", "1");
    row("t < now", "02");
    row("t:foo", "error");
    // boolean
    row("ok:true", "0");
    row("ok:\"false\"", "1");
    row("ok:maybe", "error");
    row("not ok:true", "12345");
    // text
    row("msg:capture", "0");
    row("msg:(stopped capture)", "01");
    row("msg:\"started on\"", "0");
    row("msg:\"on started\"", "");
    row("msg:st*", "01");
    row("msg:*ture web", "0");
    // logic and the unmapped
    row("nothing:1", "");
    row("not nothing:1", "012345");
    row("name:web-1 or n:80 and ok:true", "01");
    row("(name:web-1 or n:80) and ok:true", "0");
    row("name:null", "");
    // names with wildcards, free text
    row("obj.*:v", "2");
    row("na*:web-1", "1");
    row("zz*:1", "");
    row("*:web-1", "01");
    row("web-1", "01");
    row("80", "0");
    row("10.2.0.9", "1");
    row("*prod*", "2");
    row("*", "012345");
    // nested
    row("items:{ k:x and v:1 }", "5");
    row("items:{ k:x and v:2 }", "");
    row("items.k:x and items.v:2", "5");
    row("items:{ not k:x }", "5");
    row("obj:{ in:v }", "");
}

void QueryTest::evaluate()
{
    QFETCH(QString, query);
    QFETCH(QString, rows);
    KqlOptions options;
    options.nowNs = *parseIsoTime(u"2021-06-18T00:00:00Z");
    if (query.startsWith(QLatin1String("t >= now-1d/d")))
        options.nowNs = *parseIsoTime(u"2021-06-19T10:00:00Z");
    QCOMPARE(matching(query, options), rows);
}

void QueryTest::evaluate_foldedCase()
{
    KqlOptions options;
    options.foldCase = true;
    QCOMPARE(matching(QStringLiteral("name:WEB-1"), options), QStringLiteral("01"));
    QCOMPARE(matching(QStringLiteral("name:DB/*/X"), options), QStringLiteral("2"));
    QCOMPARE(matching(QStringLiteral("name2:STRAßE\\*"), options), QStringLiteral("5"));
    QCOMPARE(matching(QStringLiteral("name >= WEB"), options), QStringLiteral("015"));
}

void QueryTest::evaluate_cancelled()
{
    JobState job;
    job.cancelled = true;
    const auto bits = KqlQuery::parse(QStringLiteral("name:a"))->evaluate(sample(), {}, job);
    QVERIFY(!bits);
    QCOMPARE(bits.error().code, Error::Code::Cancelled);
}

void QueryTest::restrictedTo_dropsLeavesOnUnknownFields_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("same");
    QTest::addColumn<QString>("dropped");

    const auto row = [](const char *query, const char *same, const char *dropped) {
        QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(same) << QString::fromLatin1(dropped);
    };
    row("name:web-1 and other:1", "name:web-1", "other");
    row("name:web-1 or other:1", "name:web-1", "other");
    row("name:web-1 and not other:1", "name:web-1", "other");
    row("not (other:1 and more > 2)", "", "more,other");
    row("not (other:1 and name:web-1)", "not name:web-1", "other");
    row("other.*:1 and n*:web-1", "n*:web-1", "other.*");
    row("free text and x:{ y:1 }", "free text", "x.y");
    row("items:{ k:x and z:1 }", "items:{ k:x and z:1 }", "");
    row("other:(1 or 2)", "", "other");
}

void QueryTest::restrictedTo_dropsLeavesOnUnknownFields()
{
    QFETCH(QString, query);
    QFETCH(QString, same);
    QFETCH(QString, dropped);
    const JsonFieldSource source = sample();
    QStringList names;
    const KqlQuery restricted = KqlQuery::parse(query)->restrictedTo(source, &names);
    QCOMPARE(names.join(u','), dropped);
    JobState job;
    QCOMPARE(restricted.evaluate(source, {}, job)->rows(), KqlQuery::parse(same)->evaluate(source, {}, job)->rows());
    QCOMPARE(restricted.isEmpty(), same.isEmpty());
    QCOMPARE(restricted.text(), query);
}

void QueryTest::restrictedTo_keepsLeavesThatNoTableKnows_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("same");
    QTest::addColumn<QString>("dropped");

    const auto row = [](const char *query, const char *same, const char *dropped) {
        QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(same) << QString::fromLatin1(dropped);
    };
    row("name:web-1 and bogus:1", "bogus:1", "");
    row("name:web-1 or bogus:1", "name:web-1", "");
    row("name:web-1 and not bogus:1", "name:web-1", "");
    row("name:web-1 and other:1", "name:web-1", "other");
    row("other:1 and bogus > 2", "bogus:1", "other");
    row("bog*:1", "bogus:1", "");
    row("oth*:1", "", "oth*");
}

void QueryTest::restrictedTo_keepsLeavesThatNoTableKnows()
{
    QFETCH(QString, query);
    QFETCH(QString, same);
    QFETCH(QString, dropped);
    const JsonFieldSource source = sample();
    const JsonFieldSource other({QJsonObject{{QStringLiteral("other"), 1}}}, JsonFieldSource::Mapping());
    QStringList names;
    const KqlQuery restricted = KqlQuery::parse(query)->restrictedTo(source, &names, {&source, &other});
    QCOMPARE(names.join(u','), dropped);
    JobState job;
    QCOMPARE(restricted.evaluate(source, {}, job)->rows(), KqlQuery::parse(same)->evaluate(source, {}, job)->rows());
}

void QueryTest::checkValues_failsAsEvaluationDoes_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"ip : 10.1.0.4", "ip : 10.40.*", "n : eighty and name : web-1", "n > x", "bogus : x",
                              "not t : soon", "10.40.*", "i* : 10.40.*", "items : { v : x }"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void QueryTest::checkValues_failsAsEvaluationDoes()
{
    QFETCH(QString, query);
    const JsonFieldSource source = sample();
    const auto parsed = KqlQuery::parse(query);
    JobState job;
    const auto rows = parsed->evaluate(source, {}, job);
    const Status checked = parsed->checkValues(source);
    QCOMPARE(bool(checked), bool(rows));
    if (!rows)
        QCOMPARE(checked.error().message, rows.error().message);
}

QTEST_GUILESS_MAIN(QueryTest)
#include "tst_query.moc"
