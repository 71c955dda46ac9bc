#include "evidencefolder.h"
#include "models/investigation/citations.h"
#include "models/investigation/findingswriter.h"
#include "models/investigation/trafficcover.h"
#include "models/kql/query.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>

using namespace wirecase;

namespace {

const QString sampleFolder = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");

bool saysNotKnown(const FactRow *row)
{
    return row && row->fact.value.startsWith(QStringLiteral("not known: "));
}

} // namespace

/// What the facts of the sample's alerts say, as an analyst has to be able to take it: complete, and never calmer than
/// the evidence.
class TestSampleFacts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void traffic_isNotKnownWhereNothingCoversTheTime();
    void traffic_ofAnUnknownTargetIsSaidToBeEveryMachines();
    void operations_leadToAsManyEvents();
    void gap_leadsToItsRows();
    void accounts_areThosePlantedAndCited();
    void grants_nameWhoWhatAndWhom();
    void times_sayWhatTheyMeasure();
    void sessions_countAsTheirAlertsDo();
    void cover_joinsHoursAndClaimsNoMore();
    void citations_sayWhenTheyAreCut();

private:
    [[nodiscard]] const AlertFacts &factsOf(std::size_t alert) const;
    [[nodiscard]] const CaptureSession &sessionOf(std::size_t alert) const;

    SnapshotPtr m_snapshot;
    FactBookPtr m_facts;
};

void TestSampleFacts::initTestCase()
{
    JobState job;
    m_snapshot = runPipeline(inputOf(sampleFolder), job);
    m_facts = deriveFacts(*m_snapshot, TimeFormat(), job);
    QCOMPARE(m_snapshot->detection.alerts.size(), std::size_t{10});
}

/// Alerts are numbered as the report does.
const AlertFacts &TestSampleFacts::factsOf(std::size_t alert) const
{
    return *m_facts->of(m_snapshot->detection.alerts.at(alert - 1).key);
}

const CaptureSession &TestSampleFacts::sessionOf(std::size_t alert) const
{
    const auto number = m_snapshot->correlation->sessionOfAlert(m_snapshot->detection.alerts.at(alert - 1).key);
    return m_snapshot->correlation->sessions().at(*number);
}

void TestSampleFacts::traffic_isNotKnownWhereNothingCoversTheTime()
{
    for (std::size_t alert = 1; alert <= 7; ++alert) {
        const AlertFacts &facts = factsOf(alert);
        for (const char *key : {"traffic.all", "traffic.clear", "traffic.secrets", "traffic.log_only"})
            QVERIFY2(saysNotKnown(facts.find(QLatin1String(key))), key);
        QVERIFY(facts.find(QStringLiteral("traffic.log_only"))->fact.value.contains(QStringLiteral("no flow log")));
        QVERIFY(facts.find(QStringLiteral("traffic.clear"))->fact.value.contains(QStringLiteral("no capture")));
    }
    QCOMPARE(factsOf(8).find(QStringLiteral("traffic.log_only"))->fact.value,
             QStringLiteral("15 conversation(s) \u00b7 15.0 kB in flow logs only"));
}

void TestSampleFacts::traffic_ofAnUnknownTargetIsSaidToBeEveryMachines()
{
    const QString said = QStringLiteral("target's address not known: traffic of every machine in the window");
    const AlertFacts &facts = factsOf(9);
    for (const char *key : {"traffic.all", "traffic.log_only", "traffic.denied"})
        QVERIFY2(facts.find(QLatin1String(key))->fact.value.contains(said), key);
    bool sawPeers = false;
    for (const FactRow &row : facts.rows) {
        QVERIFY(!row.fact.key.endsWith(QStringLiteral(".top")));
        QVERIFY(!row.fact.key.endsWith(QStringLiteral(".largest_gap")));
        sawPeers = sawPeers || row.fact.key.endsWith(QStringLiteral(".peers"));
        if (row.fact.key.endsWith(QStringLiteral(".peers")))
            QVERIFY(row.fact.value.contains(said));
    }
    QVERIFY(sawPeers);
}

void TestSampleFacts::operations_leadToAsManyEvents()
{
    static const QRegularExpression counts(QStringLiteral("^([0-9]+) operation\\(s\\), ([0-9]+) event"));
    int checked = 0;
    for (const Alert &alert : m_snapshot->detection.alerts) {
        for (const FactRow &row : m_facts->of(alert.key)->rows) {
            if (!row.fact.key.endsWith(QStringLiteral("caller.operations"))
                && !row.fact.key.endsWith(QStringLiteral(".around")))
                continue;
            const auto told = counts.match(row.fact.value);
            QVERIFY2(told.hasMatch(), qPrintable(row.fact.value));
            JobState job;
            const auto query = KqlQuery::parse(row.pivot->scope.kql);
            QVERIFY(query);
            const auto matching = matchEvents(*m_snapshot->activity, *query, true, job);
            QVERIFY(matching);
            const std::vector<EventId> inTime = m_snapshot->activity->inRange(*row.pivot->scope.window);
            const auto shown =
                std::ranges::count_if(inTime, [&](EventId id) { return matching->test(static_cast<quint32>(id)); });
            QCOMPARE(static_cast<int>(shown), told.captured(2).toInt());
            // An operation is cited once: none is left out.
            QCOMPARE(row.fact.sources.size(), std::size_t{told.captured(1).toUInt()});
            ++checked;
        }
    }
    QVERIFY(checked >= 20);
}

void TestSampleFacts::gap_leadsToItsRows()
{
    static const QRegularExpression number(QStringLiteral("^([0-9]+) "));
    const FactRow *gap = factsOf(8).find(QStringLiteral("traffic.until_restart"));
    QVERIFY(gap && gap->pivot && gap->pivot->isPossible());
    JobState job;
    const auto shown = visibleTraffic(*m_snapshot->traffic, gap->pivot->scope, job);
    QVERIFY(shown);
    QCOMPARE(number.match(gap->fact.value).captured(1).toUInt(), static_cast<uint>(shown->size()));
    QVERIFY(gap->pivot->scope.window->beginNs >= sessionOf(8).requested.endNs - nsPerMinute);
    QCOMPARE(gap->pivot->scope.hosts, sessionOf(8).targetAddresses);
}

void TestSampleFacts::accounts_areThosePlantedAndCited()
{
    QFile file(QStringLiteral(WIRECASE_SOURCE_DIR "/tests/lab/truth.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray planted =
        QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("credentials")).toArray();
    for (const std::size_t alert : {std::size_t{8}, std::size_t{10}}) {
        std::set<QString> expected;
        for (const QJsonValue &each : planted) {
            const QString user = each[QStringLiteral("user")].toString();
            const qint64 time = each[QStringLiteral("time")].isUndefined()
                                    ? noTime
                                    : *parseIsoTime(each[QStringLiteral("time")].toString());
            if (!each[QStringLiteral("packet")].isNull() && sessionOf(alert).requested.contains(time))
                expected.insert(user);
        }
        std::set<QString> found;
        const auto rows = factsOf(alert).ofGroup(groupExposed);
        const FactRow *all = factsOf(alert).find(QStringLiteral("traffic.secrets"));
        QVERIFY(all->fact.value.startsWith(QString::number(rows.size())));
        for (const FactRow *row : rows) {
            found.insert(row->fact.label);
            QVERIFY(row->pivot && row->pivot->isPossible() && row->pivot->focus.packet);
            QVERIFY(!row->fact.sources.empty());
            QVERIFY(std::ranges::find(all->fact.sources, row->fact.sources.front()) != all->fact.sources.end());
            QVERIFY(row->fact.value.contains(QStringLiteral("10.40.")));
            QVERIFY(row->fact.value.contains(QStringLiteral("2026-03-18 ")));
        }
        QVERIFY(found == expected);
        // The step that asks for it says it again.
        const auto repeated = std::ranges::count_if(factsOf(alert).rows, [](const FactRow &row) {
            return !row.fact.stepKey.isEmpty() && row.fact.key.contains(QStringLiteral(".exposed."));
        });
        QCOMPARE(static_cast<std::size_t>(repeated), rows.size());
    }
}

void TestSampleFacts::grants_nameWhoWhatAndWhom()
{
    const auto grantOf = [this](std::size_t alert) {
        const auto &rows = factsOf(alert).rows;
        const auto row = std::ranges::find_if(
            rows, [](const FactRow &each) { return each.fact.key.contains(QStringLiteral(".grants")); });
        return row == rows.end() ? QString() : row->fact.value;
    };
    const QString said =
        QStringLiteral("2026-03-18 08:44:12 UTC: j.halvane@quillmere.example assigned Contributor to "
                       "j.halvane@quillmere.example on the subscription 5e1fb0c7-3a94-4d0b-9c26-7f1d8a60b352");
    QCOMPARE(grantOf(8), said);
    QCOMPARE(grantOf(9), said + QStringLiteral(" (others, but it holds for the target)"));
}

void TestSampleFacts::times_sayWhatTheyMeasure()
{
    const QString ran = factsOf(9).find(QStringLiteral("session.times"))->fact.value;
    QVERIFY2(ran.contains(QStringLiteral("26 s from request to end, start-up included")), qPrintable(ran));
    const QString limits = factsOf(9).find(QStringLiteral("session.limits"))->fact.value;
    QVERIFY2(limits.contains(QStringLiteral("records for at most 15 s")), qPrintable(limits));
}

void TestSampleFacts::sessions_countAsTheirAlertsDo()
{
    const Findings findings = findingsOf(*m_snapshot, *m_facts);
    int checked = 0;
    for (const CaseSession &session : findings.sessions) {
        for (const QString &key : session.alertKeys) {
            const QString told = m_facts->of(key)->find(QStringLiteral("traffic.log_only"))->fact.value;
            if (session.logOnlyConversations == 0)
                continue;
            QVERIFY2(told.startsWith(QStringLiteral("%1 conversation").arg(session.logOnlyConversations)),
                     qPrintable(told));
            ++checked;
        }
    }
    QCOMPARE(checked, 2);
}

void TestSampleFacts::cover_joinsHoursAndClaimsNoMore()
{
    const std::vector<TimeRange> times = flowLogTimes(*m_snapshot->flows);
    QCOMPARE(times.size(), std::size_t{1}); // files of each hour, silent in parts of them
    const std::vector<TimeRange> some{{10 * nsPerHour, 11 * nsPerHour}, {14 * nsPerHour, 15 * nsPerHour}};
    QVERIFY(coverOf({12 * nsPerHour, 13 * nsPerHour}, some).isNone());
    QVERIFY(coverOf({10 * nsPerHour + 5, 11 * nsPerHour - 5}, some).isWhole);
    const EvidenceCover part = coverOf({10 * nsPerHour + 5, 15 * nsPerHour}, some);
    QVERIFY(!part.isWhole);
    QCOMPARE(part.ranges, (std::vector<TimeRange>{{10 * nsPerHour + 5, 11 * nsPerHour}, some[1]}));
}

void TestSampleFacts::citations_sayWhenTheyAreCut()
{
    Citations cited;
    for (quint64 i = 1; i <= Citations::most; ++i)
        cited.add({EvidenceId{1}, i});
    QVERIFY(cited.cutText().isEmpty());
    cited.add({EvidenceId{1}, 999});
    QCOMPARE(cited.sources().size(), Citations::most);
    QCOMPARE(cited.cutText(), QStringLiteral("cites the first 100 of 101 records"));
}

QTEST_GUILESS_MAIN(TestSampleFacts)
#include "tst_samplefacts.moc"
