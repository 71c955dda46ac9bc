#include "casefixture.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casesalvage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <random>

using namespace wirecase;

class TstCaseSalvage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void whole_givesTheSameCase();
    void whole_logThatWasNotFoldedInIsRead();
    void damage_keepsTheRest_data();
    void damage_keepsTheRest();
    void damage_anyPageLosesNoMoreThanItsRows();
    void damage_anyBytesEndInACaseOrAnError();
    void damage_logIsReadAsFarAsItIsWhole();
    void nothing_isSaid_data();
    void nothing_isSaid();
    void record_thatIsNoJsonCostsOnlyItself();
    void head_thatIsLostIsMadeAnew();
    void tables_thatAreLostAreSaid();
    void open_elsewhereIsRefused();
    void name_isNumberedWhenTaken();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    Result<CaseSalvage> salvage(const QByteArray &bytes, const QByteArray &log = {});
    std::unique_ptr<CaseFile> opened(const CaseSalvage &salvage);

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_case;   ///< of 60 notes, three answers, a verdict, a mark and two pieces of evidence
    QByteArray m_logged; ///< the same case before its log was folded in
    QByteArray m_log;    ///< that log
    CaseState m_state;
    int m_salvages = 0;
};

namespace {

constexpr int notes = 60;
constexpr qsizetype pageSize = 4096;

QByteArray contentOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("unreadable");
}

void setContent(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(bytes), bytes.size());
}

QByteArray overwritten(QByteArray bytes, qsizetype from, qsizetype length)
{
    for (qsizetype i = from; i < std::min(from + length, bytes.size()); ++i)
        bytes[i] = static_cast<char>(0x5a);
    return bytes;
}

void act(CaseFile &file)
{
    CaseEditor editor(file);
    const QString alert = QStringLiteral("alert");
    for (const char *name : {"a.cap", "b.cap"}) {
        const QString text = QLatin1String(name);
        const auto id = file.registerEvidence({QStringLiteral("/e/") + text, text, 10, 5, {}, QStringLiteral("pcap")});
        file.setEvidenceHash(id, QByteArray(32, name[0]));
    }
    for (const char *key : {"who", "when", "why"})
        QVERIFY(editor.setAnswer(step(alert, QLatin1String(key)), Answer::Suspicious));
    QVERIFY(editor.setVerdict(alert, Verdict::TruePositive, QStringLiteral("seen")));
    QVERIFY(editor.setMark({EvidenceId(1), 7}, QStringLiteral("here")));
    for (int i = 0; i < notes; ++i) // the last is longer than a page
        QVERIFY(editor.addNote(alert, QString(i + 1 == notes ? 9000 : 100 + 40 * i, QChar(u'a' + i % 26))));
    file.setWorkspace(QStringLiteral("layout"), QByteArray(300, '\x01'));
    QVERIFY(file.flush());
}

} // namespace

void TstCaseSalvage::initTestCase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    {
        const auto file = valueOr(CaseFile::create(path, QStringLiteral("Case"), steadyOptions()));
        act(*file);
        m_logged = contentOf(path);
        m_log = contentOf(path + QStringLiteral("-wal"));
        m_state = file->state();
    }
    m_case = contentOf(path);
    QVERIFY(m_case.size() > 20 * pageSize);
    QVERIFY(m_log.size() > 20 * pageSize);
    QCOMPARE(m_state.notes.size(), std::size_t(notes));
}

void TstCaseSalvage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

Result<CaseSalvage> TstCaseSalvage::salvage(const QByteArray &bytes, const QByteArray &log)
{
    setContent(path("d.wirecase"), bytes);
    if (!log.isNull())
        setContent(path("d.wirecase-wal"), log);
    JobState job;
    auto read = readDamagedCase(path("d.wirecase"), job, steadyOptions());
    if (contentOf(path("d.wirecase")) != bytes || (!log.isNull() && contentOf(path("d.wirecase-wal")) != log))
        QTest::qFail("the damaged file was written to", __FILE__, __LINE__);
    return read;
}

std::unique_ptr<CaseFile> TstCaseSalvage::opened(const CaseSalvage &salvage)
{
    const QString to = m_folder->filePath(QStringLiteral("s%1.wirecase").arg(++m_salvages));
    if (const Status written = writeSalvaged(salvage, to); !written)
        QTest::qFail(qPrintable(written.error().text()), __FILE__, __LINE__);
    return valueOr(CaseFile::open(to, CaseMode::ReadWrite, steadyOptions()));
}

void TstCaseSalvage::whole_givesTheSameCase()
{
    const auto read = salvage(m_case);
    QVERIFY(read);
    QVERIFY2(read->isWhole(), qPrintable(read->summary().join(u'\n')));
    const auto file = opened(*read);
    QVERIFY(file);
    const CaseState &state = file->state();
    QCOMPARE(state.head, m_state.head);
    QCOMPARE(state.notes, m_state.notes);
    QCOMPARE(state.answers, m_state.answers);
    QCOMPARE(state.verdicts, m_state.verdicts);
    QCOMPARE(state.marks, m_state.marks);
    QCOMPARE(state.evidence, m_state.evidence);
    QCOMPARE(state.workspaceValue(QStringLiteral("layout")), m_state.workspaceValue(QStringLiteral("layout")));
    QCOMPARE(state.journal.size(), m_state.journal.size() + 1);
    QCOMPARE(state.journal.back().act.kind, ActKind::SalvageCase);
    QVERIFY(file->verifyJournal().intact);
    CaseEditor editor(*file);
    QVERIFY(editor.stack().canUndo());
    editor.stack().undo();
    QCOMPARE(state.notes.size(), std::size_t(notes - 1));
}

void TstCaseSalvage::whole_logThatWasNotFoldedInIsRead()
{
    const auto read = salvage(m_logged, m_log);
    QVERIFY(read);
    QVERIFY2(read->isWhole(), qPrintable(read->summary().join(u'\n')));
    QCOMPARE(read->entries, m_state.journal.size());
    QCOMPARE(opened(*read)->state().notes, m_state.notes);
}

void TstCaseSalvage::damage_keepsTheRest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("leastNotes");
    QTest::newRow("the magic") << overwritten(m_case, 0, 16) << notes;
    QTest::newRow("the header") << overwritten(m_case, 0, 100) << notes;
    QTest::newRow("the page of the schema") << overwritten(m_case, 0, pageSize) << notes;
    QTest::newRow("cut to three quarters") << m_case.left(m_case.size() * 3 / 4) << notes / 2;
    QTest::newRow("cut within a page") << m_case.left(m_case.size() / 2 + 1000) << notes / 3;
    QTest::newRow("a block lost in the middle") << overwritten(m_case, m_case.size() / 2, 3 * pageSize) << notes / 2;
}

void TstCaseSalvage::damage_keepsTheRest()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, leastNotes);
    const auto read = salvage(bytes);
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    const auto file = opened(*read);
    QVERIFY(file);
    QVERIFY2(static_cast<int>(file->state().notes.size()) >= leastNotes, qPrintable(read->summary().join(u'\n')));
    for (const CaseNote &note : file->state().notes)
        QVERIFY(std::ranges::find(m_state.notes, note) != m_state.notes.end());
    // The case goes on: an act is journalled and stored.
    CaseEditor editor(*file);
    QVERIFY(editor.addNote(QStringLiteral("alert"), QStringLiteral("after")));
    QVERIFY(file->flush());
}

void TstCaseSalvage::damage_anyPageLosesNoMoreThanItsRows()
{
    // A note is stored twice, in its own row and in the journal: losing any one page loses none.
    for (qsizetype at = 0; at < m_case.size(); at += pageSize) {
        const auto read = salvage(overwritten(m_case, at, pageSize));
        QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
        const auto file = opened(*read);
        QVERIFY(file);
        QCOMPARE(file->state().head, m_state.head);
        QCOMPARE(file->state().notes, m_state.notes);
        QCOMPARE(file->state().answers, m_state.answers);
        const JournalCheck check = file->verifyJournal();
        if (read->missing.empty())
            QVERIFY2(check.intact, qPrintable(check.message));
        else
            QCOMPARE(check.brokenAt, read->missing.front().first);
    }
}

void TstCaseSalvage::damage_anyBytesEndInACaseOrAnError()
{
    std::mt19937 random(20210617);
    int cases = 0;
    for (int round = 0; round < 48; ++round) {
        QByteArray bytes = m_case;
        for (int flips = 1 << (round % 12); flips > 0; --flips)
            bytes[static_cast<qsizetype>(random() % static_cast<quint32>(bytes.size()))] = static_cast<char>(random());
        const auto read = salvage(bytes);
        if (read) {
            QVERIFY(opened(*read));
            ++cases;
        }
    }
    QVERIFY(cases > 24);
}

void TstCaseSalvage::damage_logIsReadAsFarAsItIsWhole()
{
    const auto read = salvage(m_logged, overwritten(m_log, m_log.size() / 2, 200));
    QVERIFY(read);
    const auto file = opened(*read);
    QVERIFY(file);
    QVERIFY(file->state().notes.size() > std::size_t(notes / 3));
}

void TstCaseSalvage::nothing_isSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray(10'000, 'x');
    QTest::newRow("zeros") << QByteArray(10'000, '\0');
    QTest::newRow("a header alone") << m_case.left(100);
}

void TstCaseSalvage::nothing_isSaid()
{
    QFETCH(QByteArray, bytes);
    const auto read = salvage(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Format);
    QCOMPARE(read.error().file, path("d.wirecase"));
}

void TstCaseSalvage::record_thatIsNoJsonCostsOnlyItself()
{
    QByteArray bytes = m_case;
    const qsizetype at = bytes.indexOf("{\"alert\":\"alert\",\"reason\"");
    const qsizetype verdict =
        at >= 0 ? at : bytes.indexOf("{\"alert\":\"alert\",\"author\":\"a.analyst\",\"changed_ns\"");
    QVERIFY(verdict > 0);
    bytes[verdict] = '?';
    setContent(path("d.wirecase"), bytes);
    QVERIFY(!CaseFile::open(path("d.wirecase")));
    const auto read = salvage(bytes);
    QVERIFY(read);
    QVERIFY(!read->isWhole());
    const auto file = opened(*read);
    QCOMPARE(file->state().notes, m_state.notes);
    QCOMPARE(file->state().verdicts, m_state.verdicts); // the journal tells it
    QCOMPARE(file->state().answers, m_state.answers);
}

void TstCaseSalvage::head_thatIsLostIsMadeAnew()
{
    QByteArray bytes = m_case;
    bytes.replace(QByteArray("\"salt\":\""), QByteArray("\"salt\";\""));
    const auto read = salvage(bytes);
    QVERIFY(read);
    QVERIFY(read->headIsNew);
    const auto file = opened(*read);
    QVERIFY(file);
    QCOMPARE(file->state().head.salt.size(), 32);
    QCOMPARE(file->state().notes, m_state.notes);
}

void TstCaseSalvage::tables_thatAreLostAreSaid()
{
    // One letter in the list of tables: every page can be read, but not which of them belong together.
    QByteArray bytes = m_case;
    const qsizetype name = bytes.indexOf("journaljournal");
    QVERIFY(name > 0 && name < pageSize);
    bytes[name] = 'x';
    const auto read = salvage(bytes);
    QVERIFY(read);
    QVERIFY(read->tablesAreLost);
    QVERIFY(!read->isWhole());
    QCOMPARE(read->damaged, 0U);
    QCOMPARE(read->entries, m_state.journal.size());
}

void TstCaseSalvage::open_elsewhereIsRefused()
{
    setContent(path("d.wirecase"), m_case);
    const auto file = valueOr(CaseFile::open(path("d.wirecase")));
    QVERIFY(file);
    JobState job;
    const auto read = readDamagedCase(path("d.wirecase"), job);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Io);
}

void TstCaseSalvage::name_isNumberedWhenTaken()
{
    const QString first = salvagedPath(path("d.wirecase"));
    QCOMPARE(first, path("d.salvaged.wirecase"));
    setContent(first, "precious");
    QCOMPARE(salvagedPath(path("d.wirecase")), path("d.salvaged-2.wirecase"));
    const auto read = salvage(m_case);
    QVERIFY(read);
    QVERIFY(!writeSalvaged(*read, first));
    QCOMPARE(contentOf(first), QByteArray("precious"));
}

QTEST_GUILESS_MAIN(TstCaseSalvage)
#include "tst_casesalvage.moc"
