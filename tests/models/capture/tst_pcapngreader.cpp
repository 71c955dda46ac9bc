#include "models/base/timerange.h"
#include "models/capture/capturereader.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

/// "link captured/wire first bytes" of every packet, and "! offset lost" of every problem.
QStringList told(const QByteArray &bytes)
{
    const ByteSourcePtr source = memorySource(bytes, QStringLiteral("a.pcapng"));
    const auto reader = openCapture(*source);
    if (!reader)
        return {QStringLiteral("refused")};
    QStringList lines;
    CaptureRecord record;
    while ((*reader)->next(record))
        lines.append(QStringLiteral("%1 %2/%3 %4")
                         .arg(static_cast<int>(record.linkType))
                         .arg(record.capturedLength)
                         .arg(record.wireLength)
                         .arg(QString::fromLatin1(copyOf(record.head).left(4))));
    const ImportReport &report = (*reader)->report();
    for (const Error &place : report.places)
        lines.append(QStringLiteral("! %1").arg(place.offset));
    if (report.lostBytes > 0)
        lines.append(QStringLiteral("lost %1").arg(report.lostBytes));
    return lines;
}

QByteArray sectionOf(quint64 length, bool big = false, const QByteArray &options = {})
{
    const quint64 high = length >> 32U;
    const quint64 low = length & 0xffff'ffffU;
    return block(
        0x0a0d0d0a,
        Bytes(big).u32(0x1a2b3c4d).u16(1).u16(0).u32(big ? high : low).u32(big ? low : high).raw(options).done(), big);
}

QByteArray interfaceOf(unsigned linkType, quint32 snaplen, unsigned reserved = 0)
{
    return block(1, Bytes().u16(linkType).u16(reserved).u32(snaplen).done());
}

QByteArray simple(quint32 wire, const QByteArray &packet, bool big = false)
{
    return block(3, Bytes(big).u32(wire).raw(packet).done(), big);
}

QByteArray damagedBlock()
{
    return Bytes().u32(6).u32(0).u32(0).u32(0).done();
}

} // namespace

class TestPcapngReader : public QObject
{
    Q_OBJECT

private slots:
    void next_followsTheFormat_data();
    void next_followsTheFormat();
    void next_goesOnBehindDamage_data();
    void next_goesOnBehindDamage();
    void next_largePacketsKeepTheirOptions();

private:
    static void compare();
};

void TestPcapngReader::compare()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    QCOMPARE(told(bytes), lines);
}

void TestPcapngReader::next_followsTheFormat_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    const QByteArray start = sectionBlock() + interfaceBlock();
    const QString abcd = QStringLiteral("1 4/4 abcd");
    QTest::newRow("a section alone") << sectionBlock() << QStringList();
    QTest::newRow("an interface alone") << start << QStringList();
    QTest::newRow("section of version 1.2")
        << sectionBlock().replace(14, 1, "\x02") + interfaceBlock() + packetBlock(0, 1, "abcd") << QStringList{abcd};
    QTest::newRow("section with options and no end of them")
        << sectionOf(~quint64{0}, false, Bytes().u16(4).u16(3).raw("app\0").done()) + interfaceBlock()
               + packetBlock(0, 1, "abcd")
        << QStringList{abcd};
    QTest::newRow("section length that is right")
        << sectionOf(20 + 36) + interfaceBlock() + packetBlock(0, 1, "abcd") << QStringList{abcd};
    QTest::newRow("section length that is wrong") << sectionOf(4) + interfaceBlock() + packetBlock(0, 1, "abcd")
                                                         + sectionBlock() + interfaceBlock() + packetBlock(0, 1, "abcd")
                                                  << QStringList{abcd, abcd};
    QTest::newRow("section length past the end")
        << sectionOf(quint64{1} << 40U) + interfaceBlock() + packetBlock(0, 1, "abcd") << QStringList{abcd};
    QTest::newRow("sections of both byte orders, interfaces counted anew")
        << start + interfaceBlock(113) + packetBlock(1, 1, "abcd") + sectionBlock(true) + interfaceBlock(101, {}, true)
               + packetBlock(0, 1, "efgh", true) + sectionBlock() + interfaceBlock(0) + packetBlock(0, 1, "ijkl")
        << QStringList{QStringLiteral("113 4/4 abcd"), QStringLiteral("101 4/4 efgh"), QStringLiteral("0 4/4 ijkl")};
    QTest::newRow("interface behind packets")
        << start + packetBlock(0, 1, "abcd") + interfaceBlock(113) + packetBlock(1, 1, "efgh")
        << QStringList{abcd, QStringLiteral("113 4/4 efgh")};
    QTest::newRow("reserved bytes of an interface that are not zero")
        << sectionBlock() + interfaceOf(1, 0, 0xffff) + packetBlock(0, 1, "abcd") << QStringList{abcd};
    QTest::newRow("blocks of kinds that nobody knows")
        << start + block(0x7fff'ffff, "some") + block(0x8000'0001, {}) + block(0, "zero") + packetBlock(0, 1, "abcd")
        << QStringList{abcd};
    QTest::newRow("custom blocks, secrets, a journal, names and statistics")
        << start + block(0xbad, Bytes().u32(1).raw("data").done()) + block(0x4000'0bad, Bytes().u32(1).done())
               + block(10, Bytes().u32(0x544c534b).u32(3).raw("key").done()) + block(9, "MESSAGE=x")
               + block(4, Bytes().u16(0).u16(0).done()) + block(5, Bytes().u32(0).u32(0).u32(0).done())
               + packetBlock(0, 1, "abcd")
        << QStringList{abcd};
    QTest::newRow("blocks that are too short for their kind")
        << start + block(5, {}) + block(10, {}) + block(4, {}) + block(0xbad, {}) + packetBlock(0, 1, "abcd")
        << QStringList{abcd};
    QTest::newRow("simple packets, whole, cut by the snaplen and without limit")
        << sectionBlock() + interfaceOf(1, 4) + simple(3, "abc") + simple(1500, "abcd") + sectionBlock()
               + interfaceOf(1, 0) + simple(5, "abcde")
        << QStringList{QStringLiteral("1 3/3 abc"), QStringLiteral("1 4/1500 abcd"), QStringLiteral("1 5/5 abcd")};
    QTest::newRow("simple packets belong to the first interface")
        << sectionBlock() + interfaceOf(113, 0) + interfaceOf(1, 0) + simple(4, "abcd")
        << QStringList{QStringLiteral("113 4/4 abcd")};
    QTest::newRow("packets of no bytes") << start + packetBlock(0, 1, {}) + simple(0, {})
                                         << QStringList{QStringLiteral("1 0/0 "), QStringLiteral("1 0/0 ")};
    QTest::newRow("more bytes than the snaplen")
        << sectionBlock() + interfaceOf(1, 2) + packetBlock(0, 1, "abcd") << QStringList{abcd};
}

void TestPcapngReader::next_followsTheFormat()
{
    compare();
}

void TestPcapngReader::next_goesOnBehindDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    const QByteArray start = sectionBlock() + interfaceBlock();
    const QByteArray good = packetBlock(0, 1, "abcd");
    const QString abcd = QStringLiteral("1 4/4 abcd");
    const QString at48 = QStringLiteral("! 48");
    QTest::newRow("packet blocks without a body")
        << start + block(6, {}) + block(2, {}) + block(3, {}) + good
        << QStringList{abcd, at48, QStringLiteral("! 60"), QStringLiteral("! 72"), QStringLiteral("lost 36")};
    QTest::newRow("option past the end of a packet block")
        << start + block(6, Bytes().u32(0).u32(0).u32(2).u32(4).u32(4).raw("abcd").u16(1).u16(9).done()) + good
        << QStringList{abcd, abcd, QStringLiteral("! 80")};
    QTest::newRow("packets before any interface")
        << sectionBlock() + packetBlock(0, 1, "efgh") + interfaceBlock() + good
        << QStringList{QStringLiteral("! 28"), QStringLiteral("lost 92")};
    QTest::newRow("interface that is not described")
        << start + packetBlock(7, 1, "efgh") + good << QStringList{at48, QStringLiteral("lost 72")};
    QTest::newRow("simple packet without an interface")
        << sectionBlock() + simple(4, "efgh") << QStringList{QStringLiteral("! 28"), QStringLiteral("lost 20")};
    // The section says where the next one begins.
    const quint64 length = 20 + 36 + 16;
    const QStringList rescued{abcd, abcd, QStringLiteral("! 84"), QStringLiteral("lost 16")};
    QTest::newRow("block of length 0 in a section of known length")
        << sectionOf(length) + interfaceBlock() + good + damagedBlock() + start + good << rescued;
    QTest::newRow("block past the end of the file in a section of known length")
        << sectionOf(length) + interfaceBlock() + good + damagedBlock().replace(4, 4, "\xfc\xff\xff\xff") + start + good
        << rescued;
    QTest::newRow("interface that is not described in a section of known length")
        << sectionOf(20 + 36 + 36) + interfaceBlock() + good + packetBlock(7, 1, "efgh") + start + good
        << QStringList{abcd, abcd, QStringLiteral("! 84"), QStringLiteral("lost 36")};
    QTest::newRow("section of known length with nothing behind")
        << sectionOf(length) + interfaceBlock() + good + damagedBlock()
        << QStringList{abcd, QStringLiteral("! 84"), QStringLiteral("lost 16")};
    QTest::newRow("section whose length leads to no section")
        << sectionOf(length + 4) + interfaceBlock() + good + damagedBlock() + start + good
        << QStringList{abcd, QStringLiteral("! 84"), QStringLiteral("lost 100")};
    QTest::newRow("section of unknown length") << start + good + damagedBlock() + start + good
                                               << QStringList{abcd, QStringLiteral("! 84"), QStringLiteral("lost 100")};
}

void TestPcapngReader::next_goesOnBehindDamage()
{
    compare();
}

// Such a block does not fit the window through which files are read.
void TestPcapngReader::next_largePacketsKeepTheirOptions()
{
    const QByteArray large(qsizetype{3} * 1024 * 1024, 'x');
    const auto size = static_cast<quint64>(large.size());
    const QByteArray body =
        Bytes().u32(0).u32(0).u32(0).u32(size).u32(size).raw(large).u16(1).u16(4).raw("note").u32(0).done();
    const QByteArray bytes = sectionBlock() + interfaceBlock() + block(6, body) + packetBlock(0, 1, "abcd");
    const ByteSourcePtr source = memorySource(bytes, QStringLiteral("a.pcapng"));
    const auto reader = openCapture(*source);
    QVERIFY(reader);
    CaptureRecord record;
    QVERIFY((*reader)->next(record));
    QCOMPARE(record.capturedLength, static_cast<quint32>(size));
    QCOMPARE(record.head.size(), CaptureReader::headBytes);
    QVERIFY((*reader)->next(record));
    QCOMPARE(copyOf(record.head), QByteArrayLiteral("abcd"));
    QVERIFY(!(*reader)->next(record));
    QCOMPARE((*reader)->notes().commentOf(1), QStringLiteral("note"));
    QCOMPARE((*reader)->report().problems, quint64{0});
}

QTEST_GUILESS_MAIN(TestPcapngReader)
#include "tst_pcapngreader.moc"
