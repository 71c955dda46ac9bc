#include "clirun.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace wirecase;

namespace {

QStringList words(const QByteArray &output)
{
    return QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class TestCliKql : public QObject
{
    Q_OBJECT

private slots:
    void parse_printsKibanasTree();
    void parse_sayWhereTheQueryEnds();
    void match_printsIds_data();
    void match_printsIds();
    void match_saysWhatCannotBeRead();
    void lint_oneFindingALine();
    void lint_knowsTheMapping();

private:
    QTemporaryDir m_files;
    [[nodiscard]] QString file(const char *name, const QByteArray &bytes) const
    {
        const QString path = m_files.filePath(QLatin1String(name));
        write(path, bytes);
        return path;
    }
};

void TestCliKql::parse_printsKibanasTree()
{
    const Outcome outcome =
        run({QStringLiteral("kql"), QStringLiteral("parse"), QStringLiteral("a:\"x y\" and b > 5*")});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out.count('\n'), 1);
    const QByteArray expected = R"({"type":"function","function":"and","arguments":[
        {"type":"function","function":"is","arguments":[{"type":"literal","value":"a","isQuoted":false},
                                                        {"type":"literal","value":"x y","isQuoted":true}]},
        {"type":"function","function":"range","arguments":[{"type":"literal","value":"b","isQuoted":false},"gt",
                                                           {"type":"wildcard","value":"5@kuery-wildcard@"}]}]})";
    QCOMPARE(lines(outcome.out).value(0), QJsonDocument::fromJson(expected).object());
    QCOMPARE(run({QStringLiteral("kql"), QStringLiteral("parse"), QString()}).exitCode, 0);
}

void TestCliKql::parse_sayWhereTheQueryEnds()
{
    const Outcome outcome = run({QStringLiteral("kql"), QStringLiteral("parse"), QStringLiteral("a:(b")});
    QCOMPARE(outcome.exitCode, 2);
    const QJsonObject problem = lines(outcome.out).value(0);
    QCOMPARE(problem.value(QStringLiteral("offset")).toInt(), 4);
    QVERIFY(!problem.value(QStringLiteral("error")).toString().isEmpty());
    QCOMPARE(run({QStringLiteral("kql"), QStringLiteral("parse")}).exitCode, 2);
}

void TestCliKql::match_printsIds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *query, const char *ids) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromLatin1(ids);
    };
    row("ip:10.0.0.0/8", "1 two");
    row("when < now-1d", "1");
    row("who:{ name:Ann and role:reader }", "two");
    row("place:here", "1 two");
    row("not who:{ name:Bob }", "two");
    row("_id:two", "two");
    row("", "1 two");
}

void TestCliKql::match_printsIds()
{
    QFETCH(QString, query);
    QFETCH(QString, ids);
    const QString mapping = file("m.json", R"({"ip":"ip","when":"date","who":"nested","who.name":"keyword",
                                              "who.role":"keyword","place":"constant_keyword"})");
    const QString docs = file("d.ndjson", "{\"_id\":1,\"ip\":\"10.1.1.1\",\"when\":\"2024-01-01\",\"place\":\"here\","
                                          "\"who\":[{\"name\":\"Ann\",\"role\":\"owner\"},{\"name\":\"Bob\"}]}\n\n"
                                          "{\"_id\":\"two\",\"_source\":{\"ip\":[\"10.2.2.2\",\"::1\"],"
                                          "\"when\":\"2024-01-03\",\"who\":{\"name\":\"Ann\",\"role\":\"reader\"}}}\n");
    const Outcome outcome =
        run({QStringLiteral("kql"), QStringLiteral("match"), QStringLiteral("--mapping"), mapping,
             QStringLiteral("--docs"), docs, QStringLiteral("--now"), QStringLiteral("2024-01-04"), query});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(words(outcome.out).join(u' '), ids);
}

void TestCliKql::match_saysWhatCannotBeRead()
{
    const QString good = file("good.json", R"({"a":"keyword","n":"long"})");
    const QString docs =
        file("bad.ndjson", "{\"_id\":\"1\",\"a\":\"x\"}\n{\"a\":\"x\"}\nnonsense\n{\"_id\":\"4\",\"a\":\"x\"}\n");
    const auto match = [&](const QString &mapping, const QString &query) {
        return run({QStringLiteral("kql"), QStringLiteral("match"), QStringLiteral("--mapping"), mapping,
                    QStringLiteral("--docs"), docs, query});
    };
    const Outcome damaged = match(good, QStringLiteral("a:x"));
    QCOMPARE(damaged.exitCode, 1);
    QCOMPARE(words(damaged.out), (QStringList{QStringLiteral("1"), QStringLiteral("4")}));
    QVERIFY(damaged.err.contains("bad.ndjson, line 2") && damaged.err.contains("bad.ndjson, line 3"));

    const Outcome noMapping = match(file("bad.json", "{\n\"a\": keyword}"), QStringLiteral("a:x"));
    QCOMPARE(noMapping.exitCode, 1);
    QVERIFY(noMapping.err.contains("bad.json, line 2"));
    QVERIFY(noMapping.out.isEmpty());

    QCOMPARE(match(good, QStringLiteral("n:many")).exitCode, 2);
    QCOMPARE(match(good, QStringLiteral("a:(x")).exitCode, 2);
    QCOMPARE(match(QStringLiteral("/nowhere.json"), QStringLiteral("a:x")).exitCode, 3);
    QCOMPARE(match(file("part.json", R"({"a":"keyword","g":"geo_point"})"), QStringLiteral("g:*")).exitCode, 1);
}

void TestCliKql::lint_oneFindingALine()
{
    const QString query = QStringLiteral("a:\"X/*\" and b:(c or d and)");
    const Outcome people = run({QStringLiteral("kql"), QStringLiteral("lint"), query});
    QCOMPARE(people.exitCode, 0);
    QCOMPARE(words(people.out).size(), 2);
    QVERIFY(words(people.out).front().startsWith(QStringLiteral("2 quoted_wildcard: ")));
    QVERIFY(words(people.out).front().endsWith(QStringLiteral("Write: a:X/* and b:(c or d and)")));

    const Outcome json = run({QStringLiteral("kql"), QStringLiteral("lint"), QStringLiteral("--json"), query});
    const QJsonObject finding = lines(json.out).value(1);
    QCOMPARE(finding.value(QStringLiteral("kind")).toString(), QStringLiteral("trailing_keyword"));
    QCOMPARE(finding.value(QStringLiteral("text")).toString(), QStringLiteral("d and"));
    QCOMPARE(finding.value(QStringLiteral("suggestion")).toString(), QStringLiteral("d"));

    QCOMPARE(run({QStringLiteral("kql"), QStringLiteral("lint"), QStringLiteral("a:(b")}).exitCode, 2);
    QVERIFY(run({QStringLiteral("kql"), QStringLiteral("lint"), QStringLiteral("a:b")}).out.isEmpty());
}

void TestCliKql::lint_knowsTheMapping()
{
    const Outcome outcome =
        run({QStringLiteral("kql"), QStringLiteral("lint"), QStringLiteral("--json"), QStringLiteral("--mapping"),
             file("fields.json", R"({"properties":{"source":{"properties":{"ip":{"type":"ip"}}}}})"),
             QStringLiteral("source.IP:10.0.0.1 or source.ip:home")});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(lines(outcome.out).value(0).value(QStringLiteral("suggestion")).toString(), QStringLiteral("source.ip"));
    QCOMPARE(lines(outcome.out).value(1).value(QStringLiteral("kind")).toString(), QStringLiteral("wrong_type"));
}

QTEST_GUILESS_MAIN(TestCliKql)
#include "tst_clikql.moc"
