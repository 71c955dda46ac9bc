#include "models/capture/captureindexbuilder.h"
#include "models/capture/streamreassembler.h"
#include "models/capture/streams/streamcollector.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

CaptureSnapshot read(const QList<QByteArray> &packets)
{
    CaptureIndexBuilder builder;
    JobState job;
    const Status done =
        builder.add(memorySource(pcapOf(packets), QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

// "> hello", "< world", "> [3] after a gap", "> ! repeated with other bytes"
QStringList printed(const std::vector<StreamChunk> &chunks)
{
    QStringList lines;
    for (const StreamChunk &chunk : chunks) {
        QString line = chunk.fromClient ? QStringLiteral("> ") : QStringLiteral("< ");
        if (chunk.gapBefore > 0)
            line += QStringLiteral("[%1] ").arg(chunk.gapBefore);
        if (chunk.conflict)
            line += QStringLiteral("! ");
        lines.append(line + QString::fromLatin1(chunk.bytes));
    }
    return lines;
}

QByteArray open()
{
    return segment(true, 1000, 80, 99, 0, syn);
}

QByteArray fromClient(quint32 at, const QByteArray &bytes, quint32 acknowledged = 500)
{
    return segment(true, 1000, 80, 100 + at, acknowledged, psh | ack, bytes);
}

QByteArray fromServer(quint32 at, const QByteArray &bytes, quint32 acknowledged = 100)
{
    return segment(false, 1000, 80, 500 + at, acknowledged, psh | ack, bytes);
}

QByteArray answer()
{
    return segment(false, 1000, 80, 499, 100, syn | ack);
}

} // namespace

class TestStreamReassembler : public QObject
{
    Q_OBJECT

private slots:
    void reassemble_ordersTheStream_data();
    void reassemble_ordersTheStream();
    void reassemble_piecesLeadBackToPackets();
    void reassemble_stopsAtTheLimit();
    void reassemble_datagramsStayApart();
    void reassemble_cutPacketsLeaveAGap();
    void reassemble_cutLastPacketLeavesAGap();
    void reassemble_putsFragmentsTogether_data();
    void reassemble_putsFragmentsTogether();
    void reassemble_fragmentsLeadBackToPackets();
    void streamTo_saysWhatIsMissing();
    void reassemble_paddingBehindPppoeIsNoPayload();
};

void TestStreamReassembler::reassemble_ordersTheStream_data()
{
    QTest::addColumn<QList<QByteArray>>("packets");
    QTest::addColumn<QStringList>("chunks");
    const auto row = [](const char *name, const QList<QByteArray> &packets, const QStringList &chunks) {
        QTest::newRow(name) << packets << chunks;
    };
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    row("in order", {open(), answer(), fromClient(0, "hel"), fromClient(3, "lo"), fromServer(0, "world", 105)},
        {text("> hello"), text("< world")});
    row("turns", {open(), fromClient(0, "a"), fromServer(0, "b", 101), fromClient(1, "c", 501)},
        {text("> a"), text("< b"), text("> c")});
    row("reordered", {open(), fromClient(3, "lo"), fromClient(0, "hel")}, {text("> hello")});
    row("repeated", {open(), fromClient(0, "hel"), fromClient(0, "hel"), fromClient(3, "lo")}, {text("> hello")});
    row("overlapping", {open(), fromClient(0, "hel"), fromClient(1, "ello")}, {text("> hello")});
    row("repeated with more", {open(), fromClient(0, "hel"), fromClient(0, "hello")}, {text("> hello")});
    row("repeated with other bytes: the first stay", {open(), fromClient(0, "hello"), fromClient(0, "jelly")},
        {text("> ! hello")});
    row("keep-alive", {open(), fromClient(0, "hello"), fromClient(4, "x"), fromClient(5, "!")}, {text("> hello!")});
    row("lost and acknowledged", {open(), fromClient(0, "hel"), fromClient(6, "you"), fromServer(0, "ok", 109)},
        {text("> hel"), text("> [3] you"), text("< ok")});
    row("lost at the end", {open(), fromClient(0, "hel"), fromClient(6, "you")}, {text("> hel"), text("> [3] you")});
    row("first bytes lost", {open(), fromClient(3, "lo")}, {text("> [3] lo")});
    row("no beginning", {fromClient(700, "hel"), fromClient(703, "lo")}, {text("> hello")});
    row("sequence numbers wrap",
        {segment(true, 1000, 80, 0xffff'fffdU, 0, syn), segment(true, 1000, 80, 0xffff'fffeU, 1, ack, "hel"),
         segment(true, 1000, 80, 1, 1, ack, "lo")},
        {text("> hello")});
    row("bytes in the SYN", {segment(true, 1000, 80, 99, 0, syn, "he"), fromClient(2, "llo")}, {text("> hello")});
    row("overtaken segments that begin alike",
        {open(), fromClient(3, "lo"), fromClient(3, "lo!"), fromClient(0, "hel")}, {text("> hello!")});
    row("overtaken segments that differ: the first stay",
        {open(), fromClient(3, "lo"), fromClient(3, "xx!"), fromClient(0, "hel")}, {text("> hello!")});
    row("acknowledged, never captured", {open(), answer(), fromServer(0, "ok", 110), fromServer(2, "!", 120)},
        {text("< ok!"), text("> [20] ")});
    row("only the answers captured", {answer(), fromServer(0, "ok", 110)}, {text("< ok"), text("> [10] ")});
    row("a FIN takes a number but no byte",
        {open(), fromClient(0, "a"), segment(true, 1000, 80, 101, 500, fin | ack), fromServer(0, "b", 102)},
        {text("> a"), text("< b")});
    row("a FIN that was not captured", {open(), fromClient(0, "a"), fromServer(0, "b", 102)},
        {text("> a"), text("< b")});
    row("bytes in a reset", {open(), fromClient(0, "a"), segment(true, 1000, 80, 101, 0, rst, "gone")},
        {text("> agone")});
    row("nothing sent", {open(), answer()}, {});
}

void TestStreamReassembler::reassemble_ordersTheStream()
{
    QFETCH(QList<QByteArray>, packets);
    QFETCH(QStringList, chunks);
    JobState job;
    const auto stream = reassemble(read(packets), ConversationId{0}, 1'000'000, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), chunks);
}

void TestStreamReassembler::reassemble_piecesLeadBackToPackets()
{
    const QList<QByteArray> packets{open(), fromClient(3, "lo"), fromClient(0, "hell"), fromClient(5, "!")};
    const CaptureSnapshot capture = read(packets);
    JobState job;
    const auto stream = reassemble(capture, ConversationId{0}, 1'000'000, job);
    QVERIFY(stream);
    QCOMPARE(stream->size(), std::size_t{1});
    const StreamChunk &chunk = stream->front();
    QCOMPARE(chunk.bytes, QByteArray("hello!"));
    QCOMPARE(chunk.packet, PacketId{2});
    QCOMPARE(chunk.pieces.size(), std::size_t{3});
    for (const PacketPiece &piece : chunk.pieces) {
        const QByteArray bytes = packets[static_cast<qsizetype>(piece.packet)];
        QCOMPARE(bytes.mid(piece.offsetInPacket, piece.length), chunk.bytes.mid(piece.offsetInChunk, piece.length));
    }
}

void TestStreamReassembler::reassemble_stopsAtTheLimit()
{
    JobState job;
    const auto stream =
        reassemble(read({open(), fromClient(0, "hello"), fromClient(5, "world")}), ConversationId{0}, 7, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList(QStringLiteral("> hellowo")));
}

void TestStreamReassembler::reassemble_datagramsStayApart()
{
    JobState job;
    const auto stream =
        reassemble(read({datagram(true, 1, 2, "a"), datagram(true, 1, 2, "b"), datagram(false, 1, 2, "c")}),
                   ConversationId{0}, 100, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList({QStringLiteral("> a"), QStringLiteral("> b"), QStringLiteral("< c")}));
}

void TestStreamReassembler::reassemble_cutPacketsLeaveAGap()
{
    const QByteArray full = fromClient(0, "hello world");
    const QByteArray bytes = pcapHeader() + pcapRecord(1, 0, full.left(full.size() - 6), false, full.size())
                             + pcapRecord(2, 0, fromClient(11, "again"));
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job));
    const auto stream = reassemble(builder.snapshot(), ConversationId{0}, 100, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList({QStringLiteral("> hello"), QStringLiteral("> [6] again")}));
}

void TestStreamReassembler::reassemble_cutLastPacketLeavesAGap()
{
    const QByteArray full = fromClient(0, "hello world");
    const QByteArray bytes = pcapHeader() + pcapRecord(1, 0, full.left(full.size() - 6), false, full.size());
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job));
    const auto stream = reassemble(builder.snapshot(), ConversationId{0}, 100, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList({QStringLiteral("> hello"), QStringLiteral("> [6] ")}));
}

// "(from, length, more)": an Ethernet frame with this part of `datagram`, which is what stands above IP.
QByteArray fragment(const QByteArray &datagram, int from, int length, unsigned id = 7, unsigned protocol = 17)
{
    const bool more = from + length < datagram.size();
    const unsigned place = (more ? 0x2000U : 0U) | static_cast<unsigned>(from) / 8;
    return ethernet(0x0800, ipv4(hostA, hostB, protocol, datagram.mid(from, length), place, id));
}

void TestStreamReassembler::reassemble_putsFragmentsTogether_data()
{
    QTest::addColumn<QList<QByteArray>>("packets");
    QTest::addColumn<QStringList>("said");
    const QByteArray first = udp(1, 2, "ABCDEFGHabcdefgh12345678");
    const QByteArray second = udp(1, 2, "IJKLMNOPijklmnop87654321");
    const QByteArray other = udp(3, 4, "other text, not of here!");
    const auto text = [](const char *latin) { return QStringList(QString::fromLatin1(latin)); };
    QTest::newRow("in order") << QList{fragment(first, 0, 16), fragment(first, 16, 8), fragment(first, 24, 8)}
                              << text("> ABCDEFGHabcdefgh12345678");
    QTest::newRow("backwards") << QList{fragment(first, 24, 8), fragment(first, 16, 8), fragment(first, 0, 16)}
                               << text("> ABCDEFGHabcdefgh12345678");
    QTest::newRow("repeated and overlapping")
        << QList{fragment(first, 0, 16), fragment(first, 0, 24), fragment(first, 8, 16), fragment(first, 24, 8)}
        << text("> ABCDEFGHabcdefgh12345678");
    QTest::newRow("an identification comes round again")
        << QList{fragment(first, 0, 16), fragment(first, 16, 16), fragment(second, 0, 16), fragment(second, 16, 16)}
        << QStringList{QStringLiteral("> ABCDEFGHabcdefgh12345678"), QStringLiteral("> IJKLMNOPijklmnop87654321")};
    QTest::newRow("another conversation of the same hosts between")
        << QList{fragment(first, 0, 16), fragment(other, 0, 16, 8), fragment(first, 16, 16), fragment(other, 16, 16, 8)}
        << text("> ABCDEFGHabcdefgh12345678");
}

void TestStreamReassembler::reassemble_putsFragmentsTogether()
{
    QFETCH(QList<QByteArray>, packets);
    QFETCH(QStringList, said);
    const CaptureSnapshot capture = read(packets);
    JobState job;
    for (quint32 i = 0; i < capture.conversations->size(); ++i) {
        const Conversation conversation = capture.conversations->at(ConversationId{i});
        if (conversation.isPartial || std::max(conversation.client.port, conversation.server.port) != 2)
            continue;
        const auto stream = reassemble(capture, conversation.id, 1000, job);
        QVERIFY(stream);
        QCOMPARE(printed(*stream), said);
        return;
    }
    QFAIL("The conversation is not there");
}

void TestStreamReassembler::reassemble_fragmentsLeadBackToPackets()
{
    const QByteArray whole = tcp(1000, 80, 100, 500, psh | ack, "GET /somewhere HTTP/1.1\r\n");
    const QList packets{open(), fragment(whole, 0, 24, 9, 6), fragment(whole, 24, 22, 9, 6)};
    const CaptureSnapshot capture = read(packets);
    JobState job;
    const auto stream = reassemble(capture, ConversationId{0}, 1000, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList(QStringLiteral("> GET /somewhere HTTP/1.1\r\n")));
    const StreamChunk &chunk = stream->front();
    QCOMPARE(chunk.pieces.size(), std::size_t{2});
    for (const PacketPiece &piece : chunk.pieces) {
        const QByteArray bytes = packets[static_cast<qsizetype>(piece.packet)];
        QCOMPARE(bytes.mid(piece.offsetInPacket, piece.length), chunk.bytes.mid(piece.offsetInChunk, piece.length));
    }
}

void TestStreamReassembler::streamTo_saysWhatIsMissing()
{
    const CaptureSnapshot capture = read({fromClient(10, "hello"), fromClient(0, "lost start"), fromClient(20, "world"),
                                          fromClient(20, "WORLD"), fromServer(0, "ok", 130)});
    StreamCollector collector(1000);
    JobState job;
    const auto facts = streamTo(collector, capture, ConversationId{0}, job);
    QVERIFY(facts);
    QCOMPARE(facts->client, (StreamSideFacts{10, 10, 2, 1, 10, true}));
    QCOMPARE(facts->server, (StreamSideFacts{2, 0, 0, 0, 0, true}));
}

void TestStreamReassembler::reassemble_paddingBehindPppoeIsNoPayload()
{
    // An IP header that counts six bytes of padding, in a session frame that does not.
    const QByteArray ip = ipv4(hostA, hostB, 6, tcp(1000, 80, 100, 500, ack, QByteArray(6, '\0')));
    const auto inSession = [](const QByteArray &packet, unsigned length) {
        return ethernet(0x8864, Bytes(true).u16(0x1100).u16(1).u16(length + 2).u16(0x0021).raw(packet).done());
    };
    const QByteArray real = ipv4(hostA, hostB, 6, tcp(1000, 80, 100, 500, ack, "hello"));
    JobState job;
    const auto stream = reassemble(read({inSession(ip, 40), inSession(real, 45)}), ConversationId{0}, 1000, job);
    QVERIFY(stream);
    QCOMPARE(printed(*stream), QStringList(QStringLiteral("> hello")));
}

QTEST_GUILESS_MAIN(TestStreamReassembler)
#include "tst_streamreassembler.moc"
