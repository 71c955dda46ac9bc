#include "models/base/byteview.h"
#include "models/capture/dissection/packetdissection.h"
#include "models/capture/linktype.h"
#include "models/capture/protocol.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

PacketDissection dissected(const QByteArray &packet)
{
    return dissectPacket(bytesOf(packet), static_cast<quint32>(packet.size()), LinkType::Ethernet, Protocol::Unknown);
}

bool holds(const FieldNode &node, const QString &text)
{
    return node.text.contains(text)
           || std::any_of(node.children.begin(), node.children.end(),
                          [&](const FieldNode &child) { return holds(child, text); });
}

} // namespace

/// Protocols of which the kind of each message is told.
class TestMessageInfo : public QObject
{
    Q_OBJECT

private slots:
    void info_namesTheMessage_data();
    void info_namesTheMessage();
    void info_anyBeginningIsHarmless_data() { info_namesTheMessage_data(); }
    void info_anyBeginningIsHarmless();
    void secrets_areNotShown_data();
    void secrets_areNotShown();
};

void TestMessageInfo::info_namesTheMessage_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QString>("line");
    const auto toTcp = [](const char *name, unsigned port, const QByteArray &payload, const char *line) {
        QTest::newRow(name) << segment(true, 50'000, port, 1, 1, psh | ack, payload) << QString::fromLatin1(line);
    };
    const auto fromTcp = [](const char *name, unsigned port, const QByteArray &payload, const char *line) {
        QTest::newRow(name) << segment(true, port, 50'000, 1, 1, psh | ack, payload) << QString::fromLatin1(line);
    };
    const auto udp = [](const char *name, unsigned port, const QByteArray &payload, const char *line) {
        QTest::newRow(name) << datagram(true, 50'000, port, payload) << QString::fromLatin1(line);
    };
    const auto hex = [](const char *text) { return QByteArray::fromHex(text); };
    fromTcp("MySQL greeting", 3306, hex("1a0000000a") + QByteArrayLiteral("8.0.36\0rest"),
            "MySQL Server Greeting version=8.0.36");
    toTcp("MySQL query", 3306, hex("0900000003") + "SELECT 1", "MySQL Request Query");
    fromTcp("MySQL error", 3306, hex("05000001ff1504"), "MySQL Response Error 1045");
    toTcp("PostgreSQL start", 5432, hex("0000000c0003000075736572"), "PGSQL >Startup message");
    toTcp("PostgreSQL asks for TLS", 5432, hex("0000000804d2162f"), "PGSQL >SSL request");
    fromTcp("PostgreSQL answers", 5432, hex("520000000800000000") + hex("5a0000000549"),
            "PGSQL <Authentication request/Ready for query");
    toTcp("TDS", 1433, hex("1201002f0000010000"), "TDS TDS7 pre-login");
    toTcp("Redis", 6379, "*2\r\n$3\r\nGET\r\n$1\r\na\r\n", "RESP Request: GET");
    toTcp("SMB2 request", 445, hex("00000040fe534d4240000000000000000100000000000000"), "SMB2 Session Setup Request");
    toTcp("SMB2 response", 445, hex("00000040fe534d4240000000000000000300000001000000"), "SMB2 Tree Connect Response");
    toTcp("SMB", 445, hex("00000020ff534d427200000000180000"), "SMB Negotiate Protocol Request");
    udp("Kerberos", 88, hex("6a81aa3081a7"), "KRB5 AS-REQ");
    toTcp("Kerberos over TCP", 88, hex("000000ad6d81aa3081a7"), "KRB5 TGS-REP");
    udp("SNMP", 161, hex("302902010104067075626c6963a01c"), "SNMP get-request");
    toTcp("Telnet negotiates", 23, hex("fffd18"), "TELNET Telnet negotiation");
    udp("SIP request", 5060, "INVITE sip:bob@example.com SIP/2.0\r\nVia: x\r\n\r\n",
        "SIP Request: INVITE sip:bob@example.com");
    udp("SIP answer", 5060, "SIP/2.0 200 OK\r\n\r\n", "SIP Status: 200 OK");
    toTcp("RDP", 3389, hex("0300002b26e00000000000") + "Cookie: mstshash=alice\r\n",
          "RDP Connection Request, Cookie: mstshash=alice");
    udp("IKE", 500, hex("0011223344556677000000000000000021202208000000000000001c"), "ISAKMP IKE_SA_INIT");
    const QByteArray inner = segment(true, 40'000, 8080, 1, 1, psh | ack, "GET /inner HTTP/1.1\r\n\r\n");
    udp("VXLAN", 4789, hex("0800000000002a00") + inner, "HTTP GET /inner HTTP/1.1");
    udp("VXLAN in VXLAN", 4789, hex("0800000000002a00") + datagram(true, 1, 4789, hex("0800000000002b00") + inner),
        "HTTP GET /inner HTTP/1.1");
    const auto gre = [](const char *name, const QByteArray &payload, const char *line) {
        QTest::newRow(name) << ethernet(0x0800, ipv4(hostA, hostB, 47, payload)) << QString::fromLatin1(line);
    };
    gre("GRE with IPv4", hex("00000800") + inner.mid(14), "HTTP GET /inner HTTP/1.1");
    gre("GRE with key and Ethernet", hex("2000655800000007") + inner, "HTTP GET /inner HTTP/1.1");
    gre("GRE with nothing known", hex("00001234") + QByteArrayLiteral("xx"),
        "0x1234 Ethertype 0x1234, 2 bytes of data");
    QTest::newRow("ESP") << ethernet(0x0800, ipv4(hostA, hostB, 50, hex("0a0b0c0d00000001")))
                         << QStringLiteral("ESP ESP (SPI=0x0a0b0c0d)");
    udp("ESP in UDP", 4500, hex("0a0b0c0d00000001"), "ESP ESP (SPI=0x0a0b0c0d)");
}

void TestMessageInfo::info_namesTheMessage()
{
    QFETCH(QByteArray, packet);
    QFETCH(QString, line);
    const PacketDissection dissection = dissected(packet);
    QCOMPARE(dissection.protocol + u' ' + dissection.info, line);
}

void TestMessageInfo::info_anyBeginningIsHarmless()
{
    QFETCH(QByteArray, packet);
    for (qsizetype length = 0; length < packet.size(); ++length) {
        const QByteArray cut = packet.first(length);
        const PacketDissection dissection =
            dissectPacket(bytesOf(cut), static_cast<quint32>(packet.size()), LinkType::Ethernet, Protocol::Unknown);
        QVERIFY(!dissection.layers.empty() || length == 0);
    }
}

void TestMessageInfo::secrets_areNotShown_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<bool>("isKnown"); ///< as a secret, so that it is masked in the bytes too
    const auto tcp = [](const char *name, unsigned port, const QByteArray &payload, bool isKnown) {
        QTest::newRow(name) << segment(true, 50'000, port, 1, 1, psh | ack, payload) << isKnown;
    };
    const auto udp = [](const char *name, unsigned port, const QByteArray &payload) {
        QTest::newRow(name) << datagram(true, 50'000, port, payload) << true;
    };
    const QByteArray community = QByteArray::fromHex("30290201010406") + "s3cret";
    udp("SNMP community", 161, community + QByteArray::fromHex("a01c"));
    udp("SNMP community at the end of a cut packet", 161, community);
    udp("SIP address", 5060, "INVITE sip:bob:s3cret@example.com SIP/2.0\r\n\r\n");
    udp("SIP address in a header", 5060,
        "INVITE sip:bob@example.com SIP/2.0\r\nFrom: \"A\" <SIPS:alice:s3cret@example.com>\r\n\r\n");
    udp("SIP address that is cut", 5060, "INVITE sip:bob:s3cret");
    tcp("Redis AUTH", 6379, "*2\r\n$4\r\nAUTH\r\n$6\r\ns3cret\r\n", true);
    tcp("Redis HELLO", 6379, "*5\r\n$5\r\nhello\r\n$1\r\n3\r\n$4\r\nAUTH\r\n$1\r\nu\r\n$6\r\ns3cret\r\n", true);
    tcp("PostgreSQL password", 5432, QByteArray::fromHex("700000000b") + QByteArrayLiteral("s3cret\0"), true);
    tcp("Telnet", 23, "s3cret\r\n", false);
}

void TestMessageInfo::secrets_areNotShown()
{
    QFETCH(QByteArray, packet);
    QFETCH(bool, isKnown);
    const QString secret = QStringLiteral("s3cret");
    const PacketDissection dissection = dissected(packet);
    QVERIFY2(!dissection.info.contains(secret), qPrintable(dissection.info));
    for (const FieldNode &layer : dissection.layers)
        QVERIFY2(!holds(layer, secret), qPrintable(layer.text));
    QCOMPARE(dissection.secrets.masked(packet, '*').contains(secret.toLatin1()), !isKnown);
}

QTEST_GUILESS_MAIN(TestMessageInfo)
#include "tst_messageinfo.moc"
