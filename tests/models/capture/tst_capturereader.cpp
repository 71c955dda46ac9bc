#include "models/base/timerange.h"
#include "models/capture/capturereader.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

#include <random>

using namespace wirecase;
using namespace wirecase::test;

namespace {

struct ReadBack
{
    QStringList lines; ///< "time link captured/wire first bytes"
    ImportReport report;
    QString error;
};

ReadBack readAll(const QByteArray &bytes)
{
    ReadBack result;
    const ByteSourcePtr source = memorySource(bytes, QStringLiteral("a.cap"));
    const auto reader = openCapture(*source);
    if (!reader) {
        result.error = reader.error().message;
        return result;
    }
    CaptureRecord record;
    while ((*reader)->next(record)) {
        const QString time = record.timeNs == noTime ? QStringLiteral("none") : QString::number(record.timeNs);
        result.lines.append(QStringLiteral("%1 %2 %3/%4 %5")
                                .arg(time)
                                .arg(static_cast<int>(record.linkType))
                                .arg(record.capturedLength)
                                .arg(record.wireLength)
                                .arg(QString::fromLatin1(copyOf(record.head).left(4))));
    }
    result.report = (*reader)->report();
    return result;
}

QByteArray twoPackets(bool bigEndian = false, quint32 magic = 0xa1b2c3d4)
{
    return pcapHeader(bigEndian, magic) + pcapRecord(10, 5, "abcd", bigEndian) + pcapRecord(11, 6, "wxyz!", bigEndian);
}

QByteArray sampleNg(bool bigEndian = false)
{
    return sectionBlock(bigEndian) + interfaceBlock(1, {}, bigEndian) + packetBlock(0, 1'000'005, "abcd", bigEndian)
           + packetBlock(0, 2'000'006, "wxyz!", bigEndian);
}

} // namespace

class TestCaptureReader : public QObject
{
    Q_OBJECT

private slots:
    void pcap_everyVariantIsRead_data();
    void pcap_everyVariantIsRead();
    void pcapng_blocksOfAllKindsAreRead();
    void pcapng_timesFollowResolutionAndOffset_data();
    void pcapng_timesFollowResolutionAndOffset();
    void open_otherBytesAreRefused_data();
    void open_otherBytesAreRefused();
    void next_fileCutAnywhereGivesCompletePackets_data();
    void next_fileCutAnywhereGivesCompletePackets();
    void next_damageIsReportedWithPlace_data();
    void next_damageIsReportedWithPlace();
    void next_mutatedFilesAlwaysEnd();
};

void TestCaptureReader::pcap_everyVariantIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");

    const QStringList micro{QStringLiteral("10000005000 1 4/4 abcd"), QStringLiteral("11000006000 1 5/5 wxyz")};
    const QStringList nano{QStringLiteral("10000000005 1 4/4 abcd"), QStringLiteral("11000000006 1 5/5 wxyz")};
    QTest::newRow("little-endian microseconds") << twoPackets() << micro;
    QTest::newRow("big-endian microseconds") << twoPackets(true) << micro;
    QTest::newRow("little-endian nanoseconds") << twoPackets(false, 0xa1b23c4d) << nano;
    QTest::newRow("big-endian nanoseconds") << twoPackets(true, 0xa1b23c4d) << nano;
    QTest::newRow("only a header") << pcapHeader() << QStringList();
    for (const bool big : {false, true}) {
        const QByteArray extra = Bytes(big).u32(1).u16(0).u8(0).u8(0).done();
        const QByteArray head = Bytes(big).u32(10).u32(5).u32(4).u32(4).done();
        QTest::newRow(big ? "modified, big-endian" : "modified, little-endian")
            << pcapHeader(big, 0xa1b2cd34) + head + extra + "abcd" << micro.mid(0, 1);
        QTest::newRow(big ? "IXIA, big-endian" : "IXIA, little-endian")
            << pcapHeader(big, 0x1c0001ac) + Bytes(big).u32(20).done() + pcapRecord(10, 5, "abcd", big)
            << nano.mid(0, 1);
    }
    // Longer record headers: under the usual magic number, and under the modified one.
    const auto longRecords = [&](bool big, quint32 magic, qsizetype extra) {
        const QByteArray more(extra, '\x7f');
        return pcapHeader(big, magic) + Bytes(big).u32(10).u32(5).u32(4).u32(4).done() + more + "abcd"
               + Bytes(big).u32(11).u32(6).u32(5).u32(5).done() + more + QByteArray("wxyz", 5);
    };
    for (const bool big : {false, true}) {
        const char *order = big ? "big-endian" : "little-endian";
        QTest::addRow("Nokia, %s", order) << longRecords(big, 0xa1b2c3d4, 4) << micro;
        QTest::addRow("Red Hat 6.1, %s", order) << longRecords(big, 0xa1b2c3d4, 8) << micro;
        QTest::addRow("modified, two records, %s", order) << longRecords(big, 0xa1b2cd34, 8) << micro;
        QTest::addRow("SuSE 6.3, %s", order) << longRecords(big, 0xa1b2cd34, 12) << micro;
    }
    QTest::newRow("captured in part, longer than wire, empty")
        << pcapHeader() + pcapRecord(1, 0, "abcd", false, 1500) + pcapRecord(1, 0, "abcd", false, 2)
               + pcapRecord(1, 0, {}, false, 60)
        << QStringList{QStringLiteral("1000000000 1 4/1500 abcd"), QStringLiteral("1000000000 1 4/2 abcd"),
                       QStringLiteral("1000000000 1 0/60 ")};
    QTest::newRow("frame check sequence bits in the link type")
        << pcapHeader(false, 0xa1b2c3d4, 0x1400'0071) + pcapRecord(1, 0, "abcd")
        << QStringList{QStringLiteral("1000000000 113 4/4 abcd")};
    QByteArray old = pcapHeader();
    old[6] = 2; // version 2.2: the original length comes first
    QTest::newRow("lengths the old way round") << old + Bytes().u32(1).u32(0).u32(9).u32(4).raw("abcd").done()
                                               << QStringList{QStringLiteral("1000000000 1 4/9 abcd")};
}

void TestCaptureReader::pcap_everyVariantIsRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    const ReadBack read = readAll(bytes);
    QCOMPARE(read.lines, lines);
    QCOMPARE(read.report.problems, quint64{0});
    QCOMPARE(read.report.records, static_cast<quint64>(lines.size()));
}

void TestCaptureReader::pcapng_blocksOfAllKindsAreRead()
{
    for (const bool big : {false, true}) {
        const QByteArray obsolete =
            block(2, Bytes(big).u16(1).u16(0).u32(0).u32(7'000'000).u32(3).u32(3).raw("old").done(), big);
        const QByteArray simple = block(3, Bytes(big).u32(4).raw("simp").done(), big);
        const QByteArray unknown = block(0x0bad, "whatever it is", big);
        const QByteArray bytes = sampleNg(big) + interfaceBlock(113, {}, big) + unknown + obsolete + simple
                                 + sampleNg(!big) + packetBlock(0, 3'000'000, "last", !big);
        const ReadBack read = readAll(bytes);
        const QStringList both{QStringLiteral("1000005000 1 4/4 abcd"), QStringLiteral("2000006000 1 5/5 wxyz")};
        QStringList lines = both;
        lines << QStringLiteral("7000000000 113 3/3 old") << QStringLiteral("none 1 4/4 simp");
        lines << both << QStringLiteral("3000000000 1 4/4 last");
        QCOMPARE(read.lines, lines);
        QCOMPARE(read.report.problems, quint64{0});
    }
}

void TestCaptureReader::pcapng_timesFollowResolutionAndOffset_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<quint64>("ticks");
    QTest::addColumn<qint64>("timeNs");
    const auto resolution = [](unsigned value) {
        return Bytes().u16(9).u16(1).u8(value).raw(QByteArray(3, '\0')).done();
    };
    QTest::newRow("microseconds by default") << QByteArray() << quint64{1'500'000} << qint64{1'500'000'000};
    QTest::newRow("nanoseconds") << resolution(9) << quint64{1'500'000} << qint64{1'500'000};
    QTest::newRow("seconds") << resolution(0) << quint64{1'700'000'000} << qint64{1'700'000'000'000'000'000};
    QTest::newRow("picoseconds") << resolution(12) << quint64{1'500'000'000'000} << qint64{1'500'000'000};
    QTest::newRow("two to the minus ten") << resolution(0x8a) << quint64{1536} << qint64{1'500'000'000};
    QTest::newRow("ten to the minus twenty cannot be told") << resolution(20) << quint64{1536} << noTime;
    QTest::newRow("two to the minus 127 cannot be told") << resolution(0xff) << quint64{1536} << noTime;
    QTest::newRow("more seconds than there are") << resolution(0) << ~quint64{0} << noTime;
    QTest::newRow("offset") << Bytes().u16(14).u16(8).u32(1'700'000'000).u32(0).done() << quint64{5'000'000}
                            << qint64{1'700'000'005'000'000'000};
    QTest::newRow("negative offset") << Bytes().u16(14).u16(8).u32(0xffff'ffff).u32(0xffff'ffff).done()
                                     << quint64{5'000'000} << qint64{4'000'000'000};
}

void TestCaptureReader::pcapng_timesFollowResolutionAndOffset()
{
    QFETCH(QByteArray, options);
    QFETCH(quint64, ticks);
    QFETCH(qint64, timeNs);
    const ByteSourcePtr source = memorySource(
        sectionBlock() + interfaceBlock(1, options) + packetBlock(0, ticks, "abcd"), QStringLiteral("a.pcapng"));
    const auto reader = openCapture(*source);
    QVERIFY(reader);
    CaptureRecord record;
    QVERIFY((*reader)->next(record));
    QCOMPARE(record.timeNs, timeNs);
}

void TestCaptureReader::open_otherBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("three bytes of the magic") << pcapHeader().left(3);
    QTest::newRow("a header cut short") << pcapHeader().left(23);
    QTest::newRow("text") << QByteArray(100, 'a');
    QTest::newRow("version 9") << pcapHeader().replace(4, 1, "\x09");
    QTest::newRow("pcapng of version 2") << sampleNg().replace(12, 1, "\x02");
    QTest::newRow("pcapng of unknown byte order") << sampleNg().replace(8, 4, "abcd");
    QTest::newRow("pcapng cut in the section header") << sampleNg().left(20);
}

void TestCaptureReader::open_otherBytesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const ReadBack read = readAll(bytes);
    QVERIFY(!read.error.isEmpty());
    QVERIFY(read.lines.isEmpty());
}

void TestCaptureReader::next_fileCutAnywhereGivesCompletePackets_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("header");
    QTest::newRow("pcap") << twoPackets() << qsizetype{24};
    QTest::newRow("pcap, big-endian") << twoPackets(true) << qsizetype{24};
    QTest::newRow("pcapng") << sampleNg() << qsizetype{28};
    QTest::newRow("pcapng, big-endian") << sampleNg(true) << qsizetype{28};
}

void TestCaptureReader::next_fileCutAnywhereGivesCompletePackets()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, header);
    const QStringList whole = readAll(bytes).lines;
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const ReadBack read = readAll(bytes.left(size));
        QCOMPARE(read.lines, whole.mid(0, read.lines.size()));
        QVERIFY(read.lines.size() < whole.size());
        QCOMPARE(!read.error.isEmpty(), size < header);
        if (read.report.problems > 0) {
            const Error &place = read.report.places.front();
            QCOMPARE(place.offset + static_cast<qint64>(read.report.lostBytes), size);
            QVERIFY(place.message.contains(QString::number(read.lines.size())));
        }
    }
}

void TestCaptureReader::next_damageIsReportedWithPlace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("packets");
    QTest::addColumn<qint64>("offset");
    const QByteArray one = pcapHeader() + pcapRecord(1, 0, "abcd");
    const QByteArray ng = sectionBlock() + interfaceBlock() + packetBlock(0, 1, "abcd");
    QTest::newRow("absurd length") << one + Bytes().u32(1).u32(0).u32(0x7fff'ffff).u32(4).raw("abcd").done() << 1
                                   << qint64{44};
    QTest::newRow("garbage at the end") << one + "garbage" << 1 << qint64{44};
    QTest::newRow("another file follows") << one + twoPackets() << 1 << qint64{44};
    QTest::newRow("block of length 0") << ng + Bytes().u32(6).u32(0).u32(0).done() << 1 << qint64{ng.size()};
    QTest::newRow("length not a multiple of four")
        << ng + Bytes().u32(5).u32(13).u32(0).u32(13).done() << 1 << qint64{ng.size()};
    QTest::newRow("lengths differ") << ng + Bytes().u32(5).u32(16).u32(0).u32(20).done() + packetBlock(0, 2, "efgh")
                                    << 1 << qint64{ng.size()};
    QTest::newRow("length past the end") << ng + Bytes().u32(6).u32(0xffff'fffc).u32(0).done() << 1
                                         << qint64{ng.size()};
    QTest::newRow("unknown interface") << ng + packetBlock(7, 2, "efgh") << 1 << qint64{ng.size()};
    QTest::newRow("captured length over its block")
        << ng + block(6, Bytes().u32(0).u32(0).u32(2).u32(400).u32(400).raw("efgh").done()) << 1 << qint64{ng.size()};
    QTest::newRow("second section of unknown byte order")
        << ng + sectionBlock().replace(8, 4, "abcd") << 1 << qint64{ng.size()};
    QTest::newRow("short packet block is skipped")
        << ng + block(6, "abcd") + packetBlock(0, 2, "efgh") << 2 << qint64{ng.size()};
    QTest::newRow("option past the end of its block")
        << sectionBlock() + interfaceBlock(1, Bytes().u16(9).u16(60'000).u32(0).done()) + packetBlock(0, 1, "abcd") << 1
        << qint64{28 + 16};
}

void TestCaptureReader::next_damageIsReportedWithPlace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, packets);
    QFETCH(qint64, offset);
    const ReadBack read = readAll(bytes);
    QCOMPARE(read.lines.size(), packets);
    QCOMPARE(read.report.problems, quint64{1});
    QCOMPARE(read.report.places.front().offset, offset);
    QVERIFY(!read.report.places.front().message.isEmpty());
}

void TestCaptureReader::next_mutatedFilesAlwaysEnd()
{
    std::mt19937 random(20'210'617); // fixed, so that a failure can be repeated
    for (const QByteArray &good : {twoPackets(), twoPackets(true), sampleNg(), sampleNg(true)}) {
        for (int round = 0; round < 5000; ++round) {
            QByteArray bytes = good;
            for (unsigned changes = 1 + random() % 4; changes > 0; --changes)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                    static_cast<char>(random());
            const ReadBack read = readAll(bytes);
            QVERIFY(read.lines.size() <= bytes.size() / 12);
            QVERIFY(read.report.lostBytes <= static_cast<quint64>(bytes.size()));
            QCOMPARE(readAll(bytes).lines, read.lines);
        }
    }
}

QTEST_GUILESS_MAIN(TestCaptureReader)
#include "tst_capturereader.moc"
