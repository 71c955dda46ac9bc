#include "clirun.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/file.h>
#include <unistd.h>

using namespace wirecase;

/// Cases by the command line: reports of them, damaged ones, those in use.
class TestCliCase : public QObject
{
    Q_OBJECT

private slots:
    void report_ofACaseEqualsThatOfTriage();
    void report_saysWhatChangedSince();
    void rules_stayWithTheCase();
    void report_formatWinsOverTheName();
    void case_damagedIsSaidAndSalvaged();
    void case_inUseIsReadButNotWritten();
    void case_thatCannotBeOpenedGivesThree_data();
    void case_thatCannotBeOpenedGivesThree();
};

void TestCliCase::report_ofACaseEqualsThatOfTriage()
{
    QTemporaryDir folder;
    const QString casePath = folder.filePath(QStringLiteral("a.wirecase"));
    QStringList arguments{QStringLiteral("triage"), sample, QStringLiteral("--case"), casePath};
    for (const char *format : {"html", "md", "json"})
        arguments << QStringLiteral("--report") << folder.filePath(QStringLiteral("r.%1").arg(QLatin1String(format)));
    QCOMPARE(run(arguments).exitCode, 0);
    for (const char *format : {"html", "md", "json"}) {
        const Outcome outcome =
            run({QStringLiteral("report"), casePath, QStringLiteral("--format"), QLatin1String(format)});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out, bytesOf(folder.filePath(QStringLiteral("r.%1").arg(QLatin1String(format)))));
    }
}

void TestCliCase::report_saysWhatChangedSince()
{
    const QTemporaryDir folder;
    const QString evidence = folder.filePath(QStringLiteral("evidence"));
    QVERIFY(QDir().mkpath(evidence));
    QDirIterator files(sample + QStringLiteral("/event-hub"), QDir::Files);
    while (files.hasNext()) {
        files.next();
        QVERIFY(QFile::copy(files.filePath(), evidence + u'/' + files.fileName()));
    }
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    QCOMPARE(run({QStringLiteral("triage"), evidence, QStringLiteral("--case"), path}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("report"), path}).exitCode, 0);
    const QString changed = evidence + QStringLiteral("/insights-activity-logs-0000.json");
    const QByteArray bytes = bytesOf(changed);
    QVERIFY(QFile::setPermissions(changed, QFile::ReadOwner | QFile::WriteOwner));
    write(changed, QByteArray(bytes).replace("Succeeded", "Succeedet"));
    QFile file(changed);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
    file.close();
    QVERIFY(QFile::remove(evidence + QStringLiteral("/insights-activity-logs-0001.json")));
    const Outcome outcome = run({QStringLiteral("report"), path});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.out.size() > 10'000);
    QVERIFY2(outcome.err.contains("insights-activity-logs-0000.json"), outcome.err);
    QVERIFY2(outcome.err.contains("insights-activity-logs-0001.json"), outcome.err);
    QVERIFY2(!outcome.err.contains("insights-activity-logs-0002.json"), outcome.err);
}

void TestCliCase::rules_stayWithTheCase()
{
    const QTemporaryDir folder;
    const QString rule = folder.filePath(QStringLiteral("mine.toml"));
    QFile file(rule);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[rule]\nname = \"Any start\"\nrule_id = \"mine\"\ntype = \"query\"\nlanguage = \"kuery\"\n"
               "severity = \"low\"\nrisk_score = 21\ndescription = \"d\"\n"
               "query = \"event.action : *PACKETCAPTURES*\"\n");
    file.close();
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    const auto alertsOfMine = [&](const QStringList &more) {
        const Outcome done =
            run(QStringList{QStringLiteral("triage"), sample, QStringLiteral("--case"), path, QStringLiteral("--json")}
                + more);
        const auto alerts = lines(done.out);
        return std::count_if(alerts.begin(), alerts.end(), [](const QJsonObject &alert) {
            return alert.value(QStringLiteral("kibana.alert.rule.rule_id")) == QLatin1String("mine");
        });
    };
    const auto first = alertsOfMine({QStringLiteral("--rules"), rule});
    QVERIFY(first > 0);
    QCOMPARE(alertsOfMine({}), first);
    // What the case has and the disk has not is said.
    QVERIFY(QFile::remove(rule));
    const Outcome again = run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path});
    QVERIFY2(again.err.contains(rule.toUtf8()), again.err.constData());
}

void TestCliCase::report_formatWinsOverTheName()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    const QString out = folder.filePath(QStringLiteral("report.out"));
    QCOMPARE(run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path}).exitCode, 0);
    const QStringList toFile{QStringLiteral("report"), path, QStringLiteral("--output"), out};
    QCOMPARE(run(toFile).exitCode, 3);
    QVERIFY(!QFile::exists(out));
    QCOMPARE(run(toFile + QStringList{QStringLiteral("--format"), QStringLiteral("md")}).exitCode, 0);
    QVERIFY(bytesOf(out).contains("\n## "));
}

void TestCliCase::case_damagedIsSaidAndSalvaged()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    QCOMPARE(run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path}).exitCode, 0);
    const QByteArray report = run({QStringLiteral("report"), path}).out;
    QByteArray bytes = bytesOf(path);
    write(path, bytes.replace(0, 4096, QByteArray(4096, '\x5a')));

    for (const QStringList &command : {QStringList{QStringLiteral("report"), path},
                                       QStringList{QStringLiteral("triage"), sample, QStringLiteral("--case"), path}}) {
        const Outcome refused = run(command);
        QCOMPARE(refused.exitCode, 3);
        QVERIFY(refused.out.isEmpty());
        QVERIFY2(refused.err.contains(path.toUtf8()) && refused.err.contains("salvage"), refused.err.constData());
    }
    const Outcome salvaged = run({QStringLiteral("salvage"), path});
    QCOMPARE(salvaged.exitCode, 1);
    QVERIFY2(salvaged.err.contains("Page 1 is damaged"), salvaged.err.constData());
    const QString to = QString::fromUtf8(salvaged.out.trimmed());
    QCOMPARE(to, folder.filePath(QStringLiteral("a.salvaged.wirecase")));
    QCOMPARE(bytesOf(path), bytes);
    QCOMPARE(run({QStringLiteral("report"), to}).exitCode, 0);
    QVERIFY(!report.isEmpty());
    QCOMPARE(run({QStringLiteral("salvage"), to}).exitCode, 0);
}

void TestCliCase::case_inUseIsReadButNotWritten()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    QCOMPARE(run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path}).exitCode, 0);
    QFile held(path);
    QVERIFY(held.open(QIODevice::ReadOnly));
    QCOMPARE(::flock(held.handle(), LOCK_EX | LOCK_NB), 0);
    const Outcome refused = run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("open in another"), refused.err.constData());
    QCOMPARE(run({QStringLiteral("report"), path}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("salvage"), path}).exitCode, 3);
    held.close(); // as killing the other program would
    QCOMPARE(run({QStringLiteral("triage"), sample, QStringLiteral("--case"), path}).exitCode, 0);
}

void TestCliCase::case_thatCannotBeOpenedGivesThree_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray("hello\n");
    QTest::newRow("a header alone") << QByteArray("SQLite format 3\0", 16) + QByteArray(200, '\0');
}

void TestCliCase::case_thatCannotBeOpenedGivesThree()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    write(path, bytes);
    for (const QStringList &command :
         {QStringList{QStringLiteral("report"), path}, QStringList{QStringLiteral("salvage"), path},
          QStringList{QStringLiteral("triage"), sample, QStringLiteral("--case"), path}}) {
        const Outcome outcome = run(command);
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(outcome.err.contains(path.toUtf8()), outcome.err.constData());
    }
    QCOMPARE(bytesOf(path), bytes);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

QTEST_GUILESS_MAIN(TestCliCase)
#include "tst_clicase.moc"
