#include "models/capture/linktype.h"
#include "models/capture/protocol.h"
#include "tests/models/capture/dissection/packetbuilder.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace wirecase;
using namespace wirecase::test;

class TestPacketDissection : public QObject
{
    Q_OBJECT

private slots:
    void info_isWordedLikeWireshark_data();
    void info_isWordedLikeWireshark();
    void tree_namesFieldsAndTheirBytes();
    void tree_nestsEveryLayer_data();
    void tree_nestsEveryLayer();
    void fields_lieWithinTheirPacket();
    void payload_isCutAtTheIpLength();
    void length_countsWhatWasNotCaptured();
    void dnsName_loopEnds();
    void nesting_isLimited();
    void nodes_areLimited();
    void controlCharacters_areShownAsSuch();
    void everyLength_isRead();
};

namespace {

PacketDissection dissect(const QByteArray &frame, Protocol protocol = Protocol::Unknown,
                         LinkType link = LinkType::Ethernet)
{
    return dissectPacket(bytesOf(frame), static_cast<quint32>(frame.size()), link, {protocol});
}

QByteArray clientHello()
{
    const QByteArray name = "www.example.org";
    const auto size = static_cast<unsigned>(name.size());
    const QByteArray serverName = word(0) + word(size + 5) + word(size + 3) + QByteArray(1, 0) + word(size) + name;
    const QByteArray protocols = QByteArray::fromHex("0010000500030268 32");
    const QByteArray versions = QByteArray::fromHex("002b0005040304 0303");
    const QByteArray extensions = serverName + protocols + versions;
    const QByteArray body = QByteArray::fromHex("0303") + QByteArray(32, 'r') + QByteArray(1, 0)
                            + QByteArray::fromHex("000413011302") + QByteArray::fromHex("0100")
                            + word(static_cast<unsigned>(extensions.size())) + extensions;
    const auto length = static_cast<unsigned>(body.size());
    return QByteArray::fromHex("160301") + word(length + 4) + QByteArray::fromHex("0100") + word(length) + body;
}

const QByteArray dnsQuery = QByteArray::fromHex("1a2b01000001000000000000") + QByteArray("\3www\7example\3com\0", 17)
                            + QByteArray::fromHex("00010001");
const QByteArray dnsReply = QByteArray::fromHex("1a2b81800001000200000000") + QByteArray("\3www\7example\3com\0", 17)
                            + QByteArray::fromHex("00010001")
                            + QByteArray::fromHex("c00c000500010000003c0006036364 6ec010")
                            + QByteArray::fromHex("c02d000100010000003c0004c0000201");
const QByteArray ldapBind =
    QByteArray::fromHex("3022020101601d020103040e636e3d7765622c64633d636f7270 8008") + "Tr0ub4dr";

} // namespace

void TestPacketDissection::info_isWordedLikeWireshark_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QString>("info");
    const auto row = [](const char *name, const QByteArray &frame, const char *protocol, const char *info) {
        QTest::newRow(name) << frame << QString::fromUtf8(protocol) << QString::fromUtf8(info);
    };
    const QByteArray syn = word(51544) + word(389) + quad(7) + quad(0) + word(0xa002) + word(64240) + word(0) + word(0)
                           + QByteArray::fromHex("020405b40402080a0000000a0000000001030307");
    row("syn", ethernet(0x0800, ipv4(6, syn)), "TCP",
        "51544 → 389 [SYN] Seq=7 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=10 TSecr=0 WS=128");
    row("ack", ethernet(0x0800, ipv4(6, tcp(1, 2, {}, 0x10))), "TCP", "1 → 2 [ACK] Seq=1000 Ack=2000 Win=64240 Len=0");
    row("no flags", ethernet(0x0800, ipv4(6, tcp(1, 2, {}, 0))), "TCP", "1 → 2 [<None>] Seq=1000 Win=64240 Len=0");
    row("tcp data", tcpFrame(4000, 4001, "hello"), "TCP", "4000 → 4001 [PSH, ACK] Seq=1000 Ack=2000 Win=64240 Len=5");
    row("udp", udpFrame(4000, 4001, "hello"), "UDP", "4000 → 4001 Len=5");
    row("http request", tcpFrame(4000, 80, "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n"), "HTTP", "GET /a?b=c HTTP/1.1");
    row("http response", tcpFrame(80, 4000, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\n<p>"), "HTTP",
        "HTTP/1.1 200 OK  (text/html)");
    row("http on any port", tcpFrame(4000, 2082, "POST / HTTP/1.0\r\n\r\n"), "HTTP", "POST / HTTP/1.0");
    row("http continuation", tcpFrame(80, 4000, "more of a page"), "HTTP", "Continuation, 14 bytes of data");
    row("ftp request", tcpFrame(4000, 21, "USER anna\r\n"), "FTP", "Request: USER anna");
    row("ftp response", tcpFrame(21, 4000, "331 Password required\r\n"), "FTP", "Response: 331 Password required");
    row("ftp pass", tcpFrame(4000, 21, "PASS hunter22\r\n"), "FTP", "Request: PASS ••••••••");
    row("smtp", tcpFrame(4000, 25, "EHLO me\r\n"), "SMTP", "C: EHLO me");
    row("smtp auth", tcpFrame(4000, 25, "AUTH PLAIN AGFubmEAaHVudGVyMjI=\r\n"), "SMTP", "C: AUTH PLAIN ••••••••");
    row("pop", tcpFrame(110, 4000, "+OK ready\r\n"), "POP", "S: +OK ready");
    row("imap", tcpFrame(4000, 143, "a1 LOGIN anna \"hunter22\"\r\n"), "IMAP", "Request: a1 LOGIN anna \"••••••••\"");
    row("ldap", tcpFrame(4000, 389, ldapBind), "LDAP", "bindRequest(1) cn=web,dc=corp simple");
    row("ldap response", tcpFrame(389, 4000, QByteArray::fromHex("300c02010161070a010004000400")), "LDAP",
        "bindResponse(1) success");
    row("ssh", tcpFrame(4000, 22, "SSH-2.0-OpenSSH_9.2\r\n"), "SSH", "Client: Protocol (SSH-2.0-OpenSSH_9.2)");
    row("dns query", udpFrame(4000, 53, dnsQuery), "DNS", "Standard query 0x1a2b A www.example.com");
    row("dns reply", udpFrame(53, 4000, dnsReply), "DNS",
        "Standard query response 0x1a2b A www.example.com CNAME cdn.example.com A 192.0.2.1");
    row("dns over tcp", tcpFrame(4000, 53, word(33) + dnsQuery), "DNS", "Standard query 0x1a2b A www.example.com");
    row("mdns", udpFrame(5353, 5353, dnsQuery), "MDNS", "Standard query 0x1a2b A www.example.com");
    row("client hello", tcpFrame(4000, 443, clientHello()), "TLSv1.0", "Client Hello (SNI=www.example.org, ALPN=h2)");
    row("application data", tcpFrame(443, 4000, QByteArray::fromHex("1703030004aabbccdd1503030002 0100")), "TLSv1.2",
        "Application Data, Alert (Level: Warning, Description: Close Notify)");
    row("ping", ethernet(0x0800, ipv4(1, QByteArray::fromHex("0800000000010002") + "abcd")), "ICMP",
        "Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("unreachable", ethernet(0x0800, ipv4(1, QByteArray::fromHex("0303000000000000") + ipv4(17, udp(1, 2, {})))),
        "ICMP", "Destination unreachable (Port unreachable)");
    row("arp", ethernet(0x0806, QByteArray::fromHex("00010800060400010200000000010a0000010000000000000a000002")), "ARP",
        "Who has 10.0.0.2? Tell 10.0.0.1");
    row("arp reply", ethernet(0x0806, QByteArray::fromHex("00010800060400020200000000020a0000020200000000010a000001")),
        "ARP", "10.0.0.2 is at 02:00:00:00:00:02");
    row("ntp", udpFrame(123, 123, QByteArray::fromHex("23") + QByteArray(47, 0)), "NTP", "NTP Version 4, client");
    row("fragment", ethernet(0x0800, QByteArray(ipv4(17, "rest")).replace(6, 2, QByteArray::fromHex("00b9"))), "IPv4",
        "Fragmented IP protocol (proto=UDP 17, off=1480, ID=abcd)");
    row("unknown ethertype", ethernet(0x88cc, "neighbours"), "0x88cc", "Ethertype 0x88cc, 10 bytes of data");
    row("unknown ip protocol", ethernet(0x0800, ipv4(200, "xyz")), "IPv4", "IP protocol 200, 3 bytes of data");
}

void TestPacketDissection::info_isWordedLikeWireshark()
{
    QFETCH(QByteArray, frame);
    const PacketDissection dissection = dissect(frame);
    QTEST(dissection.protocol, "protocol");
    QTEST(dissection.info, "info");
}

void TestPacketDissection::tree_namesFieldsAndTheirBytes()
{
    const QByteArray frame = tcpFrame(4000, 80, "GET / HTTP/1.1\r\nAuthorization: Basic YW5uYTpodW50ZXIyMg==\r\n\r\n");
    const PacketDissection dissection = dissect(frame);
    const QStringList lines = printed(dissection);
    const auto has = [&](const char *line) {
        const bool found = lines.contains(QString::fromUtf8(line));
        if (!found)
            qWarning("%s", qPrintable(lines.join(u'\n')));
        return found;
    };
    QVERIFY(has("  Source address: 10.0.0.1 [ip.src 26+4]"));
    QVERIFY(has("  Destination port: 80 [tcp.dstport 36+2]"));
    QVERIFY(has("    .... ...1 .... = Acknowledgment: Set [tcp.flags.ack 46+2]"));
    QVERIFY(has("    Request method: GET [http.request.method 54+3]"));
    QVERIFY(has("  Authorization: Basic •••••••• [http.authorization 70+41]"));
    QVERIFY(has("    Credentials: anna:•••••••• [http.authbasic 91+20]"));
    const FieldNode &credentials = dissection.layers.at(3).children.at(1).children.at(0);
    QVERIFY(credentials.secret);
    QCOMPARE(credentials.secretValue, QByteArray("hunter22"));
    QCOMPARE(dissection.secrets.spans(), (std::vector<MaskedSpans::Span>{{91, 20}}));
}

void TestPacketDissection::tree_nestsEveryLayer_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("link");
    QTest::addColumn<QString>("layers");
    const QByteArray ip = ipv4(17, udp(4000, 53, dnsQuery));
    const QByteArray address6 = QByteArray::fromHex("fe800000000000000000000000000001");
    const auto ipv6 = [&](unsigned char next, const QByteArray &payload) {
        return QByteArray::fromHex("60000000") + word(static_cast<unsigned>(payload.size()))
               + QByteArray(1, static_cast<char>(next)) + QByteArray(1, 64) + address6 + address6 + payload;
    };
    const QByteArray cooked = QByteArray::fromHex("000000010006020000000001 0000 0800");
    const QByteArray cooked2 = QByteArray::fromHex("0800000000000001000100060200000000010000");
    QTest::newRow("ethernet") << ethernet(0x0800, ip) << 1 << "eth ip udp dns";
    QTest::newRow("vlan") << ethernet(0x8100, QByteArray::fromHex("20640800") + ip) << 1 << "eth vlan ip udp dns";
    QTest::newRow("qinq") << ethernet(0x88a8, QByteArray::fromHex("0064810000c80800") + ip) << 1
                          << "eth vlan vlan ip udp dns";
    QTest::newRow("cooked v1") << cooked + ip << 113 << "sll ip udp dns";
    QTest::newRow("cooked v2") << cooked2 + ip << 276 << "sll ip udp dns";
    QTest::newRow("raw") << ip << 101 << "ip udp dns";
    QTest::newRow("null") << QByteArray::fromHex("02000000") + ip << 0 << "null ip udp dns";
    QTest::newRow("loop") << QByteArray::fromHex("00000002") + ip << 108 << "null ip udp dns";
    QTest::newRow("ipv6") << ethernet(0x86dd, ipv6(17, udp(4000, 53, dnsQuery))) << 1 << "eth ipv6 udp dns";
    QTest::newRow("ipv6 extensions") << ethernet(0x86dd, ipv6(0, QByteArray::fromHex("3c00000000000000")
                                                                     + QByteArray::fromHex("1100000000000000")
                                                                     + udp(4000, 53, dnsQuery)))
                                     << 1 << "eth ipv6 ipv6.hopopts ipv6.dstopts udp dns";
    QTest::newRow("ip in ip") << ethernet(0x0800, ipv4(4, ip)) << 1 << "eth ip ip udp dns";
    QTest::newRow("icmp error") << ethernet(0x0800, ipv4(1, QByteArray::fromHex("0b00000000000000") + ip)) << 1
                                << "eth ip icmp ip udp dns";
    QTest::newRow("ppp") << QByteArray::fromHex("ff030021") + ip << 9 << "ppp ip udp dns";
    QTest::newRow("ppp, compressed") << QByteArray::fromHex("21") + ip << 50 << "ppp ip udp dns";
    QTest::newRow("cisco hdlc") << QByteArray::fromHex("0f000800") + ip << 104 << "chdlc ip udp dns";
    QTest::newRow("unknown link") << ip << 999 << "data";
}

void TestPacketDissection::tree_nestsEveryLayer()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, link);
    const PacketDissection dissection = dissect(frame, Protocol::Unknown, static_cast<LinkType>(link));
    QStringList names;
    for (const FieldNode &layer : dissection.layers)
        names += layer.filterName;
    QTEST(names.join(u' '), "layers");
}

void TestPacketDissection::fields_lieWithinTheirPacket()
{
    const QList<QByteArray> frames{udpFrame(53, 4000, dnsReply), tcpFrame(4000, 443, clientHello()),
                                   tcpFrame(4000, 389, ldapBind)};
    const std::function<bool(const FieldNode &, qsizetype)> inside = [&](const FieldNode &node, qsizetype size) {
        return node.begin + node.length <= size
               && std::all_of(node.children.begin(), node.children.end(),
                              [&](const FieldNode &c) { return inside(c, size); });
    };
    for (const QByteArray &frame : frames) {
        for (const FieldNode &layer : dissect(frame).layers)
            QVERIFY2(inside(layer, frame.size()), qPrintable(layer.text));
    }
}

void TestPacketDissection::payload_isCutAtTheIpLength()
{
    const QByteArray frame = ethernet(0x0800, ipv4(6, tcp(4000, 4001, {}, 0x10)) + QByteArray(6, 0));
    const PacketDissection dissection = dissect(frame);
    QCOMPARE(dissection.layers.size(), 3U);
    QVERIFY(dissection.info.endsWith(QLatin1String("Len=0")));
}

void TestPacketDissection::length_countsWhatWasNotCaptured()
{
    const QByteArray frame = tcpFrame(4000, 4001, QByteArray(500, 'x'));
    const QByteArray cut = frame.left(tcpPayloadAt + 10);
    const PacketDissection dissection =
        dissectPacket(bytesOf(cut), static_cast<quint32>(frame.size()), LinkType::Ethernet);
    QVERIFY2(dissection.info.endsWith(QLatin1String("Len=500")), qPrintable(dissection.info));
    QCOMPARE(dissection.layers.back().text, QStringLiteral("Data (500 bytes)"));
    QCOMPARE(dissection.layers.back().length, 10U);
}

void TestPacketDissection::dnsName_loopEnds()
{
    // A name that points at itself, and two that point at each other.
    const QByteArray header = QByteArray::fromHex("000001000002000000000000");
    const QByteArray self = header + QByteArray::fromHex("c00c00010001");
    const QByteArray pair = header + QByteArray::fromHex("0161c010 00010162c00c00010001");
    QCOMPARE(dissect(udpFrame(4000, 53, self)).info, QStringLiteral("Standard query 0x0000"));
    QCOMPARE(dissect(udpFrame(4000, 53, pair)).info, QStringLiteral("Standard query 0x0000"));
}

void TestPacketDissection::nesting_isLimited()
{
    QByteArray packet = ipv4(17, udp(1, 2, "x"));
    for (int i = 0; i < 200; ++i)
        packet = ipv4(4, packet);
    const PacketDissection dissection = dissect(packet, Protocol::Unknown, LinkType::RawIp);
    QVERIFY(dissection.layers.size() < 40);
    QVERIFY(dissection.layers.size() > 5);
}

void TestPacketDissection::nodes_areLimited()
{
    QByteArray records = QByteArray::fromHex("00008180000027100000") + word(0);
    for (int i = 0; i < 4000; ++i)
        records += QByteArray::fromHex("00000100010000003c0004c0000201");
    const PacketDissection dissection = dissect(udpFrame(53, 4000, records));
    QVERIFY(textsOf(dissection).size() < 5000);
}

void TestPacketDissection::controlCharacters_areShownAsSuch()
{
    const QByteArray frame = tcpFrame(4000, 21, QByteArray("USER a\x1b[2J\xe2\x80\xae") + "b\r\n");
    QCOMPARE(dissect(frame).info, QStringLiteral("Request: USER a\\u001b[2J\\u202eb"));
}

void TestPacketDissection::everyLength_isRead()
{
    const QList<QByteArray> frames{udpFrame(53, 4000, dnsReply), tcpFrame(4000, 443, clientHello()),
                                   tcpFrame(4000, 389, ldapBind), tcpFrame(4000, 21, "USER anna\r\nPASS x\r\n")};
    for (const QByteArray &frame : frames) {
        for (qsizetype length = 0; length <= frame.size(); ++length) {
            const ByteView whole = bytesOf(frame);
            const std::vector<std::byte> cut(whole.begin(), whole.begin() + length); // the sanitizer sees its end
            const PacketDissection dissection =
                dissectPacket(cut, static_cast<quint32>(frame.size()), LinkType::Ethernet);
            QVERIFY(!dissection.protocol.isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(TestPacketDissection)
#include "tst_packetdissection.moc"
