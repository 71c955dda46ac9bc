#include "models/casefile/journal.h"

#include <QCryptographicHash>
#include <QTest>

using namespace wirecase;

class TstJournal : public QObject
{
    Q_OBJECT

private slots:
    void act_keysAreUniqueAndReadBack();
    void entry_readsBackAsWritten();
    void hash_canBeRecomputedWithSha256Alone();
    void verify_intactJournal();
    void verify_emptyJournal();
    void verify_findsTampering_data();
    void verify_findsTampering();
};

namespace {

Act answerAct(const QString &answer)
{
    return {ActKind::SetAnswer,
            ActWay::Done,
            QStringLiteral("answer"),
            QStringLiteral("a\u001fs"),
            {},
            {{QStringLiteral("answer"), answer}, {QStringLiteral("alert"), QStringLiteral("a")}}};
}

std::vector<JournalEntry> journalOf(int count)
{
    std::vector<JournalEntry> journal;
    for (int i = 0; i < count; ++i)
        journal.push_back(
            nextEntry(journal, answerAct(QString::number(i)), QStringLiteral("Zoe \u00c4"), 1'000'000'007LL + i));
    return journal;
}

using Tampering = void (*)(std::vector<JournalEntry> &);

} // namespace

Q_DECLARE_METATYPE(Tampering)

void TstJournal::act_keysAreUniqueAndReadBack()
{
    for (int i = 0; i <= static_cast<int>(ActKind::ExportReport); ++i) {
        const auto kind = static_cast<ActKind>(i);
        QCOMPARE(actOfKey(actKey(kind)), std::optional(kind));
        QVERIFY(!actText(kind).isEmpty());
        QVERIFY(!isTyping(kind) || isUndoable(kind));
    }
    QVERIFY(!actOfKey(QStringLiteral("unknown")));
}

void TstJournal::entry_readsBackAsWritten()
{
    Act act = answerAct(QStringLiteral("b\n\u202e\"<x>"));
    act.way = ActWay::Redone;
    act.continues = true;
    act.before = {{QStringLiteral("n"), 1'234'567'890'123'456'789LL}};
    const JournalEntry entry = nextEntry({}, act, QStringLiteral("me"), 1'623'920'651'118'042'001LL);
    JournalEntry read{entry.sequence, noTime, {}, {}, entry.text, entry.hash};
    QVERIFY(readEntryText(read));
    QCOMPARE(read.timeNs, entry.timeNs);
    QCOMPARE(read.author, entry.author);
    QVERIFY(read.act == act);
}

void TstJournal::hash_canBeRecomputedWithSha256Alone()
{
    const auto journal = journalOf(2);
    const QByteArray second = journal.at(0).hash + '\n' + journal.at(1).text;
    QCOMPARE(journal.at(1).hash, QCryptographicHash::hash(second, QCryptographicHash::Sha256).toHex());
    const QByteArray first = QByteArray(64, '0') + '\n' + journal.at(0).text;
    QCOMPARE(journal.at(0).hash, QCryptographicHash::hash(first, QCryptographicHash::Sha256).toHex());
}

void TstJournal::verify_intactJournal()
{
    const auto journal = journalOf(20);
    const JournalCheck check = verifyJournal(journal);
    QVERIFY(check.intact);
    QCOMPARE(check.entries, 20U);
    QCOMPARE(check.brokenAt, 0U);
    QCOMPARE(check.lastHash, journal.back().hash);
}

void TstJournal::verify_emptyJournal()
{
    QVERIFY(verifyJournal({}).intact);
}

void TstJournal::verify_findsTampering_data()
{
    QTest::addColumn<Tampering>("tamper");
    QTest::addColumn<quint64>("brokenAt");
    QTest::newRow("a text is changed") << Tampering([](auto &journal) { journal.at(4).text.replace("\"4\"", "\"5\""); })
                                       << quint64(5);
    QTest::newRow("an entry is removed") << Tampering([](auto &journal) { journal.erase(journal.begin() + 3); })
                                         << quint64(4);
    QTest::newRow("the first is removed")
        << Tampering([](auto &journal) { journal.erase(journal.begin()); }) << quint64(1);
    QTest::newRow("two are swapped") << Tampering([](auto &journal) { std::swap(journal.at(1), journal.at(2)); })
                                     << quint64(2);
    QTest::newRow("text and hash are changed together") << Tampering([](auto &journal) {
        journal.at(4).text.replace("\"4\"", "\"5\"");
        journal.at(4).hash = journalHash(journal.at(3).hash, journal.at(4).text);
        QVERIFY(readEntryText(journal.at(4)));
    }) << quint64(6);
    QTest::newRow("what is shown differs from what was hashed")
        << Tampering([](auto &journal) { journal.at(4).act.subject = QStringLiteral("other"); }) << quint64(5);
    QTest::newRow("an entry is no JSON") << Tampering([](auto &journal) { journal.at(0).text = "nonsense"; })
                                         << quint64(1);
}

void TstJournal::verify_findsTampering()
{
    QFETCH(Tampering, tamper);
    QFETCH(quint64, brokenAt);
    auto journal = journalOf(8);
    tamper(journal);
    const JournalCheck check = verifyJournal(journal);
    QVERIFY(!check.intact);
    QCOMPARE(check.brokenAt, brokenAt);
    QVERIFY(!check.message.isEmpty());
}

QTEST_GUILESS_MAIN(TstJournal)
#include "tst_journal.moc"
