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

#include <algorithm>
#include <csignal>
#include <sys/file.h>
#include <unistd.h>

using namespace wirecase;

namespace {

QJsonObject truth()
{
    return QJsonDocument::fromJson(bytesOf(QStringLiteral(WIRECASE_SOURCE_DIR "/tests/lab/truth.json"))).object();
}

/// A line of an export of rules: a query rule named r-1.
QByteArray rulesOf(const QByteArray &query)
{
    return "{\"rule_id\":\"r-1\",\"name\":\"Rule\",\"type\":\"query\",\"language\":\"kuery\",\"severity\":\"low\","
           "\"risk_score\":21,\"query\":\""
           + query + "\"}\n";
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void usage_isToldByExitCode_data();
    void usage_isToldByExitCode();
    void captureInfo_equalsTheTruth();
    void captureConversations_countsEqualTheTruth();
    void flowsRaw_countsEqualTheTruth();
    void events_areEcsDocuments();
    void rulesCheck_saysWhatRuns();
    void rulesRun_modesAndNearMisses();
    void rulesRun_exceptionsAreAppliedAndBackTested();
    void rulesRun_scheduleSaysWhatIsMissed();
    void packets_filterAndBpfAgree();
    void damagedCapture_givesPacketsAndExitCodeOne();
    void triage_findsThePlantedAlerts();
    void triage_reportIsTheSameInAnyZoneAndLocale();
    void reading_saysThatThereIsNothingToRead();
    void triage_saysWhatIsNotRead();
    void folder_withoutPermissionIsSaid();
    void names_cannotSteerTheTerminal();
    void output_neverHoldsASecret();
    void interrupt_endsWith130();
};

void TestCli::usage_isToldByExitCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, const QString &words, int code) {
        QTest::newRow(name) << words.split(u' ', Qt::SkipEmptyParts) << code;
    };
    row("nothing", QString(), 2);
    row("help", QStringLiteral("--help"), 0);
    row("no such command", QStringLiteral("frobnicate"), 2);
    row("no file", QStringLiteral("capture info"), 2);
    row("no such option", QStringLiteral("flows --nonsense x"), 2);
    row("syntax error in the filter", QStringLiteral("flows --filter a:(b x"), 2);
    row("no such file", QStringLiteral("capture info /nowhere/a.cap"), 3);
    row("no evidence", QStringLiteral("triage /proc/self/status"), 3);
    row("no case", QStringLiteral("report /nowhere/a.wirecase"), 3);
    row("rules without a file", QStringLiteral("rules check"), 2);
    row("no such rules", QStringLiteral("rules check /nowhere/a.toml"), 3);
    row("rules without evidence", QStringLiteral("rules run --rules /nowhere/a.toml"), 2);
    row("no such mode", QStringLiteral("rules run --mode bold --rules a b"), 2);
    row("nothing to salvage", QStringLiteral("salvage /nowhere/a.wirecase"), 3);
    row("salvage without a case", QStringLiteral("salvage"), 2);
}

void TestCli::usage_isToldByExitCode()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    if (exitCode != 0)
        QVERIFY(!outcome.err.isEmpty() || arguments.isEmpty());
}

void TestCli::captureInfo_equalsTheTruth()
{
    for (const QJsonValue &capture : truth().value(QStringLiteral("captures")).toArray()) {
        const Outcome outcome = run({QStringLiteral("capture"), QStringLiteral("info"), QStringLiteral("--json"),
                                     sample + u'/' + capture[QStringLiteral("file")].toString()});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject info = lines(outcome.out).value(0);
        QCOMPARE(info.value(QStringLiteral("format")), capture[QStringLiteral("format")]);
        QCOMPARE(info.value(QStringLiteral("packets")), capture[QStringLiteral("packets")]);
        QCOMPARE(info.value(QStringLiteral("bytes")), capture[QStringLiteral("bytes")]);
        QCOMPARE(info.value(QStringLiteral("conversations.tcp")), capture[QStringLiteral("tcp_conversations")]);
        QCOMPARE(info.value(QStringLiteral("conversations.udp")), capture[QStringLiteral("udp_conversations")]);
    }
}

void TestCli::captureConversations_countsEqualTheTruth()
{
    const QJsonValue capture = truth().value(QStringLiteral("captures")).toArray().first();
    const Outcome outcome = run({QStringLiteral("capture"), QStringLiteral("conversations"), QStringLiteral("--json"),
                                 sample + u'/' + capture[QStringLiteral("file")].toString()});
    int tcp = 0;
    for (const QJsonObject &talk : lines(outcome.out))
        tcp += talk.value(QStringLiteral("network.transport")) == QStringLiteral("tcp") ? 1 : 0;
    QCOMPARE(tcp, capture[QStringLiteral("tcp_conversations")].toInt());
}

void TestCli::flowsRaw_countsEqualTheTruth()
{
    int expected = 0;
    for (const QJsonValue &log : truth().value(QStringLiteral("flow_logs")).toArray())
        expected += log[QStringLiteral("tuples")].toInt();
    const Outcome outcome = run({QStringLiteral("flows"), QStringLiteral("--raw"), sample});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(lines(outcome.out).size(), qsizetype{expected});
    const auto isFtp = [](const QJsonObject &tuple) { return tuple[QStringLiteral("destination.port")].toInt() == 21; };
    const auto all = lines(outcome.out);
    const auto filtered = lines(run({QStringLiteral("flows"), QStringLiteral("--raw"), QStringLiteral("--filter"),
                                     QStringLiteral("destination.port : 21"), sample})
                                    .out);
    QVERIFY(!filtered.isEmpty());
    QCOMPARE(filtered.size(), std::count_if(all.begin(), all.end(), isFtp));
    QVERIFY(std::all_of(filtered.begin(), filtered.end(), isFtp));
}

void TestCli::events_areEcsDocuments()
{
    const Outcome outcome =
        run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--filter"),
             QStringLiteral("azure.activitylogs.operation_name : *PACKETCAPTURES/WRITE and event.outcome : success"),
             sample});
    QCOMPARE(outcome.exitCode, 0);
    int upperCase = 0;
    for (const QJsonValue &alert : truth().value(QStringLiteral("alerts")).toArray())
        upperCase += alert[QStringLiteral("upper_case_success_exists")].toBool() ? 1 : 0;
    QCOMPARE(lines(outcome.out).size(), qsizetype{upperCase});
}

void TestCli::rulesCheck_saysWhatRuns()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rules.ndjson"));
    write(path, rulesOf("event.outcome:success") + "{\"rule_id\":\"broken\"}\n"
                    + rulesOf("any where true").replace("kuery", "eql").replace("\"query\",\"lan", "\"eql\",\"lan"));
    const Outcome outcome = run({QStringLiteral("rules"), QStringLiteral("check"), QStringLiteral("--json"), path});
    QCOMPARE(outcome.exitCode, 1); // of the broken line
    QVERIFY(outcome.err.contains("rules.ndjson") && outcome.err.contains("2"));
    const QList<QJsonObject> rules = lines(outcome.out);
    QCOMPARE(rules.size(), qsizetype{2});
    QVERIFY(rules[0].value(QStringLiteral("supported")).toBool());
    QVERIFY(!rules[1].value(QStringLiteral("supported")).toBool());
    QVERIFY(rules[1].value(QStringLiteral("reason")).toString().contains(QStringLiteral("EQL")));
}

void TestCli::rulesRun_modesAndNearMisses()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rules.ndjson"));
    write(path, rulesOf("azure.activitylogs.operation_name:*PACKETCAPTURES/WRITE and event.outcome:success"));
    const auto alerts = [&path](const char *mode, const QStringList &more = {}) {
        return lines(run(QStringList{QStringLiteral("rules"), QStringLiteral("run"), QStringLiteral("--json"),
                                     QStringLiteral("--rules"), path, QStringLiteral("--mode"),
                                     QString::fromLatin1(mode), sample}
                         + more)
                         .out);
    };
    const QList<QJsonObject> faithful = alerts("faithful");
    const QList<QJsonObject> normalised = alerts("normalised");
    QVERIFY(!faithful.isEmpty());
    QVERIFY(normalised.size() > faithful.size());
    qsizetype missed = 0;
    for (const QJsonObject &alert : normalised) {
        QCOMPARE(alert.value(QStringLiteral("kibana.alert.rule.rule_id")).toString(), QStringLiteral("r-1"));
        missed += alert.value(QStringLiteral("wirecase.near_miss")).toString().isEmpty() ? 0 : 1;
    }
    QCOMPARE(normalised.size() - missed, faithful.size());
    QVERIFY(alerts("faithful", {QStringLiteral("--near-misses")}).size() > faithful.size());
}

void TestCli::rulesRun_exceptionsAreAppliedAndBackTested()
{
    const QTemporaryDir folder;
    const QString rules = folder.filePath(QStringLiteral("rules.ndjson"));
    const QString exception = folder.filePath(QStringLiteral("exception.json"));
    write(rules, rulesOf("azure.activitylogs.operation_name:*PACKETCAPTURES/WRITE and event.outcome:success"));
    write(exception, "{\"item_id\":\"i\",\"list_id\":\"l\",\"name\":\"All of them\",\"entries\":[{\"type\":\"exists\","
                     "\"field\":\"event.action\",\"operator\":\"included\"}]}");
    const Outcome outcome = run({QStringLiteral("rules"), QStringLiteral("run"), QStringLiteral("--json"),
                                 QStringLiteral("--rules"), rules, QStringLiteral("--exceptions"), exception, sample});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(lines(outcome.out).isEmpty());
    QVERIFY2(outcome.err.contains("All of them: silences"), outcome.err.constData());
}

void TestCli::rulesRun_scheduleSaysWhatIsMissed()
{
    const QTemporaryDir folder;
    const QString rules = folder.filePath(QStringLiteral("rules.ndjson"));
    write(rules, rulesOf("event.outcome:success").replace("\"severity\"", "\"max_signals\":1,\"severity\""));
    const Outcome outcome = run({QStringLiteral("rules"), QStringLiteral("run"), QStringLiteral("--json"),
                                 QStringLiteral("--schedule"), QStringLiteral("--rules"), rules, sample});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(!lines(outcome.out).isEmpty());
    QVERIFY(outcome.err.contains("executions"));
    QVERIFY(outcome.err.contains("limit of 1"));
}

void TestCli::packets_filterAndBpfAgree()
{
    const QStringList common{QStringLiteral("capture"), QStringLiteral("packets"), QStringLiteral("--json"), sample};
    const Outcome kql = run(
        common
        + QStringList{QStringLiteral("--filter"), QStringLiteral("network.transport : tcp and destination.port : 21")});
    const Outcome bpf = run(common + QStringList{QStringLiteral("--bpf"), QStringLiteral("tcp dst port 21")});
    QCOMPARE(kql.exitCode, 0);
    QVERIFY(!kql.out.isEmpty());
    QCOMPARE(kql.out, bpf.out);
    QCOMPARE(run(common + QStringList{QStringLiteral("--bpf"), QStringLiteral("this is no filter")}).exitCode, 2);
}

void TestCli::damagedCapture_givesPacketsAndExitCodeOne()
{
    QTemporaryDir folder;
    const QJsonValue capture = truth().value(QStringLiteral("captures")).toArray().first();
    const QString path = folder.filePath(QStringLiteral("cut.cap"));
    write(path, bytesOf(sample + u'/' + capture[QStringLiteral("file")].toString()).chopped(7));
    const Outcome outcome = run({QStringLiteral("capture"), QStringLiteral("info"), QStringLiteral("--json"), path});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(lines(outcome.out).value(0).value(QStringLiteral("packets")).toInt(),
             capture[QStringLiteral("packets")].toInt() - 1);
    QVERIFY2(outcome.err.contains("cut.cap"), outcome.err.constData());
}

void TestCli::triage_findsThePlantedAlerts()
{
    const Outcome outcome = run({QStringLiteral("triage"), QStringLiteral("--json"), sample});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(lines(outcome.out).size(), truth().value(QStringLiteral("alerts")).toArray().size());
    const Outcome faithful = run({QStringLiteral("triage"), QStringLiteral("--json"), QStringLiteral("--mode"),
                                  QStringLiteral("faithful"), sample});
    QVERIFY(lines(faithful.out).size() < lines(outcome.out).size());
}

void TestCli::triage_reportIsTheSameInAnyZoneAndLocale()
{
    QTemporaryDir folder;
    const QString casePath = folder.filePath(QStringLiteral("a.wirecase"));
    QCOMPARE(run({QStringLiteral("triage"), sample, QStringLiteral("--case"), casePath}).exitCode, 0);
    QList<QByteArray> reports;
    for (const auto &[zone, locale] : {std::pair("UTC", "C"), std::pair("Asia/Tokyo", "de_DE.UTF-8"),
                                       std::pair("America/New_York", "ar_EG.UTF-8")}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TZ"), QLatin1String(zone));
        environment.insert(QStringLiteral("LC_ALL"), QLatin1String(locale));
        environment.insert(QStringLiteral("QT_HASH_SEED"), QString::number(reports.size() + 1));
        const QString copy = folder.filePath(QStringLiteral("%1.wirecase").arg(reports.size()));
        QVERIFY(QFile::copy(casePath, copy));
        const QString report = folder.filePath(QStringLiteral("%1.html").arg(reports.size()));
        QCOMPARE(
            run({QStringLiteral("triage"), sample, QStringLiteral("--case"), copy, QStringLiteral("--report"), report},
                environment)
                .exitCode,
            0);
        reports << bytesOf(report);
    }
    QVERIFY(reports.at(0).size() > 10'000);
    QCOMPARE(reports.at(1), reports.at(0));
    QCOMPARE(reports.at(2), reports.at(0));
}

void TestCli::reading_saysThatThereIsNothingToRead()
{
    const QString capture = sample + QStringLiteral("/event-hub");
    for (const char *command : {"flows", "capture info"}) {
        const Outcome outcome = run(QString::fromLatin1(command).split(u' ') + QStringList{capture});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY(!outcome.err.isEmpty());
    }
}

void TestCli::triage_saysWhatIsNotRead()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("notes.odd")), "\x01\x02 nothing that is known\n");
    QVERIFY(QFile::copy(sample + QStringLiteral("/event-hub/insights-activity-logs-0000.json"),
                        folder.filePath(QStringLiteral("a.json"))));
    const Outcome outcome = run({QStringLiteral("triage"), folder.path()});
    QVERIFY2(outcome.err.contains("notes.odd"), outcome.err);
}

void TestCli::folder_withoutPermissionIsSaid()
{
    if (::geteuid() == 0)
        QSKIP("nothing is shut for the superuser; tst_evidenceplan tries it as another user");
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(QStringLiteral("shut"));
    QFile::setPermissions(folder.filePath(QStringLiteral("shut")), {});
    const Outcome outcome = run({QStringLiteral("events"), sample, folder.path()});
    QFile::setPermissions(folder.filePath(QStringLiteral("shut")), QFile::ReadOwner | QFile::ExeOwner);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("shut"), outcome.err.constData());
}

void TestCli::names_cannotSteerTheTerminal()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a\n\x1b[31mred.cap"));
    write(path, QByteArray::fromHex("d4c3b2a1020004000000000000000000ffff000001000000") + "cut short");
    const Outcome outcome = run({QStringLiteral("capture"), QStringLiteral("info"), path});
    QVERIFY(!outcome.out.contains('\x1b'));
    QVERIFY2(!outcome.err.contains('\x1b'), outcome.err.constData());
    QVERIFY2(outcome.err.contains("u001b[31mred.cap"), outcome.err.constData());
}

void TestCli::output_neverHoldsASecret()
{
    QTemporaryDir folder;
    QByteArray everything;
    const QString html = folder.filePath(QStringLiteral("r.html"));
    const QString json = folder.filePath(QStringLiteral("r.json"));
    const QString casePath = folder.filePath(QStringLiteral("a.wirecase"));
    for (const QStringList &arguments :
         {QStringList{QStringLiteral("triage"), QStringLiteral("--json"), sample, QStringLiteral("--case"), casePath,
                      QStringLiteral("--report"), html, QStringLiteral("--report"), json},
          QStringList{QStringLiteral("capture"), QStringLiteral("packets"), QStringLiteral("--json"), sample},
          QStringList{QStringLiteral("capture"), QStringLiteral("conversations"), QStringLiteral("--json"), sample}}) {
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 0);
        everything += outcome.out + outcome.err;
    }
    everything += bytesOf(html) + bytesOf(json) + bytesOf(casePath);
    int checked = 0;
    for (const QJsonValue &planted : truth().value(QStringLiteral("credentials")).toArray()) {
        const QByteArray secret = planted[QStringLiteral("secret")].toString().toUtf8();
        const QByteArray token = (planted[QStringLiteral("user")].toString().toUtf8() + ':' + secret).toBase64();
        QVERIFY2(!everything.contains(secret), qPrintable(planted[QStringLiteral("protocol")].toString()));
        QVERIFY2(!everything.contains(token), qPrintable(planted[QStringLiteral("protocol")].toString()));
        ++checked;
    }
    QVERIFY(checked > 50);
}

void TestCli::interrupt_endsWith130()
{
    // A pipe that nobody reads stops the tool in the middle of its output, where the interrupt finds it.
    QProcess process;
    process.setReadChannel(QProcess::StandardOutput);
    process.start(QStringLiteral(WIRECASE_CLI),
                  {QStringLiteral("capture"), QStringLiteral("packets"), QStringLiteral("--json"), sample});
    QVERIFY(process.waitForReadyRead(60'000));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY(process.exitCode() == 130 || process.exitCode() == 0);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
