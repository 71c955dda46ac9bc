#include "models/base/timeformat.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"

#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

namespace {

const char mapping[] = R"({"properties": {
 "kw": {"type": "keyword", "ignore_above": 12, "fields": {"text": {"type": "match_only_text"}}},
 "wc": {"type": "wildcard"},
 "ck": {"type": "constant_keyword", "value": "Prod East"},
 "flat": {"type": "flattened"},
 "n": {"properties": {"l": {"type": "long"}, "u": {"type": "unsigned_long"}, "s": {"type": "scaled_float"}}},
 "d": {"type": "date"},
 "dn": {"type": "date_nanos"},
 "b": {"type": "boolean"},
 "ip": {"type": "ip"},
 "name": {"type": "alias", "path": "kw"},
 "items": {"type": "nested", "properties": {"k": {"type": "keyword"}, "v": {"type": "integer"},
           "deep": {"type": "nested", "properties": {"x": {"type": "keyword"}}}}},
 "where": {"type": "geo_point"}
}})";

// A document a line; their numbers are their places.
const char documents[] = R"(
{"kw":"foo bar","wc":"foo bar","flat":{"a":{"b":"deep one"},"n":5,"t":true},"n":{"l":9007199254740993},"d":"2024-02-29T23:59:59.999Z","b":true,"ip":"10.1.2.3"}
{"kw":"Foo Bar","wc":"foo","flat":{"a.b":"deep","list":["x","y z"]},"n.l":9007199254740992,"d":"2024-03-01","b":"false","ip":"::ffff:10.1.2.4"}
{"kw":["x","y"],"n":{"u":"18446744073709551615"},"d":1709251200000,"dn":"2024-03-01T00:00:00.000000001Z","b":[true,false],"ip":["2001:DB8:0:0::1","fe80::1"]}
{"kw":"thirteen char","n":{"s":1.5,"l":3},"n.l":4,"dn":"2024-03-01T00:00:00Z","items":[{"k":"p","v":1,"deep":{"x":"q"}},{"k":"r","v":2,"deep":[{"x":"s"},{"x":"t"}]}]}
{"kw":"","wc":null,"flat":{},"items":{"k":"p","v":2}}
)";

JsonFieldSource sample()
{
    std::vector<QJsonObject> read;
    for (const QByteArray &line : QByteArray(documents).trimmed().split('\n'))
        read.push_back(QJsonDocument::fromJson(line).object());
    return {std::move(read), *readJsonMapping(mapping)};
}

QString matching(const QString &text)
{
    const auto query = KqlQuery::parse(text);
    if (!query)
        return QStringLiteral("syntax");
    JobState job;
    KqlOptions options;
    options.nowNs = *parseIsoTime(u"2024-03-01T12:00:00Z");
    const auto bits = query->evaluate(sample(), options, job);
    if (!bits)
        return QStringLiteral("error");
    QString rows;
    for (const quint32 row : bits->rows())
        rows += QString::number(row);
    return rows;
}

} // namespace

class JsonFieldSourceTest : public QObject
{
    Q_OBJECT

private slots:
    void evaluate_data();
    void evaluate();
    void readJsonMapping_acceptsTheFormsInUse_data();
    void readJsonMapping_acceptsTheFormsInUse();
    void readJsonMapping_saysWhatItCannotCompare();
    void readJsonMapping_refusesOtherText();
};

void JsonFieldSourceTest::evaluate_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *query, const char *rows) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromLatin1(rows);
    };
    // a keyword is compared whole and with case; a wildcard on it spans spaces
    row("kw:foo bar", "0");
    row("kw:FOO*", "");
    row("kw:*o b*", "0");
    row("kw:(x and y)", "2");
    row("not kw:x", "0134");
    row("kw:*", "0124"); // the one that is longer than ignore_above is not there
    row("kw:thirteen char", "");
    // the same value as text
    row("kw.text:foo", "01");
    row("kw.text:\"bar foo\"", "");
    row("kw.text:FOO*", "01");
    row("name:foo bar", "0");
    // what is no plain keyword takes a wildcard apart at its spaces
    row("wc:foo bar", "0");
    row("wc:*oo bar", "1");
    row("wc:zzz* foo", "1");
    row("wc:*o b*", "1");
    row("wc:*x *ar", "0");
    row("ck:\"Prod East\"", "01234");
    row("ck:prod east", "");
    row("ck:P*", "01234");
    row("ck:*", "01234");
    // flattened: keys of any depth, all of them by the field itself, values are texts
    row("flat.a.b:deep one", "0");
    row("flat.a.b:deep", "1");
    row("flat:deep", "1");
    row("flat:(x and \"y z\")", "1");
    row("flat.list:x", "1");
    row("flat.n:5", "0");
    row("flat.n:5.0", "");
    row("flat.t:true", "0");
    row("flat.a.b:*", "01");
    row("flat.a:*", "");
    row("flat:*", "01");
    row("flat.A.b:deep", "");
    row("flat.a.b:*eep o*", "1");
    row("flat.n > 4", "0");
    // numbers
    row("n.l:9007199254740993", "0");
    row("n.l:9007199254740992", "1");
    row("n.l:(3 and 4)", "3");
    row("n.l:\"4\"", "3");
    row("n.l:4.0", "3");
    row("n.l > 4", "01");
    row("n.u:18446744073709551615", "2");
    row("n.u:18446744073709551614", "");
    row("n.s:1.50", "3");
    row("n.s:1e0", "");
    row("n.l:nan", "error");
    row("n.l:true", "error");
    row("n.l:4*", "error");
    row("n.l:*", "013");
    row("n.*:4", "3");
    // dates: rounding, math, milliseconds since the epoch, an offset
    row("d:2024-02-29", "0");
    row("d:2024-03-01", "12");
    row("d:2024", "012");
    row("d > 2024-02-29", "12");
    row("d >= 2024-02-29", "012");
    row("d < 2024-03", "0");
    row("d <= 2024-02", "0");
    row("d:1709251200000", "12");
    row("d:now/d", "12");
    row("d:now/1d", "12");
    row("d < now-12h", "0");
    row("d >= now-12h", "12");
    row("d >= \"2024-02-01||+1M/M\"", "12");
    row("d <= \"2024-02-01||/M\"", "0");
    row("d > \"2024-03-01T00:59:59+01:00\"", "12");
    row("d >= \"2024-03-01T00:59:59+01:00\"", "012");
    row("d:20*", "error");
    row("d > 2024-03-01T00:00:00Z", "syntax");
    row("dn > \"2024-03-01T00:00:00Z\"", "");
    row("dn:\"2024-03-01T00:00:00.000000001Z\"", "2");
    row("dn:2024-03-01", "23");
    // booleans
    row("b:true", "02");
    row("b:\"true\"", "02");
    row("b:(true and false)", "2");
    row("not b:false", "034");
    row("b:True", "error");
    row("b:t*", "error");
    row("b > false", "02");
    // addresses
    row("ip:10.1.2.4", "1");
    row("ip:\"::ffff:10.1.2.3\"", "0");
    row("ip:10.1.2.0/29", "01");
    row("ip:\"2001:db8::/32\"", "2");
    row("ip:2001\\:db8\\:\\:1", "2");
    row("ip > 10.1.2.3", "12");
    row("ip >= 10.1.2.0/24", "error");
    row("ip:10.1.2.3/33", "error");
    row("not ip:10.0.0.0/8", "234");
    // nested objects
    row("items:{ k:p and v:2 }", "4");
    row("items:{ k:p and v:1 }", "3");
    row("items:{ k:r and deep:{ x:s } }", "3");
    row("items:{ k:p and deep:{ x:s } }", "");
    row("items.deep:{ x:t }", "3");
    row("items:{ k:* }", "34");
    row("not items:{ k:r }", "0124");
    row("items:{ not k:p }", "3");
    // free text, names with wildcards, what is not mapped
    row("\"foo bar\"", "01");
    row("10.1.2.3", "0");
    row("deep", "1");
    row("4", "3");
    row("k*:x", "2");
    row("i*:2001\\:db8\\:\\:1", "2");
    row("zz:x", "");
    row("not zz:*", "01234");
    row("where:*", "");
    // spaces and escapes
    row("kw\xc2\xa0:\xc2\xa0"
        "foo bar",
        "0");
    row("kw:foo\\u0020bar", "0");
    row("kw:\"foo\\u0020bar\"", "0");
    row("kw:\"\"", "4");
    row("kw:null", "");
}

void JsonFieldSourceTest::evaluate()
{
    QFETCH(QString, query);
    QFETCH(QString, rows);
    QCOMPARE(matching(query), rows);
}

void JsonFieldSourceTest::readJsonMapping_acceptsTheFormsInUse_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("fields and types") << QByteArray(R"({"a.b": "keyword", "c": "nested", "c.d": "long"})");
    QTest::newRow("objects as types") << QByteArray(R"({"a.b": {"type": "keyword"}, "c": "nested", "c.d": "long"})");
    QTest::newRow("objects in objects") << QByteArray(R"({"a": {"b": "keyword"}, "c": "nested", "c.d": "long"})");
    const QByteArray properties = R"({"properties": {"a": {"properties": {"b": {"type": "keyword"}}},
                                     "c": {"type": "nested", "properties": {"d": {"type": "long"}}}}})";
    QTest::newRow("properties") << properties;
    QTest::newRow("mappings") << "{\"mappings\": " + properties + "}";
    QTest::newRow("answer of an index") << "{\"logs-1\": {\"mappings\": " + properties + "}}";
}

void JsonFieldSourceTest::readJsonMapping_acceptsTheFormsInUse()
{
    QFETCH(QByteArray, json);
    const auto read = readJsonMapping(json);
    QVERIFY(read);
    QCOMPARE(read->types.size(), 2);
    QCOMPARE(read->types.value(QStringLiteral("a.b"), FieldType::Text), FieldType::Keyword);
    QCOMPARE(read->types.value(QStringLiteral("c.d"), FieldType::Text), FieldType::Number);
    QCOMPARE(read->nestedPaths, QStringList{QStringLiteral("c")});
    QCOMPARE(read->notCompared, QStringList());
}

void JsonFieldSourceTest::readJsonMapping_saysWhatItCannotCompare()
{
    const auto read = readJsonMapping(R"({"a": "geo_point", "b": "keyword", "c": 5, "d": "constant_keyword=x y"})");
    QVERIFY(read);
    QCOMPARE(read->notCompared, (QStringList{QStringLiteral("a: geo_point"), QStringLiteral("c")}));
    QCOMPARE(read->constants.value(QStringLiteral("d")), QStringLiteral("x y"));
}

void JsonFieldSourceTest::readJsonMapping_refusesOtherText()
{
    QCOMPARE(readJsonMapping("{\n\"a\": \"keyword\",\n}").error().offset, 3);
    QCOMPARE(readJsonMapping("[1]").error().offset, 1);
    QVERIFY(readJsonMapping("{}")->isEmpty());
}

QTEST_GUILESS_MAIN(JsonFieldSourceTest)
#include "tst_jsonfieldsource.moc"
