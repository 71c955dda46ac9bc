#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace {

const QString sample = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");
constexpr int kills = 40;

} // namespace

/// A case that was killed while its evidence was imported opens, and can be gone on with.
class TestKillImport : public QObject
{
    Q_OBJECT

private slots:
    void killedDuringImport_everyCaseOpens();
};

void TestKillImport::killedDuringImport_everyCaseOpens()
{
    QTemporaryDir folder;
    QElapsedTimer clock;
    clock.start();
    QProcess whole;
    whole.start(QStringLiteral(WIRECASE_CLI), {QStringLiteral("triage"), sample, QStringLiteral("--case"),
                                               folder.filePath(QStringLiteral("whole.wirecase"))});
    QVERIFY(whole.waitForFinished(60'000));
    const int longest = static_cast<int>(clock.elapsed()) + 1;
    QRandomGenerator random(20260318);
    int interrupted = 0;
    for (int i = 0; i < kills; ++i) {
        const QString path = folder.filePath(QStringLiteral("%1.wirecase").arg(i));
        QProcess triage;
        triage.start(QStringLiteral(WIRECASE_CLI), {QStringLiteral("triage"), sample, QStringLiteral("--case"), path});
        QVERIFY(triage.waitForStarted());
        if (!triage.waitForFinished(random.bounded(longest))) {
            ::kill(static_cast<pid_t>(triage.processId()), SIGKILL);
            ++interrupted;
            QVERIFY(triage.waitForFinished(30'000));
        }
        // Before its first moment on disk there is no case at all, never half of one.
        if (!QFile::exists(path))
            continue;
        QProcess report;
        report.start(QStringLiteral(WIRECASE_CLI),
                     {QStringLiteral("report"), path, QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY(report.waitForFinished(30'000));
        QVERIFY2(report.exitCode() == 0, report.readAllStandardError().constData());
    }
    QVERIFY2(interrupted > kills / 4, qPrintable(QString::number(interrupted)));

    const QString last = folder.filePath(QStringLiteral("%1.wirecase").arg(kills - 1));
    QProcess again;
    again.start(QStringLiteral(WIRECASE_CLI), {QStringLiteral("triage"), sample, QStringLiteral("--case"), last});
    QVERIFY(again.waitForFinished(60'000));
    QCOMPARE(again.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestKillImport)
#include "tst_killimport.moc"
