#include "casefixture.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/casefile/saiddocuments.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace wirecase;

class TstCaseFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void create_holdsHeadAndFirstEntry();
    void act_isOnDiskSoonAndSaidSo();
    void typing_isOnDiskWithinTwoSeconds();
    void savedSequence_neverRunsAhead();
    void state_isTheSameAfterReopening();
    void findings_areReplacedAsAWhole();
    void workspace_isKeptAndNotJournalled();
    void unsaved_isFoundAgainAndSavedAs();
    void unsaved_isDiscarded();
    void saveAs_failureIsTold();
    void writeFailure_isRetriedAndLosesNothing();
    void verify_findsAnAnswerChangedBehindTheJournal();
    void verify_findsWhatWasChangedBehindTheJournal_data();
    void verify_findsWhatWasChangedBehindTheJournal();
    void evidence_keepsItsIds();
    void evidence_changeIsFlaggedOnce();
    void evidence_presentElsewhere();

private:
    void make();
    void reopen();
    void runOutside(const QString &statement);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaseFile> m_file;
    QString m_path;
    const CaseStep m_step = step(QStringLiteral("alert"), QStringLiteral("who"));
};

namespace {

EvidenceCandidate candidate(const char *path, quint64 size, const QByteArray &sha256 = {})
{
    const QString whole = QLatin1String(path);
    return {whole, whole.mid(whole.lastIndexOf(u'/') + 1), size, 5, sha256, QStringLiteral("pcap")};
}

} // namespace

void TstCaseFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("c.wirecase"));
}

void TstCaseFile::cleanup()
{
    m_file.reset();
}

void TstCaseFile::make()
{
    m_file = valueOr(CaseFile::create(m_path, QStringLiteral("Case"), steadyOptions()));
    QVERIFY(m_file);
}

void TstCaseFile::reopen()
{
    m_file.reset();
    m_file = valueOr(CaseFile::open(m_path, CaseMode::ReadWrite, steadyOptions()));
    QVERIFY(m_file);
}

void TstCaseFile::runOutside(const QString &statement)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("outside"));
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(statement));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("outside"));
}

void TstCaseFile::create_holdsHeadAndFirstEntry()
{
    make();
    QCOMPARE(m_file->state().head.name, QStringLiteral("Case"));
    QCOMPARE(m_file->state().head.analyst, QStringLiteral("a.analyst"));
    QCOMPARE(m_file->state().head.salt.size(), 32);
    QCOMPARE(m_file->state().journal.size(), 1U);
    QCOMPARE(m_file->state().journal.front().act.kind, ActKind::CreateCase);
    QVERIFY(m_file->verifyJournal().intact);
    QCOMPARE(m_file->saveState(), SaveState::Saved);
    QVERIFY(!CaseFile::create(m_path, QStringLiteral("Again")));
}

void TstCaseFile::act_isOnDiskSoonAndSaidSo()
{
    make();
    CaseEditor editor(*m_file);
    QSignalSpy saved(m_file.get(), &CaseFile::savedChanged);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(editor.setAnswer(m_step, Answer::Suspicious));
    QCOMPARE(m_file->saveState(), SaveState::Saving);
    QTRY_COMPARE(m_file->saveState(), SaveState::Saved);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(saved.count() >= 2);
    QCOMPARE(m_file->savedSequence(), m_file->state().journal.back().sequence);
    // Another reader sees it now, while the case is open.
    const auto reader = valueOr(CaseFile::open(m_path, CaseMode::ReadOnly));
    QCOMPARE(reader->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Suspicious);
}

void TstCaseFile::typing_isOnDiskWithinTwoSeconds()
{
    make();
    CaseEditor editor(*m_file);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(editor.setWhy(m_step, QStringLiteral("because")));
    QTRY_COMPARE_WITH_TIMEOUT(m_file->saveState(), SaveState::Saved, 2000);
    QVERIFY(timer.elapsed() < 2000);
    const auto reader = valueOr(CaseFile::open(m_path, CaseMode::ReadOnly));
    QCOMPARE(reader->state().answer(m_step.alertKey, m_step.stepKey)->why, QStringLiteral("because"));
}

void TstCaseFile::savedSequence_neverRunsAhead()
{
    make();
    CaseEditor editor(*m_file);
    bool ahead = false;
    connect(m_file.get(), &CaseFile::savedChanged, this,
            [&] { ahead |= m_file->savedSequence() > m_file->state().journal.back().sequence; });
    for (int i = 0; i < 100; ++i)
        QVERIFY(editor.setAnswer(m_step, i % 2 ? Answer::Benign : Answer::Unclear));
    QTRY_COMPARE(m_file->savedSequence(), 101U);
    QVERIFY(!ahead);
}

void TstCaseFile::state_isTheSameAfterReopening()
{
    make();
    {
        CaseEditor editor(*m_file);
        const EvidenceId file = m_file->registerEvidence(candidate("/e/a.cap", 10, QByteArray(32, 'h')));
        CaseEvidence outcome;
        outcome.id = file;
        outcome.kind = QStringLiteral("pcap");
        outcome.records = 12;
        outcome.problems = 1;
        outcome.problemText = QStringLiteral("a.cap, at 5: cut short");
        m_file->setEvidenceOutcome(outcome);
        m_file->setFindings(FindingsDocument::of(sampleFindings()));
        QVERIFY(editor.setAnswer(m_step, Answer::Benign));
        QVERIFY(editor.setWhy(m_step, QStringLiteral("why \u202e \U0001f600 <b>")));
        QVERIFY(editor.addPin(m_step, {{file, 3}, QStringLiteral("pin")}));
        QVERIFY(editor.setVerdict(m_step.alertKey, Verdict::Undetermined, QStringLiteral("r")));
        QVERIFY(editor.addNote({}, QStringLiteral("note")));
        QVERIFY(editor.setMark({file, 4}, QStringLiteral("mark")));
        QVERIFY(editor.keepException(exception(QStringLiteral("e1"))));
        QVERIFY(m_file->flush());
    }
    const CaseState before = m_file->state();
    reopen();
    const CaseState &after = m_file->state();
    QVERIFY(after.head == before.head);
    QVERIFY(after.evidence == before.evidence);
    QVERIFY(after.findings == before.findings);
    QVERIFY(after.answers == before.answers);
    QVERIFY(after.verdicts == before.verdicts);
    QVERIFY(after.notes == before.notes);
    QVERIFY(after.marks == before.marks);
    QCOMPARE(after.exceptions.size(), std::size_t{1});
    QVERIFY(after.exceptions == before.exceptions);
    QCOMPARE(after.journal.size(), before.journal.size());
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseFile::findings_areReplacedAsAWhole()
{
    make();
    QSignalSpy changed(m_file.get(), &CaseFile::findingsChanged);
    m_file->setFindings(FindingsDocument::of(sampleFindings()));
    m_file->setFindings(FindingsDocument::of(sampleFindings()));
    QCOMPARE(changed.count(), 1);
    Findings other = sampleFindings();
    other.facts.clear();
    m_file->setFindings(FindingsDocument::of(other));
    reopen();
    QVERIFY(m_file->state().findings == other);
    QCOMPARE(m_file->state().journal.size(), 3U);
}

void TstCaseFile::workspace_isKeptAndNotJournalled()
{
    make();
    m_file->setWorkspace(QStringLiteral("layout"), QByteArray("\0\xff", 2));
    m_file->setWorkspace(QStringLiteral("scope"), "kql");
    reopen();
    QCOMPARE(m_file->state().workspaceValue(QStringLiteral("layout")), QByteArray("\0\xff", 2));
    QCOMPARE(m_file->state().workspaceValue(QStringLiteral("scope")), QByteArray("kql"));
    QCOMPARE(m_file->state().journal.size(), 1U);
}

void TstCaseFile::unsaved_isFoundAgainAndSavedAs()
{
    const QString folder = m_folder->filePath(QStringLiteral("unsaved"));
    m_file = valueOr(CaseFile::createUnsaved(folder, QStringLiteral("Case"), steadyOptions()));
    const QString temporary = m_file->path();
    QVERIFY(m_file->isUnsaved());
    QCOMPARE(CaseFile::unsavedCases(folder), QStringList()); // it is in use
    QVERIFY(CaseEditor(*m_file).setAnswer(m_step, Answer::Unclear));
    m_file.reset(); // as after a crash: nobody saved it
    QCOMPARE(CaseFile::unsavedCases(folder), QStringList{temporary});
    m_file = valueOr(CaseFile::open(temporary, CaseMode::ReadWrite, steadyOptions()));
    QVERIFY(m_file->isUnsaved());
    QSignalSpy moved(m_file.get(), &CaseFile::pathChanged);
    m_file->saveAs(m_path);
    QVERIFY(moved.wait());
    QCOMPARE(m_file->path(), m_path);
    QVERIFY(!m_file->isUnsaved());
    QVERIFY(!QFile::exists(temporary));
    QVERIFY(CaseEditor(*m_file).setAnswer(m_step, Answer::Benign));
    reopen();
    QVERIFY(!m_file->isUnsaved());
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Benign);
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseFile::unsaved_isDiscarded()
{
    m_file = valueOr(CaseFile::createUnsaved(m_folder->path(), QStringLiteral("Case"), steadyOptions()));
    QVERIFY(m_file->discard());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
    QVERIFY(m_file->flush());
    make();
    QVERIFY(!m_file->discard());
}

void TstCaseFile::saveAs_failureIsTold()
{
    make();
    QSignalSpy failed(m_file.get(), &CaseFile::failed);
    m_file->saveAs(m_folder->filePath(QStringLiteral("no/such/folder/c.wirecase")));
    QVERIFY(failed.wait());
    QCOMPARE(m_file->path(), m_path);
    QVERIFY(CaseEditor(*m_file).setAnswer(m_step, Answer::Benign));
    QVERIFY(m_file->flush());
}

void TstCaseFile::writeFailure_isRetriedAndLosesNothing()
{
    make();
    // A trigger stands for the disk: it refuses every entry until it is dropped.
    runOutside(
        QStringLiteral("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk full'); END"));
    QSignalSpy failed(m_file.get(), &CaseFile::failed);
    CaseEditor editor(*m_file);
    QVERIFY(editor.setAnswer(m_step, Answer::Suspicious));
    QVERIFY(failed.wait());
    QCOMPARE(m_file->saveState(), SaveState::Failed);
    QVERIFY(!m_file->saveError().message.isEmpty());
    QVERIFY(!m_file->flush());
    QVERIFY(editor.setAnswer(m_step, Answer::Benign));
    runOutside(QStringLiteral("DROP TRIGGER full"));
    QTRY_COMPARE(m_file->saveState(), SaveState::Saved);
    QCOMPARE(m_file->savedSequence(), 3U);
    QCOMPARE(failed.count(), 1);
    reopen();
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Benign);
}

void TstCaseFile::verify_findsAnAnswerChangedBehindTheJournal()
{
    make();
    QVERIFY(CaseEditor(*m_file).setAnswer(m_step, Answer::Suspicious));
    m_file.reset();
    runOutside(QStringLiteral("UPDATE said SET body = replace(body, 'suspicious', 'benign') WHERE kind = 'answer'"));
    reopen();
    const JournalCheck check = m_file->verifyJournal();
    QVERIFY(!check.intact);
    QVERIFY(!check.message.isEmpty());
    QVERIFY(!CaseEditor(*m_file).stack().canUndo());
}

void TstCaseFile::verify_findsWhatWasChangedBehindTheJournal_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("findings") << QStringLiteral("UPDATE derived SET body = replace(body, 'T1040', 'T1041')");
    QTest::newRow("findings gone") << QStringLiteral("DELETE FROM derived");
    QTest::newRow("hash of evidence") << QStringLiteral("UPDATE evidence SET body = replace(body, '2a2a', '2b2b')");
    QTest::newRow("size of evidence") << QStringLiteral("UPDATE evidence SET body = replace(body, '1234', '1235')");
    QTest::newRow("evidence gone") << QStringLiteral("DELETE FROM evidence");
}

void TstCaseFile::verify_findsWhatWasChangedBehindTheJournal()
{
    QFETCH(QString, statement);
    make();
    const EvidenceId id = m_file->registerEvidence(
        {QStringLiteral("/e/a.json"), QStringLiteral("a.json"), 1234, 5, {}, QStringLiteral("activity_log")});
    m_file->setEvidenceHash(id, QByteArray(32, '\x2a'));
    m_file->setFindings(FindingsDocument::of(sampleFindings()));
    QVERIFY(m_file->flush());
    reopen();
    QVERIFY(m_file->verifyJournal().intact);
    m_file.reset();
    runOutside(statement);
    reopen();
    QVERIFY(!m_file->verifyJournal().intact);
    QVERIFY(!m_file->journalCheck().intact);
}

void TstCaseFile::evidence_keepsItsIds()
{
    make();
    const EvidenceId a = m_file->registerEvidence(candidate("/e/a.cap", 10));
    const EvidenceId b = m_file->registerEvidence(candidate("/e/b.cap", 20));
    QVERIFY(a != b);
    m_file->setEvidenceHash(a, QByteArray(32, 'a'));
    m_file->setEvidenceHash(b, QByteArray(32, 'b'));
    reopen();
    // Another order, another folder, one file renamed, one added.
    const EvidenceId c = m_file->registerEvidence(candidate("/new/c.cap", 30));
    QCOMPARE(m_file->registerEvidence(candidate("/new/renamed.bin", 20, QByteArray(32, 'b'))), b);
    QCOMPARE(m_file->registerEvidence(candidate("/new/a.cap", 10)), a);
    QVERIFY(c != a && c != b);
    QCOMPARE(m_file->state().evidenceOf(a)->path, QStringLiteral("/new/a.cap"));
    QVERIFY(!m_file->state().evidenceOf(a)->changed);
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseFile::evidence_changeIsFlaggedOnce()
{
    make();
    const EvidenceId a = m_file->registerEvidence(candidate("/e/a.cap", 10));
    m_file->setEvidenceHash(a, QByteArray(32, 'a'));
    reopen();
    QCOMPARE(m_file->registerEvidence(candidate("/e/a.cap", 10)), a);
    QVERIFY(!m_file->state().evidenceOf(a)->changed);
    m_file->setEvidenceHash(a, QByteArray(32, 'x'));
    QVERIFY(m_file->state().evidenceOf(a)->changed);
    QCOMPARE(m_file->state().evidenceOf(a)->sha256, QByteArray(32, 'a'));
    QCOMPARE(m_file->state().journal.back().act.kind, ActKind::ChangeEvidence);
    const auto entries = m_file->state().journal.size();
    m_file->setEvidenceHash(a, QByteArray(32, 'x'));
    QCOMPARE(m_file->state().journal.size(), entries);
    m_file->setEvidenceHash(a, QByteArray(32, 'a')); // put back
    QVERIFY(!m_file->state().evidenceOf(a)->changed);
    reopen();
    QCOMPARE(m_file->registerEvidence(candidate("/e/a.cap", 11)), a);
    QVERIFY(m_file->state().evidenceOf(a)->changed);
}

void TstCaseFile::evidence_presentElsewhere()
{
    make();
    const EvidenceId a = m_file->registerEvidence(candidate("/e/a.cap", 10));
    m_file->setEvidenceHash(a, QByteArray(32, 'a'));
    reopen();
    // Moved and renamed, and its hash comes late: a new id, but pins of the old one find it.
    const EvidenceId moved = m_file->registerEvidence(candidate("/new/x.bin", 10));
    QVERIFY(moved != a);
    QCOMPARE(m_file->presentEvidence(a), a);
    m_file->setEvidenceHash(moved, QByteArray(32, 'a'));
    QCOMPARE(m_file->presentEvidence(a), moved);
    QCOMPARE(m_file->presentEvidence(moved), moved);
}

QTEST_GUILESS_MAIN(TstCaseFile)
#include "tst_casefile.moc"
