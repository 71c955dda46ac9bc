#include "models/capture/captureindexbuilder.h"
#include "models/capture/iograph.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace wirecase;
using namespace wirecase::test;

namespace {

constexpr qint64 second = nsPerSecond;

/// Packets at these milliseconds after the start; odd ones are answers.
CaptureSnapshot captureAt(const QList<quint32> &milliseconds, const QByteArray &other = {})
{
    QByteArray bytes = pcapHeader();
    bool fromA = true;
    for (const quint32 ms : milliseconds) {
        bytes += pcapRecord(100 + ms / 1000, ms % 1000 * 1000, datagram(fromA, 1000, 53, "abcd"));
        fromA = !fromA;
    }
    if (!other.isEmpty())
        bytes += pcapRecord(100, 0, other);
    CaptureIndexBuilder builder;
    JobState job;
    const Status done = builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

std::vector<quint32> allOf(const CaptureSnapshot &capture)
{
    std::vector<quint32> rows(capture.packets->size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

// "2/92 0/0 1/46": packets and bytes by bin
QString printed(const std::vector<IoBin> &bins)
{
    QStringList texts;
    for (const IoBin &bin : bins)
        texts << QStringLiteral("%1/%2").arg(bin.packets).arg(bin.bytes);
    return texts.join(u' ');
}

} // namespace

class TestIoGraph : public QObject
{
    Q_OBJECT

private slots:
    void step_isRoundAndCovers_data();
    void step_isRoundAndCovers();
    void graph_countsByDirection();
    void graph_keepsToItsRange();
    void graph_sumsAreThoseOfThePackets();
    void graph_stopsWhenCancelled();
    void time_leavesPacketsWithoutOneOut();
};

void TestIoGraph::step_isRoundAndCovers_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<int>("bins");
    QTest::addColumn<qint64>("step");
    QTest::newRow("a second in ten") << 0LL << second << 11 << 100'000'000LL;
    QTest::newRow("rounded up") << 0LL << 1'100'000'000LL << 11 << second;
    QTest::newRow("a nanosecond") << 5LL << 6LL << 100 << 1LL;
    QTest::newRow("an hour in a hundred") << 0LL << 3600 * second << 101 << 60 * second;
    QTest::newRow("nothing") << 5LL << 5LL << 100 << 1LL;
    QTest::newRow("all of time") << std::numeric_limits<qint64>::min() + 1 << std::numeric_limits<qint64>::max() << 100
                                 << 7000 * 24 * 3600 * second;
}

void TestIoGraph::step_isRoundAndCovers()
{
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(int, bins);
    QTEST(ioStep({begin, end}, static_cast<std::size_t>(bins)), "step");
}

void TestIoGraph::graph_countsByDirection()
{
    const QByteArray arp = ethernet(0x0806, QByteArray(28, '\0'));
    const CaptureSnapshot capture = captureAt({0, 100, 1'000, 3'999}, arp);
    JobState job;
    const auto graph = ioGraph(*capture.packets, allOf(capture), {100 * second, 104 * second}, 5, job);
    QVERIFY(graph);
    QCOMPARE(graph->stepNs, second);
    const auto bins = [&](IoDirection direction) {
        return printed(graph->bins.at(static_cast<std::size_t>(direction)));
    };
    QCOMPARE(bins(IoDirection::ToServer), QStringLiteral("1/46 1/46 0/0 0/0"));
    QCOMPARE(bins(IoDirection::ToClient), QStringLiteral("1/46 0/0 0/0 1/46"));
    QCOMPARE(bins(IoDirection::Other), QStringLiteral("1/42 0/0 0/0 0/0"));
}

void TestIoGraph::graph_keepsToItsRange()
{
    const CaptureSnapshot capture = captureAt({0, 100, 1'000, 3'999});
    JobState job;
    const auto graph = ioGraph(*capture.packets, allOf(capture), {101 * second, 104 * second - 1'000'000}, 100, job);
    QVERIFY(graph);
    QCOMPARE(graph->totals.at(0).packets, 1U);
    QCOMPARE(graph->totals.at(1).packets, 0U);
    const auto none = ioGraph(*capture.packets, allOf(capture), {}, 100, job);
    QVERIFY(none && none->bins.at(0).empty());
}

void TestIoGraph::graph_sumsAreThoseOfThePackets()
{
    const CaptureSnapshot capture = captureAt({0, 7, 13, 777, 1'111, 90'000});
    JobState job;
    const auto range = timeOfPackets(*capture.packets, allOf(capture), job);
    QVERIFY(range);
    for (const std::size_t most : {2U, 3U, 10U, 1000U, 65'536U}) {
        const auto graph = ioGraph(*capture.packets, allOf(capture), *range, most, job);
        QVERIFY(graph);
        QVERIFY(graph->bins.at(0).size() <= most);
        quint64 packets = 0;
        for (const auto &bins : graph->bins) {
            for (const IoBin &bin : bins)
                packets += bin.packets;
        }
        QCOMPARE(packets, capture.packets->size());
    }
}

void TestIoGraph::graph_stopsWhenCancelled()
{
    const CaptureSnapshot capture = captureAt({0});
    JobState job;
    job.cancelled = true;
    QVERIFY(!ioGraph(*capture.packets, allOf(capture), {0, 1}, 10, job));
    QVERIFY(!timeOfPackets(*capture.packets, allOf(capture), job));
}

void TestIoGraph::time_leavesPacketsWithoutOneOut()
{
    const QByteArray packet = datagram(true, 1, 2, "a");
    const QByteArray bytes = sectionBlock() + interfaceBlock()
                             + block(3, Bytes().u32(static_cast<quint64>(packet.size())).raw(packet).done());
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job));
    const auto time = timeOfPackets(*builder.snapshot().packets, {0}, job);
    QVERIFY(time && time->isEmpty());
}

QTEST_GUILESS_MAIN(TestIoGraph)
#include "tst_iograph.moc"
