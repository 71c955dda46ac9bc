#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace wirecase;

/// Kills a program that acts on a case, 200 times at random moments, and looks at what is left: the case opens, its
/// journal holds, every act that was called saved is in it, and the acts can be undone.
class TstKill : public QObject
{
    Q_OBJECT

private slots:
    void savedActs_surviveKilling();
};

namespace {

constexpr int kills = 200;
constexpr int killsPerCase = 10;   // later kills find a case that others were killed in
constexpr int longestStartMs = 80; // each fourth life ends within this after its start: while it creates or opens
constexpr int longestLifeMs = 120; // the others end within this after they began to act

/// What one life of the subject said before it ended.
struct Life
{
    std::map<quint64, QByteArray> acts; ///< hash of each entry
    quint64 saved = 0;
};

Life readLife(const QByteArray &output)
{
    Life life;
    for (const QByteArray &line : output.split('\n')) {
        const auto words = line.split(' ');
        if (words.size() == 3 && words.at(0) == "act" && words.at(2).size() == 64)
            life.acts[words.at(1).toULongLong()] = words.at(2);
        else if (words.size() == 2 && words.at(0) == "saved")
            life.saved = words.at(1).toULongLong();
    }
    return life;
}

// The first line is left in the buffer, with all that follow.
bool waitUntilReady(QProcess &subject)
{
    while (!subject.peek(64).contains("ready")) {
        if (!subject.waitForReadyRead(10'000))
            return false;
    }
    return true;
}

} // namespace

void TstKill::savedActs_surviveKilling()
{
    std::mt19937 random(20210617); // fixed: a failure can be tried again
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    quint64 savedInAll = 0;
    int livesThatSaved = 0;
    for (int kill = 0; kill < kills; ++kill) {
        const QString path = folder.filePath(QStringLiteral("%1.wirecase").arg(kill / killsPerCase));
        QProcess subject;
        subject.start(QStringLiteral(KILLSUBJECT), {path, QString::number(random())});
        QVERIFY(subject.waitForStarted());
        int lifeMs = static_cast<int>(random() % longestStartMs);
        if (kill % 4 != 0) {
            QVERIFY2(waitUntilReady(subject), subject.readAllStandardError().constData());
            lifeMs = static_cast<int>(random() % longestLifeMs);
        }
        QVERIFY2(!subject.waitForFinished(lifeMs), subject.readAllStandardError().constData());
        subject.kill();
        QVERIFY(subject.waitForFinished());
        QCOMPARE(subject.exitStatus(), QProcess::CrashExit);
        const Life life = readLife(subject.readAllStandardOutput());
        if (!QFile::exists(path)) { // killed before the case took its name: nothing can have been called saved
            QCOMPARE(life.saved, 0U);
            continue;
        }
        const auto opened = CaseFile::open(path);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
        const CaseFile &file = **opened;
        const JournalCheck check = file.verifyJournal();
        QVERIFY2(check.intact, qPrintable(check.message));
        QVERIFY2(file.savedSequence() >= life.saved,
                 qPrintable(QStringLiteral("kill %1: %2 was called saved, %3 is there")
                                .arg(kill)
                                .arg(life.saved)
                                .arg(file.savedSequence())));
        CaseEditor editor(**opened); // what was done before the kill can be undone after it
        const bool acted = std::ranges::any_of(file.state().journal,
                                               [](const JournalEntry &entry) { return isUndoable(entry.act.kind); });
        QCOMPARE(editor.stack().count() > 0, acted);
        for (const auto &[sequence, hash] : life.acts) {
            if (sequence <= life.saved)
                QCOMPARE(file.state().journal.at(sequence - 1).hash, hash);
        }
        savedInAll += life.saved > 0 ? life.acts.size() : 0;
        livesThatSaved += life.saved > 0 ? 1 : 0;
    }
    // The moments were chosen well when many lives got as far as saving.
    QVERIFY2(livesThatSaved >= kills / 2, qPrintable(QString::number(livesThatSaved)));
    qInfo("%d kills, %d after acts were saved, %llu acts", kills, livesThatSaved, savedInAll);
}

QTEST_GUILESS_MAIN(TstKill)
#include "tst_kill.moc"
