#include "models/exposure/credential.h"
#include "models/exposure/dialogue.h"
#include "models/exposure/httpmessages.h"

#include <QStringList>
#include <QTest>

using namespace wirecase;

class TestCredentials : public QObject
{
    Q_OBJECT

private slots:
    void dialogue_givesCredentials_data();
    void dialogue_givesCredentials();
    void everyCut_givesTheSame_data();
    void everyCut_givesTheSame();
    void placesOf_spansPackets();
    void gap_endsALine();
    void httpHeads_stepOverBodiesAndGaps();
};

namespace {

using Reader = std::vector<Credential> (*)(const Dialogue &);

/// "C:" and "S:" begin what each side says; it goes on until the other speaks.
std::vector<StreamChunk> chunksOf(const QList<QByteArray> &script, qsizetype piece = 0)
{
    std::vector<StreamChunk> chunks;
    quint32 packet = 0;
    for (const QByteArray &said : script) {
        StreamChunk chunk;
        chunk.fromClient = said.startsWith("C:");
        chunk.bytes = said.mid(2);
        chunk.packet = PacketId{packet};
        const qsizetype step = piece > 0 ? piece : std::max<qsizetype>(chunk.bytes.size(), 1);
        for (qsizetype at = 0; at < chunk.bytes.size(); at += step) {
            const auto length = static_cast<quint32>(std::min(step, chunk.bytes.size() - at));
            chunk.pieces.push_back({PacketId{packet++}, 54, static_cast<quint32>(at), length});
        }
        chunks.push_back(chunk);
    }
    return chunks;
}

QStringList printed(const std::vector<Credential> &credentials, const Dialogue &dialogue)
{
    static const char *const outcomes[] = {"unknown", "rejected", "accepted"};
    QStringList lines;
    for (const Credential &c : credentials)
        lines += QStringLiteral("%1 %2 %3 %4 '%5'")
                     .arg(c.kind, c.user, QString::fromUtf8(c.password),
                          QLatin1String(outcomes[static_cast<int>(c.outcome)]),
                          QString::fromUtf8(QByteArray(c.span.in(dialogue.client().text()).data(),
                                                       static_cast<qsizetype>(c.span.length))));
    return lines;
}

void addDialogues()
{
    QTest::addColumn<Reader>("reader");
    QTest::addColumn<QList<QByteArray>>("script");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, Reader reader, const QList<QByteArray> &script, const QStringList &expected) {
        QTest::newRow(name) << reader << script << expected;
    };
    const auto text = [](const char *line) { return QString::fromUtf8(line); };
    const QByteArray request = "C:GET /a HTTP/1.1\r\nHost: h\r\nAuthorization: Basic YW5uYTpodW50ZXIyMg==\r\n\r\n";
    const QString basic = text("basic anna hunter22 %1 'YW5uYTpodW50ZXIyMg=='");

    row("http accepted", httpCredentials, {request, "S:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
        {basic.arg(text("accepted"))});
    row("http redirected", httpCredentials, {request, "S:HTTP/1.1 302 Found\r\n\r\n"}, {basic.arg(text("accepted"))});
    row("http rejected", httpCredentials, {request, "S:HTTP/1.1 401 Unauthorized\r\n\r\n"},
        {basic.arg(text("rejected"))});
    row("http failed", httpCredentials, {request, "S:HTTP/1.1 500 Oops\r\n\r\n"}, {basic.arg(text("unknown"))});
    row("http unanswered", httpCredentials, {request}, {basic.arg(text("unknown"))});
    row("http continue", httpCredentials, {request, "S:HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\n\r\n"},
        {basic.arg(text("rejected"))});
    row("http proxy", httpCredentials,
        {"C:CONNECT h:443 HTTP/1.1\r\nProxy-Authorization: Basic YW5uYTpodW50ZXIyMg==\r\n\r\n",
         "S:HTTP/1.1 407 No\r\n\r\n"},
        {basic.arg(text("rejected"))});
    row("http second request", httpCredentials,
        {"C:GET / HTTP/1.1\r\n\r\n", "S:HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nno!", request,
         "S:HTTP/1.1 200 OK\r\n\r\n"},
        {basic.arg(text("accepted"))});
    row("http pipelined", httpCredentials,
        {QByteArray(request) + "GET /b HTTP/1.1\r\nAuthorization: Basic YjpjYw==\r\n\r\n",
         "S:HTTP/1.1 401 No\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n\r\n"},
        {basic.arg(text("rejected")), text("basic b cc accepted 'YjpjYw=='")});
    row("http body is no head", httpCredentials,
        {"C:POST / HTTP/1.1\r\nContent-Length: 84\r\n\r\nGET /x HTTP/1.1\r\nAuthorization: Basic "
         "YW5uYTpodW50ZXIyMg==\r\n\r\nsearch=Authorization: Ba",
         "S:HTTP/1.1 200 OK\r\n\r\n"},
        {});
    row("http chunked body is no head", httpCredentials,
        {"C:POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e\r\nGET /x HTTP/1.1\r\nAuthorization: Basic "
         "YW5uYTpodW50ZXIyMg==\r\n\r\n\r\n0\r\n\r\n"},
        {});
    row("http other schemes", httpCredentials,
        {"C:GET / HTTP/1.1\r\nAuthorization: Bearer YW5uYTpodW50ZXIyMg==\r\nX-Authorization: Basic "
         "YW5uYTpodW50ZXIyMg==\r\n\r\n"},
        {});
    row("http no colon", httpCredentials, {"C:GET / HTTP/1.1\r\nAuthorization: Basic YWJj\r\n\r\n"}, {});
    row("http colon in password", httpCredentials, {"C:GET / HTTP/1.1\r\nAuthorization: Basic YTpiOmM=\r\n\r\n"},
        {text("basic a b:c unknown 'YTpiOmM='")});
    row("http no padding", httpCredentials, {"C:GET / HTTP/1.1\r\nAuthorization: Basic YTpi\r\n\r\n"},
        {text("basic a b unknown 'YTpi'")});

    row("ftp accepted", ftpCredentials,
        {"S:220 hello\r\n", "C:USER anna\r\n", "S:331 ok\r\n", "C:PASS hunter 22\r\n", "S:230-in\r\n230 in\r\n"},
        {text("password anna hunter 22 accepted 'hunter 22'")});
    row("ftp rejected, then accepted", ftpCredentials,
        {"C:USER anna\r\n", "S:331 ok\r\n", "C:PASS one\r\n", "S:530 no\r\n", "C:USER bert\r\n", "S:331 ok\r\n",
         "C:PASS two\r\n", "S:230 in\r\n"},
        {text("password anna one rejected 'one'"), text("password bert two accepted 'two'")});
    row("ftp anonymous", ftpCredentials, {"C:USER anonymous\r\n", "S:331 ok\r\n", "C:PASS a@b\r\n", "S:230 in\r\n"},
        {text("anonymous anonymous a@b accepted 'a@b'")});
    row("ftp without password", ftpCredentials, {"C:USER anna\r\n", "S:331 ok\r\n", "C:PASS\r\n", "S:530 no\r\n"}, {});
    row("ftp over tls", ftpCredentials, {"C:AUTH TLS\r\n", "S:234 go\r\n", "C:USER anna\r\nPASS noise\r\n"}, {});
    row("not ftp", ftpCredentials, {"S:welcome to the game\r\n", "C:PASS the salt\r\n", "S:you pass it\r\n"}, {});

    row("pop3", pop3Credentials,
        {"S:+OK hi\r\n", "C:USER anna\r\n", "S:+OK\r\n", "C:PASS hunter22\r\n", "S:-ERR no\r\n"},
        {text("password anna hunter22 rejected 'hunter22'")});
    row("pop3 sasl later", pop3Credentials, {"C:AUTH PLAIN\r\n", "S:+ \r\n", "C:AGFubmEAaHVudGVyMjI=\r\n", "S:+OK\r\n"},
        {text("password anna hunter22 accepted 'AGFubmEAaHVudGVyMjI='")});
    row("smtp plain", smtpCredentials, {"C:AUTH PLAIN AGFubmEAaHVudGVyMjI=\r\n", "S:235 ok\r\n"},
        {text("password anna hunter22 accepted 'AGFubmEAaHVudGVyMjI='")});
    row("smtp login", smtpCredentials,
        {"C:AUTH LOGIN\r\n", "S:334 VXNlcm5hbWU6\r\n", "C:YW5uYQ==\r\n", "S:334 UGFzc3dvcmQ6\r\n", "C:aHVudGVyMjI=\r\n",
         "S:535 no\r\n"},
        {text("password anna hunter22 rejected 'aHVudGVyMjI='")});
    row("smtp mail is no command", smtpCredentials,
        {"C:DATA\r\n", "S:354 go\r\n", "C:AUTH PLAIN AGFubmEAaHVudGVyMjI=\r\nPASS x\r\n.\r\n", "S:250 ok\r\n"}, {});
    row("smtp starttls", smtpCredentials, {"C:STARTTLS\r\n", "S:220 go\r\n", "C:AUTH PLAIN AGFubmEAaHVudGVyMjI=\r\n"},
        {});
    row("imap", imapCredentials, {"C:a1 LOGIN anna \"hunter\\\"22\"\r\n", "S:* CAPABILITY x\r\na1 OK in\r\n"},
        {text("password anna hunter\"22 accepted 'hunter\\\"22'")});
    row("imap literal", imapCredentials,
        {"C:a1 LOGIN {4}\r\n", "S:+ go\r\n", "C:anna {8}\r\n", "S:+ go\r\n", "C:hunter22\r\n", "S:a1 NO\r\n"},
        {text("password anna hunter22 rejected 'hunter22'")});
    row("imap sasl", imapCredentials,
        {"C:a1 AUTHENTICATE PLAIN\r\n", "S:+\r\n", "C:AGFubmEAaHVudGVyMjI=\r\n", "S:a1 OK\r\n"},
        {text("password anna hunter22 accepted 'AGFubmEAaHVudGVyMjI='")});
    row("ldap", ldapCredentials,
        {"C:" + QByteArray::fromHex("301a02010160150201030406636e3d617861 8008") + "hunter22",
         "S:" + QByteArray::fromHex("300c02010161070a013104000400")},
        {text("password cn=axa hunter22 rejected 'hunter22'")});
}

} // namespace

Q_DECLARE_METATYPE(Reader)

void TestCredentials::dialogue_givesCredentials_data()
{
    addDialogues();
}

void TestCredentials::dialogue_givesCredentials()
{
    QFETCH(Reader, reader);
    QFETCH(QList<QByteArray>, script);
    const Dialogue dialogue(chunksOf(script));
    QTEST(printed(reader(dialogue), dialogue), "expected");
}

void TestCredentials::everyCut_givesTheSame_data()
{
    addDialogues();
}

void TestCredentials::everyCut_givesTheSame()
{
    QFETCH(Reader, reader);
    QFETCH(QList<QByteArray>, script);
    const std::vector<StreamChunk> chunks = chunksOf(script, 1);
    const Dialogue dialogue(chunks);
    QTEST(printed(reader(dialogue), dialogue), "expected");
    for (const Credential &credential : reader(dialogue))
        QCOMPARE(dialogue.client().placesOf(credential.span).size(), credential.span.length);
}

void TestCredentials::placesOf_spansPackets()
{
    const Dialogue dialogue(chunksOf({"C:PASS hunter22\r\n"}, 7));
    QCOMPARE(dialogue.client().placesOf({5, 8}),
             (std::vector<PacketPlace>{{PacketId{0}, 59, 2}, {PacketId{1}, 54, 6}}));
}

void TestCredentials::gap_endsALine()
{
    std::vector<StreamChunk> chunks = chunksOf({"C:USER an", "C:na\r\nPASS x\r\n"});
    chunks[1].gapBefore = 10;
    const Dialogue dialogue(chunks);
    const std::vector<Credential> found = ftpCredentials(dialogue);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().user, QStringLiteral("an"));
    QCOMPARE(dialogue.client().placesOf(found.front().span), (std::vector<PacketPlace>{{PacketId{1}, 63, 1}}));
}

void TestCredentials::httpHeads_stepOverBodiesAndGaps()
{
    std::vector<StreamChunk> chunks =
        chunksOf({"C:POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc", "C:xyzGET /b HTTP/1.1\r\n\r\n"});
    chunks[1].gapBefore = 94;
    const Dialogue dialogue(chunks);
    const std::vector<HttpHead> heads = httpHeads(dialogue.client(), true);
    QCOMPARE(heads.size(), 2U);
    QCOMPARE(heads[1].startLine.in(dialogue.client().text()), std::string_view("GET /b HTTP/1.1"));
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
