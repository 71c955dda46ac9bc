#include "models/capture/streams/transcript.h"
#include "tests/models/capture/streams/dialogue.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

constexpr quint64 plenty = 1 << 20;

/// Masks as many bytes at the end of one packet.
class EndMask final : public PacketMasks
{
public:
    EndMask(PacketId packet, qsizetype begin, qsizetype length)
        : m_packet(packet)
    {
        m_spans.add(begin, length);
    }
    [[nodiscard]] MaskedSpans spansIn(PacketId packet) const override
    {
        return packet == m_packet ? m_spans : MaskedSpans();
    }

private:
    PacketId m_packet;
    MaskedSpans m_spans;
};

constexpr qsizetype payloadAt = 14 + 20 + 20;

QList<TurnSpan> listOf(const std::vector<TurnSpan> &spans)
{
    return {spans.begin(), spans.end()};
}

} // namespace

class TestTranscript : public QObject
{
    Q_OBJECT

private slots:
    void read_hasTurnsAndFacts();
    void read_stopsAtTheLimit();
    void read_masksWhatStreamsGaveAway();
    void read_masksWhatPacketsGiveAway();
    void read_masksWhereTheSecretMovedInItsTurn();
    void find_data();
    void find();
    void find_neverLooksIntoSecrets();
    void find_stopsAtItsLimit();
    void packetAt_isTheOneThatBroughtTheByte();

private:
    [[nodiscard]] Transcript read(const CaptureSnapshot &capture, const PacketMasks *masks = nullptr,
                                  quint64 most = plenty)
    {
        auto transcript = readTranscript(capture, ConversationId{0}, masks, most, m_job);
        return transcript ? *std::move(transcript) : Transcript();
    }

    JobState m_job;
};

void TestTranscript::read_hasTurnsAndFacts()
{
    const Transcript transcript = read(captured({{true, "hel"}, {true, "lo"}, {false, "world"}, {true, "!", 5}}));
    QCOMPARE(transcript.turns.size(), std::size_t{3});
    QCOMPARE(transcript.turns[0].bytes, QByteArray("hello"));
    QCOMPARE(transcript.turns[2].gapBefore, 5U);
    QCOMPARE(transcript.masks.size(), std::size_t{3});
    QCOMPARE(transcript.facts.client.bytes, 6U);
    QCOMPARE(transcript.facts.client.missing, 5U);
    QVERIFY(transcript.isWhole);
}

void TestTranscript::read_stopsAtTheLimit()
{
    const Transcript transcript = read(captured({{true, "0123456789"}, {false, "0123456789"}}), nullptr, 15);
    QVERIFY(!transcript.isWhole);
    QCOMPARE(transcript.turns.back().bytes, QByteArray("01234"));
}

void TestTranscript::read_masksWhatStreamsGaveAway()
{
    const EndMask masks(PacketId{3}, payloadAt + 1, 2);
    const Transcript transcript = read(captured({{true, "abc"}, {true, "defg"}}), &masks);
    QCOMPARE(transcript.masks[0].masked(transcript.turns[0].bytes), QByteArray("abcd**g"));
}

void TestTranscript::read_masksWhatPacketsGiveAway()
{
    const Transcript transcript = read(captured({{true, "*2\r\n$4\r\nAUTH\r\n$6\r\ns3cret\r\n"}}, 6379));
    const QByteArray shown = transcript.masks[0].masked(transcript.turns[0].bytes);
    QVERIFY2(!shown.contains("s3cret"), shown.constData());
    QVERIFY2(shown.startsWith("*2\r\n$4\r\nAUTH"), shown.constData());
}

void TestTranscript::read_masksWhereTheSecretMovedInItsTurn()
{
    // The packet repeats two bytes that are known already: only its end goes into the turn.
    const EndMask masks(PacketId{2}, payloadAt + 3, 2);
    QList<QByteArray> packets{segment(true, 1000, 80, 99, 0, syn), segment(true, 1000, 80, 100, 0, psh | ack, "ab"),
                              segment(true, 1000, 80, 100, 0, psh | ack, "abcdef")};
    CaptureIndexBuilder builder;
    QVERIFY(builder.add(memorySource(pcapOf(packets), QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), m_job));
    const Transcript transcript = read(builder.snapshot(), &masks);
    QCOMPARE(transcript.turns[0].bytes, QByteArray("abcdef"));
    QCOMPARE(transcript.masks[0].masked(transcript.turns[0].bytes), QByteArray("abc**f"));
}

void TestTranscript::find_data()
{
    QTest::addColumn<StreamSides>("sides");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<TurnSpan>>("found");
    const auto row = [](const char *name, StreamSides sides, const char *text, const QList<TurnSpan> &found) {
        QTest::newRow(name) << sides << QByteArray(text) << found;
    };
    row("across packets", StreamSides::Both, "ello", {{0, 1, 4}});
    row("any case", StreamSides::Both, "WORLD", {{1, 0, 5}});
    row("both sides", StreamSides::Both, "l", {{0, 2, 1}, {0, 3, 1}, {1, 3, 1}});
    row("one side", StreamSides::Server, "l", {{1, 3, 1}});
    row("not overlapping", StreamSides::Both, "aa", {{2, 0, 2}});
    row("nothing", StreamSides::Both, "xyz", {});
    row("no text", StreamSides::Both, "", {});
}

void TestTranscript::find()
{
    QFETCH(StreamSides, sides);
    QFETCH(QByteArray, text);
    QFETCH(QList<TurnSpan>, found);
    const Transcript transcript = read(captured({{true, "hel"}, {true, "lo"}, {false, "world"}, {true, "aaa"}}));
    QCOMPARE(listOf(findInTranscript(transcript, sides, text, 100, m_job)), found);
}

void TestTranscript::find_neverLooksIntoSecrets()
{
    const EndMask masks(PacketId{2}, payloadAt + 5, 6);
    const Transcript transcript = read(captured({{true, "PASS s3cret\r\n"}}), &masks);
    for (const char *text : {"s3cret", "3", "t\r", " s"})
        QVERIFY2(findInTranscript(transcript, StreamSides::Both, text, 100, m_job).empty(), text);
    QCOMPARE(findInTranscript(transcript, StreamSides::Both, "PASS ", 100, m_job).size(), std::size_t{1});
}

void TestTranscript::find_stopsAtItsLimit()
{
    const Transcript transcript = read(captured({{true, QByteArray(1000, 'a')}}));
    QCOMPARE(findInTranscript(transcript, StreamSides::Both, "a", 7, m_job).size(), std::size_t{7});
}

void TestTranscript::packetAt_isTheOneThatBroughtTheByte()
{
    const Transcript transcript = read(captured({{true, "hel"}, {true, "lo"}}));
    QCOMPARE(packetAt(transcript.turns[0], 0), PacketId{2});
    QCOMPARE(packetAt(transcript.turns[0], 2), PacketId{2});
    QCOMPARE(packetAt(transcript.turns[0], 3), PacketId{3});
    QCOMPARE(packetAt(transcript.turns[0], 400), PacketId{3});
}

QTEST_GUILESS_MAIN(TestTranscript)
#include "tst_transcript.moc"
