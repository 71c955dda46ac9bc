#include "models/capture/captureindexbuilder.h"
#include "models/capture/streamreassembler.h"
#include "tests/models/capture/sharedcaptures.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <map>

using namespace wirecase;

namespace {

constexpr quint8 protocolTcp = 6;
// Each capture costs a run of tshark: by default a part of them is compared, with WIRECASE_REFEREE=all every one.
constexpr int everyNth = 16;
constexpr int mostStreams = 300;

// Streams that we rightly follow otherwise than tshark: headers that claim more than there is, whose bytes tshark drops
// with them; a segment beyond the window, which is shown with its gap; payloads that IPComp has compressed, which are
// not unpacked here.
constexpr const char *accepted[] = {
    "libpcap/tests/filter/AH-IPcomp-IPv4.pcap",
    "suricata-verify/tests/firewall/tcp-session-stream-out-of-window/input.pcap",
    "tcpdump/tests/bgp-bgp_capabilities_print-oobr-2.pcap",
    "tcpdump/tests/rpki-rtr-oobr.pcap",
};

bool isAccepted(const QString &file)
{
    return std::any_of(std::begin(accepted), std::end(accepted),
                       [&file](const char *name) { return file == QLatin1String(name); });
}

/// Both sides of a stream. Gaps are not compared: tshark shows those that a later segment follows.
struct Sides
{
    QByteArray client;
    QByteArray server;
    bool operator==(const Sides &) const = default;
    /// tshark stops at bytes that are missing and were not acknowledged; what follows them is there nevertheless.
    [[nodiscard]] bool goesOnFrom(const Sides &shorter) const
    {
        return client.startsWith(shorter.client) && server.startsWith(shorter.server);
    }
};

/// "file conversations": the captures of the manifest with TCP in them, as tshark counts.
QList<std::pair<QString, int>> tcpCaptures()
{
    QList<std::pair<QString, int>> captures;
    QFile manifest(test::sharedCapture() + QStringLiteral("MANIFEST.tsv"));
    if (!manifest.open(QIODevice::ReadOnly))
        return captures;
    const QStringList names = QString::fromUtf8(manifest.readLine()).trimmed().split(u'\t');
    const auto count = names.indexOf(QStringLiteral("tcp_conversations"));
    while (!manifest.atEnd()) {
        const QStringList cells = QString::fromUtf8(manifest.readLine()).split(u'\t');
        if (cells.value(count).toInt() > 0)
            captures.append({cells.front(), cells.value(count).toInt()});
    }
    return captures;
}

// tshark writes what is missing as a text of its own into the stream.
QByteArray withoutGaps(const QByteArray &bytes)
{
    const QByteArray mark = QByteArrayLiteral(" bytes missing in capture file]");
    if (!bytes.startsWith('[') || !bytes.contains(mark))
        return bytes;
    return {};
}

struct Followed
{
    QSet<QByteArray> nodes; ///< both ends, as tshark writes them
    Sides sides;
};

/// What tshark follows, in the order of its streams. Which side it calls the client is its own matter.
QList<Followed> followed(const QString &path, int streams)
{
    QStringList arguments{QStringLiteral("-n"), QStringLiteral("-q"), QStringLiteral("-r"), path};
    for (int i = streams - 1; i >= 0; --i)
        arguments << QStringLiteral("-z") << QStringLiteral("follow,tcp,raw,%1").arg(i);
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"), arguments);
    QList<Followed> found;
    if (!tshark.waitForFinished(300'000))
        return found;
    std::map<int, Followed> byNumber;
    int stream = -1;
    for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
        if (line.startsWith("Filter: tcp.stream eq "))
            stream = line.mid(22).trimmed().toInt();
        else if (line.startsWith("Node "))
            byNumber[stream].nodes.insert(line.mid(8).trimmed());
        if (stream < 0 || line.isEmpty() || line.startsWith('=') || line.contains(':'))
            continue;
        Sides &sides = byNumber[stream].sides;
        (line.startsWith('\t') ? sides.server : sides.client) += withoutGaps(QByteArray::fromHex(line.trimmed()));
    }
    for (const auto &[number, follow] : byNumber)
        found.append(follow);
    return found;
}

QByteArray nodeText(const Endpoint &end)
{
    const QString address = end.address.toString();
    const QString host = address.contains(u':') ? u'[' + address + u']' : address;
    return (host + u':' + QString::number(end.port)).toUtf8();
}

/// Takes the first stream between these ends. Numbers do not serve: dissectors of tunnels and proxies count up, too.
Sides takeSides(QList<Followed> &streams, const Conversation &conversation)
{
    const QSet<QByteArray> nodes{nodeText(conversation.client), nodeText(conversation.server)};
    for (qsizetype i = 0; i < streams.size(); ++i) {
        if (streams[i].nodes == nodes)
            return streams.takeAt(i).sides;
    }
    return {};
}

Sides ours(const CaptureSnapshot &capture, ConversationId conversation)
{
    Sides sides;
    JobState job;
    const auto chunks = reassemble(capture, conversation, 1ULL << 30U, job);
    if (!chunks)
        return sides;
    for (const StreamChunk &chunk : *chunks)
        (chunk.fromClient ? sides.client : sides.server) += chunk.bytes;
    return sides;
}

} // namespace

/// Follows TCP streams of the shared captures and compares them with what tshark follows.
class TestStreamCorpus : public QObject
{
    Q_OBJECT

public:
    /// Called before the test begins: all captures take longer than the five minutes that Qt grants a function.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); }

private slots:
    void streams_equalTshark();

private:
    void compare(const QString &file, int streams);

    int m_same = 0;
    int m_longer = 0;
    QStringList m_others;
};

void TestStreamCorpus::compare(const QString &file, int streams)
{
    const auto source = openFile(test::sharedCapture() + file);
    CaptureIndexBuilder builder;
    JobState job;
    if (!source || !builder.add(*source, EvidenceId{1}, file, job))
        return;
    const CaptureSnapshot capture = builder.snapshot();
    // Where the streams are counted otherwise, tst_capturecorpus knows why.
    if (capture.packets->files().front().tcpConversations != static_cast<quint32>(streams))
        return;
    // Some more than there are conversations, for those that tshark invents.
    QList<Followed> theirs = followed(test::sharedCapture() + file, std::min(streams, mostStreams) + 10);
    int stream = 0;
    for (quint32 i = 0; i < capture.conversations->size() && stream < mostStreams; ++i) {
        const Conversation conversation = capture.conversations->at(ConversationId{i});
        if (conversation.isPartial || conversation.ipProtocol != protocolTcp)
            continue;
        const Sides wanted = takeSides(theirs, conversation);
        Sides found = ours(capture, conversation.id);
        if (!found.goesOnFrom(wanted))
            std::swap(found.client, found.server);
        if (found == wanted)
            ++m_same;
        else if (found.goesOnFrom(wanted) && wanted != Sides())
            ++m_longer;
        else if (!isAccepted(file))
            m_others.append(QStringLiteral("%1\t%2\t%3+%4 for %5+%6")
                                .arg(file)
                                .arg(stream)
                                .arg(found.client.size())
                                .arg(found.server.size())
                                .arg(wanted.client.size())
                                .arg(wanted.server.size()));
        ++stream;
    }
}

void TestStreamCorpus::streams_equalTshark()
{
    const auto captures = tcpCaptures();
    if (captures.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
        QSKIP("The shared captures or tshark are not here: skipped");
    const bool all = qEnvironmentVariable("WIRECASE_REFEREE") == QStringLiteral("all");
    for (qsizetype i = 0; i < captures.size(); i += all ? 1 : everyNth)
        compare(captures[i].first, captures[i].second);
    qInfo().noquote() << QStringLiteral("%1 streams equal, %2 go on after a gap, %3 other")
                             .arg(m_same)
                             .arg(m_longer)
                             .arg(m_others.size());
    for (const QString &other : m_others)
        qInfo().noquote() << other;
    QCOMPARE(m_others, QStringList());
}

QTEST_GUILESS_MAIN(TestStreamCorpus)
#include "tst_streamcorpus.moc"
