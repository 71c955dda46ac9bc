#include "tests/ui/panes/triagecase.h"
#include "ui/queryassistant.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

/// What the KQL line says and offers on the sample case.
class TestQueryAssistant : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void problem_data();
    void problem();
    void syntax_blocks();
    void value_thatItsFieldRefusesBlocks_data();
    void value_thatItsFieldRefusesBlocks();
    void doubt_isSaidWithWhatToWrite_data();
    void doubt_isSaidWithWhatToWrite();
    void term_onAFieldOfNoTableMatchesNothing();
    void field_ofAnotherViewIsNotAppliedHere();
    void fields_thatBeginComeFirst();
    void fields_ofAMisspeltNameAreTheNearest();
    void values_areThoseOfTheEvidence_data();
    void values_areThoseOfTheEvidence();
    void cleanupTestCase();

private:
    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<QueryAssistant> m_assistant;
};

void TestQueryAssistant::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_case->context().show(View::Traffic);
    m_assistant = std::make_unique<QueryAssistant>(m_case->context(), m_case->investigation(), nullptr);
}

void TestQueryAssistant::cleanupTestCase()
{
    m_assistant.reset();
    m_case.reset();
}

void TestQueryAssistant::problem_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); // empty: the query is applied as it is
    QTest::addColumn<QString>("replacement");
    const auto row = [](const char *what, const char *query, const char *marked, const char *replacement) {
        QTest::newRow(what) << s(query) << s(marked) << s(replacement);
    };
    row("known", "destination.port : 21", "", "");
    row("known to packets alone", "packet : 12", "", "");
    row("no field at all", "\"10.1.4.20\"", "", "");
    row("wildcard that fits", "source.* : 21", "", "");
    row("misspelt", "destination.prot : 21", "destination.prot", "destination.port");
    row("behind one that is known", "source.ip : 10.1.4.20 and sorce.port : 21", "sorce.port", "source.port");
    row("display filter", "tcp.port:80", "tcp.port", "destination.port");
    row("in brackets", "(ip.src : \"10.1.4.20\")", "ip.src", "source.ip");
    row("range", "frame.len > 100", "frame.len", "length");
    row("like nothing", "kubernetes.pod.name : x", "kubernetes.pod.name", "");
    row("value that looks like it", "network.protocol : sorce or sorce : 1", "sorce", "");
}

void TestQueryAssistant::problem()
{
    QFETCH(QString, query);
    QFETCH(QString, marked);
    QFETCH(QString, replacement);
    const auto problem = m_assistant->problemOf(query);
    QCOMPARE(problem.has_value(), !marked.isEmpty());
    if (!problem)
        return;
    QVERIFY(!problem->blocks);
    QCOMPARE(query.mid(problem->offset, problem->length), marked);
    QVERIFY(problem->message.contains(marked));
    QVERIFY(problem->note.contains(marked));
    if (!replacement.isEmpty()) {
        QCOMPARE(problem->replacement, replacement);
        QVERIFY(problem->note.contains(replacement));
    }
}

void TestQueryAssistant::syntax_blocks()
{
    const auto problem = m_assistant->problemOf(s("destination.port : "));
    QVERIFY(problem);
    QVERIFY(problem->blocks);
}

void TestQueryAssistant::value_thatItsFieldRefusesBlocks_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked");
    QTest::newRow("number") << s("source.ip : 10.1.4.20 and destination.port : ftp") << s("ftp");
    QTest::newRow("address") << s("source.ip : 10.40.*") << s("10.40.*");
    QTest::newRow("range") << s("length > long") << s("long");
    QTest::newRow("of another view") << s("@timestamp > soon") << s("soon");
}

void TestQueryAssistant::value_thatItsFieldRefusesBlocks()
{
    QFETCH(QString, query);
    QFETCH(QString, marked);
    const auto problem = m_assistant->problemOf(query);
    QVERIFY(problem);
    QVERIFY(problem->blocks);
    QCOMPARE(query.mid(problem->offset, problem->length), marked);
    QVERIFY(!problem->message.isEmpty());
}

void TestQueryAssistant::doubt_isSaidWithWhatToWrite_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("replacement");
    QTest::newRow("equals sign") << s("event.action = x") << s("event.action = x") << s("event.action : x");
    QTest::newRow("list without or") << s("network.protocol : (ftp* dns*)") << s("ftp* dns*") << s("ftp* or dns*");
    QTest::newRow("quoted wildcard") << s("network.protocol : \"ft*\"") << s("\"ft*\"") << s("ft*");
    QTest::newRow("regular expression") << s("network.protocol : /f.*/") << s("/f.*/") << QString();
}

void TestQueryAssistant::doubt_isSaidWithWhatToWrite()
{
    QFETCH(QString, query);
    QFETCH(QString, marked);
    QFETCH(QString, replacement);
    const auto problem = m_assistant->problemOf(query);
    QVERIFY(problem);
    QVERIFY(!problem->blocks);
    QCOMPARE(query.mid(problem->offset, problem->length), marked);
    QCOMPARE(problem->replacement, replacement);
    QVERIFY(problem->note.contains(replacement));
    QVERIFY(!problem->message.isEmpty());
}

void TestQueryAssistant::term_onAFieldOfNoTableMatchesNothing()
{
    const SnapshotPtr snapshot = m_case->investigation().snapshot();
    JobState job;
    const auto rowsOf = [&](const char *kql) {
        return visibleTraffic(*snapshot->traffic, {{}, {}, s(kql)}, job, nullptr, snapshot->tables())->size();
    };
    QVERIFY(rowsOf("destination.port : 21") > 0);
    QCOMPARE(rowsOf("destination.port : 21 and bogus.field : x"), std::size_t{0});
    QCOMPARE(rowsOf("bogus.field : x"), std::size_t{0});
    QCOMPARE(rowsOf("destination.port : 21 and event.action : x"), rowsOf("destination.port : 21"));
}

void TestQueryAssistant::field_ofAnotherViewIsNotAppliedHere()
{
    const QString query = s("event.action : x and event.outcome : success");
    const auto inTraffic = m_assistant->problemOf(query);
    QVERIFY(inTraffic);
    QVERIFY(!inTraffic->blocks);
    QVERIFY(inTraffic->note.contains(s("not applied here")));
    QVERIFY(inTraffic->replacement.isEmpty());
    m_case->context().show(View::Triage);
    QVERIFY(!m_assistant->problemOf(query));
    QVERIFY(m_assistant->problemOf(s("packet : 1")));
    m_case->context().show(View::Evidence);
    QVERIFY(!m_assistant->problemOf(s("packet : 1"))); // no pane there narrows
    m_case->context().show(View::Traffic);
}

void TestQueryAssistant::fields_thatBeginComeFirst()
{
    const QStringList fields = m_assistant->fieldsWith(s("PORT"));
    QVERIFY(fields.contains(s("destination.port")));
    const QStringList both = m_assistant->fieldsWith(s("packet"));
    QCOMPARE(both.value(0), s("packet"));
    QVERIFY(both.size() > 1);
}

void TestQueryAssistant::fields_ofAMisspeltNameAreTheNearest()
{
    QCOMPARE(m_assistant->fieldsWith(s("destination.prot")), QStringList{s("destination.port")});
}

void TestQueryAssistant::values_areThoseOfTheEvidence_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("value");
    QTest::newRow("traffic") << s("wirecase.seen_in") << s("log") << s("log_only");
    QTest::newRow("traffic and packets") << s("network.protocol") << s("FT") << s("ftp");
    QTest::newRow("number") << s("destination.port") << s("2") << s("21");
    QTest::newRow("activity") << s("event.outcome") << QString() << s("success");
}

void TestQueryAssistant::values_areThoseOfTheEvidence()
{
    QFETCH(QString, field);
    QFETCH(QString, prefix);
    QFETCH(QString, value);
    QSignalSpy found(m_assistant.get(), &QueryAssistant::valuesFound);
    m_assistant->findValues(field, prefix);
    QVERIFY(found.wait());
    QCOMPARE(found.first().at(0).toString(), field);
    const QStringList values = found.first().at(2).toStringList();
    QVERIFY2(values.contains(value), qPrintable(values.join(u' ')));
    QVERIFY(values.size() <= 3 * QueryAssistant::mostValues);
    for (const QString &each : values)
        QVERIFY(QString(each).remove(u'"').startsWith(prefix, Qt::CaseInsensitive));
}

QTEST_MAIN(TestQueryAssistant)
#include "tst_queryassistant.moc"
