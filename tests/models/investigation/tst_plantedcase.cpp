#include "evidencefolder.h"
#include "models/base/timeformat.h"
#include "models/base/transport.h"
#include "models/investigation/alerttargets.h"
#include "models/investigation/factbook.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace wirecase;

namespace {

const QString sampleFolder = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");

Endpoint endpointOf(const QJsonValue &json)
{
    return {*IpAddress::parse(json[QStringLiteral("ip")].toString()),
            static_cast<quint16>(json[QStringLiteral("port")].toInt())};
}

/// "tcp 10.0.0.1:1 10.0.0.2:80": what names a conversation, whichever side came first.
QString pairText(const QString &proto, const Endpoint &a, const Endpoint &b)
{
    const QString first = endpointText(std::min(a, b));
    const QString second = endpointText(std::max(a, b));
    return QStringLiteral("%1 %2 %3").arg(proto, first, second);
}

QString classOf(const TrafficRow &row)
{
    switch (row.seenIn) {
    case SeenIn::CaptureAndLog:
        return QStringLiteral("pcap+log");
    case SeenIn::CaptureOnly:
        return QStringLiteral("pcap only");
    case SeenIn::LogOnly:
        return QStringLiteral("log only");
    }
    return {};
}

} // namespace

/// The sample case against what was planted in it, which code of another kind wrote down (tests/lab/truth.json).
class TestPlantedCase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void files_areAllReadWithoutProblems();
    void alerts_areThosePlanted();
    void alerts_nameMachineAndCaller();
    void events_areThosePlanted();
    void tuples_areThosePlanted();
    void conversations_areFoundAndClassedAsPlanted();
    void sessions_areThosePlanted();
    void credentials_areThosePlantedInTheCaptures();
    void facts_leadToTheRowsTheyCount();
    void conversations_equalTsharksCounts_data();
    void conversations_equalTsharksCounts();

private:
    QJsonObject m_truth;
    SnapshotPtr m_snapshot;
};

void TestPlantedCase::initTestCase()
{
    QFile truth(QStringLiteral(WIRECASE_SOURCE_DIR "/tests/lab/truth.json"));
    QVERIFY(truth.open(QIODevice::ReadOnly));
    m_truth = QJsonDocument::fromJson(truth.readAll()).object();
    QCOMPARE(m_truth.value(QStringLiteral("schema")).toInt(), 1);
    JobState job;
    m_snapshot = runPipeline(inputOf(sampleFolder), job);
    QVERIFY(m_snapshot->complete);
}

void TestPlantedCase::files_areAllReadWithoutProblems()
{
    for (const EvidenceFile &file : m_snapshot->evidence.files()) {
        QVERIFY2(file.state == EvidenceFile::State::Read, qPrintable(file.name));
        QVERIFY2(file.report.problems == 0, qPrintable(file.name));
        QVERIFY2(!file.time.isEmpty(), qPrintable(file.name));
    }
    QCOMPARE(static_cast<qsizetype>(m_snapshot->evidence.files().size()),
             m_truth.value(QStringLiteral("files")).toArray().size());
}

void TestPlantedCase::alerts_areThosePlanted()
{
    QStringList expected;
    for (const QJsonValue &alert : m_truth.value(QStringLiteral("alerts")).toArray())
        expected << alert[QStringLiteral("correlation_id")].toString();
    QStringList found;
    QStringList faithful;
    for (const Alert &alert : m_snapshot->detection.alerts) {
        found << m_snapshot->activity->correlationId(alert.event);
        if (alert.faithful)
            faithful << found.last();
        else
            QVERIFY(!alert.modeNote.isEmpty());
    }
    expected.sort();
    found.sort();
    QCOMPARE(found, expected);

    QStringList upperCase;
    for (const QJsonValue &alert : m_truth.value(QStringLiteral("alerts")).toArray()) {
        if (alert[QStringLiteral("upper_case_success_exists")].toBool())
            upperCase << alert[QStringLiteral("correlation_id")].toString();
    }
    faithful.sort();
    upperCase.sort();
    QCOMPARE(faithful, upperCase);
}

void TestPlantedCase::alerts_nameMachineAndCaller()
{
    std::map<QString, QStringList> expected;
    for (const QJsonValue &alert : m_truth.value(QStringLiteral("alerts")).toArray()) {
        expected[alert[QStringLiteral("correlation_id")].toString()] = {
            alert[QStringLiteral("target_vm")].toString(), alert[QStringLiteral("caller_name")].toString()};
    }
    std::map<QString, QStringList> found;
    const QHash<QString, AlertTarget> targets = alertTargets(*m_snapshot);
    for (const Alert &alert : m_snapshot->detection.alerts) {
        const AlertTarget target = targets.value(alert.key);
        QVERIFY2(target.detail.startsWith(target.name + QStringLiteral("\n/subscriptions/")),
                 qPrintable(target.detail));
        found[m_snapshot->activity->correlationId(alert.event)] = {target.name, alert.callerName};
    }
    QCOMPARE(found, expected);
}

void TestPlantedCase::events_areThosePlanted()
{
    const QJsonObject activity = m_truth.value(QStringLiteral("activity")).toObject();
    int representations = 0;
    for (const QJsonValue &file : activity.value(QStringLiteral("files")).toArray())
        representations += file[QStringLiteral("events")].toInt();
    int found = 0;
    for (quint32 i = 0; i < m_snapshot->activity->size(); ++i)
        found += m_snapshot->activity->representations(EventId{i});
    QCOMPARE(found, representations);
    QCOMPARE(static_cast<int>(m_snapshot->activity->size()), activity.value(QStringLiteral("unique_events")).toInt());
}

void TestPlantedCase::tuples_areThosePlanted()
{
    std::map<QString, quint64> expected;
    for (const QJsonValue &file : m_truth.value(QStringLiteral("flow_logs")).toArray())
        expected[file[QStringLiteral("file")].toString()] =
            static_cast<quint64>(file[QStringLiteral("tuples")].toInt());
    std::map<QString, quint64> found;
    for (const FlowLogFile &file : m_snapshot->flows->files())
        found[file.name] = file.tuples;
    QVERIFY(found == expected);
}

void TestPlantedCase::conversations_areFoundAndClassedAsPlanted()
{
    // Two endpoints may speak again with the same ports: rows of one pair are matched in order of time.
    std::map<QString, std::vector<TrafficRow>> rows;
    for (quint32 i = 0; i < m_snapshot->traffic->size(); ++i) {
        const TrafficRow row = m_snapshot->traffic->at(TrafficId{i});
        if (row.ipProtocol == 6 || row.ipProtocol == 17)
            rows[pairText(transportKey(row.ipProtocol), row.client, row.server)].push_back(row);
    }
    QStringList wrong;
    int checked = 0;
    for (const QJsonValue &planted : m_truth.value(QStringLiteral("conversations")).toArray()) {
        const QString expected = planted[QStringLiteral("class")].toString();
        if (expected == QStringLiteral("none"))
            continue; // seen by nothing
        const QString pair =
            pairText(planted[QStringLiteral("proto")].toString(), endpointOf(planted[QStringLiteral("client")]),
                     endpointOf(planted[QStringLiteral("server")]));
        const qint64 first = *parseIsoTime(planted[QStringLiteral("first")].toString());
        const qint64 last = *parseIsoTime(planted[QStringLiteral("last")].toString());
        const auto &candidates = rows[pair];
        const auto near = std::find_if(candidates.begin(), candidates.end(), [&](const TrafficRow &row) {
            return TimeRange{row.firstNs - 5 * nsPerSecond, row.lastNs + 5 * nsPerSecond}.overlaps({first, last + 1});
        });
        const QString found = near == candidates.end() ? QStringLiteral("not found") : classOf(*near);
        const bool denied = near != candidates.end() && near->denied;
        if (found != expected || denied != planted[QStringLiteral("denied")].toBool())
            wrong << QStringLiteral("%1 at %2: %3, planted %4")
                         .arg(pair, planted[QStringLiteral("first")].toString(), found, expected);
        ++checked;
    }
    QVERIFY2(wrong.isEmpty(),
             qPrintable(QStringLiteral("%1 of %2 wrong\n%3").arg(wrong.size()).arg(checked).arg(wrong.join(u'\n'))));
    QVERIFY(checked > 1000);
}

void TestPlantedCase::sessions_areThosePlanted()
{
    for (const QJsonValue &planted : m_truth.value(QStringLiteral("sessions")).toArray()) {
        const auto &sessions = m_snapshot->correlation->sessions();
        const auto found = std::find_if(sessions.begin(), sessions.end(), [&](const CaptureSession &session) {
            return session.name == planted[QStringLiteral("capture")].toString();
        });
        QVERIFY(found != sessions.end());
        QCOMPARE(found->targetName, planted[QStringLiteral("target_vm")].toString());
        QCOMPARE(found->timeLimitSeconds, planted[QStringLiteral("time_limit_seconds")].toInteger());
        QCOMPARE(found->targetMac, planted[QStringLiteral("target_mac")].toString());
        const IpAddress address = *IpAddress::parse(planted[QStringLiteral("target_ip")].toString());
        QVERIFY(std::find(found->targetAddresses.begin(), found->targetAddresses.end(), address)
                != found->targetAddresses.end());
        QStringList files;
        for (const quint32 number : found->captureFiles)
            files << m_snapshot->capture.packets->files().at(number).name;
        QStringList expected;
        for (const QJsonValue &file : planted[QStringLiteral("files")].toArray())
            expected << file.toString();
        QCOMPARE(files, expected);
    }
    QCOMPARE(static_cast<qsizetype>(m_snapshot->correlation->failedStarts().size()),
             m_truth.value(QStringLiteral("failed_starts")).toArray().size());
}

void TestPlantedCase::credentials_areThosePlantedInTheCaptures()
{
    // The issue of this stage names HTTP Basic and FTP; a credential that more protocols show is no error.
    std::map<QString, int> expected;
    for (const QJsonValue &planted : m_truth.value(QStringLiteral("credentials")).toArray()) {
        const QString protocol = planted[QStringLiteral("protocol")].toString();
        if (planted[QStringLiteral("packet")].isNull()
            || (protocol != QStringLiteral("ftp") && !protocol.startsWith(QStringLiteral("http"))))
            continue;
        ++expected[QStringLiteral("%1 at %2")
                       .arg(planted[QStringLiteral("user")].toString(),
                            endpointText(endpointOf(planted[QStringLiteral("server")])))];
    }
    std::map<QString, int> found;
    for (const Secret &secret : m_snapshot->secrets->secrets()) {
        if (secret.protocol == QStringLiteral("ftp") || secret.protocol == QStringLiteral("http"))
            found[QStringLiteral("%1 at %2").arg(secret.user, endpointText(secret.server))] +=
                static_cast<int>(secret.count);
    }
    QVERIFY(!expected.empty());
    QVERIFY(found == expected);
}

void TestPlantedCase::facts_leadToTheRowsTheyCount()
{
    static const QRegularExpression number(QStringLiteral("^([0-9\u202f]+)"));
    JobState job;
    const FactBookPtr facts = deriveFacts(*m_snapshot, TimeFormat(), job);
    int checked = 0;
    for (const Alert &alert : m_snapshot->detection.alerts) {
        for (const char *key : {"traffic.all", "traffic.log_only", "traffic.until_restart", "traffic.denied"}) {
            const FactRow *row = facts->of(alert.key)->find(QLatin1String(key));
            if (!row || !row->pivot || !row->pivot->isPossible())
                continue;
            const auto shown = visibleTraffic(*m_snapshot->traffic, row->pivot->scope, job);
            QVERIFY(shown);
            QString told = number.match(row->fact.value).captured(1);
            told.remove(QChar(0x202f));
            QVERIFY2(
                told.toUInt() == shown->size(),
                qPrintable(
                    QStringLiteral("%1: %2, shown %3").arg(QLatin1String(key), row->fact.value).arg(shown->size())));
            ++checked;
        }
    }
    QVERIFY(checked >= 7);
}

void TestPlantedCase::conversations_equalTsharksCounts_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<int>("ipProtocol");
    QDirIterator captures(sampleFolder, {QStringLiteral("*.cap")}, QDir::Files, QDirIterator::Subdirectories);
    while (captures.hasNext()) {
        const QString path = captures.next();
        QTest::addRow("%s tcp", qPrintable(captures.fileName())) << path << QStringLiteral("tcp") << 6;
        QTest::addRow("%s udp", qPrintable(captures.fileName())) << path << QStringLiteral("udp") << 17;
    }
}

void TestPlantedCase::conversations_equalTsharksCounts()
{
    QFETCH(QString, path);
    QFETCH(QString, protocol);
    QFETCH(int, ipProtocol);
    if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
        QSKIP("tshark is not installed: skipped");
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"), {QStringLiteral("-n"), QStringLiteral("-q"), QStringLiteral("-r"), path,
                                            QStringLiteral("-z"), QStringLiteral("conv,%1").arg(protocol)});
    QVERIFY(tshark.waitForFinished(60'000));
    const auto lines = tshark.readAllStandardOutput().split('\n');
    const auto counted =
        std::count_if(lines.begin(), lines.end(), [](const QByteArray &line) { return line.contains("<->"); });

    const auto &files = m_snapshot->capture.packets->files();
    const auto file =
        std::find_if(files.begin(), files.end(), [&](const CaptureFile &f) { return path.endsWith(f.name); });
    QVERIFY(file != files.end());
    // Of the joined rows, those with a conversation that has a packet in this file.
    std::set<ConversationId> talks;
    const auto first = static_cast<quint32>(file->first);
    for (quint32 i = first; i < first + file->packets; ++i) {
        const PacketRow row = m_snapshot->capture.packets->row(PacketId{i});
        if (row.conversation && row.ipProtocol == ipProtocol)
            talks.insert(*row.conversation);
    }
    std::set<TrafficId> rows;
    for (const ConversationId talk : talks)
        rows.insert(m_snapshot->traffic->ofConversation(talk));
    QCOMPARE(static_cast<qsizetype>(rows.size()), counted);
}

QTEST_GUILESS_MAIN(TestPlantedCase)
#include "tst_plantedcase.moc"
