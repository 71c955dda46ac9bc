#include "models/exposure/objects/objectreaders.h"
#include "tests/models/exposure/objects/damage.h"
#include "tests/models/exposure/objects/smbbuilder.h"

#include <QTest>

#include <algorithm>

using namespace wirecase;
using namespace wirecase::test;

namespace {

/// "> ..." is the client's, "< ..." the server's; "[n]" in front of a chunk are bytes that are missing before it.
struct Chunk
{
    bool fromClient = true;
    QByteArray bytes;
    quint64 gapBefore = 0;
};

Dialogue dialogueOf(const QList<Chunk> &chunks)
{
    std::vector<StreamChunk> stream;
    for (const Chunk &chunk : chunks) {
        StreamChunk next;
        next.fromClient = chunk.fromClient;
        next.bytes = chunk.bytes;
        next.gapBefore = chunk.gapBefore;
        stream.push_back(std::move(next));
    }
    return Dialogue(stream);
}

QByteArray contentOf(const FoundObject &object, const Dialogue &dialogue)
{
    QByteArray bytes;
    for (const StreamSide::Run &run : object.runs) {
        const std::string_view text = run.span.in((object.fromClient ? dialogue.client() : dialogue.server()).text());
        bytes.append(text.data(), static_cast<qsizetype>(text.size()));
    }
    return bytes;
}

/// "< a.txt text/plain 5: hello"
QStringList printed(const std::vector<FoundObject> &objects, const Dialogue &dialogue)
{
    QStringList lines;
    for (const FoundObject &object : objects) {
        QStringList parts{object.fromClient ? QStringLiteral(">") : QStringLiteral("<"), object.name,
                          object.claimedType, object.coding, QString::number(object.length)};
        parts.removeAll(QString());
        lines << parts.join(u' ') + QStringLiteral(": ") + QString::fromLatin1(contentOf(object, dialogue));
    }
    return lines;
}

} // namespace

class TestObjectReaders : public QObject
{
    Q_OBJECT

private slots:
    void http_bodiesAreObjects_data();
    void http_bodiesAreObjects();
    void http_hostileLengthsEnd_data();
    void http_hostileLengthsEnd();
    void mail_messagesAreObjects_data();
    void mail_messagesAreObjects();
    void smb_filesAreObjects();
    void smb_pipesAreNone();
    void smb_goesOnBehindAGap();
    void smb_anyBytesAreHarmless();
    void wholeSides_areWhatWasSent();
};

void TestObjectReaders::http_bodiesAreObjects_data()
{
    QTest::addColumn<QList<Chunk>>("chunks");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QList<Chunk> &chunks, const QList<QByteArray> &expected) {
        QStringList lines;
        for (const QByteArray &line : expected)
            lines << QString::fromLatin1(line);
        QTest::newRow(name) << chunks << lines;
    };
    const QByteArray get = "GET /f/a.txt HTTP/1.1\r\nHost: h\r\n\r\n";
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=utf-8\r\n";
    row("length", {{true, get}, {false, ok + "Content-Length: 5\r\n\r\nhello"}}, {"< a.txt text/plain 5: hello"});
    row("chunked",
        {{true, get}, {false, ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n"}},
        {"< a.txt text/plain 5: hello"});
    row("until the end", {{true, get}, {false, ok + "\r\nhello"}}, {"< a.txt text/plain 5: hello"});
    row("two in a row",
        {{true, get + "GET /b HTTP/1.1\r\n\r\n"},
         {false, ok + "Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny"}},
        {"< a.txt text/plain 1: x", "< b 1: y"});
    row("upload", {{true, "PUT /up/c.bin HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"}}, {"> c.bin 3: abc"});
    row("name that is told",
        {{true, get},
         {false,
          "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"r 1.pdf\"\r\nContent-Length: 1\r\n\r\nx"}},
        {"< r 1.pdf 1: x"});
    row("query and user stay out of the name",
        {{true, "GET http://anna:pw@h/d/x.zip?sig=s3cret HTTP/1.1\r\n\r\n"},
         {false, ok + "Content-Length: 1\r\n\r\nx"}},
        {"< x.zip text/plain 1: x"});
    row("HEAD has a length and no body",
        {{true, "HEAD /a HTTP/1.1\r\n\r\n"},
         {false, ok + "Content-Length: 50\r\n\r\n"},
         {true, "GET /b HTTP/1.1\r\n\r\n"},
         {false, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny"}},
        {"< b 1: y"});
    row("on the way",
        {{true, "PUT /c HTTP/1.1\r\nContent-Length: 1\r\n\r\n"},
         {false, "HTTP/1.1 100 Continue\r\n\r\n"},
         {true, "x"},
         {false, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny"}},
        {"> c 1: x", "< c 1: y"});
    row("answer to nothing that was captured", {{false, ok + "Content-Length: 1\r\n\r\nx"}, {true, get}},
        {"< text/plain 1: x"});
    row("bytes are missing", {{true, get}, {false, ok + "Content-Length: 8\r\n\r\nab"}, {false, "gh", 4}},
        {"< a.txt text/plain 8: abgh"});
    row("the end is missing", {{true, get}, {false, ok + "Content-Length: 8\r\n\r\nab"}}, {"< a.txt text/plain 8: ab"});
    row("coded", {{true, get}, {false, ok + "Content-Encoding: GZIP\r\nContent-Length: 1\r\n\r\nx"}},
        {"< a.txt text/plain gzip 1: x"});
    row("tunnel", {{true, "CONNECT h:443 HTTP/1.1\r\n\r\n"}, {false, "HTTP/1.1 200 OK\r\n\r\n\x16\x03\x01"}}, {});
    row("nothing", {{true, get}, {false, ok + "Content-Length: 0\r\n\r\n"}}, {});
}

void TestObjectReaders::http_bodiesAreObjects()
{
    QFETCH(QList<Chunk>, chunks);
    QFETCH(QStringList, expected);
    const Dialogue dialogue = dialogueOf(chunks);
    QCOMPARE(printed(httpObjects(dialogue), dialogue), expected);
}

void TestObjectReaders::http_hostileLengthsEnd_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("length") << QByteArray("Content-Length: 18446744073709551615\r\n\r\nabc");
    QTest::newRow("more than 64 bits") << QByteArray("Content-Length: 99999999999999999999999\r\n\r\nabc");
    QTest::newRow("negative") << QByteArray("Content-Length: -5\r\n\r\nabc");
    QTest::newRow("chunk") << QByteArray("Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc");
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\n")
                                   + QByteArray("1\r\na\r\n").repeated(50'000);
    QTest::newRow("no number") << QByteArray("Transfer-Encoding: chunked\r\n\r\nzz\r\nabc");
}

void TestObjectReaders::http_hostileLengthsEnd()
{
    QFETCH(QByteArray, answer);
    const Dialogue dialogue = dialogueOf({{true, "GET /a HTTP/1.1\r\n\r\n"}, {false, "HTTP/1.1 200 OK\r\n" + answer}});
    for (const FoundObject &object : httpObjects(dialogue)) {
        QVERIFY(contentOf(object, dialogue).size() <= answer.size());
        QVERIFY(object.length >= static_cast<quint64>(contentOf(object, dialogue).size()));
    }
}

void TestObjectReaders::mail_messagesAreObjects_data()
{
    QTest::addColumn<QList<Chunk>>("chunks");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QList<Chunk> &chunks, const QStringList &expected) {
        QTest::newRow(name) << chunks << expected;
    };
    const Chunk goOn{false, "354 go on\r\n"};
    row("one", {{true, "DATA\r\n"}, goOn, {true, "Subject: Hi\r\n\r\nbody\r\n.\r\n"}, {false, "250 ok\r\n"}},
        {QStringLiteral("> Hi.eml message/rfc822 21: Subject: Hi\r\n\r\nbody\r\n")});
    row("dots are taken off", {{true, "DATA\r\n"}, goOn, {true, "\r\n..x\r\n.\r\n"}},
        {QStringLiteral("> message.eml message/rfc822 6: \r\n.x\r\n")});
    row("two", {{true, "DATA\r\n"}, goOn, {true, "\r\na\r\n.\r\nDATA\r\n"}, goOn, {true, "\r\nb\r\n.\r\nQUIT\r\n"}},
        {QStringLiteral("> message.eml message/rfc822 5: \r\na\r\n"),
         QStringLiteral("> message.eml message/rfc822 5: \r\nb\r\n")});
    row("not allowed", {{true, "DATA\r\n"}, {false, "550 no\r\n"}, {true, "QUIT\r\n"}}, {});
    row("cut", {{true, "DATA\r\n"}, goOn, {true, "\r\nab"}},
        {QStringLiteral("> message.eml message/rfc822 4: \r\nab")});

    const QByteArray attached = "Subject: =?utf-8?B?SGk=?=\r\nContent-Type: multipart/mixed; boundary=\"b 1\"\r\n\r\n"
                                "before\r\n--b 1\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b 1\r\n"
                                "Content-Type: application/zip;\r\n name=\"a.zip\"\r\n"
                                "Content-Transfer-Encoding: BASE64\r\nContent-Disposition: attachment;\r\n"
                                "\tfilename*=UTF-8''%41%20b.zip\r\n\r\nUEsD\r\nBA==\r\n--b 1--\r\nbehind\r\n";
    const auto message = [](const QByteArray &text) {
        return QStringLiteral("> Hi.eml message/rfc822 %1: %2").arg(text.size()).arg(QString::fromLatin1(text));
    };
    row("attachment", {{true, "DATA\r\n"}, goOn, {true, attached + ".\r\n"}},
        {message(attached), QStringLiteral("> A b.zip application/zip base64 10: UEsD\r\nBA==")});
    row("attachment that is cut", {{true, "DATA\r\n"}, goOn, {true, attached.left(attached.indexOf("BA=="))}},
        {message(attached.left(attached.indexOf("BA=="))), QStringLiteral("> A b.zip application/zip base64 4: UEsD")});

    // Parts in parts, a message that is attached, a line that only looks like a boundary, dots that protect lines.
    const QByteArray nested = "Subject: Hi\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n"
                              "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n"
                              "Content-Disposition: inline; filename=1.txt\r\n\r\n--inner\r\n%.one\r\n--in--\r\n"
                              "--out\r\nContent-Type: message/rfc822\r\n\r\nSubject: Two\r\n"
                              "Content-Type: text/x; name=2.txt\r\n\r\ntwo\r\n\r\n--out--\r\n";
    row("parts in parts", {{true, "DATA\r\n"}, goOn, {true, QByteArray(nested).replace("%.", "..") + ".\r\n"}},
        {message(QByteArray(nested).replace("%.", ".")), QStringLiteral("> 1.txt 13: --inner\r\n.one"),
         QStringLiteral("> 2.txt text/x 5: two\r\n")});
}

void TestObjectReaders::mail_messagesAreObjects()
{
    QFETCH(QList<Chunk>, chunks);
    QFETCH(QStringList, expected);
    const Dialogue dialogue = dialogueOf(chunks);
    QCOMPARE(printed(mailObjects(dialogue), dialogue), expected);
}

void TestObjectReaders::smb_filesAreObjects()
{
    const QByteArray file(16, '\x01');
    const QByteArray other(16, '\x02');
    const Dialogue dialogue = dialogueOf({
        {true, frame(createRequest(1, QStringLiteral("d\\a.txt")))},
        {false, frame(createResponse(1, file, 8))},
        {true, frame(readRequest(2, file, 4, 4)) + frame(readRequest(3, file, 0, 4))},
        {false, frame(readResponse(2, "5678")) + frame(readResponse(3, "1234"))},
        {true, frame(createRequest(4, QStringLiteral("new.bin")))},
        {false, frame(createResponse(4, other, 0))},
        {true, frame(writeRequest(5, other, 0, "abc")) + frame(writeRequest(6, other, 2, "cde"))},
    });
    QCOMPARE(printed(smbObjects(dialogue), dialogue),
             QStringList({QStringLiteral("< a.txt 8: 12345678"), QStringLiteral("> new.bin 5: abcde")}));
    QCOMPARE(smbObjects(dialogue).front().path, QStringLiteral("d/a.txt"));
}

void TestObjectReaders::smb_pipesAreNone()
{
    const QByteArray pipe(16, '\x01');
    const Dialogue dialogue = dialogueOf({
        {false, frame(treeResponse(9, 77, true))},
        {true,
         frame(createRequest(1, QStringLiteral("own.pipe"), 77)) + frame(createRequest(7, QStringLiteral("srvsvc")))},
        {false, frame(createResponse(1, pipe, 0)) + frame(createResponse(7, QByteArray(16, '\x02'), 0))},
        {true, frame(writeRequest(5, pipe, 0, "call")) + frame(writeRequest(8, QByteArray(16, '\x02'), 0, "call"))},
    });
    QVERIFY(smbObjects(dialogue).empty());
}

void TestObjectReaders::smb_goesOnBehindAGap()
{
    const QByteArray file(16, '\x01');
    const QByteArray cut = frame(readResponse(2, "12345678"));
    const Dialogue dialogue = dialogueOf({
        {true, frame(createRequest(1, QStringLiteral("a"))) + frame(readRequest(2, file, 0, 8))
                   + frame(readRequest(3, file, 8, 2))},
        {false, frame(createResponse(1, file, 10)) + cut.left(cut.size() - 4)},
        {false, "78" + frame(readResponse(3, "90")), 2},
    });
    const auto objects = smbObjects(dialogue);
    QCOMPARE(printed(objects, dialogue), QStringList({QStringLiteral("< a 10: 12347890")}));
}

void TestObjectReaders::smb_anyBytesAreHarmless()
{
    const QByteArray file(16, '\x01');
    const QByteArray client = frame(createRequest(1, QStringLiteral("a"))) + frame(writeRequest(2, file, 0, "abcdef"))
                              + frame(readRequest(3, file, 0, 4));
    const QByteArray server = frame(createResponse(1, file, 6)) + frame(readResponse(3, "1234"));
    const auto isSane = [](const QByteArray &said, const QByteArray &answered) {
        const Dialogue dialogue = dialogueOf({{true, said}, {false, answered}});
        const auto objects = smbObjects(dialogue);
        return std::all_of(objects.begin(), objects.end(), [&](const FoundObject &object) {
            return contentOf(object, dialogue).size() <= said.size() + answered.size();
        });
    };
    QVERIFY(survivesDamage(client, server, isSane));
}

void TestObjectReaders::wholeSides_areWhatWasSent()
{
    const Dialogue dialogue = dialogueOf({{false, "ab"}, {false, "ef", 2}});
    QCOMPARE(printed(wholeSides(dialogue), dialogue), QStringList({QStringLiteral("< 6: abef")}));
}

QTEST_GUILESS_MAIN(TestObjectReaders)
#include "tst_objectreaders.moc"
