#include "models/capture/streams/transcriptlines.h"
#include "tests/models/capture/streams/dialogue.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

/// "heading 0", "gap 2", "0: hello"
QStringList printed(const Transcript &transcript, const std::vector<TranscriptLine> &lines)
{
    QStringList texts;
    for (const TranscriptLine &line : lines) {
        const QByteArray bytes = transcript.turns[line.turn].bytes.mid(line.begin, line.length);
        const QString turn = QString::number(line.turn);
        if (line.kind == TranscriptLine::Kind::Heading)
            texts << QStringLiteral("heading ") + turn;
        else if (line.kind == TranscriptLine::Kind::Gap)
            texts << QStringLiteral("gap ") + turn;
        else
            texts << turn + QStringLiteral(": ") + QString::fromUtf8(bytes).replace(u'\n', u'|');
    }
    return texts;
}

Transcript transcriptOf(const QList<Said> &dialogue)
{
    JobState job;
    auto transcript = readTranscript(captured(dialogue), ConversationId{0}, nullptr, 1 << 20, job);
    return transcript ? *std::move(transcript) : Transcript();
}

} // namespace

class TestTranscriptLines : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void lines_neverCutCharacters();
    void lines_bytesThatAreNoCharactersStillEnd();
    void lines_holdEveryByteOnce();
    void lines_areBounded();
    void lineOf_findsThePlace();
};

void TestTranscriptLines::lines_data()
{
    QTest::addColumn<TranscriptLayout>("layout");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const TranscriptLayout &layout, const QStringList &expected) {
        QTest::newRow(name) << layout << expected;
    };
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    row("with headings", {},
        {text("heading 0"), text("0: a|"), text("0: b"), text("heading 1"), text("1: 0123456789abcdefgh"),
         text("gap 2"), text("heading 2"), text("2: c")});
    row("without headings gaps remain", {StreamSides::Both, false, false},
        {text("0: a|"), text("0: b"), text("1: 0123456789abcdefgh"), text("gap 2"), text("2: c")});
    row("one side", {StreamSides::Client, false, false}, {text("0: a|"), text("0: b"), text("gap 2"), text("2: c")});
    row("hex", {StreamSides::Server, true, false}, {text("1: 0123456789abcdef"), text("1: gh")});
}

void TestTranscriptLines::lines()
{
    QFETCH(TranscriptLayout, layout);
    QFETCH(QStringList, expected);
    const Transcript transcript = transcriptOf({{true, "a\nb"}, {false, "0123456789abcdefgh"}, {true, "c", 4}});
    JobState job;
    QCOMPARE(printed(transcript, breakIntoLines(transcript, layout, job)), expected);
}

void TestTranscriptLines::lines_neverCutCharacters()
{
    JobState job;
    for (int shift = 0; shift < 4; ++shift) {
        const QByteArray bytes = QByteArray(shift, 'a') + QStringLiteral("\u20ac").repeated(300).toUtf8();
        const Transcript transcript = transcriptOf({{true, bytes}});
        const auto lines = breakIntoLines(transcript, {StreamSides::Both, false, false}, job);
        QVERIFY(lines.size() > 3);
        for (const QString &line : printed(transcript, lines))
            QVERIFY2(!line.contains(QChar::ReplacementCharacter), qPrintable(line));
    }
}

void TestTranscriptLines::lines_bytesThatAreNoCharactersStillEnd()
{
    JobState job;
    const Transcript transcript = transcriptOf({{true, QByteArray(1000, '\x80')}});
    const auto lines = breakIntoLines(transcript, {StreamSides::Both, false, false}, job);
    QCOMPARE(lines.size(), std::size_t{5});
}

void TestTranscriptLines::lines_holdEveryByteOnce()
{
    QByteArray bytes;
    for (int i = 0; i < 1400; ++i)
        bytes += static_cast<char>(i * 37 % 251);
    const Transcript transcript = transcriptOf({{true, bytes}, {false, bytes}, {true, bytes}});
    JobState job;
    for (const bool asHex : {false, true}) {
        std::vector<QByteArray> turns(transcript.turns.size());
        for (const TranscriptLine &line : breakIntoLines(transcript, {StreamSides::Both, asHex, true}, job))
            turns[line.turn] += transcript.turns[line.turn].bytes.mid(line.begin, line.length);
        for (std::size_t i = 0; i < turns.size(); ++i)
            QCOMPARE(turns[i], transcript.turns[i].bytes);
    }
}

void TestTranscriptLines::lines_areBounded()
{
    Transcript transcript;
    StreamChunk turn;
    turn.bytes = QByteArray(static_cast<qsizetype>(mostTranscriptLines) + 1000, '\n');
    transcript.turns = {turn, turn};
    transcript.masks.resize(2);
    JobState job;
    QCOMPARE(breakIntoLines(transcript, {}, job).size(), mostTranscriptLines);
}

void TestTranscriptLines::lineOf_findsThePlace()
{
    const Transcript transcript = transcriptOf({{true, "ab\ncd\nef"}, {false, "x"}});
    JobState job;
    const auto lines = breakIntoLines(transcript, {}, job);
    QCOMPARE(lineOf(lines, 0, 0), std::size_t{1});
    QCOMPARE(lineOf(lines, 0, 4), std::size_t{2});
    QCOMPARE(lineOf(lines, 0, 7), std::size_t{3});
    QCOMPARE(lineOf(lines, 1, 0), std::size_t{5});
    QCOMPARE(lineOf({}, 1, 0), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestTranscriptLines)
#include "tst_transcriptlines.moc"
