#include "models/kql/kqlast.h"
#include "models/kql/kqlbuild.h"
#include "models/kql/query.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

class TestKqlBuild : public QObject
{
    Q_OBJECT

private slots:
    void text_parsesToTheSame_data();
    void text_parsesToTheSame();
    void text_ofHandMadeTrees();
    void conjuncts_areFlat();
    void text_ofKibanasQueriesIsStable();
};

void TestKqlBuild::text_parsesToTheSame_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"a: b",
                              "a: \"b c\"",
                              "a: *",
                              "*: *",
                              "a: b*c",
                              "a: \\\"*",
                              "not a: b",
                              "a: b and (c: d or e: f)",
                              "a > \"5\"",
                              "a: (\"x\" or y)",
                              "n: { a: b and c: d }",
                              "a: null",
                              "a: true",
                              "a: \"true\"",
                              "\"free text\"",
                              "a: C\\:\\\\x*",
                              "a: \\u0020x*",
                              "a: \"\\t\\n\"",
                              "not (not a: b)",
                              "a: (b* or \"and\")",
                              "\"a b\": c",
                              "x*: y"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestKqlBuild::text_parsesToTheSame()
{
    QFETCH(QString, query);
    const auto first = KqlQuery::parse(query);
    QVERIFY(first);
    const QString text = kqlText(first->root());
    const auto second = KqlQuery::parse(text);
    QVERIFY2(second, qPrintable(text));
    QCOMPARE(kqlAst(*second), kqlAst(*first));
}

void TestKqlBuild::text_ofHandMadeTrees()
{
    QCOMPARE(kqlText(*kqlIs(QStringLiteral("a"), QStringLiteral("x \"y\" \\"))),
             QStringLiteral("a: \"x \\\"y\\\" \\\\\""));
    QCOMPARE(kqlText(*kqlAll({kqlExists(QStringLiteral("a")), kqlNot(kqlExists(QStringLiteral("b")))})),
             QStringLiteral("a: * and (not b: *)"));
    QCOMPARE(kqlText(*kqlAll({})), QStringLiteral("*: *"));
    QVERIFY(KqlQuery::of(kqlAll({})).isEmpty());
}

void TestKqlBuild::conjuncts_areFlat()
{
    const auto query = KqlQuery::parse(QStringLiteral("a: 1 and (b: 2 and c: 3) and (d: 4 or e: 5)"));
    QVERIFY(query);
    QStringList parts;
    for (const KqlNodePtr &part : kqlConjuncts(query->tree()))
        parts << kqlText(*part);
    QCOMPARE(parts.join(u'|'), QStringLiteral("a: 1|b: 2|c: 3|d: 4 or e: 5"));
}

void TestKqlBuild::text_ofKibanasQueriesIsStable()
{
    QFile file(qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"))
               + QStringLiteral("/data/elastic/kql/kibana_parse.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("shared/data/elastic is absent: skipped");
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    int count = 0;
    for (const QJsonValue entry : document.array()) {
        const QString query = entry.toObject().value(QLatin1String("query")).toString();
        const auto first = KqlQuery::parse(query);
        if (!first)
            continue;
        const QString text = kqlText(first->root());
        const auto second = KqlQuery::parse(text);
        QVERIFY2(second, qPrintable(query + QStringLiteral(" => ") + text));
        QCOMPARE(kqlText(second->root()), text);
        ++count;
    }
    qInfo("%d of Kibana's queries as text and back", count);
    QVERIFY(count > 50);
}

QTEST_GUILESS_MAIN(TestKqlBuild)

#include "tst_kqlbuild.moc"
