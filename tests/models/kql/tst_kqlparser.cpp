#include "models/kql/query.h"
#include "printkql.h"

#include <QTest>

using namespace wirecase;

/// The grammar of elastic.md 1.1 and its traps of 1.3, in queries of our own.
class KqlParserTest : public QObject
{
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
    void parse_errorHasPlace_data();
    void parse_errorHasPlace();
    void parse_errorSaysWhatWasExpected_data();
    void parse_errorSaysWhatWasExpected();
    void parse_deepNestingIsRefused();
    void parse_ofAnyTextEnds();
    void fields_areSortedAndPrefixed();
};

void KqlParserTest::parse_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("tree");

    const auto row = [](const char *query, const char *tree) {
        QString text = QString::fromUtf8(tree).replace(u'~', QChar(0x204e));
        QTest::newRow(query) << QString::fromUtf8(query) << text;
    };
    row("", "is(W\"~\", W\"~\")");
    row(" \n\t", "is(W\"~\", W\"~\")");
    row("*:*", "is(W\"~\", W\"~\")");
    row("host.name : web", "is(L\"host.name\", L\"web\")");
    row("host.name:\"web\"", "is(L\"host.name\", Q\"web\")");
    row("a:b c", "is(L\"a\", L\"b c\")");
    row("a:(b c)", "is(L\"a\", L\"b c\")");
    row("web server", "is(Lnull, L\"web server\")");
    row("p:1 OR q:2 and r:3 Or s:4",
        "or(is(L\"p\", L\"1\"), and(is(L\"q\", L\"2\"), is(L\"r\", L\"3\")), is(L\"s\", L\"4\"))");
    row("p:1 and q:2 and r:3", "and(is(L\"p\", L\"1\"), is(L\"q\", L\"2\"), is(L\"r\", L\"3\"))");
    row("p:1 and (q:2 and r:3)", "and(is(L\"p\", L\"1\"), and(is(L\"q\", L\"2\"), is(L\"r\", L\"3\")))");
    row("not p:1 or NOT (q:2)", "or(not(is(L\"p\", L\"1\")), not(is(L\"q\", L\"2\")))");
    row("p:(1 or 2 and not 3)", "or(is(L\"p\", L\"1\"), and(is(L\"p\", L\"2\"), not(is(L\"p\", L\"3\"))))");
    row("p:(x* or \"y*\")", "or(is(L\"p\", W\"x~\"), is(L\"p\", Q\"y*\"))");
    row("p:x\\*y", "is(L\"p\", L\"x*y\")");
    row("p:x\\*y*", "is(L\"p\", W\"x*y~\")");
    row("p:**", "is(L\"p\", W\"~~\")");
    row("p:?x", "is(L\"p\", L\"?x\")");
    row("p.*:x", "is(W\"p.~\", L\"x\")");
    row("p:true", "is(L\"p\", Ltrue)");
    row("p:True", "is(L\"p\", L\"True\")");
    row("p:\"false\"", "is(L\"p\", Q\"false\")");
    row("p:null", "is(L\"p\", Lnull)");
    row("p > 1 and q<=\"2\"", "and(range(L\"p\", gt, L\"1\"), range(L\"q\", lte, Q\"2\"))");
    row("p>=now-1d", "range(L\"p\", gte, L\"now-1d\")");
    row("p:{ q:1 and r:{ s:2 } }", "nested(L\"p\", and(is(L\"q\", L\"1\"), nested(L\"r\", is(L\"s\", L\"2\"))))");
    row("p:x and", "is(L\"p\", L\"x and\")");
    row("or p:1", "is(L\"or p\", L\"1\")");
    row("p:x \\and y", "is(L\"p\", L\"x and y\")");
    row("p:\"C:\\data\"", "is(L\"p\", Q\"C:\\\\data\")");
    row("p:\"say \\\"hi\\\"\"", "is(L\"p\", Q\"say \\\"hi\\\"\")");
    row("p:\\u0041\\u00e4", "is(L\"p\", L\"A\u00e4\")");
    row("p:1\u00a0and\u00a0q:2", "and(is(L\"p\", L\"1\"), is(L\"q\", L\"2\"))");
    row("p == 1", "is(Lnull, L\"p == 1\")");
    row("p => 1", "range(L\"p =\", gt, L\"1\")");
}

void KqlParserTest::parse()
{
    QFETCH(QString, query);
    QFETCH(QString, tree);
    const auto parsed = KqlQuery::parse(query);
    QVERIFY2(bool(parsed), qPrintable(parsed ? QString() : parsed.error().text()));
    QCOMPARE(printedKql(kqlAst(*parsed)), tree);
}

void KqlParserTest::parse_errorHasPlace_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("offset");

    const auto row = [](const char *query, int offset) { QTest::newRow(query) << QString::fromUtf8(query) << offset; };
    row("p:", 2);
    row("p:(x", 4);
    row("(p:x", 4);
    row("p:x)", 3);
    row("p:\"x", 2);
    row("p:x:y", 3);
    row("p: not x", 3);
    row("not not p:1", 4);
    row("p:1 and(q:2)", 7);
    row("p:{q:1", 6);
    row("p:{}", 3);
    row("p > (1)", 4);
    row("knot x", 1);
    row("p:a\\zb", 3);
    row("p:\"a\" b", 6);
}

void KqlParserTest::parse_errorHasPlace()
{
    QFETCH(QString, query);
    QFETCH(int, offset);
    const auto parsed = KqlQuery::parse(query);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, Error::Code::Format);
    QCOMPARE(parsed.error().offset, offset);
}

void KqlParserTest::parse_errorSaysWhatWasExpected_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *query, const char *message) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(message);
    };
    row("p:", "expected a value, but the query ends");
    row("p : : 1", "expected a value, found “:”");
    row("p > (1)", "expected a value, found “(”");
    row("p: not x", "expected a value, found “not”");
    row("p:1 and ", "expected a field or a value, but the query ends");
    row("(p:x", "expected “and”, “or” or the closing bracket, but the query ends");
    row("p:x)", "“)” closes nothing");
    row("p:x:y", "expected “and” or “or”, found “:”");
    row("p:\"x", "the quotation mark is not closed");
    row("p:\"a\" incomprehensibilities", "expected “and” or “or”, found “incomprehensibil…”");
}

void KqlParserTest::parse_errorSaysWhatWasExpected()
{
    QFETCH(QString, query);
    const auto parsed = KqlQuery::parse(query);
    QVERIFY(!parsed);
    QTEST(parsed.error().message, "message");
}

void KqlParserTest::parse_deepNestingIsRefused()
{
    const auto nestedBy = [](int depth) { return QString(depth, u'(') + QStringLiteral("a:1") + QString(depth, u')'); };
    QVERIFY(bool(KqlQuery::parse(nestedBy(200))));
    const auto tooDeep = KqlQuery::parse(nestedBy(200'000));
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().code, Error::Code::Limit);
    QString braces;
    for (int i = 0; i < 1000; ++i)
        braces += QStringLiteral("a:{ not a:(");
    QVERIFY(!KqlQuery::parse(braces));
}

void KqlParserTest::parse_ofAnyTextEnds()
{
    // Every text gives a tree or an error with a place inside it; parsing it again gives the same.
    const QString alphabet = QStringLiteral(" ()\\:<>=\"*{}antor1\u00a0u04");
    quint32 state = 12345;
    const auto next = [&state](quint32 limit) {
        state = state * 1664525U + 1013904223U;
        return (state >> 16U) % limit;
    };
    int trees = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (quint32 length = next(16); length > 0; --length)
            text += alphabet[static_cast<int>(next(static_cast<quint32>(alphabet.size())))];
        const auto first = KqlQuery::parse(text);
        const auto second = KqlQuery::parse(text);
        QCOMPARE(bool(first), bool(second));
        if (first) {
            ++trees;
            QCOMPARE(kqlAst(*first), kqlAst(*second));
        } else {
            QVERIFY2(first.error().offset >= 0 && first.error().offset <= text.size(), qPrintable(text));
        }
    }
    QVERIFY(trees > 500 && trees < 19'500);
}

void KqlParserTest::fields_areSortedAndPrefixed()
{
    const auto query =
        KqlQuery::parse(QStringLiteral("b:1 and not a.x > 2 or free text and n:{ c:3 or b:* } and w*:1 and b:2"));
    QVERIFY(bool(query));
    QCOMPARE(query->fields(), QStringList({QStringLiteral("a.x"), QStringLiteral("b"), QStringLiteral("n.b"),
                                           QStringLiteral("n.c"), QStringLiteral("w*")}));
    QVERIFY(!query->isEmpty());
    QVERIFY(KqlQuery().isEmpty());
    QVERIFY(KqlQuery::parse(QStringLiteral(" *:* "))->isEmpty());
}

QTEST_GUILESS_MAIN(KqlParserTest)
#include "tst_kqlparser.moc"
