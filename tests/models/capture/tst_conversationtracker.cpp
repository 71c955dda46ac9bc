#include "tests/models/capture/capturebytes.h"
#include "tests/models/capture/readcapture.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

// "tcp 10.0.0.1:1000 > 10.0.0.2:80 2/162 1/54 established tcp"
QStringList conversations(const CaptureSnapshot &capture)
{
    QStringList lines;
    for (quint32 i = 0; i < capture.conversations->size(); ++i) {
        const Conversation c = capture.conversations->at(ConversationId{i});
        lines.append(QStringLiteral("%1%2 %3 > %4 %5/%6 %7/%8 %9 ")
                         .arg(c.ipProtocol)
                         .arg(c.isPartial ? QStringLiteral("?") : QString())
                         .arg(endpointText(c.client), endpointText(c.server))
                         .arg(c.packetsFromClient)
                         .arg(c.bytesFromClient)
                         .arg(c.packetsFromServer)
                         .arg(c.bytesFromServer)
                         .arg(tcpStateKey(c.state))
                     + protocolKey(c.protocol));
    }
    return lines;
}

const QByteArray request = QByteArrayLiteral("GET / HTTP/1.1\r\nHost: files.example\r\n\r\n");

} // namespace

class TestConversationTracker : public QObject
{
    Q_OBJECT

private slots:
    void conversation_bothDirectionsAreOne();
    void conversation_clientIsWhoSentTheSyn();
    void conversation_clientIsNotTheService();
    void conversation_clientIsWhoAsks_data();
    void conversation_clientIsWhoAsks();
    void conversation_reusedPortsOpenAnother();
    void conversation_stateFollowsTheFlags_data();
    void conversation_stateFollowsTheFlags();
    void conversation_fragmentsCountWhenComplete();
    void conversation_ftpDataIsNamedByItsControl();
    void conversation_switchesToTls();
    void conversation_ofPort443IsNotAlwaysQuic();
    void conversation_linkLayersLeadToIp_data();
    void conversation_linkLayersLeadToIp();
};

void TestConversationTracker::conversation_bothDirectionsAreOne()
{
    const auto capture = readCapture(pcapOf({datagram(true, 1000, 9, "a"), datagram(false, 1000, 9, "bc"),
                                             datagram(true, 1001, 9, "a"), segment(true, 1000, 9, 1, 1, ack, "x")}));
    QCOMPARE(conversations(capture),
             QStringList({QStringLiteral("17 10.0.0.1:1000 > 10.0.0.2:9 1/43 1/44  udp"),
                          QStringLiteral("17 10.0.0.1:1001 > 10.0.0.2:9 1/43 0/0  udp"),
                          QStringLiteral("6 10.0.0.1:1000 > 10.0.0.2:9 1/55 0/0 established tcp")}));
    QCOMPARE(capture.packets->files().front().udpConversations, 2U);
    QCOMPARE(capture.conversations->packets(ConversationId{0}), std::vector<PacketId>({PacketId{0}, PacketId{1}}));
}

void TestConversationTracker::conversation_clientIsWhoSentTheSyn()
{
    // The answer was captured before the question; then a request in a connection that was open already.
    const auto capture =
        readCapture(pcapOf({segment(false, 1000, 80, 500, 101, syn | ack), segment(true, 1000, 80, 101, 501, ack),
                            segment(true, 1001, 80, 9, 9, psh | ack, request)}));
    QCOMPARE(conversations(capture),
             QStringList(
                 {QStringLiteral("6 10.0.0.1:1000 > 10.0.0.2:80 1/54 1/54 established tcp"),
                  QStringLiteral("6 10.0.0.1:1001 > 10.0.0.2:80 1/%1 0/0 established http").arg(54 + request.size())}));
    QCOMPARE(capture.conversations->at(ConversationId{1}).serverName, QStringLiteral("files.example"));
}

void TestConversationTracker::conversation_clientIsNotTheService()
{
    // Captures that begin in the middle, with a packet of the server; of two services, the first seen is the client.
    const auto client = [](unsigned portA, unsigned portB) {
        const auto capture = readCapture(pcapOf({segment(false, portA, portB, 9, 9, ack, "x")}));
        return endpointText(capture.conversations->at(ConversationId{0}).client);
    };
    QCOMPARE(client(40000, 3306), QStringLiteral("10.0.0.1:40000"));
    QCOMPARE(client(40000, 40001), QStringLiteral("10.0.0.2:40001"));
    QCOMPARE(client(389, 3306), QStringLiteral("10.0.0.2:3306"));
    QCOMPARE(client(700, 3306), QStringLiteral("10.0.0.2:3306"));
}

void TestConversationTracker::conversation_clientIsWhoAsks_data()
{
    QTest::addColumn<bool>("fromFirst");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QString>("client");
    const QString first = QStringLiteral("10.0.0.1:1000");
    const QString second = QStringLiteral("10.0.0.2:1001");
    const auto row = [](const char *name, bool fromFirst, const QByteArray &said, const QString &client) {
        QTest::newRow(name) << fromFirst << said << client;
    };
    row("nothing known: who is seen first", false, "x", second);
    row("HTTP request", true, request, first);
    row("HTTP response", false, "HTTP/1.1 200 OK\r\n\r\n", first);
    row("mail client", false, "EHLO me\r\n", second);
    row("mail server", false, "220 mail.example ESMTP\r\n", first);
    row("POP3 server", true, "+OK ready\r\n", second);
    row("IMAP server", true, "* OK ready\r\n", second);
    row("LDAP bind", true, QByteArray::fromHex("300c020101600702010304008000"), first);
    row("LDAP answer", true, QByteArray::fromHex("300c02010161070a010004000400"), second);
    row("TLS client", true, QByteArray::fromHex("16030100050100000103"), first);
    row("TLS server", true, QByteArray::fromHex("16030300050200000103"), second);
}

void TestConversationTracker::conversation_clientIsWhoAsks()
{
    QFETCH(bool, fromFirst);
    QFETCH(QByteArray, said);
    QFETCH(QString, client);
    // The capture began in the middle, with a packet of the second.
    const auto capture = readCapture(
        pcapOf({fromFirst ? segment(false, 1000, 1001, 9, 9, ack) : segment(false, 1000, 1001, 9, 9, ack, said),
                fromFirst ? segment(true, 1000, 1001, 9, 9, psh | ack, said) : segment(true, 1000, 1001, 9, 9, ack)}));
    QCOMPARE(capture.conversations->size(), 1U);
    QCOMPARE(endpointText(capture.conversations->at(ConversationId{0}).client), client);
}

void TestConversationTracker::conversation_reusedPortsOpenAnother()
{
    const auto capture = readCapture(pcapOf({
        segment(true, 1000, 80, 100, 0, syn),
        segment(true, 1000, 80, 100, 0, syn), // repeated: the same connection
        segment(false, 1000, 80, 500, 101, syn | ack),
        segment(true, 1000, 80, 7100, 0, syn), // another sequence number: another connection
        segment(false, 1000, 80, 9500, 7101, syn | ack),
        segment(true, 1000, 80, 7101, 9501, rst),
    }));
    QCOMPARE(conversations(capture),
             QStringList({QStringLiteral("6 10.0.0.1:1000 > 10.0.0.2:80 2/108 1/54 half_open tcp"),
                          QStringLiteral("6 10.0.0.1:1000 > 10.0.0.2:80 2/108 1/54 reset tcp")}));
    QCOMPARE(capture.conversations->packets(ConversationId{1}),
             std::vector<PacketId>({PacketId{3}, PacketId{4}, PacketId{5}}));
}

void TestConversationTracker::conversation_stateFollowsTheFlags_data()
{
    QTest::addColumn<QList<QByteArray>>("packets");
    QTest::addColumn<QString>("state");
    const QByteArray open = segment(true, 1, 2, 100, 0, syn);
    const QByteArray answer = segment(false, 1, 2, 500, 101, syn | ack);
    QTest::newRow("asked only") << QList{open, open} << QStringLiteral("half_open");
    const QByteArray agreed = segment(true, 1, 2, 101, 501, ack);
    QTest::newRow("answered") << QList{open, answer} << QStringLiteral("half_open");
    QTest::newRow("agreed") << QList{open, answer, agreed} << QStringLiteral("established");
    QTest::newRow("one side of it") << QList{answer, segment(false, 1, 2, 501, 101, ack, "x")}
                                    << QStringLiteral("established");
    QTest::newRow("answer alone") << QList{answer} << QStringLiteral("half_open");
    QTest::newRow("refused") << QList{open, segment(false, 1, 2, 0, 101, rst | ack)} << QStringLiteral("refused");
    QTest::newRow("torn down") << QList{open, answer, segment(true, 1, 2, 101, 501, rst)} << QStringLiteral("reset");
    QTest::newRow("one side is done") << QList{open, answer, segment(true, 1, 2, 101, 501, fin | ack)}
                                      << QStringLiteral("established");
    QTest::newRow("both sides are done, and a late reset")
        << QList{open, answer, segment(true, 1, 2, 101, 501, fin | ack), segment(false, 1, 2, 501, 102, fin | ack),
                 segment(true, 1, 2, 102, 0, rst)}
        << QStringLiteral("closed");
    QTest::newRow("open before the capture")
        << QList{segment(true, 1, 2, 5, 5, ack, "x")} << QStringLiteral("established");
    QTest::newRow("not TCP") << QList{datagram(true, 1, 2, "x")} << QString();
}

void TestConversationTracker::conversation_stateFollowsTheFlags()
{
    QFETCH(QList<QByteArray>, packets);
    QFETCH(QString, state);
    const auto capture = readCapture(pcapOf(packets));
    QCOMPARE(capture.conversations->size(), 1U);
    QCOMPARE(tcpStateKey(capture.conversations->at(ConversationId{0}).state), state);
}

void TestConversationTracker::conversation_fragmentsCountWhenComplete()
{
    const QByteArray whole = udp(1000, 53, QByteArray(40, 'd'));
    const auto fragment = [&](qsizetype begin, qsizetype length, bool more, unsigned id) {
        const unsigned place = static_cast<unsigned>(begin / 8) | (more ? 0x2000U : 0U);
        return ethernet(0x0800, ipv4(hostA, hostB, 17, whole.mid(begin, length), place, id));
    };
    // The last one comes first; the second datagram never becomes complete.
    const auto capture = readCapture(pcapOf(
        {fragment(32, 16, false, 1), fragment(0, 16, true, 1), fragment(16, 16, true, 1), fragment(0, 16, true, 2)}));
    QCOMPARE(conversations(capture), QStringList({QStringLiteral("17? 10.0.0.1 > 10.0.0.2 3/150 0/0  ipv4"),
                                                  QStringLiteral("17 10.0.0.1:1000 > 10.0.0.2:53 1/50 0/0  dns")}));
    QCOMPARE(capture.packets->files().front().udpConversations, 1U);
    // A part of a segment that is never complete.
    const auto lone = readCapture(pcapOf({ethernet(0x0800, ipv4(hostA, hostB, 6, QByteArray(40, 't'), 5))}));
    QCOMPARE(conversations(lone), QStringList(QStringLiteral("6? 10.0.0.1 > 10.0.0.2 1/74 0/0  ipv4")));
    QCOMPARE(lone.packets->protocol(PacketId{0}), Protocol::Ipv4);
}

void TestConversationTracker::conversation_ftpDataIsNamedByItsControl()
{
    const auto capture = readCapture(pcapOf({
        segment(false, 1000, 21, 1, 1, psh | ack, "220 FTP server ready\r\n"),
        segment(false, 1000, 21, 23, 1, psh | ack, "227 Entering Passive Mode (10,0,0,2,156,64).\r\n"),
        segment(true, 1001, 40'000, 1, 0, syn),
    }));
    QCOMPARE(protocolKey(capture.conversations->at(ConversationId{0}).protocol), QStringLiteral("ftp"));
    QCOMPARE(protocolKey(capture.conversations->at(ConversationId{1}).protocol), QStringLiteral("ftp-data"));
}

// STARTTLS, later than protocols are looked for.
void TestConversationTracker::conversation_switchesToTls()
{
    const QByteArray serverHello =
        QByteArray::fromHex("160303002a020000260303") + QByteArray(32, 'r') + QByteArray::fromHex("00c02f00");
    QList<QByteArray> packets{segment(false, 1000, 143, 1, 1, psh | ack, "* OK IMAP4rev1 ready\r\n")};
    quint32 said = 1;
    for (int i = 0; i < 12; ++i, said += 9)
        packets << segment(true, 1000, 143, said, 23, psh | ack, "a1 NOOP\r\n");
    packets << segment(false, 1000, 143, 23, said, psh | ack, serverHello)
            << segment(true, 1000, 143, said, 70, psh | ack, QByteArray::fromHex("1703030002abcd"))
            << segment(false, 1000, 143, 70, said + 7, ack);
    const auto capture = readCapture(pcapOf(packets));
    const Conversation conversation = capture.conversations->at(ConversationId{0});
    QCOMPARE(conversation.protocol, Protocol::Imap);
    QCOMPARE(conversation.tlsVersion, QStringLiteral("1.2"));
    const auto protocol = [&](qsizetype packet) {
        return capture.packets->protocol(PacketId{static_cast<quint32>(packet)});
    };
    QCOMPARE(protocol(packets.size() - 4), Protocol::Imap);
    QCOMPARE(protocol(packets.size() - 3), Protocol::Tls);
    QCOMPARE(protocol(packets.size() - 2), Protocol::Tls);
    QCOMPARE(protocol(packets.size() - 1), Protocol::Tcp);
}

void TestConversationTracker::conversation_ofPort443IsNotAlwaysQuic()
{
    const QByteArray question = QByteArray::fromHex("48c401000001000000000000") + QByteArray("\3www\7example\0", 13)
                                + QByteArray::fromHex("00100001");
    const auto capture =
        readCapture(pcapOf({datagram(true, 1000, 443, question), datagram(true, 1001, 443, "whatever it is"),
                            datagram(true, 1002, 443, QByteArray::fromHex("c30000000108") + QByteArray(40, 'q'))}));
    QCOMPARE(capture.conversations->at(ConversationId{0}).protocol, Protocol::Dns);
    QCOMPARE(capture.conversations->at(ConversationId{1}).protocol, Protocol::Udp);
    QCOMPARE(capture.conversations->at(ConversationId{2}).protocol, Protocol::Quic);
}

void TestConversationTracker::conversation_linkLayersLeadToIp_data()
{
    QTest::addColumn<quint32>("linkType");
    QTest::addColumn<QByteArray>("packet");
    const QByteArray ip = ipv4(hostA, hostB, 17, udp(1000, 9, "x"));
    const QByteArray tagged = Bytes(true).u16(5).u16(0x0800).raw(ip).done();
    const QByteArray ip6 = QByteArray::fromHex("6000000000091140"
                                               "00000000000000000000ffff0a000001"
                                               "00000000000000000000ffff0a000002")
                           + udp(1000, 9, "x");
    QTest::newRow("Ethernet") << 1U << ethernet(0x0800, ip);
    QTest::newRow("VLAN") << 1U << ethernet(0x8100, tagged);
    QTest::newRow("QinQ") << 1U << ethernet(0x88a8, Bytes(true).u16(7).u16(0x8100).raw(tagged).done());
    QTest::newRow("IPv6") << 1U << ethernet(0x86dd, ip6);
    QTest::newRow("IPv6 with options") << 1U
                                       << ethernet(0x86dd, QByteArray(ip6)
                                                               .replace(6, 1, QByteArray(1, '\0'))
                                                               .insert(40, QByteArray::fromHex("1100010400000000"))
                                                               .replace(5, 1, "\x11"));
    QTest::newRow("cooked v1") << 113U << QByteArray(14, '\0') + Bytes(true).u16(0x0800).raw(ip).done();
    QTest::newRow("cooked v2") << 276U << Bytes(true).u16(0x0800).raw(QByteArray(18, '\0')).raw(ip).done();
    QTest::newRow("raw") << 101U << ip;
    QTest::newRow("raw IPv4") << 228U << ip;
    QTest::newRow("null, little-endian") << 0U << Bytes().u32(2).raw(ip).done();
    QTest::newRow("null, big-endian") << 0U << Bytes(true).u32(2).raw(ip).done();
    QTest::newRow("loop") << 108U << Bytes(true).u32(2).raw(ip).done();
    QTest::newRow("PPP") << 9U << QByteArray::fromHex("ff030021") + ip;
    QTest::newRow("MPLS") << 1U << ethernet(0x8847, Bytes(true).u32(0x10).u32(0x110).raw(ip).done());
    QTest::newRow("IP in IP") << 101U << ipv4(1, 2, 4, ip);
    QTest::newRow("GRE with a key") << 101U << ipv4(1, 2, 47, QByteArray::fromHex("2000080000000007") + ip);
}

void TestConversationTracker::conversation_linkLayersLeadToIp()
{
    QFETCH(quint32, linkType);
    QFETCH(QByteArray, packet);
    const auto capture = readCapture(pcapHeader(false, 0xa1b2c3d4, linkType) + pcapRecord(1, 0, packet));
    QCOMPARE(conversations(capture),
             QStringList(QStringLiteral("17 10.0.0.1:1000 > 10.0.0.2:9 1/%1 0/0  udp").arg(packet.size())));
    // Cut anywhere it is still one packet, and nothing is read past its end.
    for (qsizetype size = 0; size < packet.size(); ++size) {
        const auto cut = readCapture(pcapHeader(false, 0xa1b2c3d4, linkType)
                                     + pcapRecord(1, 0, packet.left(size), false, packet.size()));
        QCOMPARE(cut.packets->size(), 1U);
        QVERIFY(cut.conversations->size() <= 1U);
    }
}

QTEST_GUILESS_MAIN(TestConversationTracker)
#include "tst_conversationtracker.moc"
