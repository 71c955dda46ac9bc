#include "models/report/alertgroups.h"
#include "models/report/reportwriter.h"
#include "reportfixture.h"

#include <QTest>

using namespace wirecase;

class TstAlertGroups : public QObject
{
    Q_OBJECT

private slots:
    void groups_bringAlikeTogetherAndRareFirst();
    void groups_ofDifferentVerdictsStayApart();
    void summary_hasOneRowForRoutine();
    void summary_saysWhichAlertsTheDrawingLacks();
    void accounts_areInEveryForm();
    void sources_ofWholeFilesAreFiles();
};

namespace {

ReportAlert alertOf(const char *caller, const char *target, Verdict verdict = Verdict::None,
                    const char *severity = "medium")
{
    ReportAlert alert;
    alert.ruleId = QStringLiteral("rule");
    alert.caller = QLatin1String(caller);
    alert.target = QLatin1String(target);
    alert.severity = QLatin1String(severity);
    alert.verdict = verdict;
    return alert;
}

std::vector<std::vector<std::size_t>> placesIn(const std::vector<AlertGroup> &groups)
{
    std::vector<std::vector<std::size_t>> places;
    for (const AlertGroup &group : groups)
        places.push_back(group.alerts);
    return places;
}

/// Seven alerts of a routine on the days before, then the one of the fixture.
CaseState routineCase()
{
    CaseState state = reportCase();
    CaseAlert single = state.findings.alerts.front();
    for (int day = 7; day >= 1; --day) {
        CaseAlert routine = single;
        routine.key = QStringLiteral("routine-%1").arg(day);
        routine.timeNs -= day * 24 * nsPerHour;
        routine.callerName = QStringLiteral("nightly robot");
        routine.caller = QStringLiteral("robot");
        routine.target = day % 2 == 0 ? QStringLiteral("VM-EDGE") : QStringLiteral("vm-edge");
        state.findings.alerts.push_back(routine);
    }
    return state;
}

} // namespace

void TstAlertGroups::groups_bringAlikeTogetherAndRareFirst()
{
    using Places = std::vector<std::vector<std::size_t>>;
    QCOMPARE(placesIn(alertGroups({})), Places());
    QCOMPARE(placesIn(alertGroups({alertOf("a", "vm"), alertOf("A", "VM"), alertOf("b", "vm"), alertOf("a", "vm")})),
             (Places{{2}, {0, 1, 3}}));
    QCOMPARE(placesIn(alertGroups({alertOf("a", "vm"), alertOf("b", "vm", Verdict::None, "high"),
                                   alertOf("b", "vm", Verdict::None, "high")})),
             (Places{{1, 2}, {0}}));
}

void TstAlertGroups::groups_ofDifferentVerdictsStayApart()
{
    using Places = std::vector<std::vector<std::size_t>>;
    QCOMPARE(placesIn(alertGroups({alertOf("a", "vm", Verdict::BenignAutomated), alertOf("a", "vm"),
                                   alertOf("a", "vm", Verdict::TruePositive)})),
             (Places{{2}, {1}, {0}}));
}

void TstAlertGroups::summary_hasOneRowForRoutine()
{
    const QByteArray html = htmlReport(reportContent(routineCase()));
    const QByteArray summary = html.mid(html.indexOf("Summary"), html.indexOf("Timeline") - html.indexOf("Summary"));
    QCOMPARE(summary.count("nightly robot"), 1);
    QVERIFY(summary.contains("7 alerts"));
    QVERIFY(summary.contains("2021-06-10 09:04:11 UTC"));
    QVERIFY(summary.contains("2021-06-16 09:04:11 UTC"));
    QVERIFY(summary.indexOf("netops robot") < summary.indexOf("nightly robot"));
    QCOMPARE(html.count("<h2 id=\"a"), 8); // each has its chapter
}

void TstAlertGroups::summary_saysWhichAlertsTheDrawingLacks()
{
    const QByteArray said = "Alerts that lie outside of the drawn time";
    QVERIFY(!htmlReport(reportContent(reportCase())).contains(said));
    for (const QByteArray &report :
         {htmlReport(reportContent(routineCase())), markdownReport(reportContent(routineCase()))}) {
        QVERIFY(report.contains(said));
        QVERIFY(report.contains("7 before, 0 after"));
    }
}

void TstAlertGroups::accounts_areInEveryForm()
{
    CaseState state = reportCase();
    state.findings.facts.push_back({QStringLiteral("alert-1"),
                                    QStringLiteral("exposed.1"),
                                    QStringLiteral("svc-orders"),
                                    QStringLiteral("FTP at 10.40.2.5:21"),
                                    {{EvidenceId(1), 7}},
                                    {},
                                    QStringLiteral("exposed")});
    const ReportContent content = reportContent(state);
    QCOMPARE(content.alerts.front().exposed.size(), std::size_t{1});
    QVERIFY(htmlReport(content).contains("Exposed accounts"));
    QVERIFY(htmlReport(content).contains("svc-orders"));
    QVERIFY(markdownReport(content).contains("Exposed accounts"));
    QVERIFY(markdownReport(content).contains("svc-orders"));
    QVERIFY(jsonReport(content).contains("\"exposed_accounts\": [\n"));
    QVERIFY(jsonReport(content).contains("svc-orders"));
}

void TstAlertGroups::sources_ofWholeFilesAreFiles()
{
    const auto cited = [](quint64 firstRecord) {
        CaseState state = reportCase([](const char *t) { return QString::fromUtf8(t); }, 12);
        CaseFact fact = state.findings.facts.front();
        fact.sources.clear();
        for (quint32 i = 1; i <= 12; ++i)
            fact.sources.push_back({EvidenceId(i), i == 1 ? firstRecord : 0});
        state.findings.facts.push_back(fact);
        return markdownReport(reportContent(state));
    };
    QVERIFY(cited(0).contains("12 files"));
    QVERIFY(cited(5).contains("12 records and files"));
}

QTEST_GUILESS_MAIN(TstAlertGroups)
#include "tst_alertgroups.moc"
