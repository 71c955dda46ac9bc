#include "models/capture/captureindexbuilder.h"
#include "models/capture/framedecoder.h"
#include "models/capture/tcphealth.h"
#include "models/kql/query.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

// "A 10 1+100 ack 5": side, milliseconds, relative sequence number + length, acknowledged; then S F R and "win 0".
TcpHealth followed(const QByteArray &segments)
{
    TcpFollower follower;
    TcpHealth health;
    for (const QByteArray &line : segments.split(';')) {
        const QByteArrayList words = line.trimmed().split(' ');
        if (words.size() < 3)
            continue;
        const auto number = [&words](const char *before, quint32 otherwise) {
            const qsizetype at = words.indexOf(QByteArray(before));
            return at < 0 ? otherwise : words.value(at + 1).toUInt();
        };
        const auto flag = [&words](const char *word, unsigned bit) { return words.contains(word) ? bit : 0U; };
        TcpSegment segment;
        segment.timeNs = words.at(1).toLongLong() * nsPerMs;
        segment.sequence = words.at(2).split('+').value(0).toUInt();
        segment.length = words.at(2).split('+').value(1).toUInt();
        segment.acknowledged = number("ack", 0);
        segment.window = static_cast<quint16>(number("win", 1000));
        segment.flags = static_cast<quint8>(flag("ack", Frame::Ack) | flag("S", Frame::Syn) | flag("F", Frame::Fin)
                                            | flag("R", Frame::Rst));
        follower.follow(segment, words.front() == "A", health);
    }
    return health;
}

// "retransmissions out-of-order zero-windows rtt-in-ms"
QByteArray printed(const TcpHealth &health)
{
    const qint64 rttMs = health.handshakeRttNs == noRtt ? -1 : health.handshakeRttNs / nsPerMs;
    return QByteArray::number(health.retransmissions) + ' ' + QByteArray::number(health.outOfOrder) + ' '
           + QByteArray::number(health.zeroWindows) + ' ' + QByteArray::number(rttMs)
           + (health.unseen > 0 ? " unseen " + QByteArray::number(health.unseen) : QByteArray());
}

const QByteArray handshake = "A 0 0+0 S; B 30 0+0 ack 1 S; A 40 1+0 ack 1; ";

} // namespace

class TestTcpHealth : public QObject
{
    Q_OBJECT

private slots:
    void follow_countsAsWiresharkDoes_data();
    void follow_countsAsWiresharkDoes();
    void follow_numbersWrapAround();
    void conversation_knowsItsHealth();
    void fields_findConversations_data();
    void fields_findConversations();
};

void TestTcpHealth::follow_countsAsWiresharkDoes_data()
{
    QTest::addColumn<QByteArray>("segments");
    QTest::addColumn<QByteArray>("health");
    const auto row = [](const char *name, const QByteArray &segments, const QByteArray &health) {
        QTest::newRow(name) << segments << health;
    };
    row("handshake", handshake, "0 0 0 40");
    row("handshake of which one side was captured", "A 0 0+0 S; A 25 1+0 ack 1", "0 0 0 25");
    row("refused", "A 0 0+0 S; B 7 1+0 ack 1 R", "0 0 0 7");
    row("SYN repeated", "A 0 0+0 S; A 1000 0+0 S; B 1010 0+0 ack 1 S; A 1012 1+0 ack 1", "1 0 0 12");
    row("opened before the capture", "A 0 1+10 ack 1; B 9 1+0 ack 11", "0 0 0 -1");
    row("sent again", handshake + "A 50 1+100 ack 1; A 350 1+100 ack 1", "1 0 0 40");
    row("sent again at once, and the same", handshake + "A 50 1+100 ack 1; A 51 1+100 ack 1", "1 0 0 40");
    row("overtaken", handshake + "A 50 101+100 ack 1; A 51 1+100 ack 1", "0 1 0 40");
    row("too late to be overtaken", handshake + "A 50 101+100 ack 1; A 95 1+100 ack 1", "1 0 0 40");
    row("asked for again",
        handshake
            + "A 50 101+100 ack 1; B 60 1+0 ack 1; B 61 1+0 ack 1; B 62 1+0 ack 1; B 63 1+0 ack 1; A 64 1+100 ack 1",
        "1 0 0 40");
    row("acknowledged already", handshake + "A 50 1+100 ack 1; B 90 1+0 ack 101; A 91 1+50 ack 1", "1 0 0 40");
    row("keep alive", handshake + "A 50 1+100 ack 1; A 9000 100+1 ack 1; A 9900 100+0 ack 1", "0 0 0 40");
    row("receiver is full",
        handshake
            + "A 50 1+100 ack 1; B 60 1+0 ack 101 win 0; A 200 101+1 ack 1; B 210 1+0 ack 101 win 0; "
              "A 300 101+100 ack 1",
        "0 0 2 40");
    row("FIN or RST without a window", handshake + "A 50 1+0 ack 1 F win 0; B 60 1+0 ack 2 R win 0", "0 0 0 40");
    row("a segment is missing", handshake + "A 50 1+100 ack 1; A 60 201+100 ack 1; B 70 1+0 ack 301; A 80 301+9 ack 1",
        "0 0 0 40 unseen 1");
    row("what was not captured is acknowledged, once",
        handshake + "A 50 1+100 ack 1; B 60 1+0 ack 201; B 70 1+0 ack 301; B 80 1+0 ack 301", "0 0 0 40 unseen 1");
    row("the missing segment came late",
        handshake + "A 50 1+100 ack 1; A 60 201+100 ack 1; A 61 101+100 ack 1; B 90 1+0 ack 301", "0 1 0 40");
    row("one side was captured", "A 0 1+10 ack 1; A 5 11+10 ack 4000; A 9 21+10 ack 9000", "0 0 0 -1");
    row("clock too coarse for the first ACK", "A 0 0+0 S; B 0 0+0 ack 1 S; A 0 1+0 ack 1; B 3 1+9 ack 1", "0 0 0 3");
}

void TestTcpHealth::follow_countsAsWiresharkDoes()
{
    QFETCH(QByteArray, segments);
    QFETCH(QByteArray, health);
    QCOMPARE(printed(followed(segments)), health);
}

void TestTcpHealth::follow_numbersWrapAround()
{
    // Four gigabytes into the connection the numbers begin again; nothing of that is a retransmission.
    QCOMPARE(printed(followed("A 0 4294967200+50 ack 1; A 100 4294967250+100 ack 1; A 200 54+10 ack 1")),
             QByteArray("0 0 0 -1"));
}

namespace {

CaptureSnapshot twoConnections()
{
    CaptureIndexBuilder builder;
    JobState job;
    const QByteArray bytes = pcapOf({
        segment(true, 1000, 80, 500, 0, syn),
        segment(false, 1000, 80, 900, 501, syn | ack),
        segment(true, 1000, 80, 501, 901, ack),
        segment(true, 1000, 80, 501, 901, psh | ack, "hello"),
        segment(true, 1000, 80, 501, 901, psh | ack, "hello"),
        segment(true, 1001, 80, 500, 0, syn),
        datagram(true, 1000, 9, "x"),
    });
    if (!builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job))
        return {};
    return builder.snapshot();
}

} // namespace

void TestTcpHealth::conversation_knowsItsHealth()
{
    const CaptureSnapshot capture = twoConnections();
    QCOMPARE(capture.conversations->size(), 3U);
    QCOMPARE(printed(capture.conversations->at(ConversationId{0}).health), QByteArray("1 0 0 2"));
    QCOMPARE(capture.conversations->at(ConversationId{1}).health, TcpHealth());
    QCOMPARE(capture.conversations->at(ConversationId{2}).health, TcpHealth());
}

void TestTcpHealth::fields_findConversations_data()
{
    QTest::addColumn<QString>("kql");
    QTest::addColumn<std::vector<quint32>>("rows");
    QTest::newRow("retransmissions") << QStringLiteral("tcp.retransmissions >= 1") << std::vector<quint32>{0};
    QTest::newRow("none, of TCP only") << QStringLiteral("tcp.retransmissions : 0") << std::vector<quint32>{1};
    QTest::newRow("handshake") << QStringLiteral("tcp.handshake_rtt > 1000000") << std::vector<quint32>{0};
    QTest::newRow("a handshake was seen") << QStringLiteral("tcp.handshake_rtt : *") << std::vector<quint32>{0};
    QTest::newRow("zero windows") << QStringLiteral("tcp.zero_windows > 0") << std::vector<quint32>{};
    QTest::newRow("out of order") << QStringLiteral("tcp.out_of_order < 1") << std::vector<quint32>{0, 1};
}

void TestTcpHealth::fields_findConversations()
{
    QFETCH(QString, kql);
    QFETCH(std::vector<quint32>, rows);
    const CaptureSnapshot capture = twoConnections();
    JobState job;
    const auto query = KqlQuery::parse(kql);
    QVERIFY(query);
    const auto found = query->evaluate(capture.conversations->fields(), {.foldCase = true, .nowNs = 0}, job);
    QVERIFY(found);
    QCOMPARE(found->rows(), rows);
}

QTEST_GUILESS_MAIN(TestTcpHealth)
#include "tst_tcphealth.moc"
