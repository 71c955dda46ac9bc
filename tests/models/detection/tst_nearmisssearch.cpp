#include "activityfixture.h"
#include "models/detection/detectionrun.h"

#include <QTest>

using namespace wirecase;

namespace {

Rule builtIn()
{
    return *readRuleToml(builtInRuleToml(), builtInRuleName());
}

QString mixedCase()
{
    return QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
}

RuleOutcome outcomeOf(const Rule &rule, const std::vector<QByteArray> &files)
{
    JobState job;
    const auto result = runRules({rule}, *eventsIn(files), DetectionMode::Faithful, job);
    if (!result)
        qFatal("the run fails");
    return result->rules.front();
}

const char *nameOf(NearMiss::Reason reason)
{
    switch (reason) {
    case NearMiss::Reason::Case:
        return "case";
    case NearMiss::Reason::Wording:
        return "wording";
    case NearMiss::Reason::OneClause:
        return "clause";
    }
    return "";
}

/// "reason field count" of each.
QStringList printed(const std::vector<NearMiss> &misses)
{
    QStringList lines;
    for (const NearMiss &miss : misses)
        lines << QStringLiteral("%1 %2 %3").arg(QLatin1StringView(nameOf(miss.reason)), miss.field).arg(miss.count);
    return lines;
}

} // namespace

class TestNearMissSearch : public QObject
{
    Q_OBJECT

private slots:
    void find_reasons_data();
    void find_reasons();
    void find_textNamesWhatIsThere();
    void find_anotherOperationIsNone();
    void find_groupsByValueAndKeepsExamples();
    void find_anotherFormThatMatches();
};

void TestNearMissSearch::find_reasons_data()
{
    QTest::addColumn<QByteArray>("evidence");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &evidence, const char *expected) {
        QTest::newRow(name) << evidence << QString::fromLatin1(expected);
    };
    row("matches", diagnosticRecord({}), "");
    row("case", diagnosticRecord({.operation = mixedCase()}), "case azure.activitylogs.operation_name 1");
    row("wording", diagnosticRecord({.result = QStringLiteral("Succeeded")}), "wording event.outcome 1");
    row("both", restPage({.operation = mixedCase(), .result = QStringLiteral("Succeeded")}),
        "wording azure.activitylogs.operation_name, event.outcome 1");
    row("started", diagnosticRecord({.result = QStringLiteral("Start")}), "clause event.outcome 1");
    row("failed", diagnosticRecord({.result = QStringLiteral("Failure")}), "clause event.outcome 1");
    row("failed, in mixed case", diagnosticRecord({.operation = mixedCase(), .result = QStringLiteral("Failure")}),
        "clause event.outcome 1");
    row("two clauses fail",
        diagnosticRecord({.operation = QStringLiteral("MICROSOFT.NETWORK/NETWORKWATCHERS/DELETE"),
                          .result = QStringLiteral("Failure")}),
        "");
}

void TestNearMissSearch::find_reasons()
{
    QFETCH(QByteArray, evidence);
    QFETCH(QString, expected);
    QCOMPARE(printed(outcomeOf(builtIn(), {evidence}).nearMisses).join(u';'), expected);
}

void TestNearMissSearch::find_textNamesWhatIsThere()
{
    const auto textOf = [](const QByteArray &evidence) {
        return outcomeOf(builtIn(), {evidence}).nearMisses.at(0).text;
    };
    const QString started = textOf(diagnosticRecord({.result = QStringLiteral("Start")}));
    QVERIFY2(started.contains(QStringLiteral("“Start”")) && started.contains(QStringLiteral("Success")),
             qPrintable(started));
    const QString written = textOf(diagnosticRecord({.operation = mixedCase()}));
    QVERIFY2(written.contains(mixedCase()), qPrintable(written));
    QVERIFY(textOf(diagnosticRecord({.result = QStringLiteral("Succeeded")})).contains(QStringLiteral("“Succeeded”")));
}

void TestNearMissSearch::find_anotherOperationIsNone()
{
    QVERIFY(outcomeOf(builtIn(),
                      {diagnosticRecord({.operation = QStringLiteral("MICROSOFT.NETWORK/NETWORKWATCHERS/DELETE")})})
                .nearMisses.empty());
}

void TestNearMissSearch::find_groupsByValueAndKeepsExamples()
{
    QByteArray lines;
    for (int i = 0; i < 30; ++i) {
        const QString result = i < 20 ? QStringLiteral("Start") : QStringLiteral("Word%1").arg(i);
        lines += diagnosticRecord({.result = result, .correlation = QString::number(i)});
    }
    const RuleOutcome outcome = outcomeOf(builtIn(), {lines});
    QCOMPARE(outcome.nearMisses.size(), std::size_t{6}); // five values, and the others together
    QCOMPARE(outcome.nearMisses[0].count, 20U);
    QCOMPARE(outcome.nearMisses[0].examples.size(), NearMiss::examplesKept);
    quint32 sum = 0;
    for (const NearMiss &miss : outcome.nearMisses)
        sum += miss.count;
    QCOMPARE(sum, 30U);
}

void TestNearMissSearch::find_anotherFormThatMatches()
{
    // Elastic needs one of the two forms only.
    const RuleOutcome outcome = outcomeOf(
        builtIn(), {restPage({.operation = mixedCase(), .result = QStringLiteral("Succeeded")}), diagnosticRecord({})});
    QCOMPARE(outcome.faithfulMatches, 1U);
    QVERIFY(outcome.nearMisses.empty());
}

QTEST_GUILESS_MAIN(TestNearMissSearch)

#include "tst_nearmisssearch.moc"
