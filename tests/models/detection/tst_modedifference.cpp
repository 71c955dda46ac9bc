#include "activityfixture.h"
#include "models/detection/modedifference.h"
#include "models/detection/rule.h"

#include <QJsonArray>
#include <QTest>

using namespace wirecase;

namespace {

/// The note for the only event.
QString noteOf(const ActivityIndexPtr &events, const QString &query)
{
    JobState job;
    const auto parsed = KqlQuery::parse(query);
    const std::vector<EventId> ids{EventId{0}};
    const auto notes = ModeDifference(*events, *parsed).notes(ids, job);
    return notes && notes->size() == 1 ? notes->front() : QString();
}

QString builtInQuery()
{
    return readRuleToml(builtInRuleToml(), builtInRuleName())->query;
}

} // namespace

class TestModeDifference : public QObject
{
    Q_OBJECT

private slots:
    void note_namesWhatDiffers_data();
    void note_namesWhatDiffers();
    void note_readsAsSentences();
    void note_isOfTheFormThatMissesLeast_data();
    void note_isOfTheFormThatMissesLeast();
    void notes_eachEventHasItsOwn();
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
    const QString note = noteOf(events, builtInQuery());
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
    QCOMPARE(noteOf(events, builtInQuery()),
             QStringLiteral("Elastic would not raise this alert from the evidence as it is. "
                            "azure.activitylogs.operation_name is written "
                            "“Microsoft.Network/networkWatchers/packetCaptures/write”, and Elastic tells upper from "
                            "lower case. The result is written “Succeeded”; Elastic sets event.outcome only for "
                            "Success and Failure."));
}

void TestModeDifference::note_isOfTheFormThatMissesLeast_data()
{
    QTest::addColumn<bool>("diagnosticFirst");
    QTest::newRow("diagnostics added first") << true;
    QTest::newRow("REST added first") << false;
}

void TestModeDifference::note_isOfTheFormThatMissesLeast()
{
    QFETCH(bool, diagnosticFirst);
    const QString mixed = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
    const QByteArray diagnostic = diagnosticRecord({.operation = mixed}); // misses the case only
    const QByteArray rest = restPage({.operation = mixed.toLower(), .result = QStringLiteral("Succeeded")});
    const ActivityIndexPtr events = diagnosticFirst ? eventsIn({diagnostic, rest}) : eventsIn({rest, diagnostic});
    QCOMPARE(events->size(), 1U);
    const QString note = noteOf(events, builtInQuery());
    QVERIFY2(note.contains(mixed), qPrintable(note));
    QVERIFY2(!note.contains(QStringLiteral("event.outcome")), qPrintable(note));
}

void TestModeDifference::notes_eachEventHasItsOwn()
{
    QByteArray lines;
    const int count = 600; // more than one batch
    for (int i = 0; i < count; ++i) {
        const QString time =
            QStringLiteral("2031-02-03T04:%1:%2Z").arg(i / 60, 2, 10, QChar(u'0')).arg(i % 60, 2, 10, QChar(u'0'));
        const QString result = i % 2 == 0 ? QStringLiteral("Succeeded") : QStringLiteral("Success");
        lines += diagnosticRecord({.operation = QStringLiteral("microsoft.network/n%1/packetcaptures/write").arg(i),
                                   .result = result,
                                   .time = time});
    }
    const ActivityIndexPtr events = eventsIn({lines});
    QCOMPARE(events->size(), static_cast<quint32>(count));
    std::vector<EventId> ids;
    for (quint32 id = 0; id < events->size(); ++id)
        ids.push_back(EventId{id});
    JobState job;
    const ModeDifference difference(*events, *KqlQuery::parse(builtInQuery()));
    const auto notes = difference.notes(ids, job);
    QVERIFY(notes);
    QCOMPARE(notes->size(), ids.size());
    for (int i = 0; i < count; ++i) {
        const QString &note = (*notes)[static_cast<std::size_t>(i)];
        QVERIFY2(note.contains(QStringLiteral("/n%1/").arg(i)), qPrintable(note));
        QCOMPARE(note.contains(QStringLiteral("Succeeded")), i % 2 == 0);
    }
    job.cancelled = true;
    const auto cancelled = difference.notes(ids, job);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
}

void TestModeDifference::note_partsOfAnOrThatAreNotMetAreNotNamed()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({.result = QStringLiteral("Succeeded")})});
    const QString note =
        noteOf(events, QStringLiteral("azure.activitylogs.operation_name:NOTHING/LIKE/IT or event.outcome:success"));
    QVERIFY2(note.contains(QStringLiteral("event.outcome")), qPrintable(note));
    QVERIFY2(!note.contains(QStringLiteral("operation_name")), qPrintable(note));
}

void TestModeDifference::valuesAt_dottedAndNested()
{
    const QJsonObject inner{{QStringLiteral("b"), QStringLiteral("one")}, {QStringLiteral("c.d"), 2}};
    const QJsonObject document{{QStringLiteral("a"), inner},
                               {QStringLiteral("a.b"), QJsonArray{QStringLiteral("two"), true}}};
    QCOMPARE(valuesAt(document, QStringLiteral("a.b")),
             (QJsonArray{QStringLiteral("two"), true, QStringLiteral("one")}));
    QCOMPARE(valuesAt(document, QStringLiteral("a.c.d")), QJsonArray{2});
    QCOMPARE(valuesAt(document, QStringLiteral("a")), QJsonArray());
    QCOMPARE(valuesAt(document, QStringLiteral("a.b.c")), QJsonArray());
}

QTEST_GUILESS_MAIN(TestModeDifference)

#include "tst_modedifference.moc"
