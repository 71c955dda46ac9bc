#include "models/capture/captureindexbuilder.h"
#include "models/capture/streamreassembler.h"
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

QTEST_GUILESS_MAIN(TestStreamReassembler)
#include "tst_streamreassembler.moc"
