#include "models/base/timerange.h"
#include "tests/models/capture/capturebytes.h"
#include "tests/models/capture/readcapture.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

const QByteArray request = QByteArrayLiteral("GET / HTTP/1.1\r\nHost: files.example\r\n\r\n");

} // namespace

class TestCaptureIndexBuilder : public QObject
{
    Q_OBJECT

private slots:
    void packets_knowTheirRowAndPlace();
    void file_countsWhatIsOdd();
    void file_ownMacStandsOut();
    void add_secondFileContinues();
    void add_snapshotsGrowAndStayAsTheyWere();
    void add_cancelKeepsWhatWasRead();
    void counts_areThoseOfTheIndex();
};

void TestCaptureIndexBuilder::packets_knowTheirRowAndPlace()
{
    const QByteArray arp = ethernet(0x0806, QByteArray(28, '\0'));
    const QByteArray http = segment(true, 1000, 80, 1, 1, psh | ack, request);
    const auto capture = readCapture(pcapOf({arp, segment(true, 1000, 80, 0, 0, syn), http}));
    const PacketRow first = capture.packets->row(PacketId{0});
    QCOMPARE(first.protocol, Protocol::Arp);
    QVERIFY(!first.isIp && !first.conversation);
    const PacketRow bare = capture.packets->row(PacketId{1});
    QCOMPARE(bare.protocol, Protocol::Tcp);
    QCOMPARE(bare.conversationProtocol, Protocol::Http);
    const PacketRow row = capture.packets->row(PacketId{2});
    QCOMPARE(row.protocol, Protocol::Http);
    QCOMPARE(row.numberInFile, 3U);
    QCOMPARE(endpointText(row.source), QStringLiteral("10.0.0.1:1000"));
    QCOMPARE(row.timeNs, qint64{1'700'000'000'002'000'000});
    QCOMPARE(*capture.packets->bytes(PacketId{2}), http);
    const EvidenceRef ref{EvidenceId{7}, 3};
    QCOMPARE(capture.packets->refOf(PacketId{2}), ref);
    QCOMPARE(capture.packets->packetAt(ref), std::optional(PacketId{2}));
    QVERIFY(!capture.packets->packetAt({EvidenceId{7}, 4}));
    QVERIFY(!capture.packets->packetAt({EvidenceId{7}, 0}));
    QVERIFY(!capture.packets->packetAt({EvidenceId{8}, 1}));
}

void TestCaptureIndexBuilder::file_countsWhatIsOdd()
{
    const QByteArray packet = datagram(true, 1, 2, "x");
    const auto capture =
        readCapture(pcapHeader() + pcapRecord(20, 0, packet) + pcapRecord(10, 0, packet)
                    + pcapRecord(30, 0, packet, false, 10) + pcapRecord(30, 0, packet, false, 1000) + "damage");
    const CaptureFile &file = capture.packets->files().front();
    QCOMPARE(file.packets, 4U);
    QCOMPARE(file.outOfOrder, 1U);
    QCOMPARE(file.longerThanWire, 1U);
    QCOMPARE(file.cutShort, 1U);
    const TimeRange time{10 * nsPerSecond, 30 * nsPerSecond + 1};
    QCOMPARE(file.time, time);
    QCOMPARE(file.report.problems, quint64{1});
    QCOMPARE(file.report.lostBytes, quint64{6});
    QCOMPARE(file.report.places.front().file, QStringLiteral("a.cap"));
    const Conversation conversation = capture.conversations->at(ConversationId{0});
    QCOMPARE(conversation.firstNs, 10 * nsPerSecond);
    QCOMPARE(conversation.lastNs, 30 * nsPerSecond);
}

void TestCaptureIndexBuilder::file_ownMacStandsOut()
{
    const auto frame = [](const char *to, const char *from) {
        return QByteArray::fromHex(to) + QByteArray::fromHex(from) + QByteArray::fromHex("0800")
               + ipv4(1, 2, 17, udp(1, 2, "x"));
    };
    const char *own = "000d3af8801a";
    const char *gateway = "123456789abc";
    QCOMPARE(readCapture(pcapOf({frame(gateway, own), frame(own, gateway), frame("ffffffffffff", own)}))
                 .packets->files()
                 .front()
                 .captureMac,
             QByteArray::fromHex(own));
    // Two that take part equally: either could be it.
    QVERIFY(readCapture(pcapOf({frame("000000000001", own)})).packets->files().front().captureMac.isEmpty());
}

void TestCaptureIndexBuilder::add_secondFileContinues()
{
    CaptureIndexBuilder builder;
    JobState job;
    const QByteArray first = pcapOf({segment(true, 1000, 80, 0, 0, syn), datagram(true, 1, 2, "x")});
    const QByteArray second =
        sectionBlock() + interfaceBlock(101) + packetBlock(0, 5, ipv4(hostA, hostB, 6, tcp(1000, 80, 1, 1, ack)));
    QVERIFY(builder.add(memorySource(first, QStringLiteral("1")), EvidenceId{1}, QStringLiteral("1"), job));
    QVERIFY(!builder.add(memorySource("no capture", QStringLiteral("2")), EvidenceId{2}, QStringLiteral("2"), job));
    QVERIFY(builder.add(memorySource(second, QStringLiteral("3")), EvidenceId{3}, QStringLiteral("3"), job));
    const CaptureSnapshot capture = builder.snapshot();
    QCOMPARE(capture.packets->files().size(), std::size_t{2});
    QCOMPARE(capture.conversations->size(), 2U);
    QCOMPARE(capture.packets->row(PacketId{2}).file, 1U);
    QCOMPARE(capture.packets->row(PacketId{2}).linkType, LinkType::RawIp);
    QCOMPARE(capture.packets->refOf(PacketId{2}), EvidenceRef(EvidenceId{3}, 1));
    QCOMPARE(capture.conversations->packets(ConversationId{0}), std::vector<PacketId>({PacketId{0}, PacketId{2}}));
}

void TestCaptureIndexBuilder::add_snapshotsGrowAndStayAsTheyWere()
{
    QByteArray bytes = pcapHeader();
    for (unsigned i = 0; i < 5000; ++i)
        bytes += pcapRecord(i, 0, datagram(true, 1000 + i % 1000, 9, "x"));
    std::vector<CaptureSnapshot> seen;
    CaptureIndexBuilder builder;
    JobState job;
    const auto keep = [&seen](const CaptureSnapshot &capture) { seen.push_back(capture); };
    QVERIFY(builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job, keep));
    QVERIFY(!seen.empty());
    const CaptureSnapshot &first = seen.front();
    QCOMPARE(first.packets->size(), 256U);
    QCOMPARE(first.conversations->size(), 256U);
    QCOMPARE(first.conversations->packetCount(ConversationId{0}), quint64{1});
    QCOMPARE(first.packets->files().front().packets, 256U);
    QCOMPARE(builder.snapshot().conversations->packetCount(ConversationId{0}), quint64{5});
    QCOMPARE(job.done.load(), static_cast<qint64>(bytes.size()));
}

void TestCaptureIndexBuilder::add_cancelKeepsWhatWasRead()
{
    QByteArray bytes = pcapHeader();
    for (unsigned i = 0; i < 5000; ++i)
        bytes += pcapRecord(i, 0, datagram(true, 1000, 9, "x"));
    CaptureIndexBuilder builder;
    JobState job;
    const Status done = builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job,
                                    [&job](const CaptureSnapshot &) { job.cancelled = true; });
    QVERIFY(!done);
    QCOMPARE(done.error().code, Error::Code::Cancelled);
    QCOMPARE(builder.snapshot().packets->size(), 256U);
}

// Two files: a connection that goes on in the second, ports that are used again, a fragment of a datagram, a lookup.
void TestCaptureIndexBuilder::counts_areThoseOfTheIndex()
{
    const QByteArray fragment = ethernet(0x0800, ipv4(hostA, hostB, 17, udp(1, 2, QByteArray(8, 'f')), 0x2000U));
    const QByteArray first = pcapOf({segment(true, 1000, 80, 0, 0, syn), segment(true, 1000, 80, 99, 0, syn),
                                     datagram(true, 5000, 53, "x"), fragment});
    const QByteArray second = pcapOf({segment(false, 1000, 80, 1, 100, ack), segment(false, 1000, 80, 1, 100, ack)});
    const auto filesOf = [&](CaptureDepth depth) {
        CaptureIndexBuilder builder(depth);
        JobState job;
        for (const QByteArray &bytes : {first, second})
            (void) builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job);
        return builder.files();
    };
    const auto factsOf = [](const CaptureFile &file) {
        return QList<quint64>({static_cast<quint32>(file.first), file.packets, file.capturedBytes, file.wireBytes,
                               static_cast<quint64>(file.time.beginNs), static_cast<quint64>(file.time.endNs),
                               file.outOfOrder, file.tcpConversations, file.udpConversations});
    };
    const auto counted = filesOf(CaptureDepth::Counts);
    const auto indexed = filesOf(CaptureDepth::Index);
    QCOMPARE(counted.size(), std::size_t{2});
    QCOMPARE(factsOf(counted[0]), factsOf(indexed[0]));
    QCOMPARE(factsOf(counted[1]), factsOf(indexed[1]));
    QCOMPARE(counted[0].tcpConversations, 2U);
    QCOMPARE(counted[0].udpConversations, 1U); // not the fragment
    QCOMPARE(counted[1].tcpConversations, 1U); // the one that went on
}

QTEST_GUILESS_MAIN(TestCaptureIndexBuilder)
#include "tst_captureindexbuilder.moc"
