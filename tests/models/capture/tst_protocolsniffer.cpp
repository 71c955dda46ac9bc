#include "models/capture/ftpports.h"
#include "models/capture/protocolsniffer.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

// A ClientHello for this name that offers TLS 1.3.
QByteArray clientHello(const QByteArray &name)
{
    const auto size = static_cast<unsigned>(name.size());
    const QByteArray serverName = Bytes(true).u16(0).u16(size + 5).u16(size + 3).u8(0).u16(size).raw(name).done();
    const QByteArray versions = Bytes(true).u16(43).u16(7).u8(6).u16(0x8a8a).u16(0x0304).u16(0x0303).done();
    const QByteArray extensions = versions + serverName;
    const QByteArray body = Bytes(true)
                                .u16(0x0303)
                                .raw(QByteArray(32, 'r'))
                                .u8(0)
                                .u16(2)
                                .u16(0x1301)
                                .u8(1)
                                .u8(0)
                                .u16(static_cast<unsigned>(extensions.size()))
                                .raw(extensions)
                                .done();
    const auto length = static_cast<unsigned>(body.size());
    return Bytes(true).u8(22).u16(0x0301).u16(length + 4).u8(1).u8(0).u16(length).raw(body).done();
}

QByteArray serverHello()
{
    const QByteArray body = Bytes(true)
                                .u16(0x0303)
                                .raw(QByteArray(32, 'r'))
                                .u8(0)
                                .u16(0x1301)
                                .u8(0)
                                .u16(6)
                                .u16(43)
                                .u16(2)
                                .u16(0x0304)
                                .done();
    const auto length = static_cast<unsigned>(body.size());
    return Bytes(true).u8(22).u16(0x0303).u16(length + 4).u8(2).u8(0).u16(length).raw(body).done();
}

SniffedProtocol sniff(const QByteArray &payload, quint16 port = 0, quint8 ipProtocol = 6)
{
    SniffHint hint;
    hint.ipProtocol = ipProtocol;
    hint.sourcePort = 50'000;
    hint.destinationPort = port;
    return sniffProtocol(bytesOf(payload), hint);
}

} // namespace

class TestProtocolSniffer : public QObject
{
    Q_OBJECT

private slots:
    void sniff_tellsProtocols_data();
    void sniff_tellsProtocols();
    void sniff_tlsNamesServerAndVersion();
    void sniff_hostileNamesAreDropped_data();
    void sniff_hostileNamesAreDropped();
    void sniff_anyCutIsSafe();
    void ftpData_isReadFromBothForms_data();
    void ftpData_isReadFromBothForms();
    void names_areCompleteAndDistinct();
};

void TestProtocolSniffer::sniff_tellsProtocols_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("ipProtocol");
    QTest::addColumn<QString>("protocol");
    const auto row = [](const char *name, const QByteArray &payload, int port, const char *protocol,
                        int ipProtocol = 6) {
        QTest::newRow(name) << payload << port << ipProtocol << QString::fromLatin1(protocol);
    };
    row("HTTP on any port", "GET / HTTP/1.1\r\n\r\n", 4444, "http");
    row("HTTP answer", "HTTP/1.0 404 Not Found\r\n", 1, "http");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 80, "http2");
    row("a word that is a method", "GET me out of here\r\n", 4444, "");
    row("TLS on any port", clientHello("a"), 4444, "tls");
    row("TLS application data", QByteArray::fromHex("1703030100aa"), 1, "tls");
    row("almost TLS", QByteArray::fromHex("1703090100aa"), 1, "");
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n", 2222, "ssh");
    row("FTP greeting", "220 Welcome to the FTP service\r\n", 2121, "ftp");
    row("SMTP greeting", "220 mail.example ESMTP\r\n", 2525, "smtp");
    row("greeting that only the port explains", "220 Welcome\r\n", 21, "ftp");
    row("SMTP hello", "EHLO client\r\n", 4444, "smtp");
    row("POP3", "+OK ready\r\n", 1110, "pop3");
    row("IMAP", "* OK IMAP4rev1\r\n", 1143, "imap");
    row("LDAP bind", QByteArray::fromHex("300c020101600702010304008000"), 4444, "ldap");
    row("SMB", QByteArray::fromHex("00000040fe534d4240"), 445, "smb");
    row("RDP", QByteArray::fromHex("030000130ee00000000000"), 3389, "rdp");
    row("PostgreSQL", QByteArray::fromHex("0000000804d2162f"), 5432, "postgresql");
    row("DNS over TCP", QByteArray::fromHex("001d123401000001000000000000"), 53, "dns");
    row("DNS", QByteArray::fromHex("123401000001000000000000"), 53, "dns", 17);
    row("mDNS", QByteArray::fromHex("000000000001000000000000"), 5353, "mdns", 17);
    row("DNS bytes on another port", QByteArray::fromHex("123401000001000000000000"), 4444, "", 17);
    row("DHCP", QByteArray(236, '\0') + QByteArray::fromHex("63825363"), 67, "dhcp", 17);
    row("QUIC", QByteArray::fromHex("c00000000108") + QByteArray(40, 'q'), 443, "quic", 17);
    row("SSDP", "M-SEARCH * HTTP/1.1\r\n", 1900, "ssdp", 17);
    row("SIP", "INVITE sip:a@example SIP/2.0\r\n", 5060, "sip", 17);
    row("empty", "", 80, "");
}

void TestProtocolSniffer::sniff_tellsProtocols()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, port);
    QFETCH(int, ipProtocol);
    QFETCH(QString, protocol);
    const auto found = sniff(payload, static_cast<quint16>(port), static_cast<quint8>(ipProtocol));
    QCOMPARE(protocolKey(found.protocol), protocol);
}

void TestProtocolSniffer::sniff_tlsNamesServerAndVersion()
{
    const QByteArray hello = clientHello("files.example");
    const SniffedProtocol client = sniff(hello);
    QCOMPARE(client.serverName, std::string_view("files.example"));
    QCOMPARE(client.tlsVersion, quint16{0x0304});
    QVERIFY(!client.tlsAgreed);
    const QByteArray answer = serverHello();
    const SniffedProtocol server = sniff(answer);
    QCOMPARE(server.tlsVersion, quint16{0x0304});
    QVERIFY(server.tlsAgreed);
    QVERIFY(server.serverName.empty());
}

void TestProtocolSniffer::sniff_hostileNamesAreDropped_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("NUL in the name") << clientHello(QByteArray("a\0b", 3));
    QTest::newRow("newline in the name") << clientHello("a\nb");
    QTest::newRow("markup in the host") << QByteArray("GET / HTTP/1.1\r\nHost: <b>x</b>\r\n\r\n");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\nHost: body.example\r\n");
}

void TestProtocolSniffer::sniff_hostileNamesAreDropped()
{
    QFETCH(QByteArray, payload);
    const SniffedProtocol found = sniff(payload);
    QVERIFY(found.protocol != Protocol::Unknown);
    QVERIFY(found.serverName.empty());
}

void TestProtocolSniffer::sniff_anyCutIsSafe()
{
    for (const QByteArray &whole : {clientHello("files.example"), serverHello()}) {
        for (qsizetype size = 0; size < whole.size(); ++size) {
            // A copy of exactly this size, so that a sanitizer sees a read past its end.
            const QByteArray cut(whole.constData(), size);
            QCOMPARE(sniff(cut).protocol, size < 5 ? Protocol::Unknown : Protocol::Tls);
        }
    }
}

void TestProtocolSniffer::ftpData_isReadFromBothForms_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("endpoint");
    QTest::newRow("PORT") << QByteArray("PORT 10,0,0,5,4,1\r\n") << QStringLiteral("10.0.0.5:1025");
    QTest::newRow("227") << QByteArray("227 Entering Passive Mode (10,0,0,2,156,64).")
                         << QStringLiteral("10.0.0.2:40000");
    QTest::newRow("EPRT") << QByteArray("EPRT |2|2001:db8::1|1025|") << QStringLiteral("[2001:db8::1]:1025");
    QTest::newRow("229") << QByteArray("229 Extended (|||40000|)") << QStringLiteral("10.0.0.9:40000");
    QTest::newRow("number too large") << QByteArray("PORT 10,0,0,500,4,1") << QString();
    QTest::newRow("cut") << QByteArray("227 Entering Passive Mode (10,0,0") << QString();
    QTest::newRow("cut bars") << QByteArray("229 Extended (|||40000") << QString();
    QTest::newRow("other command") << QByteArray("RETR file") << QString();
}

void TestProtocolSniffer::ftpData_isReadFromBothForms()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, endpoint);
    const auto found = ftpDataEndpoint(bytesOf(message), *IpAddress::parse(u"10.0.0.9"));
    QCOMPARE(found ? endpointText(*found) : QString(), endpoint);
}

void TestProtocolSniffer::names_areCompleteAndDistinct()
{
    QSet<QString> keys;
    for (int i = 1; i < static_cast<int>(Protocol::Count); ++i) {
        const auto protocol = static_cast<Protocol>(i);
        QVERIFY(!protocolText(protocol).isEmpty());
        QVERIFY(!keys.contains(protocolKey(protocol)));
        QVERIFY(!(isClearText(protocol) && isEncrypted(protocol)));
        keys.insert(protocolKey(protocol));
    }
    QCOMPARE(protocolOfPort(6, 443), std::optional(Protocol::Tls));
    QCOMPARE(protocolOfPort(17, 443), std::optional(Protocol::Quic));
    QVERIFY(!protocolOfPort(1, 443));
    QVERIFY(!protocolOfPort(6, 444));
}

QTEST_GUILESS_MAIN(TestProtocolSniffer)
#include "tst_protocolsniffer.moc"
