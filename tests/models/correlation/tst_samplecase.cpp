#include "models/base/timeformat.h"
#include "models/detection/alert.h"
#include "sampleevidence.h"

#include <QJsonArray>
#include <QTest>

#include <map>

using namespace wirecase;

/// The sample case against its truth, which a program that shares no code with ours wrote.
class TestSampleCase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void flowLogs_countWhatIsThere();
    void conversations_areFoundWhereTheyWereSeen();
    void conversations_haveThePacketsThatWereSent();
    void conversations_countsAddUp();
    void sessions_areThosePlanted();
    void sessions_recordWhatTheTruthSays();
    void sessions_failedStartsAreNone();
    void coverage_hasTheGap();
    void join_isTheSameTwice();

private:
    SampleEvidence m_sample;
};

namespace {

qint64 timeOf(const QJsonValue &value)
{
    return parseIsoTime(value.toString()).value_or(noTime);
}

QString endpointOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const auto address = IpAddress::parse(object.value(QStringLiteral("ip")).toString());
    return endpointText({*address, static_cast<quint16>(object.value(QStringLiteral("port")).toInt())});
}

QString keyOf(int ipProtocol, const QString &client, const QString &server)
{
    return QStringLiteral("%1 %2 %3").arg(ipProtocol).arg(std::min(client, server), std::max(client, server));
}

QString keyOf(const QJsonObject &conversation)
{
    return keyOf(conversation.value(QStringLiteral("proto")) == QStringLiteral("tcp") ? 6 : 17,
                 endpointOf(conversation.value(QStringLiteral("client"))),
                 endpointOf(conversation.value(QStringLiteral("server"))));
}

quint64 sumOf(const QJsonValue &pair)
{
    quint64 sum = 0;
    for (const QJsonValue part : pair.toArray())
        sum += static_cast<quint64>(part.toDouble());
    return sum;
}

/// "pcap+log", "log only", "pcap only" as the truth writes them.
QString classOf(SeenIn seenIn)
{
    switch (seenIn) {
    case SeenIn::CaptureAndLog:
        return QStringLiteral("pcap+log");
    case SeenIn::CaptureOnly:
        return QStringLiteral("pcap only");
    case SeenIn::LogOnly:
        return QStringLiteral("log only");
    }
    return {};
}

std::multimap<QString, TrafficRow> rowsByKey(const TrafficIndex &traffic)
{
    std::multimap<QString, TrafficRow> rows;
    for (quint32 i = 0; i < traffic.size(); ++i) {
        const TrafficRow row = traffic.at(TrafficId{i});
        rows.emplace(keyOf(row.ipProtocol, endpointText(row.client), endpointText(row.server)), row);
    }
    return rows;
}

} // namespace

void TestSampleCase::initTestCase()
{
    m_sample = readSample();
    QVERIFY2(m_sample.problem.isEmpty(), qPrintable(m_sample.problem));
    QVERIFY(m_sample.truth.value(QStringLiteral("conversations")).toArray().size() > 1000);
}

void TestSampleCase::flowLogs_countWhatIsThere()
{
    const QJsonArray files = m_sample.truth.value(QStringLiteral("flow_logs")).toArray();
    std::map<QString, QJsonObject> byName;
    for (const QJsonValue file : files)
        byName[file.toObject().value(QStringLiteral("file")).toString()] = file.toObject();
    QCOMPARE(m_sample.flows->files().size(), byName.size());
    const FlowIndex &flows = *m_sample.flows;
    quint32 ordinal = 0;
    for (const FlowLogFile &file : flows.files()) {
        const QString name = m_sample.names.at(static_cast<qsizetype>(file.id) - 1);
        const auto truth = byName.find(name);
        QVERIFY2(truth != byName.end(), qPrintable(name));
        QCOMPARE(static_cast<int>(file.records), truth->second.value(QStringLiteral("records")).toInt());
        QCOMPARE(static_cast<int>(file.tuples), truth->second.value(QStringLiteral("tuples")).toInt());
        int denied = 0;
        for (quint64 i = 0; i < file.tuples; ++i)
            denied += flows.tuple(ordinal++).denied ? 1 : 0;
        QCOMPARE(denied, truth->second.value(QStringLiteral("denied")).toInt());
    }
}

void TestSampleCase::conversations_areFoundWhereTheyWereSeen()
{
    const auto rows = rowsByKey(*m_sample.traffic);
    QStringList wrong;
    for (const QJsonValue value : m_sample.truth.value(QStringLiteral("conversations")).toArray()) {
        const QJsonObject planted = value.toObject();
        const QString key = keyOf(planted);
        const auto [first, last] = rows.equal_range(key);
        const auto found = std::distance(first, last);
        const QString expected = planted.value(QStringLiteral("class")).toString();
        if (expected == QLatin1String("none")) {
            if (found != 0)
                wrong.append(key + QStringLiteral(": found, but nobody saw it"));
            continue;
        }
        if (found != 1) {
            wrong.append(key + QStringLiteral(": %1 rows").arg(found));
            continue;
        }
        const TrafficRow &row = first->second;
        if (classOf(row.seenIn) != expected)
            wrong.append(key + u' ' + classOf(row.seenIn) + QStringLiteral(" instead of ") + expected);
        if (row.denied != planted.value(QStringLiteral("denied")).toBool())
            wrong.append(key + QStringLiteral(" denied or not"));
        if (endpointText(row.client) != endpointOf(planted.value(QStringLiteral("client"))))
            wrong.append(key + QStringLiteral(" the wrong way round"));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestSampleCase::conversations_haveThePacketsThatWereSent()
{
    const auto rows = rowsByKey(*m_sample.traffic);
    QStringList wrong;
    for (const QJsonValue value : m_sample.truth.value(QStringLiteral("conversations")).toArray()) {
        const QJsonObject planted = value.toObject();
        const auto found = rows.find(keyOf(planted));
        if (found == rows.end())
            continue;
        quint64 packets = 0;
        quint64 bytes = 0;
        for (const QJsonValue capture : planted.value(QStringLiteral("captures")).toObject()) {
            packets += sumOf(capture.toObject().value(QStringLiteral("packets")));
            bytes += sumOf(capture.toObject().value(QStringLiteral("bytes")));
        }
        if (found->second.packets != packets || found->second.capturedBytes != bytes)
            wrong.append(found->first + QStringLiteral(": captured %1 packets, %2 bytes").arg(packets).arg(bytes));
        // Nothing is summed twice: the log never counts more packets than were sent.
        const quint64 sent = sumOf(planted.value(QStringLiteral("packets")));
        if (found->second.logPackets.value_or(0) > sent)
            wrong.append(found->first
                         + QStringLiteral(": %1 of %2 packets in the log").arg(*found->second.logPackets).arg(sent));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestSampleCase::conversations_countsAddUp()
{
    const QJsonObject classes =
        m_sample.truth.value(QStringLiteral("totals")).toObject().value(QStringLiteral("by_class")).toObject();
    // The truth lists TCP and UDP; other protocols are in captures alone.
    int both = 0;
    int captureOnly = 0;
    int logOnly = 0;
    int denied = 0;
    for (quint32 i = 0; i < m_sample.traffic->size(); ++i) {
        const TrafficRow row = m_sample.traffic->at(TrafficId{i});
        if (row.ipProtocol != 6 && row.ipProtocol != 17)
            continue;
        both += row.seenIn == SeenIn::CaptureAndLog ? 1 : 0;
        captureOnly += row.seenIn == SeenIn::CaptureOnly ? 1 : 0;
        logOnly += row.seenIn == SeenIn::LogOnly ? 1 : 0;
        denied += row.denied ? 1 : 0;
    }
    QCOMPARE(both, classes.value(QStringLiteral("pcap+log")).toInt());
    QCOMPARE(captureOnly, classes.value(QStringLiteral("pcap only")).toInt());
    QCOMPARE(logOnly, classes.value(QStringLiteral("log only")).toInt());
    QCOMPARE(denied, m_sample.truth.value(QStringLiteral("totals")).toObject().value(QStringLiteral("denied")).toInt());
}

void TestSampleCase::sessions_areThosePlanted()
{
    const QJsonArray alerts = m_sample.truth.value(QStringLiteral("alerts")).toArray();
    QStringList expected;
    for (const QJsonValue value : alerts)
        expected.append(value.toObject().value(QStringLiteral("capture")).toString() + u' '
                        + value.toObject().value(QStringLiteral("target_vm")).toString());
    QStringList found;
    for (const CaptureSession &session : m_sample.correlation->sessions())
        found.append(session.name.toLower() + u' ' + session.targetName); // diagnostic exports write upper case
    expected.sort();
    found.sort();
    QCOMPARE(found, expected);
    for (const QJsonValue value : alerts) {
        const QJsonObject alert = value.toObject();
        const QJsonObject limits = alert.value(QStringLiteral("limits")).toObject();
        const auto &sessions = m_sample.correlation->sessions();
        const auto session = std::find_if(sessions.begin(), sessions.end(), [&alert](const CaptureSession &one) {
            return one.key.endsWith(u'|' + alert.value(QStringLiteral("correlation_id")).toString());
        });
        QVERIFY(session != sessions.end());
        QCOMPARE(session->storageAccount, alert.value(QStringLiteral("storage")).toString());
        QCOMPARE(static_cast<double>(session->timeLimitSeconds),
                 limits.value(QStringLiteral("timeLimitInSeconds")).toDouble());
        QCOMPARE(static_cast<double>(session->bytesPerPacket),
                 limits.value(QStringLiteral("bytesToCapturePerPacket")).toDouble());
        QCOMPARE(static_cast<double>(session->totalBytes),
                 limits.value(QStringLiteral("totalBytesPerSession")).toDouble());
        QCOMPARE(session->filters.isEmpty(), alert.value(QStringLiteral("filters")).toArray().isEmpty());
        QCOMPARE(session->assumed, QStringList());
        // In milliseconds: one export form keeps fewer digits than another.
        QCOMPARE(session->startedNs / nsPerMs, timeOf(alert.value(QStringLiteral("time"))) / nsPerMs);
    }
}

void TestSampleCase::sessions_recordWhatTheTruthSays()
{
    for (const QJsonValue value : m_sample.truth.value(QStringLiteral("sessions")).toArray()) {
        const QJsonObject planted = value.toObject();
        const auto &sessions = m_sample.correlation->sessions();
        const auto session = std::find_if(sessions.begin(), sessions.end(), [&planted](const CaptureSession &one) {
            return one.name.toLower() == planted.value(QStringLiteral("capture")).toString();
        });
        QVERIFY(session != sessions.end());
        const auto near = [](qint64 a, qint64 b) { return qAbs(a - b) < 10 * nsPerSecond; };
        QVERIFY(near(session->requested.beginNs, timeOf(planted.value(QStringLiteral("requested")))));
        QVERIFY(near(session->startedNs, timeOf(planted.value(QStringLiteral("recording_from")))));
        QVERIFY(near(session->requested.endNs, timeOf(planted.value(QStringLiteral("recording_to")))));
        const bool stopped = planted.value(QStringLiteral("stop_reason")) == QStringLiteral("Stopped");
        QCOMPARE(session->endReason,
                 stopped ? CaptureSession::EndReason::Stopped : CaptureSession::EndReason::TimeLimit);
        QCOMPARE(session->endAssumed, !stopped);
        QCOMPARE(session->targetMac, planted.value(QStringLiteral("target_mac")).toString());
        QVERIFY(std::count(session->targetAddresses.begin(), session->targetAddresses.end(),
                           *IpAddress::parse(planted.value(QStringLiteral("target_ip")).toString()))
                == 1);
        QVERIFY(!session->addressSource.isEmpty());
        QStringList files;
        for (const quint32 file : session->captureFiles)
            files.append(m_sample.capture.packets->files()[file].name);
        QStringList expected;
        for (const QJsonValue file : planted.value(QStringLiteral("files")).toArray())
            expected.append(file.toString());
        QCOMPARE(files, expected);
        QVERIFY(!session->linkedByTimeOnly);
    }
}

void TestSampleCase::sessions_failedStartsAreNone()
{
    QStringList expected;
    for (const QJsonValue value : m_sample.truth.value(QStringLiteral("failed_starts")).toArray())
        expected.append(value.toObject().value(QStringLiteral("capture")).toString());
    QStringList found;
    for (const FailedStart &failed : m_sample.correlation->failedStarts())
        found.append(failed.name.toLower());
    QCOMPARE(found, expected);
}

void TestSampleCase::coverage_hasTheGap()
{
    const QJsonArray planted = m_sample.truth.value(QStringLiteral("sessions")).toArray();
    const qint64 from = timeOf(planted.at(0).toObject().value(QStringLiteral("recording_to")));
    const qint64 to = timeOf(planted.at(1).toObject().value(QStringLiteral("recording_from")));
    const QString target = planted.at(0).toObject().value(QStringLiteral("target_ip")).toString();
    // What the truth knows of the target between the two captures, in logs alone and allowed.
    quint32 conversations = 0;
    for (const QJsonValue value : m_sample.truth.value(QStringLiteral("conversations")).toArray()) {
        const QJsonObject one = value.toObject();
        const bool ofTarget = endpointOf(one.value(QStringLiteral("client"))).startsWith(target + u':')
                              || endpointOf(one.value(QStringLiteral("server"))).startsWith(target + u':');
        if (ofTarget && one.value(QStringLiteral("class")) == QStringLiteral("log only")
            && !one.value(QStringLiteral("denied")).toBool() && timeOf(one.value(QStringLiteral("first"))) >= from
            && timeOf(one.value(QStringLiteral("last"))) < to)
            ++conversations;
    }
    QVERIFY(conversations > 0);
    const auto &sessions = m_sample.correlation->sessions();
    std::vector<CoverageGap> gaps;
    for (quint32 i = 0; i < sessions.size(); ++i) {
        if (sessions[i].name.toLower() == planted.at(0).toObject().value(QStringLiteral("capture")).toString())
            gaps = m_sample.correlation->coverage(i).gaps;
    }
    QCOMPARE(gaps.size(), std::size_t{1});
    QCOMPARE(gaps.front().kind, CoverageGap::Kind::UntilRestart);
    QVERIFY(qAbs(gaps.front().beginNs - from) < nsPerSecond && qAbs(gaps.front().endNs - to) < nsPerSecond);
    QCOMPARE(gaps.front().conversations, conversations);
    QVERIFY(gaps.front().bytes > 30'000'000);
}

void TestSampleCase::join_isTheSameTwice()
{
    JobState job;
    const auto again = joinTraffic(m_sample.capture, m_sample.flows, nullptr, job);
    QVERIFY(again);
    QCOMPARE((*again)->size(), m_sample.traffic->size());
    for (quint32 i = 0; i < m_sample.traffic->size(); ++i) {
        const TrafficRow a = m_sample.traffic->at(TrafficId{i});
        const TrafficRow b = (*again)->at(TrafficId{i});
        QVERIFY(a.flows == b.flows && a.conversation == b.conversation && a.firstNs == b.firstNs);
    }
    const auto correlation = correlate(*m_sample.activity, {}, m_sample.capture, *m_sample.flows, **again, job);
    QVERIFY(correlation);
    QVERIFY((*correlation)->sessions() == m_sample.correlation->sessions());
}

QTEST_GUILESS_MAIN(TestSampleCase)
#include "tst_samplecase.moc"
