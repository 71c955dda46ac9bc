#include "models/capture/captureindexbuilder.h"
#include "models/capture/streamreassembler.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <map>

using namespace wirecase;

namespace {

constexpr quint8 protocolTcp = 6;
// Each capture costs a run of tshark: by default a part of them is compared, with WIRECASE_REFEREE=all every one.
constexpr int everyNth = 16;
constexpr int mostStreams = 300;

QString sharedFolder()
{
    const QString given = qEnvironmentVariable("WIRECASE_SHARED");
    const QString root = given.isEmpty() ? QStringLiteral(WIRECASE_SOURCE_DIR "/../shared") : given;
    return root + QStringLiteral("/data/pcaps/");
}

/// Both sides of a stream. Gaps are not compared: tshark shows those that a later segment follows.
struct Sides
{
    QByteArray client;
    QByteArray server;
    bool operator==(const Sides &) const = default;
};

/// "file conversations": the captures of the manifest with TCP in them, as tshark counts.
QList<std::pair<QString, int>> tcpCaptures()
{
    QList<std::pair<QString, int>> captures;
    QFile manifest(sharedFolder() + QStringLiteral("MANIFEST.tsv"));
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

/// What tshark follows: the sides of each stream, in its order. Which side it calls the client is its own matter.
std::map<int, Sides> followed(const QString &path, int streams)
{
    QStringList arguments{QStringLiteral("-n"), QStringLiteral("-q"), QStringLiteral("-r"), path};
    for (int i = 0; i < streams; ++i)
        arguments << QStringLiteral("-z") << QStringLiteral("follow,tcp,raw,%1").arg(i);
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"), arguments);
    std::map<int, Sides> found;
    if (!tshark.waitForFinished(300'000))
        return found;
    int stream = -1;
    for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
        if (line.startsWith("Filter: tcp.stream eq "))
            stream = line.mid(22).trimmed().toInt();
        if (stream < 0 || line.isEmpty() || line.startsWith('=') || line.contains(':'))
            continue;
        Sides &sides = found[stream];
        (line.startsWith('\t') ? sides.server : sides.client) += withoutGaps(QByteArray::fromHex(line.trimmed()));
    }
    return found;
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

private slots:
    void streams_equalTshark();

private:
    void compare(const QString &file, int streams);

    int m_same = 0;
    QStringList m_others;
};

void TestStreamCorpus::compare(const QString &file, int streams)
{
    const auto source = openFile(sharedFolder() + file);
    CaptureIndexBuilder builder;
    JobState job;
    if (!source || !builder.add(*source, EvidenceId{1}, file, job))
        return;
    const CaptureSnapshot capture = builder.snapshot();
    // Where the streams are counted otherwise, tst_capturecorpus knows why.
    if (capture.conversations->countOf(protocolTcp) != static_cast<quint32>(streams))
        return;
    std::map<int, Sides> theirs = followed(sharedFolder() + file, std::min(streams, mostStreams));
    int stream = 0;
    for (quint32 i = 0; i < capture.conversations->size() && stream < mostStreams; ++i) {
        const Conversation conversation = capture.conversations->at(ConversationId{i});
        if (conversation.isPartial || conversation.ipProtocol != protocolTcp)
            continue;
        Sides wanted = theirs[stream];
        Sides found = ours(capture, conversation.id);
        if (found != wanted)
            std::swap(found.client, found.server);
        if (found == wanted)
            ++m_same;
        else
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
    qInfo().noquote() << QStringLiteral("%1 streams equal, %2 other").arg(m_same).arg(m_others.size());
    for (const QString &other : m_others)
        qInfo().noquote() << other;
    QCOMPARE(m_others, QStringList());
}

QTEST_GUILESS_MAIN(TestStreamCorpus)
#include "tst_streamcorpus.moc"
