#include "models/exposure/objects/objectreaders.h"
#include "tests/models/exposure/objects/damage.h"
#include "tests/models/exposure/objects/smbonebuilder.h"

#include <QTest>

#include <algorithm>

using namespace wirecase;
using namespace wirecase::test::smbone;
using wirecase::test::survivesDamage;
using wirecase::test::frame;

namespace {

/// What the sides said in turn, the client first.
Dialogue dialogueOf(const QList<QByteArray> &turns)
{
    std::vector<StreamChunk> stream;
    for (qsizetype i = 0; i < turns.size(); ++i) {
        StreamChunk chunk;
        chunk.fromClient = i % 2 == 0;
        chunk.bytes = turns[i];
        stream.push_back(std::move(chunk));
    }
    return Dialogue(stream);
}

/// "< d/a.txt 8: 12345678"
QStringList printed(const Dialogue &dialogue)
{
    QStringList lines;
    for (const FoundObject &object : smbObjects(dialogue)) {
        QByteArray bytes;
        for (const StreamSide::Run &run : object.runs) {
            const auto part = run.span.in((object.fromClient ? dialogue.client() : dialogue.server()).text());
            bytes.append(part.data(), static_cast<qsizetype>(part.size()));
        }
        lines << QStringLiteral("%1 %2 %3: %4")
                     .arg(object.fromClient ? QStringLiteral(">") : QStringLiteral("<"))
                     .arg(object.path)
                     .arg(object.length)
                     .arg(QString::fromLatin1(bytes));
    }
    return lines;
}

} // namespace

class TestSmbOneObjects : public QObject
{
    Q_OBJECT

private slots:
    void files_areObjects();
    void numbers_areUsedAgain();
    void pipes_areNone();
    void anyBytes_areHarmless();
};

void TestSmbOneObjects::files_areObjects()
{
    const Dialogue dialogue = dialogueOf({
        frame(createRequest(1, QStringLiteral("\\d\\a.txt"))),
        frame(createAnswer(1, 0x4000, 8)),
        frame(readRequest(2, 0x4000, 4)) + frame(readRequest(3, 0x4000, 0)),
        frame(readAnswer(2, "5678")) + frame(readAnswer(3, "1234")),
        frame(createRequest(4, QStringLiteral("new.bin"))),
        frame(createAnswer(4, 0x4001, 0)),
        frame(writeRequest(5, 0x4001, 0, "abc")) + frame(writeRequest(6, 0x4001, 2, "cde")),
    });
    QCOMPARE(printed(dialogue),
             QStringList({QStringLiteral("< /d/a.txt 8: 12345678"), QStringLiteral("> new.bin 5: abcde")}));
}

void TestSmbOneObjects::numbers_areUsedAgain()
{
    // The same number of a message and of a file stand for one file after the other.
    const Dialogue dialogue = dialogueOf({
        frame(createRequest(9, QStringLiteral("one"))),
        frame(createAnswer(9, 1, 3)),
        frame(readRequest(9, 1, 0)),
        frame(readAnswer(9, "111")),
        frame(createRequest(9, QStringLiteral("two"))),
        frame(createAnswer(9, 1, 3)),
        frame(readRequest(9, 1, 0)),
        frame(readAnswer(9, "222")),
    });
    QCOMPARE(printed(dialogue), QStringList({QStringLiteral("< one 3: 111"), QStringLiteral("< two 3: 222")}));
}

void TestSmbOneObjects::pipes_areNone()
{
    const Dialogue dialogue = dialogueOf({
        frame(message(0x75, 1, QByteArray(8, '\0'), {}, false)),
        frame(treeAnswer(1, 7, "IPC")),
        frame(createRequest(2, QStringLiteral("\\odd"), 7)),
        frame(createAnswer(2, 1, 0, 7)),
        frame(writeRequest(3, 1, 0, "call")),
        frame(message(0x2f, 3, QByteArray(12, '\0'), {}, true)),
        frame(createRequest(4, QStringLiteral("\\srvsvc"))),
        frame(createAnswer(4, 2, 0)),
        frame(writeRequest(5, 2, 0, "call")),
    });
    QCOMPARE(printed(dialogue), QStringList());
}

void TestSmbOneObjects::anyBytes_areHarmless()
{
    const QByteArray client = frame(createRequest(1, QStringLiteral("a"))) + frame(writeRequest(2, 1, 0, "abcdef"))
                              + frame(readRequest(3, 1, 0));
    const QByteArray server = frame(createAnswer(1, 1, 6)) + frame(readAnswer(3, "1234"));
    const auto isSane = [](const QByteArray &said, const QByteArray &answered) {
        const auto lines = printed(dialogueOf({said, answered}));
        return std::ranges::all_of(lines, [&](const QString &line) { return line.size() < 4096; });
    };
    QVERIFY(survivesDamage(client, server, isSane));
}

QTEST_GUILESS_MAIN(TestSmbOneObjects)
#include "tst_smboneobjects.moc"
