#include "models/report/reportcontent.h"
#include "reportfixture.h"

#include <QTest>

#include <algorithm>

using namespace wirecase;

class TstReportContent : public QObject
{
    Q_OBJECT

private slots:
    void content_holdsWhatWasSaidAndFound();
    void content_keepsAnswersToVanishedSteps();
    void content_keepsWhatWasSaidOnVanishedAlerts();
    void content_citesFilesThatAreGone();
    void content_isSortedWhateverTheOrderInTheCase();
    void content_citesNameRecordAndHash();
    void journal_exportsAtItsEndAreNotTold();
    void journal_tamperingIsTold();
    void content_ofAnEmptyCase();
    void content_neverHoldsTheSalt();
};

void TstReportContent::content_holdsWhatWasSaidAndFound()
{
    const ReportContent content = reportContent(reportCase());
    QCOMPARE(content.alerts.size(), 1U);
    const ReportAlert &alert = content.alerts.front();
    QCOMPARE(alert.verdict, Verdict::TruePositive);
    QCOMPARE(alert.reason, QStringLiteral("No change ticket."));
    QCOMPARE(alert.details.size(), 1U);
    QCOMPARE(alert.answerable.size(), 1U);
    QCOMPARE(alert.steps.front().answer, Answer::Suspicious);
    QCOMPARE(alert.steps.front().pins.size(), 1U);
    QCOMPARE(alert.steps.front().facts.size(), 1U);
    QCOMPARE(alert.steps.at(1).answer, Answer::None);
    QCOMPARE(alert.falsePositives.size(), 1U);
    QCOMPARE(alert.responses.size(), 1U);
    QCOMPARE(alert.notes.size(), 1U);
    QCOMPARE(alert.pins.size(), 1U);
    QCOMPARE(content.notes.size(), 1U);
    QCOMPARE(content.marks.size(), 1U);
    QCOMPARE(content.sessions.front().captureFiles.front().file, QStringLiteral("capture-1.cap"));
    QVERIFY(content.journal.intact);
}

void TstReportContent::content_keepsAnswersToVanishedSteps()
{
    const ReportContent content = reportContent(reportCase());
    const auto &steps = content.alerts.front().steps;
    QCOMPARE(steps.size(), 3U);
    QCOMPARE(steps.back().text, QStringLiteral("A step that the guide no longer has."));
    QVERIFY(!steps.back().inGuide);
    QVERIFY(steps.front().inGuide);
}

void TstReportContent::content_keepsWhatWasSaidOnVanishedAlerts()
{
    CaseState state = reportCase();
    state.findings = {};
    const ReportContent content = reportContent(state);
    QCOMPARE(content.alerts.size(), 1U);
    const ReportAlert &alert = content.alerts.front();
    QVERIFY(!alert.raised);
    QCOMPARE(alert.key, QStringLiteral("alert-1"));
    QCOMPARE(alert.reason, QStringLiteral("No change ticket."));
    QCOMPARE(alert.steps.size(), 2U);
    QCOMPARE(alert.notes.size(), 1U);
    QCOMPARE(alert.pins.size(), 1U);
}

void TstReportContent::content_citesFilesThatAreGone()
{
    CaseState state = reportCase();
    state.evidence.clear();
    const Citation source = reportContent(state).alerts.front().sources.front();
    QCOMPARE(source.evidence, 0);
    QCOMPARE(source.record, 5U);
}

void TstReportContent::content_isSortedWhateverTheOrderInTheCase()
{
    CaseState state = reportCase();
    CaseAlert early = state.findings.alerts.front();
    early.key = QStringLiteral("early");
    early.timeNs -= 1;
    state.findings.alerts.push_back(early);
    CaseEvidence first = state.evidence.front();
    first.id = EvidenceId(9);
    first.name = QStringLiteral("a.cap");
    state.evidence.push_back(first);
    const ReportContent content = reportContent(state);
    QCOMPARE(content.alerts.front().key, QStringLiteral("early"));
    QCOMPARE(content.evidence.front().name, QStringLiteral("a.cap"));
    // Numbers of files follow that order.
    QCOMPARE(content.alerts.front().sources.front().evidence, 2);
}

void TstReportContent::content_citesNameRecordAndHash()
{
    const ReportContent content = reportContent(reportCase());
    const Citation &citation = content.alerts.front().sources.front();
    QCOMPARE(citation.file, QStringLiteral("capture-1.cap"));
    QCOMPARE(citation.record, 5U);
    QCOMPARE(citation.sha256, QStringLiteral("01").repeated(32));
}

void TstReportContent::journal_exportsAtItsEndAreNotTold()
{
    CaseState state = reportCase();
    const ReportContent before = reportContent(state);
    const Act act{ActKind::ExportReport,     ActWay::Done, {},
                  QStringLiteral("/r.html"), {},           {{QStringLiteral("sha256"), QStringLiteral("00")}}};
    state.journal.push_back(nextEntry(state.journal, act, QStringLiteral("someone"), state.journal.back().timeNs + 1));
    const ReportContent after = reportContent(state);
    QCOMPARE(after.journal.lastHash, before.journal.lastHash);
    QCOMPARE(after.journal.entries, before.journal.entries);
    QCOMPARE(after.journal.authors, before.journal.authors);
    QVERIFY(after.journal.intact);
}

void TstReportContent::journal_tamperingIsTold()
{
    CaseState state = reportCase();
    state.verdicts.front().verdict = Verdict::BenignAuthorised;
    QVERIFY(!reportContent(state).journal.intact);
    state = reportCase();
    state.journal.at(1).hash = QByteArray(64, '1');
    QVERIFY(!reportContent(state).journal.intact);
}

void TstReportContent::content_ofAnEmptyCase()
{
    const ReportContent content = reportContent(CaseState());
    QVERIFY(content.alerts.empty());
    QVERIFY(content.evidence.empty());
    QCOMPARE(content.lastActNs, noTime);
}

void TstReportContent::content_neverHoldsTheSalt()
{
    // The type has no place for it; this guards the head's fields.
    const CaseState state = reportCase();
    const ReportContent content = reportContent(state);
    const QString salt = QString::fromLatin1(state.head.salt);
    for (const QString &text : {content.caseId, content.name, content.number, content.analyst})
        QVERIFY(!text.contains(salt));
}

QTEST_GUILESS_MAIN(TstReportContent)
#include "tst_reportcontent.moc"
