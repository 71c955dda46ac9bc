#include "models/detection/filterquery.h"
#include "models/kql/kqlbuild.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirecase;

class TestFilterQuery : public QObject
{
    Q_OBJECT

private slots:
    void filters_asQueries_data();
    void filters_asQueries();
    void filters_unknownKindsSayWhich_data();
    void filters_unknownKindsSayWhich();
};

void TestFilterQuery::filters_asQueries_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QString>("query");
    const auto row = [](const char *name, const char *filter, const char *query) {
        QTest::newRow(name) << QByteArray(filter) << QString::fromLatin1(query);
    };
    row("phrase", R"({"meta":{"type":"phrase","key":"a","params":{"query":"x y"}}})", R"(a: "x y")");
    row("phrase with its query", R"({"meta":{"type":"phrase","key":"a"},"query":{"match_phrase":{"a":{"query":"x"}}}})",
        R"(a: "x")");
    row("phrase, short query", R"({"query":{"match_phrase":{"a":"x"}}})", R"(a: "x")");
    row("phrases", R"({"meta":{"type":"phrases","key":"a","params":["x","y"]}})", R"(a: ("x" or "y"))");
    row("phrases as Kibana writes them",
        R"({"meta":{"type":"phrases"},"query":{"bool":{"minimum_should_match":1,"should":[{"match_phrase":{"a":"x"}},)"
        R"({"match_phrase":{"a":"y"}}]}}})",
        R"(a: ("x" or "y"))");
    row("range", R"({"meta":{"type":"range","key":"a","params":{"gte":5,"lt":7}}})", R"(a >= "5" and a < "7")");
    row("range query", R"({"query":{"range":{"a":{"gt":"now-1d","format":"x"}}}})", R"(a > "now-1d")");
    row("exists", R"({"meta":{"type":"exists","key":"a"}})", "a: *");
    row("exists query", R"({"query":{"exists":{"field":"a"}}})", "a: *");
    row("exists before version 8", R"({"meta":{"type":"exists"},"exists":{"field":"a"}})", "a: *");
    row("negated", R"({"meta":{"type":"exists","key":"a","negate":true}})", "not a: *");
    row("term", R"({"query":{"term":{"a":{"value":"x"}}}})", R"(a: "x")");
    row("term of a truth value", R"({"query":{"term":{"a":true}}})", R"(a: "true")");
    row("terms", R"({"query":{"terms":{"a":["x",2]}}})", R"(a: ("x" or "2"))");
    row("bool", R"({"query":{"bool":{"must":[{"term":{"a":"x"}}],"must_not":{"exists":{"field":"b"}}}}})",
        R"(a: "x" and (not b: *))");
    row("should beside must is optional",
        R"({"query":{"bool":{"filter":[{"term":{"a":"x"}}],"should":[{"term":{"b":"y"}}]}}})", R"(a: "x")");
    row("everything", R"({"query":{"match_all":{}}})", "*: *");
    row("combined",
        R"({"meta":{"type":"combined","relation":"OR","params":[{"meta":{"type":"exists","key":"a"}},)"
        R"({"meta":{"type":"phrase","key":"b","params":"x"}}]}})",
        R"((a: * or b: "x"))");
    row("disabled", R"({"meta":{"type":"oracle","key":"a","disabled":true}})", "");
}

void TestFilterQuery::filters_asQueries()
{
    QFETCH(QByteArray, filter);
    QFETCH(QString, query);
    const auto nodes = filterNodes(QJsonArray{QJsonDocument::fromJson(filter).object()});
    QVERIFY2(nodes, qPrintable(nodes ? QString() : nodes.error().message));
    QCOMPARE(nodes->size(), std::size_t{query.isEmpty() ? 0U : 1U});
    if (query.isEmpty())
        return;
    QString text = kqlText(*nodes->front());
    if (query.startsWith(u'('))
        text = u'(' + text + u')';
    QCOMPARE(text, query);
}

void TestFilterQuery::filters_unknownKindsSayWhich_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const char *filter, const char *kind) {
        QTest::newRow(name) << QByteArray(filter) << QString::fromLatin1(kind);
    };
    row("regexp", R"({"query":{"regexp":{"a":"x.*"}}})", "regexp");
    row("script", R"({"meta":{"type":"custom"},"query":{"script":{"source":"1"}}})", "script");
    row("within bool", R"({"query":{"bool":{"must":[{"wildcard":{"a":"x*"}}]}}})", "wildcard");
    row("within combined", R"({"meta":{"type":"combined","params":[{"query":{"fuzzy":{"a":"x"}}}]}})", "fuzzy");
    row("two of several", R"({"query":{"bool":{"should":[{"term":{"a":"x"}}],"minimum_should_match":2}}})", "bool");
    row("percentage", R"({"query":{"bool":{"should":[{"term":{"a":"x"}}],"minimum_should_match":"75%"}}})", "bool");
    row("two queries", R"({"query":{"term":{"a":"x"},"exists":{"field":"b"}}})", "custom");
    row("empty", R"({})", "custom");
    row("phrase of an object", R"({"query":{"match_phrase":{"a":{"x":"y"}}}})", "match_phrase");
    row("range of nothing", R"({"query":{"range":{"a":{}}}})", "range");
    row("range in a time zone", R"({"query":{"range":{"a":{"gte":"2020","time_zone":"+01:00"}}}})", "range");
    row("geo", R"({"meta":{"type":"spatial_filter","key":"a"}})", "spatial_filter");
}

void TestFilterQuery::filters_unknownKindsSayWhich()
{
    QFETCH(QByteArray, filter);
    QFETCH(QString, kind);
    const auto nodes = filterNodes(QJsonArray{QJsonDocument::fromJson(filter).object()});
    QVERIFY(!nodes);
    QVERIFY2(nodes.error().message.contains(u'“' + kind + u'”'), qPrintable(nodes.error().message));
}

QTEST_GUILESS_MAIN(TestFilterQuery)

#include "tst_filterquery.moc"
