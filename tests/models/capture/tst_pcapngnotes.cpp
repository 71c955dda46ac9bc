#include "models/capture/captureindexbuilder.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

QByteArray option(unsigned code, const QByteArray &value, bool bigEndian)
{
    QByteArray bytes = Bytes(bigEndian).u16(code).u16(static_cast<unsigned>(value.size())).raw(value).done();
    while (bytes.size() % 4 != 0)
        bytes.append('\0');
    return bytes;
}

QByteArray section(const QByteArray &options, bool bigEndian)
{
    return block(0x0a0d0d0a,
                 Bytes(bigEndian).u32(0x1a2b3c4d).u16(1).u16(0).u32(0xffff'ffff).u32(0xffff'ffff).raw(options).done(),
                 bigEndian);
}

QByteArray packetWith(const QByteArray &packet, const QByteArray &options, bool bigEndian)
{
    const auto size = static_cast<quint64>(packet.size());
    QByteArray filled = packet;
    while (filled.size() % 4 != 0)
        filled.append('\0');
    return block(6, Bytes(bigEndian).u32(0).u32(0).u32(0).u32(size).u32(size).raw(filled).raw(options).done(),
                 bigEndian);
}

QByteArray longWord(quint64 value, bool bigEndian)
{
    const quint64 high = value >> 32U;
    const quint64 low = value & 0xffff'ffffU;
    return Bytes(bigEndian).u32(bigEndian ? high : low).u32(bigEndian ? low : high).done();
}

CaptureSnapshot read(const QByteArray &bytes)
{
    CaptureIndexBuilder builder;
    JobState job;
    const QString name = QStringLiteral("a.pcapng");
    const Status done = builder.add(memorySource(bytes, name), EvidenceId{1}, name, job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

const CaptureNotes &notesOf(const CaptureSnapshot &capture)
{
    return *capture.packets->files().at(0).notes;
}

} // namespace

class TestPcapngNotes : public QObject
{
    Q_OBJECT

private slots:
    void everything_isKeptInBothByteOrders_data();
    void everything_isKeptInBothByteOrders();
    void comment_isTheOneOfItsPacket();
    void comment_isMadeInert();
    void options_damagedOnesCostNoPacket_data();
    void options_damagedOnesCostNoPacket();
    void options_areKeptUpToALimit();
};

void TestPcapngNotes::everything_isKeptInBothByteOrders_data()
{
    QTest::addColumn<bool>("big");
    QTest::newRow("little-endian") << false;
    QTest::newRow("big-endian") << true;
}

void TestPcapngNotes::everything_isKeptInBothByteOrders()
{
    QFETCH(bool, big);
    const QByteArray name =
        Bytes(big).u16(1).u16(9).raw(QByteArrayLiteral("\x0a\x00\x00\x01host\0")).raw("\0\0\0").done();
    const QByteArray bytes =
        section(option(1, "night shift", big) + option(3, "Linux 6.1", big) + option(4, "dumpcap 4.0", big), big)
        + interfaceBlock(1, option(2, "eth0", big) + option(11, QByteArrayLiteral("\0tcp port 80"), big), big)
        + packetWith("abcd", option(4, longWord(3, big), big), big) + block(4, name, big)
        + block(10, Bytes(big).u32(0x544c534b).u32(0).done(), big) + block(0x0bad, Bytes(big).u32(7).done(), big)
        + block(0x40000bad, Bytes(big).u32(7).done(), big)
        + block(5, Bytes(big).u32(0).u32(0).u32(0).raw(option(5, longWord(55, big), big)).done(), big);
    const CaptureSnapshot capture = read(bytes);
    const CaptureNotes &notes = notesOf(capture);
    QCOMPARE(capture.packets->files().at(0).report.problems, 0U);
    QCOMPARE(capture.packets->size(), 1U);
    QCOMPARE(notes.comments, QStringList{QStringLiteral("night shift")});
    QCOMPARE(notes.writtenBy, (QStringList{QStringLiteral("Linux 6.1"), QStringLiteral("dumpcap 4.0")}));
    QCOMPARE(notes.interfaces, QStringList{QStringLiteral("eth0, tcp port 80")});
    QCOMPARE(notes.names, 1U);
    QCOMPARE(notes.secrets, 1U);
    QCOMPARE(notes.customBlocks, 2U);
    QCOMPARE(notes.dropped, 55U);
    QCOMPARE(notes.leftOut, 0U);
}

void TestPcapngNotes::comment_isTheOneOfItsPacket()
{
    const CaptureSnapshot capture =
        read(sectionBlock() + interfaceBlock() + packetBlock(0, 1, "abcd")
             + packetWith("abcde", option(1, "first", false) + option(1, "second", false), false)
             + packetBlock(0, 2, "abcd"));
    QCOMPARE(capture.packets->size(), 3U);
    QCOMPARE(capture.packets->comment(PacketId{0}), QString());
    QCOMPARE(capture.packets->comment(PacketId{1}), QStringLiteral("first\nsecond"));
    QCOMPARE(capture.packets->comment(PacketId{2}), QString());
    QCOMPARE(*capture.packets->bytes(PacketId{1}), QByteArrayLiteral("abcde"));
}

void TestPcapngNotes::comment_isMadeInert()
{
    const CaptureSnapshot capture = read(sectionBlock() + interfaceBlock()
                                         + packetWith("abcd",
                                                      option(1,
                                                             "a\x1b[31mb\xe2\x80\xae"
                                                             "c",
                                                             false),
                                                      false));
    const QString comment = capture.packets->comment(PacketId{0});
    QVERIFY2(!comment.contains(QChar(0x1b)) && !comment.contains(QChar(0x202e)), qPrintable(comment));
    QVERIFY(comment.startsWith(u'a') && comment.endsWith(u'c'));
}

void TestPcapngNotes::options_damagedOnesCostNoPacket_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("reaches past the block") << Bytes().u16(1).u16(60'000).raw("abcd").done();
    QTest::newRow("no room for a value") << Bytes().u16(1).u16(4).done();
    QTest::newRow("of a code that nobody knows") << option(33'333, "abcd", false);
    QTest::newRow("empty") << option(1, {}, false);
    QTest::newRow("a count that is too short") << option(4, "ab", false);
}

void TestPcapngNotes::options_damagedOnesCostNoPacket()
{
    QFETCH(QByteArray, options);
    const CaptureSnapshot capture =
        read(sectionBlock() + interfaceBlock() + packetWith("abcd", options, false) + packetBlock(0, 1, "wxyz"));
    QCOMPARE(capture.packets->size(), 2U);
    QVERIFY(notesOf(capture).packetComments.empty());
    QCOMPARE(*capture.packets->bytes(PacketId{1}), QByteArrayLiteral("wxyz"));
}

void TestPcapngNotes::options_areKeptUpToALimit()
{
    QByteArray empty;
    QByteArray oneLetter;
    for (int i = 0; i < 150'000; ++i) {
        empty += option(4, {}, false);
        oneLetter += option(4, "a", false);
    }
    QCOMPARE(notesOf(read(section(empty, false) + interfaceBlock())).writtenBy.size(), 0);
    const CaptureSnapshot capture =
        read(section(oneLetter.first(1 << 19), false) + section(oneLetter.first(1 << 19), false));
    QCOMPARE(notesOf(capture).writtenBy.size(), static_cast<qsizetype>(CaptureNotes::mostEntries));
    QCOMPARE(notesOf(capture).leftOut, (2ULL << 19U) / 8 - CaptureNotes::mostEntries);
}

QTEST_GUILESS_MAIN(TestPcapngNotes)
#include "tst_pcapngnotes.moc"
