#include "models/capture/linktype.h"
#include "models/capture/protocol.h"
#include "models/capture/protocolsniffer.h"
#include "tests/models/capture/dissection/packetbuilder.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

/// What the list says of services and tunnels: the same facts as Wireshark's column.
class TestServiceInfo : public QObject
{
    Q_OBJECT

private slots:
    void info_saysWhatMatters_data();
    void info_saysWhatMatters();
    void payload_isRecognisedOnAnyPort_data();
    void payload_isRecognisedOnAnyPort();
    void everyPrefix_isSafe_data();
    void everyPrefix_isSafe();
};

namespace {

QByteArray utf16(const char *text)
{
    QByteArray bytes;
    for (const char *c = text; *c != '\0'; ++c)
        bytes += QByteArray(1, *c) + QByteArray(1, '\0');
    return bytes;
}

/// An element of ASN.1, of a length below 128.
QByteArray ber(const char *tag, const QByteArray &content)
{
    return QByteArray::fromHex(tag) + QByteArray(1, static_cast<char>(content.size())) + content;
}

QByteArray number(const char *hex)
{
    return ber("02", QByteArray::fromHex(hex));
}

QByteArray principal(const QByteArray &first, const QByteArray &second = {})
{
    const QByteArray names = ber("1b", first) + (second.isEmpty() ? QByteArray() : ber("1b", second));
    return ber("30", ber("a0", number("01")) + ber("a1", ber("30", names)));
}

const QByteArray kerberosRequest =
    ber("6a", ber("30", ber("a1", number("05")) + ber("a2", number("0a"))
                            + ber("a4", ber("30", ber("a1", principal("anna")) + ber("a2", ber("1b", "CORP"))
                                                      + ber("a3", principal("krbtgt", "CORP"))))));
const QByteArray ticketRequest = ber(
    "6c", ber("30", ber("a1", number("05")) + ber("a2", number("0c"))
                        + ber("a4", ber("30", ber("a2", ber("1b", "CORP")) + ber("a3", principal("host", "ws7"))))));
const QByteArray kerberosError =
    ber("7e", ber("30", ber("a0", number("05")) + ber("a1", number("1e")) + ber("a6", number("18"))));
const QByteArray snmpRequest = ber(
    "30",
    number("01") + ber("04", "public")
        + ber("a0", number("01") + number("00") + number("00")
                        + ber("30", ber("30", ber("06", QByteArray::fromHex("2b060102010101 00")) + ber("05", {})))));

QByteArray smbTwo(unsigned command, bool isReply, const char *statusHex, const QByteArray &body)
{
    const QByteArray head = QByteArray::fromHex("fe534d4240000000") + QByteArray::fromHex(statusHex)
                            + QByteArray(1, static_cast<char>(command)) + QByteArray(3, '\0')
                            + QByteArray(1, isReply ? '\1' : '\0') + QByteArray(47, '\0');
    return quad(static_cast<unsigned>(head.size() + body.size())) + head + body;
}

const QByteArray treeConnect =
    smbTwo(3, false, "00000000", QByteArray::fromHex("0900000048001000") + utf16("\\\\s\\data"));
const QByteArray logonFailure = smbTwo(1, true, "6d0000c0", QByteArray::fromHex("0900"));

QByteArray ntlmAuthenticate()
{
    const auto field = [](unsigned length, unsigned at) {
        return QByteArray(1, static_cast<char>(length)) + '\0' + QByteArray(1, static_cast<char>(length)) + '\0'
               + QByteArray(1, static_cast<char>(at)) + QByteArray(3, '\0');
    };
    return QByteArray("NTLMSSP\0\3\0\0\0", 12) + field(0, 64) + field(0, 64) + field(8, 64) + field(8, 72)
           + field(6, 80) + field(0, 86) + QByteArray::fromHex("01000000") + utf16("CORP") + utf16("anna")
           + utf16("WS7");
}

const QByteArray sessionSetup = smbTwo(1, false, "00000000", QByteArray(24, '\0') + ntlmAuthenticate());
const QByteArray smbOne = quad(32) + QByteArray::fromHex("ff534d4272") + QByteArray(27, '\0');
const QByteArray mysqlGreeting = QByteArray::fromHex("1e0000000a") + QByteArray("8.0.36\0", 7) + QByteArray(22, 'x');
const QByteArray mysqlLogin = QByteArray::fromHex("2d000001") + QByteArray::fromHex("0800000000000001 21")
                              + QByteArray(23, '\0') + QByteArray("root\0\0shop\0x", 12).left(11) + QByteArray(2, '\0');
const QByteArray postgresqlStart = quad(40) + quad(0x00030000)
                                   + QByteArray("user\0anna\0database\0shop\0options\0", 32).left(24)
                                   + QByteArray(8, '\0');
const QByteArray preLogin = QByteArray::fromHex("1201001a00000000 00000b0006 01001100 01 ff") + QByteArray(7, '\0');
const QByteArray redisSet = "*3\r\n$3\r\nSET\r\n$4\r\nkey1\r\n$5\r\nvalue\r\n";
const QByteArray rdpRequest = QByteArray::fromHex("0300002a25e00000000000") + "Cookie: mstshash=anna\r\n"
                              + QByteArray::fromHex("0100080003000000");
const QByteArray telnetOptions = QByteArray::fromHex("fffd18fffb01");
const QByteArray sipInvite =
    "INVITE sip:bob@example.org SIP/2.0\r\nFrom: a\r\nContent-Type: application/sdp\r\n\r\nv=0";
const QByteArray ikeInit =
    QByteArray(8, 'i') + QByteArray(8, '\0') + QByteArray::fromHex("21202208") + quad(0) + quad(28);
const QByteArray ping = ethernet(0x0800, ipv4(1, QByteArray::fromHex("0800000000010002") + "abcd"));

} // namespace

void TestServiceInfo::info_saysWhatMatters_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QString>("info");
    const auto row = [](const char *name, const QByteArray &frame, const char *protocol, const char *info) {
        QTest::newRow(name) << frame << QString::fromUtf8(protocol) << QString::fromUtf8(info);
    };
    row("kerberos", udpFrame(4000, 88, kerberosRequest), "KRB5", "AS-REQ anna@CORP → krbtgt/CORP");
    row("kerberos over tcp", tcpFrame(4000, 88, quad(static_cast<unsigned>(kerberosRequest.size())) + kerberosRequest),
        "KRB5", "AS-REQ anna@CORP → krbtgt/CORP");
    row("kerberos without a client", udpFrame(4000, 88, ticketRequest), "KRB5", "TGS-REQ → host/ws7@CORP");
    row("kerberos error", udpFrame(88, 4000, kerberosError), "KRB5", "KRB Error: KRB5KDC_ERR_PREAUTH_FAILED");
    row("snmp", udpFrame(4000, 161, snmpRequest), "SNMP", "get-request 1.3.6.1.2.1.1.1.0");
    row("smb tree", tcpFrame(4000, 445, treeConnect), "SMB2", "Tree Connect Request Tree: \\\\s\\data");
    row("smb logon failure", tcpFrame(445, 4000, logonFailure), "SMB2",
        "Session Setup Response, Error: STATUS_LOGON_FAILURE");
    row("smb tree reply", tcpFrame(445, 4000, smbTwo(3, true, "00000000", {})), "SMB2", "Tree Connect Response");
    row("smb of the first version", tcpFrame(4000, 445, smbOne), "SMB", "Negotiate Protocol Request");
    row("smb with ntlm", tcpFrame(4000, 445, sessionSetup), "SMB2",
        "Session Setup Request, NTLMSSP_AUTH, User: CORP\\anna, Host: WS7");
    row("http with ntlm",
        tcpFrame(4000, 80, "GET / HTTP/1.1\r\nAuthorization: NTLM " + ntlmAuthenticate().toBase64() + "\r\n\r\n"),
        "HTTP", "GET / HTTP/1.1, NTLMSSP_AUTH, User: CORP\\anna, Host: WS7");
    row("netbios keep-alive", tcpFrame(4000, 139, QByteArray::fromHex("85000000")), "NBSS", "Session keep-alive");
    row("mysql greeting", tcpFrame(3306, 4000, mysqlGreeting), "MySQL", "Server Greeting proto=10 version=8.0.36");
    row("mysql login", tcpFrame(4000, 3306, mysqlLogin), "MySQL", "Login Request user=root db=shop");
    row("mysql error", tcpFrame(3306, 4000, QByteArray::fromHex("10000002ff1504233238303030") + "Denied!"), "MySQL",
        "Response Error 1045: Denied!");
    row("postgresql start", tcpFrame(4000, 5432, postgresqlStart), "PGSQL", "Startup message user=anna database=shop");
    row("postgresql asks for tls", tcpFrame(4000, 5432, QByteArray::fromHex("0000000804d2162f")), "PGSQL",
        "SSL request");
    row("postgresql answers", tcpFrame(5432, 4000, QByteArray::fromHex("520000000800000003 5a0000000549")), "PGSQL",
        "Authentication request: cleartext password, Ready for query");
    row("postgresql error", tcpFrame(5432, 4000, "E" + quad(22) + QByteArray("SFATAL\0Mbad login\0\0", 18)), "PGSQL",
        "Error: FATAL: bad login");
    row("mssql", tcpFrame(4000, 1433, preLogin), "TDS", "TDS7 pre-login message");
    row("mssql batch", tcpFrame(4000, 1433, QByteArray::fromHex("0101001a00000100") + utf16("SELECT 42")), "TDS",
        "SQL batch: SELECT 42");
    row("redis", tcpFrame(4000, 6379, redisSet), "RESP", "Request: SET key1 value");
    row("redis reply", tcpFrame(6379, 4000, "+OK\r\n"), "RESP", "Response: +OK");
    row("redis value", tcpFrame(6379, 4000, "$5\r\nvalue\r\n"), "RESP", "Response: 11 bytes of data");
    row("rdp", tcpFrame(4000, 3389, rdpRequest), "RDP", "Cookie: mstshash=anna, Negotiate Request, TLS or CredSSP");
    row("telnet typed", tcpFrame(4000, 23, "s3cret\r\n"), "TELNET", "8 bytes of data");
    row("telnet", tcpFrame(23, 4000, telnetOptions + "login: "), "TELNET",
        "Do Terminal Type, Will Echo, 7 bytes of data");
    row("sip", udpFrame(5060, 5060, sipInvite), "SIP", "Request: INVITE sip:bob@example.org, with session description");
    row("sip accepts", udpFrame(5060, 5060, "OPTIONS sip:bob SIP/2.0\r\nAccept: application/sdp\r\n\r\n"), "SIP",
        "Request: OPTIONS sip:bob");
    row("sip reply", udpFrame(5060, 5060, "SIP/2.0 200 OK\r\n\r\n"), "SIP", "Status: 200 OK");
    row("ike", udpFrame(500, 500, ikeInit), "ISAKMP", "IKE_SA_INIT MID=0 Initiator Request");
    row("ike behind nat", udpFrame(4500, 4500, quad(0) + ikeInit), "ISAKMP", "IKE_SA_INIT MID=0 Initiator Request");
    row("esp behind nat", udpFrame(4500, 4500, quad(0xc0ffee00) + quad(1)), "ESP", "ESP (SPI=0xc0ffee00)");
    row("esp", ethernet(0x0800, ipv4(50, quad(0x01020304) + quad(7))), "ESP", "ESP (SPI=0x01020304)");
    row("vxlan", ethernet(0x0800, ipv4Reply(17, udp(4000, 4789, quad(0x08000000) + quad(42U << 8U) + ping))), "ICMP",
        "VXLAN 42, 10.0.0.1 → 10.0.0.2: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("vxlan in vxlan",
        udpFrame(4000, 4789,
                 quad(0x08000000) + quad(42U << 8U) + udpFrame(1, 4789, quad(0x08000000) + quad(43U << 8U) + ping)),
        "ICMP", "VXLAN 42: VXLAN 43: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("gre with nothing known", ethernet(0x0800, ipv4(47, quad(0x00001234) + "xx")), "0x1234",
        "GRE: Ethertype 0x1234, 2 bytes of data");
    row("gre", ethernet(0x0800, ipv4Reply(47, quad(0x00000800) + ping.mid(14))), "ICMP",
        "GRE, 10.0.0.1 → 10.0.0.2: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    const QByteArray reply = ethernet(0x0800, ipv4Reply(1, ping.mid(34)));
    row("vxlan in gre",
        ethernet(0x0800,
                 ipv4Reply(47, quad(0x00000800) + ipv4(17, udp(1, 4789, quad(0x08000000) + quad(43U << 8U) + reply)))),
        "ICMP",
        "GRE, 10.0.0.1 → 10.0.0.2: VXLAN 43, 10.0.0.2 → 10.0.0.1: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    const QByteArray mirrored = QByteArray::fromHex("200a0000 00000000");
    row("erspan", ethernet(0x0800, ipv4Reply(47, quad(0x000022eb) + mirrored + quad(0) + ping)), "ICMP",
        "GRE, 10.0.0.1 → 10.0.0.2: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("erspan with a platform's header",
        ethernet(0x0800, ipv4Reply(47, quad(0x000022eb) + mirrored + quad(1) + QByteArray(8, '\0') + ping)), "ICMP",
        "GRE, 10.0.0.1 → 10.0.0.2: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("gre with key and ethernet", ethernet(0x0800, ipv4Reply(47, quad(0x20006558) + quad(5) + ping)), "ICMP",
        "GRE, 10.0.0.1 → 10.0.0.2: Echo (ping) request  id=0x0001, seq=2, ttl=64");
    row("quic of an unknown version", udpFrame(4000, 443, QByteArray::fromHex("c0ff000063040102030400000161")), "QUIC",
        "Initial, DCID=01020304");
}

void TestServiceInfo::info_saysWhatMatters()
{
    QFETCH(QByteArray, frame);
    const PacketDissection dissection =
        dissectPacket(bytesOf(frame), static_cast<quint32>(frame.size()), LinkType::Ethernet);
    QTEST(dissection.info, "info");
    QTEST(dissection.protocol, "protocol");
}

void TestServiceInfo::payload_isRecognisedOnAnyPort_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("ipProtocol");
    QTest::addColumn<QString>("protocol");
    const auto row = [](const char *name, const QByteArray &payload, int ipProtocol, const char *protocol) {
        QTest::newRow(name) << payload << ipProtocol << QString::fromLatin1(protocol);
    };
    constexpr int tcpNumber = 6;
    constexpr int udpNumber = 17;
    row("kerberos", kerberosRequest, udpNumber, "kerberos");
    row("kerberos over tcp", quad(static_cast<unsigned>(kerberosRequest.size())) + kerberosRequest, tcpNumber,
        "kerberos");
    row("snmp", snmpRequest, udpNumber, "snmp");
    row("smb", treeConnect, tcpNumber, "smb");
    row("mysql", mysqlGreeting, tcpNumber, "mysql");
    row("postgresql", postgresqlStart, tcpNumber, "postgresql");
    row("mssql", preLogin, tcpNumber, "tds");
    row("redis", redisSet, tcpNumber, "redis");
    row("rdp", rdpRequest, tcpNumber, "rdp");
    row("telnet", telnetOptions, tcpNumber, "telnet");
    row("sip", sipInvite, udpNumber, "sip");
    row("ike", ikeInit, udpNumber, "ike");
    row("vxlan", quad(0x08000000) + quad(42U << 8U) + ping, udpNumber, "vxlan");
    row("one telnet command", telnetOptions.left(3), tcpNumber, "");
    row("another array", "*3 stars\r\n$3\r\n", tcpNumber, "");
    row("ber of something else", ber("30", number("07") + ber("04", "x")), udpNumber, "");
}

void TestServiceInfo::payload_isRecognisedOnAnyPort()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, ipProtocol);
    SniffHint hint;
    hint.ipProtocol = static_cast<quint8>(ipProtocol);
    hint.sourcePort = 40'000;
    hint.destinationPort = 4444;
    QTEST(protocolKey(sniffProtocol(bytesOf(payload), hint).protocol), "protocol");
}

void TestServiceInfo::everyPrefix_isSafe_data()
{
    info_saysWhatMatters_data();
}

void TestServiceInfo::everyPrefix_isSafe()
{
    QFETCH(QByteArray, frame);
    for (qsizetype length = 0; length <= frame.size(); ++length) {
        // A copy of its own, so that a byte read behind its end is a byte read behind the end of memory.
        const std::vector<char> bytes(frame.begin(), frame.begin() + length);
        const ByteView view{reinterpret_cast<const std::byte *>(bytes.data()), bytes.size()};
        for (int protocol = 0; protocol < static_cast<int>(Protocol::Count); ++protocol) {
            const PacketDissection dissection = dissectPacket(view, static_cast<quint32>(frame.size()),
                                                              LinkType::Ethernet, {static_cast<Protocol>(protocol)});
            for (const FieldNode &layer : dissection.layers)
                QVERIFY(std::size_t{layer.begin} + layer.length <= view.size());
        }
        SniffHint hint;
        for (const quint8 ipProtocol : {quint8{6}, quint8{17}}) {
            hint.ipProtocol = ipProtocol;
            (void) sniffProtocol(slice(view, 14 + 20), hint);
        }
    }
}

QTEST_GUILESS_MAIN(TestServiceInfo)
#include "tst_serviceinfo.moc"
