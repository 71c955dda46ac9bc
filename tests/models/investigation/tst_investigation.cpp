#include "evidencefolder.h"
#include "models/base/jobboard.h"
#include "models/casefile/casefile.h"
#include "models/evidence/evidenceplan.h"
#include "models/investigation/investigation.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace wirecase;

namespace {

EvidencePlan planOf(const EvidenceFolder &folder)
{
    JobState job;
    return planEvidence({folder.path()}, job);
}

std::unique_ptr<CaseFile> newCase(const EvidenceFolder &place)
{
    auto made = CaseFile::create(place.path(QStringLiteral("case.wirecase")), QStringLiteral("Test"));
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    return *std::move(made);
}

void settle(Investigation &investigation)
{
    QTRY_VERIFY_WITH_TIMEOUT(investigation.isSettled(), 30'000);
}

} // namespace

class TestInvestigation : public QObject
{
    Q_OBJECT

private slots:
    void add_givesFactsHashesAndFindings();
    void facts_followTheEvidence_data();
    void facts_followTheEvidence();
    void reopen_findsRowsAgainAfterEvidenceMoved();
    void add_againReadsNothingTwice();
    void changedFile_isFlagged();
    void growingFile_hasNoHashAndSaysSo();
    void vanishedFile_costsNothingElse();
};

void TestInvestigation::add_givesFactsHashesAndFindings()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines());
    folder.write(QStringLiteral("c.cap"), ftpCapture());
    EvidenceFolder place;
    const auto caseFile = newCase(place);
    Investigation investigation(*caseFile);
    QSignalSpy derived(&investigation, &Investigation::factsChanged);
    investigation.add(planOf(folder));
    settle(investigation);
    QVERIFY(derived.count() > 0);

    const QString key = investigation.snapshot()->detection.alerts.front().key;
    const AlertFacts *facts = investigation.facts()->of(key);
    QVERIFY(facts);
    QVERIFY(facts->find(QStringLiteral("caller"))->fact.value.contains(QStringLiteral("pat@corp.example")));
    QVERIFY(!facts->find(QStringLiteral("caller"))->fact.sources.empty());
    for (const EvidenceFile &file : investigation.evidence().files())
        QCOMPARE(file.sha256.size(), 32);
    QCOMPARE(caseFile->state().findings.alerts.size(), std::size_t{1});
    QVERIFY(caseFile->state().findings.facts.size() > 10);
    QCOMPARE(caseFile->state().evidence.size(), std::size_t{2});
    QCOMPARE(caseFile->state().evidence.front().records, 2);
}

void TestInvestigation::facts_followTheEvidence_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("fact");
    QTest::addColumn<QString>("value");
    QTest::newRow("caller") << QByteArray("pat@corp.example") << QByteArray("kim@else.example") << "caller"
                            << "kim@else.example (user)";
    QTest::newRow("address") << QByteArray("192.0.2.44") << QByteArray("203.0.113.9") << "caller.address"
                             << "203.0.113.9";
    QTest::newRow("machine") << QByteArray("box7") << QByteArray("crate9") << "target"
                             << "crate9";
    QTest::newRow("storage") << QByteArray("acct7") << QByteArray("drop9") << "written_to"
                             << "drop9";
    QTest::newRow("time") << QByteArray("2025-02-03T") << QByteArray("2025-03-04T") << "session.times"
                          << "4 Mar 2025 09:59 – 12:00 UTC · 2 h 00 min from request to end, start-up included · time limit, assumed";
}

void TestInvestigation::facts_followTheEvidence()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, fact);
    QFETCH(QString, value);
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines().replace(from, to));
    EvidenceFolder place;
    const auto caseFile = newCase(place);
    Investigation investigation(*caseFile);
    investigation.add(planOf(folder));
    settle(investigation);
    const AlertFacts *facts = investigation.facts()->of(investigation.snapshot()->detection.alerts.front().key);
    QVERIFY(facts && facts->find(fact));
    QCOMPARE(facts->find(fact)->fact.value, value);
}

void TestInvestigation::reopen_findsRowsAgainAfterEvidenceMoved()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines());
    folder.write(QStringLiteral("c.cap"), ftpCapture());
    EvidenceFolder place;
    EvidenceRef pinned;
    {
        const auto caseFile = newCase(place);
        Investigation investigation(*caseFile);
        investigation.add(planOf(folder));
        settle(investigation);
        pinned = investigation.snapshot()->capture.packets->refOf(PacketId{6});
        QVERIFY(caseFile->flush());
    }
    // Moved, renamed, in another order, with another capture before it.
    EvidenceFolder moved;
    moved.write(QStringLiteral("0/other.bin"), ftpCapture().replace("deploy", "nobody"));
    moved.write(QStringLiteral("1/renamed.bin"), ftpCapture());
    moved.write(QStringLiteral("2/x.bin"), activityLines());
    QVERIFY(QFile::remove(folder.path(QStringLiteral("a.json"))));
    QVERIFY(QFile::remove(folder.path(QStringLiteral("c.cap"))));

    auto caseFile = CaseFile::open(place.path(QStringLiteral("case.wirecase")));
    QVERIFY(caseFile);
    Investigation investigation(**caseFile);
    investigation.reopen();
    settle(investigation);
    QCOMPARE(investigation.evidence().files().front().state, EvidenceFile::State::Failed);
    investigation.add(planOf(moved));
    settle(investigation);
    const auto now = investigation.present(pinned);
    QVERIFY(now);
    const auto packet = investigation.snapshot()->capture.packets->packetAt(*now);
    QVERIFY(packet);
    const auto bytes = investigation.snapshot()->capture.packets->bytes(*packet);
    QVERIFY(bytes);
    QVERIFY(bytes->contains("PASS tea-kettle"));
    const PacketRow row = investigation.snapshot()->capture.packets->row(*packet);
    QCOMPARE(investigation.snapshot()->capture.packets->files().at(row.file).name, QStringLiteral("1/renamed.bin"));
}

void TestInvestigation::add_againReadsNothingTwice()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("c.cap"), ftpCapture());
    EvidenceFolder place;
    const auto caseFile = newCase(place);
    Investigation investigation(*caseFile);
    investigation.add(planOf(folder));
    settle(investigation);
    investigation.add(planOf(folder));
    settle(investigation);
    QCOMPARE(investigation.evidence().files().size(), std::size_t{1});
    QCOMPARE(investigation.snapshot()->capture.packets->size(), quint32{8});
}

void TestInvestigation::changedFile_isFlagged()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines());
    EvidenceFolder place;
    {
        const auto caseFile = newCase(place);
        Investigation investigation(*caseFile);
        investigation.add(planOf(folder));
        settle(investigation);
        QVERIFY(caseFile->flush());
    }
    folder.write(QStringLiteral("a.json"), activityLines().replace("pat@", "eve@"));
    auto caseFile = CaseFile::open(place.path(QStringLiteral("case.wirecase")));
    QVERIFY(caseFile);
    Investigation investigation(**caseFile);
    investigation.reopen();
    settle(investigation);
    QVERIFY(!investigation.evidence().files().front().changed.isEmpty());
    QVERIFY((*caseFile)->state().evidence.front().changed);
}

void TestInvestigation::growingFile_hasNoHashAndSaysSo()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("c.cap"), ftpCapture());
    const EvidencePlan plan = planOf(folder);
    folder.write(QStringLiteral("c.cap"), ftpCapture() + "more to come");
    EvidenceFolder place;
    const auto caseFile = newCase(place);
    Investigation investigation(*caseFile);
    investigation.add(plan);
    settle(investigation);
    const EvidenceFile &file = investigation.evidence().files().front();
    QVERIFY(file.report.records > 0);
    QVERIFY(file.sha256.isEmpty());
    const bool said = std::ranges::any_of(file.report.places, [](const Error &problem) {
        return problem.message.contains(QStringLiteral("has no hash"));
    });
    QVERIFY(said);
}

void TestInvestigation::vanishedFile_costsNothingElse()
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activityLines());
    folder.write(QStringLiteral("c.cap"), ftpCapture());
    const EvidencePlan plan = planOf(folder);
    QVERIFY(QFile::remove(folder.path(QStringLiteral("c.cap"))));
    EvidenceFolder place;
    const auto caseFile = newCase(place);
    Investigation investigation(*caseFile);
    investigation.add(plan);
    settle(investigation);
    QVERIFY(investigation.snapshot()->activity->size() > 0);
    const EvidenceFile &gone = investigation.evidence().files().back();
    QCOMPARE(gone.state, EvidenceFile::State::Failed);
    QVERIFY2(gone.report.places.front().text().contains(QStringLiteral("c.cap")),
             qPrintable(gone.report.places.front().text()));
}

QTEST_GUILESS_MAIN(TestInvestigation)
#include "tst_investigation.moc"
