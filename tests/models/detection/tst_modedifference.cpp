#include "activityfixture.h"
#include "models/detection/modedifference.h"
#include "models/detection/rule.h"

#include <QJsonArray>
#include <QTest>

using namespace wirecase;

class TestModeDifference : public QObject
{
    Q_OBJECT

private slots:
    void note_namesWhatDiffers_data();
    void note_namesWhatDiffers();
    void note_readsAsSentences();
    void note_partsOfAnOrThatAreNotMetAreNotNamed();
    void valuesAt_dottedAndNested();
};

void TestModeDifference::note_namesWhatDiffers_data()
{
    QTest::addColumn<bool>("rest");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("namesOperation");
    QTest::addColumn<bool>("namesResult");
    const QString mixed = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
    const QString good = QStringLiteral("Success");
    const QString other = QStringLiteral("Succeeded");
    QTest::newRow("case only") << false << mixed << good << true << false;
    QTest::newRow("word only") << false << mixed.toUpper() << other << false << true;
    QTest::newRow("both") << false << mixed << other << true << true;
    QTest::newRow("REST") << true << mixed << other << true << true;
    QTest::newRow("REST, upper case") << true << mixed.toUpper() << other << false << true;
}

void TestModeDifference::note_namesWhatDiffers()
{
    QFETCH(bool, rest);
    QFETCH(QString, operation);
    QFETCH(QString, result);
    QFETCH(bool, namesOperation);
    QFETCH(bool, namesResult);
    const TestOperation event{.operation = operation, .result = result};
    const ActivityIndexPtr events = eventsIn({rest ? restPage(event) : diagnosticRecord(event)});
    const Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    JobState job;
    const auto difference = ModeDifference::between(*events, *KqlQuery::parse(rule.query), job);
    QVERIFY(difference);
    const QString note = difference->note(EventId{0});
    QCOMPARE(note.contains(QStringLiteral("azure.activitylogs.operation_name")), namesOperation);
    QCOMPARE(note.contains(operation), namesOperation);
    QCOMPARE(note.contains(QStringLiteral("upper from lower case")), namesOperation);
    QCOMPARE(note.contains(QStringLiteral("event.outcome")), namesResult);
    QCOMPARE(note.contains(QStringLiteral("“Succeeded”")), namesResult);
    QVERIFY(!note.contains(QStringLiteral("dataset")));
}

void TestModeDifference::note_readsAsSentences()
{
    const ActivityIndexPtr events = eventsIn(
        {diagnosticRecord({.operation = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write"),
                           .result = QStringLiteral("Succeeded")})});
    const Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    JobState job;
    const auto difference = ModeDifference::between(*events, *KqlQuery::parse(rule.query), job);
    QVERIFY(difference);
    QCOMPARE(difference->note(EventId{0}),
             QStringLiteral("Elastic would not raise this alert from the evidence as it is. "
                            "azure.activitylogs.operation_name is written "
                            "“Microsoft.Network/networkWatchers/packetCaptures/write”, and Elastic tells upper from "
                            "lower case. The result is written “Succeeded”; Elastic sets event.outcome only for "
                            "Success and Failure."));
}

void TestModeDifference::note_partsOfAnOrThatAreNotMetAreNotNamed()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({.result = QStringLiteral("Succeeded")})});
    JobState job;
    const auto query =
        KqlQuery::parse(QStringLiteral("azure.activitylogs.operation_name:NOTHING/LIKE/IT or event.outcome:success"));
    QVERIFY(query);
    const auto difference = ModeDifference::between(*events, *query, job);
    QVERIFY(difference);
    const QString note = difference->note(EventId{0});
    QVERIFY2(note.contains(QStringLiteral("event.outcome")), qPrintable(note));
    QVERIFY2(!note.contains(QStringLiteral("operation_name")), qPrintable(note));
}

void TestModeDifference::valuesAt_dottedAndNested()
{
    const QJsonObject inner{{QStringLiteral("b"), QStringLiteral("one")}, {QStringLiteral("c.d"), 2}};
    const QJsonObject document{{QStringLiteral("a"), inner},
                               {QStringLiteral("a.b"), QJsonArray{QStringLiteral("two"), true}}};
    QCOMPARE(valuesAt(document, QStringLiteral("a.b")),
             (QStringList{QStringLiteral("two"), QStringLiteral("true"), QStringLiteral("one")}));
    QCOMPARE(valuesAt(document, QStringLiteral("a.c.d")), QStringList{QStringLiteral("2")});
    QCOMPARE(valuesAt(document, QStringLiteral("a")), QStringList());
    QCOMPARE(valuesAt(document, QStringLiteral("a.b.c")), QStringList());
}

QTEST_GUILESS_MAIN(TestModeDifference)

#include "tst_modedifference.moc"
