#include "models/capture/linktype.h"
#include "models/capture/protocol.h"
#include "tests/models/capture/dissection/packetbuilder.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

/// A secret may be cut between two packets anywhere. Whatever the cut, no text may hold the secret, its base64, or more
/// than a few letters of either that stand in a packet known to hold it.
class TestDissectionSecrets : public QObject
{
    Q_OBJECT

private slots:
    void secret_isInNoText_data();
    void secret_isInNoText();
    void knownSecret_isInNoText_data();
    void knownSecret_isInNoText();
    void bytes_areMasked_data();
    void bytes_areMasked();
    void reveal_hasTheSecret_data();
    void reveal_hasTheSecret();
    void decoys_areLeftInClear();
    void authorizationSchemes_areToldApart();
    void statements_hideTheirPasswords_data();
    void statements_hideTheirPasswords();
    void login_revealsWhatWasShuffled();
    void community_isMasked();
};

namespace {

/// Rows: a payload with the wire form of its secret, the secret itself, the port and the conversation's protocol.
void addPlants()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("protocol");
    const QByteArray secret = "zQ7wXk2vTr9";
    const QByteArray basic = QByteArray("anna:" + secret).toBase64();
    const QByteArray plain = (QByteArray("\0anna\0", 6) + secret).toBase64();
    const auto row = [&](const char *name, const QByteArray &before, const QByteArray &written, const QByteArray &after,
                         int port, Protocol protocol) {
        QTest::newRow(name) << before + written + after << written << secret << port << static_cast<int>(protocol);
    };
    const QByteArray get = "GET /a HTTP/1.1\r\nHost: h\r\n";
    row("http basic", get + "Authorization: Basic ", basic, "\r\nAccept: */*\r\n\r\n", 80, Protocol::Http);
    row("http basic, odd spelling", get + "aUTHORIZATION:\tbasic  ", basic, "  \r\n\r\n", 80, Protocol::Http);
    row("http proxy", get + "Proxy-Authorization: Basic ", basic, "\r\n\r\n", 3128, Protocol::Http);
    row("http bearer", get + "Authorization: Bearer ", secret, "\r\n\r\n", 80, Protocol::Http);
    row("http bare token", get + "Authorization: ", secret, "\r\n\r\n", 80, Protocol::Http);
    row("http key", get + "X-Api-Key: ", secret, "\r\n\r\n", 80, Protocol::Http);
    row("http query", "GET /a?user=anna&password=", secret, "&x=1 HTTP/1.1\r\n\r\n", 80, Protocol::Http);
    row("http referer", get + "Referer: http://anna:", secret, "@host/x\r\n\r\n", 80, Protocol::Http);
    row("http form", "POST / HTTP/1.1\r\nContent-Length: 32\r\n\r\nname=anna&passwd=", secret, "&a=b", 80,
        Protocol::Http);
    row("azure link", "GET /c/b?sv=1&sig=", secret, " HTTP/1.1\r\n\r\n", 80, Protocol::Http);
    row("ftp", "USER anna\r\nPASS ", secret, "\r\nSYST\r\n", 21, Protocol::Ftp);
    row("ftp lower case", "pass ", secret, "\n", 2121, Protocol::Ftp);
    row("ftp account", "ACCT ", secret, "\r\n", 21, Protocol::Ftp);
    row("pop3", "PASS ", secret, "\r\n", 110, Protocol::Pop3);
    row("pop3 sasl", "AUTH PLAIN ", plain, "\r\n", 110, Protocol::Pop3);
    row("smtp sasl", "AUTH PLAIN ", plain, "\r\n", 25, Protocol::Smtp);
    row("imap", "a1 LOGIN anna ", secret, "\r\n", 143, Protocol::Imap);
    row("imap quoted", "a1 login \"anna b\" \"", secret, "\"\r\n", 143, Protocol::Imap);
    row("imap sasl", "a1 AUTHENTICATE PLAIN ", plain, "\r\n", 143, Protocol::Imap);
    row("redis", "*2\r\n$4\r\nAUTH\r\n$11\r\n", secret, "\r\n", 6379, Protocol::Redis);
    row("redis user", "*3\r\n$4\r\nauth\r\n$4\r\nanna\r\n$11\r\n", secret, "\r\n", 6379, Protocol::Redis);
    row("redis greeting", "*5\r\n$5\r\nhello\r\n$1\r\n3\r\n$4\r\nAUTH\r\n$4\r\nanna\r\n$11\r\n", secret, "\r\n", 6379,
        Protocol::Redis);
    row("redis setting", "*4\r\n$6\r\nCONFIG\r\n$3\r\nSET\r\n$11\r\nrequirepass\r\n$11\r\n", secret, "\r\n", 6379,
        Protocol::Redis);
    row("postgresql", QByteArray::fromHex("7000000011"), secret, QByteArray(1, '\0'), 5432, Protocol::Postgresql);
    row("sip address", "INVITE sip:anna:", secret, "@example.org SIP/2.0\r\n\r\n", 5060, Protocol::Sip);
    row("sip header", "SIP/2.0 200 OK\r\nContact: <sips:anna:", secret, "@example.org>\r\n\r\n", 5060, Protocol::Sip);
    row("ldap", QByteArray::fromHex("301d02010160180201030406636e3d617861800b"), secret, {}, 389, Protocol::Ldap);
}

PacketDissection dissect(const QByteArray &payload, int port, int protocol, const MaskedSpans &known = {})
{
    const QByteArray frame = tcpFrame(40000, static_cast<unsigned>(port), payload);
    return dissectPacket(bytesOf(frame), static_cast<quint32>(frame.size()), LinkType::Ethernet,
                         {static_cast<Protocol>(protocol), known});
}

/// All that a person could see, as one text.
QString shownBy(const PacketDissection &dissection)
{
    return textsOf(dissection).join(u'\n');
}

bool holds(const QString &shown, const QByteArray &text)
{
    return shown.contains(QLatin1String(text));
}

const FieldNode *secretIn(const std::vector<FieldNode> &nodes)
{
    for (const FieldNode &node : nodes) {
        if (node.secret)
            return &node;
        if (const FieldNode *found = secretIn(node.children))
            return found;
    }
    return nullptr;
}

} // namespace

void TestDissectionSecrets::secret_isInNoText_data()
{
    addPlants();
}

void TestDissectionSecrets::secret_isInNoText()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, secret);
    QFETCH(int, port);
    QFETCH(int, protocol);
    for (const int known : {protocol, static_cast<int>(Protocol::Unknown)}) {
        for (qsizetype cut = 0; cut <= payload.size(); ++cut) {
            for (const QByteArray &part : {payload.left(cut), payload.mid(cut)}) {
                const QString shown = shownBy(dissect(part, port, known));
                QVERIFY2(!holds(shown, secret), qPrintable(shown));
                QVERIFY2(!holds(shown, written), qPrintable(shown));
                QVERIFY2(!holds(shown, secret.toBase64().left(8)), qPrintable(shown));
                QVERIFY2(!holds(shown, secret.toHex()) || known != protocol, qPrintable(shown));
            }
        }
    }
}

void TestDissectionSecrets::knownSecret_isInNoText_data()
{
    addPlants();
}

void TestDissectionSecrets::knownSecret_isInNoText()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, written);
    QFETCH(int, port);
    const qsizetype at = payload.indexOf(written);
    for (qsizetype cut = 0; cut <= payload.size(); ++cut) {
        // The protocol is not known, so that nothing but the spans can mask.
        for (const Protocol protocol : {Protocol::Unknown, Protocol::Mysql}) {
            MaskedSpans first;
            first.add(tcpPayloadAt + at, std::min(written.size(), cut - at));
            MaskedSpans second;
            const qsizetype begin = std::max<qsizetype>(at - cut, 0);
            second.add(tcpPayloadAt + begin, at + written.size() - cut - begin);
            const PacketDissection a = dissect(payload.left(cut), port, static_cast<int>(protocol), first);
            const PacketDissection b = dissect(payload.mid(cut), port, static_cast<int>(protocol), second);
            const QString shown = shownBy(a) + shownBy(b);
            for (qsizetype i = 0; i + 4 <= written.size(); ++i) {
                QVERIFY2(!holds(shown, written.mid(i, 4)), qPrintable(shown));
                QVERIFY2(!holds(shown, written.mid(i, 4).toHex()), qPrintable(shown));
            }
            for (const MaskedSpans::Span &span : second.spans())
                QVERIFY(b.secrets.covers(span.begin) && b.secrets.covers(span.begin + span.length - 1));
        }
    }
}

void TestDissectionSecrets::bytes_areMasked_data()
{
    addPlants();
}

void TestDissectionSecrets::bytes_areMasked()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, written);
    QFETCH(int, port);
    QFETCH(int, protocol);
    const PacketDissection dissection = dissect(payload, port, protocol);
    const QByteArray shown = dissection.secrets.masked(tcpFrame(40000, static_cast<unsigned>(port), payload));
    QVERIFY(!shown.contains(written));
    MaskedSpans expected;
    expected.add(tcpPayloadAt + payload.indexOf(written), written.size());
    QCOMPARE(dissection.secrets, expected);
}

void TestDissectionSecrets::reveal_hasTheSecret_data()
{
    addPlants();
}

void TestDissectionSecrets::reveal_hasTheSecret()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, secret);
    QFETCH(int, port);
    QFETCH(int, protocol);
    const PacketDissection dissection = dissect(payload, port, protocol);
    const FieldNode *node = secretIn(dissection.layers);
    QVERIFY(node);
    QCOMPARE(node->secretValue, secret);
    QVERIFY(node->text.contains(secretMark()));
    QCOMPARE(node->begin, static_cast<quint32>(tcpPayloadAt + payload.indexOf(written)));
    QCOMPARE(node->length, static_cast<quint32>(written.size()));
}

void TestDissectionSecrets::decoys_areLeftInClear()
{
    const auto spans = [](const char *payload, int port, Protocol protocol) {
        return dissect(payload, port, static_cast<int>(protocol)).secrets.isEmpty();
    };
    QVERIFY(spans("GET /?search=password&passport=1&q=pass HTTP/1.1\r\nHost: a:b@c\r\n\r\n", 80, Protocol::Http));
    QVERIFY(spans("GET http://host:80/a@b HTTP/1.1\r\n\r\n", 80, Protocol::Http));
    QVERIFY(spans("PASV\r\n", 21, Protocol::Ftp));
    QVERIFY(spans("PASS\r\n", 21, Protocol::Ftp));
    QVERIFY(spans("Subject: about PASS word\r\n", 25, Protocol::Smtp));
    QVERIFY(spans("AUTH LOGIN\r\n", 25, Protocol::Smtp));
    QVERIFY(spans("PASS the salt\r\n", 6667, Protocol::Dns));
}

void TestDissectionSecrets::authorizationSchemes_areToldApart()
{
    const auto masked = [](const QByteArray &value) {
        return !dissect("GET / HTTP/1.1\r\nAuthorization: " + value + "\r\n\r\n", 80, static_cast<int>(Protocol::Http))
                    .secrets.isEmpty();
    };
    QVERIFY(masked("Basic YTpi"));
    QVERIFY(masked("Bearer abc"));
    QVERIFY(masked("SharedKey account:signature"));
    QVERIFY(!masked("Digest username=\"a\", response=\"0\""));
    QVERIFY(!masked("NTLM TlRMTVNTUAAB"));
    QVERIFY(!masked("Negotiate YII"));
    QVERIFY(!masked("Basic"));
}

void TestDissectionSecrets::statements_hideTheirPasswords_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *statement, const char *shown) {
        QTest::newRow(name) << QByteArray(statement) << QString::fromUtf8(shown);
    };
    row("alter role", "ALTER ROLE a PASSWORD 'zQ7wXk2vTr9'", "ALTER ROLE a PASSWORD '••••••••'");
    row("identified by", "create user a identified by \"zQ7wXk2vTr9\"", "create user a identified by \"••••••••\"");
    row("quotes within", "SET PASSWORD = 'zQ7''wXk2vTr9' -- x", "SET PASSWORD = '••••••••' -- x");
    row("cut within", "SET PASSWORD = 'zQ7wXk", "SET PASSWORD = '••••••••");
    row("dollars", "ALTER ROLE a PASSWORD $$zQ7wXk2vTr9$$", "ALTER ROLE a PASSWORD $$••••••••$$");
    row("tagged dollars", "ALTER ROLE a PASSWORD $x$zQ7'wXk$y$2vTr9$x$ ;", "ALTER ROLE a PASSWORD $x$••••••••$x$ ;");
    row("dollars cut within", "ALTER ROLE a PASSWORD $$zQ7wXk", "ALTER ROLE a PASSWORD $$••••••••");
    row("parameter before a literal", "SET PASSWORD = $1 OR 'zQ7wXk'", "SET PASSWORD = $1 OR '••••••••'");
    row("none", "SELECT 'zq' FROM t", "SELECT 'zq' FROM t");
}

void TestDissectionSecrets::statements_hideTheirPasswords()
{
    QFETCH(QByteArray, statement);
    QFETCH(QString, shown);
    const auto length = static_cast<unsigned>(statement.size());
    const QByteArray postgresql = QByteArray("Q") + quad(length + 5) + statement + QByteArray(1, '\0');
    const PacketDissection first = dissect(postgresql, 5432, static_cast<int>(Protocol::Postgresql));
    QCOMPARE(first.info, QStringLiteral("Query: ") + shown);
    const QByteArray mysql =
        QByteArray(1, static_cast<char>(length + 1)) + QByteArray(3, '\0') + QByteArray(1, '\3') + statement;
    const PacketDissection second = dissect(mysql, 3306, static_cast<int>(Protocol::Mysql));
    QCOMPARE(second.info, QStringLiteral("Request Query: ") + shown);
    QVERIFY(!shownBy(first).contains(QLatin1String("wXk")) && !shownBy(second).contains(QLatin1String("wXk")));
}

void TestDissectionSecrets::login_revealsWhatWasShuffled()
{
    // "sa" and "pw", the latter as [MS-TDS] 2.2.6.4 writes it: halves swapped, then 0xa5.
    QByteArray fixed(94, '\0');
    fixed.replace(40, 4, QByteArray::fromHex("5e000200")).replace(44, 4, QByteArray::fromHex("62000200"));
    const QByteArray login = fixed + QByteArray::fromHex("73006100") + QByteArray::fromHex("a2a5d2a5");
    const QByteArray packet =
        QByteArray::fromHex("1001") + word(static_cast<unsigned>(login.size() + 8)) + QByteArray(4, '\0') + login;
    const PacketDissection dissection = dissect(packet, 1433, static_cast<int>(Protocol::Mssql));
    QCOMPARE(dissection.info, QStringLiteral("TDS7 login user=sa"));
    const FieldNode *node = secretIn(dissection.layers);
    QVERIFY(node);
    QCOMPARE(node->secretValue, QByteArray("pw"));
}

void TestDissectionSecrets::community_isMasked()
{
    const QByteArray message = QByteArray::fromHex("302d020101040b") + "zQ7wXk2vTr9"
                               + QByteArray::fromHex("a01b02010102010002010030103008060300 06012b0500"
                                                     "3006060206010500");
    const QByteArray frame = udpFrame(40000, 161, message);
    const PacketDissection dissection =
        dissectPacket(bytesOf(frame), static_cast<quint32>(frame.size()), LinkType::Ethernet, {Protocol::Snmp});
    QVERIFY2(dissection.info.startsWith(QLatin1String("get-request")), qPrintable(dissection.info));
    QVERIFY(!shownBy(dissection).contains(QLatin1String("zQ7")));
    constexpr qsizetype communityAt = 14 + 20 + 8 + 7;
    for (qsizetype length = communityAt + 1; length <= frame.size(); ++length) {
        const QByteArray cut = frame.first(length);
        const PacketDissection part =
            dissectPacket(bytesOf(cut), static_cast<quint32>(frame.size()), LinkType::Ethernet);
        QCOMPARE(part.protocol, QStringLiteral("SNMP"));
        QVERIFY2(part.secrets.covers(communityAt), qPrintable(QString::number(length)));
    }
}

QTEST_GUILESS_MAIN(TestDissectionSecrets)
#include "tst_dissectionsecrets.moc"
