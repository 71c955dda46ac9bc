#include "models/capture/bytesearch.h"
#include "models/capture/captureindexbuilder.h"
#include "tests/models/capture/capturebytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace wirecase;
using namespace wirecase::test;

namespace {

using Rows = std::vector<quint32>;

constexpr quint32 headers = 14 + 20 + 8; // Ethernet, IPv4, UDP

PacketIndexPtr indexOf(const std::vector<ByteSourcePtr> &files)
{
    CaptureIndexBuilder builder;
    JobState job;
    quint32 id = 1;
    for (const ByteSourcePtr &file : files) {
        if (!builder.add(file, EvidenceId{id++}, file->name(), job))
            return {};
    }
    return builder.snapshot().packets;
}

PacketIndexPtr indexOfPayloads(const QList<QByteArray> &payloads)
{
    QList<QByteArray> packets;
    for (const QByteArray &payload : payloads)
        packets.append(datagram(true, 40'000, 9, payload));
    return indexOf({memorySource(pcapOf(packets), QStringLiteral("a.pcap"))});
}

BytePattern textPattern(const char *text)
{
    return *BytePattern::fromText(QString::fromLatin1(text), Qt::CaseInsensitive);
}

Rows all(const PacketIndex &packets)
{
    Rows rows(packets.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

/// Row and place of the next match, from a place of a row's payload.
std::optional<ByteHit> next(const PacketIndex &packets, const Rows &rows, const char *text, std::size_t row,
                            quint32 offset, bool backwards = false)
{
    JobState job;
    const auto answer = findBytes(packets, rows, textPattern(text), nullptr, {row, offset, backwards}, job);
    return answer ? answer->hit : std::nullopt;
}

} // namespace

class TestByteSearch : public QObject
{
    Q_OBJECT

private slots:
    void forwards_goesOnAndWraps();
    void backwards_goesOnAndWraps();
    void backwards_crossesItsParts();
    void rows_areLookedAtInTheirOrder();
    void cutPacket_matchesInWhatWasCaptured();
    void severalFiles_readToAndFro();
    void nothing_isAnAnswer();
    void secret_isNotFoundPieceByPiece();
    void vanishedFile_isSaidAndTheOthersSearched();
    void cancelled_isAnError();
    void total_namesThePackets();
};

void TestByteSearch::forwards_goesOnAndWraps()
{
    const auto packets = indexOfPayloads({"needle", "hay", "needle needle"});
    const Rows rows = all(*packets);
    QCOMPARE(*next(*packets, rows, "NEEDLE", 0, 0), (ByteHit{0, PacketId{0}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 0, headers + 1), (ByteHit{2, PacketId{2}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 2, headers + 1), (ByteHit{2, PacketId{2}, {headers + 7, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 2, headers + 8), (ByteHit{0, PacketId{0}, {headers, 6}, true}));
    QCOMPARE(*next(*packets, rows, "hay", 1, headers + 1), (ByteHit{1, PacketId{1}, {headers, 3}, true}));
}

void TestByteSearch::backwards_goesOnAndWraps()
{
    const auto packets = indexOfPayloads({"needle", "hay", "needle needle"});
    const Rows rows = all(*packets);
    QCOMPARE(*next(*packets, rows, "needle", 2, headers + 7, true), (ByteHit{2, PacketId{2}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 2, headers, true), (ByteHit{0, PacketId{0}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 0, headers, true), (ByteHit{2, PacketId{2}, {headers + 7, 6}, true}));
    QCOMPARE(*next(*packets, rows, "hay", 1, headers, true), (ByteHit{1, PacketId{1}, {headers, 3}, true}));
}

void TestByteSearch::backwards_crossesItsParts()
{
    QList<QByteArray> payloads(1000, QByteArray("hay"));
    payloads[3] = "needle";
    payloads[4] = "needle";
    const auto packets = indexOfPayloads(payloads);
    QCOMPARE(next(*packets, all(*packets), "needle", 999, 0, true)->row, std::size_t{4});
    QCOMPARE(next(*packets, all(*packets), "needle", 3, 0, true)->row, std::size_t{4});
}

void TestByteSearch::rows_areLookedAtInTheirOrder()
{
    const auto packets = indexOfPayloads({"needle", "needle", "needle", "hay"});
    const Rows rows{3, 1, 0};
    QCOMPARE(*next(*packets, rows, "needle", 0, 0), (ByteHit{1, PacketId{1}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 1, headers + 1), (ByteHit{2, PacketId{0}, {headers, 6}, false}));
    QCOMPARE(*next(*packets, rows, "needle", 99, headers + 1), (ByteHit{1, PacketId{1}, {headers, 6}, true}));
    QVERIFY(!next(*packets, {3}, "needle", 0, 0));
    QVERIFY(!next(*packets, {}, "needle", 0, 0));
}

void TestByteSearch::cutPacket_matchesInWhatWasCaptured()
{
    const QByteArray whole = datagram(true, 40'000, 9, "before needle");
    const QByteArray cut = whole.left(headers + 10); // "before nee"
    const auto packets = indexOf({memorySource(pcapHeader() + pcapRecord(1, 0, cut, false, whole.size())
                                                   + pcapRecord(1, 0, datagram(true, 40'000, 9, "dle")),
                                               QStringLiteral("a.pcap"))});
    QCOMPARE(packets->size(), 2U);
    QVERIFY(!next(*packets, {0, 1}, "needle", 0, 0)); // neither past the cut nor over the records between
    QCOMPARE(next(*packets, {0, 1}, "nee", 0, 0)->match, (ByteMatch{headers + 7, 3}));
}

void TestByteSearch::severalFiles_readToAndFro()
{
    std::vector<ByteSourcePtr> files;
    for (int i = 0; i < 20; ++i) {
        const QByteArray bytes = pcapOf({datagram(true, 40'000, 9, "hay"), datagram(true, 40'000, 9, "needle")});
        files.push_back(memorySource(bytes, QStringLiteral("%1.pcap").arg(i)));
    }
    const auto packets = indexOf(files);
    Rows rows;
    for (const quint32 step : {0U, 1U}) {
        for (quint32 file = 0; file < 20; ++file)
            rows.push_back(2 * file + step);
    }
    JobState job;
    const auto total = packetsWithBytes(*packets, rows, textPattern("needle"), nullptr, 100, job);
    QVERIFY(total);
    QCOMPARE(total->packets, Rows(rows.begin() + 20, rows.end()));
    QCOMPARE(total->unreadable, quint64{0});
}

void TestByteSearch::nothing_isAnAnswer()
{
    const auto packets = indexOfPayloads({"hay", ""});
    JobState job;
    const auto answer = findBytes(*packets, all(*packets), textPattern("needle"), nullptr, {}, job);
    QVERIFY(answer);
    QVERIFY(!answer->hit);
    QVERIFY(!answer->problem);
}

void TestByteSearch::secret_isNotFoundPieceByPiece()
{
    const QByteArray bytes = pcapOf({segment(true, 1000, 21, 1, 1, psh | ack, "USER eve\r\n"),
                                     segment(true, 1000, 21, 11, 1, psh | ack, "PASS s3cret\r\n")});
    const auto packets = indexOf({memorySource(bytes, QStringLiteral("ftp.pcap"))});
    for (const char *text : {"s3cret", "s3", "PASS s", "3", "t\r"})
        QVERIFY2(!next(*packets, {1}, text, 0, 0), text);
    QVERIFY(next(*packets, {1}, "pass", 0, 0));
    QVERIFY(next(*packets, {0, 1}, "eve", 0, 0));
    JobState job;
    for (const char *asking : {"PASS(?= s)", "PASS (?=s)", "s3"}) {
        const auto regex = BytePattern::fromRegex(QString::fromLatin1(asking), Qt::CaseSensitive);
        QVERIFY2(!findBytes(*packets, {1}, *regex, nullptr, {}, job)->hit, asking);
    }
    const auto denied = BytePattern::fromRegex(QStringLiteral("PASS(?! s3)"), Qt::CaseSensitive);
    QVERIFY(findBytes(*packets, {1}, *denied, nullptr, {}, job)->hit); // whatever the secret is
}

void TestByteSearch::vanishedFile_isSaidAndTheOthersSearched()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("gone.pcap"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(pcapOf({datagram(true, 40'000, 9, "needle"), datagram(true, 40'000, 9, "needle")}));
    file.close();
    const auto opened = openFile(path);
    QVERIFY(opened);
    const auto packets =
        indexOf({*opened, memorySource(pcapOf({datagram(true, 40'000, 9, "needle")}), QStringLiteral("b.pcap"))});
    QVERIFY(file.resize(30));
    JobState job;
    const auto answer = findBytes(*packets, all(*packets), textPattern("needle"), nullptr, {}, job);
    QVERIFY(answer);
    QCOMPARE(answer->hit->packet, PacketId{2});
    QCOMPARE(answer->unreadable, quint64{2});
    QVERIFY(answer->problem);
    QVERIFY(!answer->problem->file.isEmpty());
}

void TestByteSearch::cancelled_isAnError()
{
    const auto packets = indexOfPayloads({"hay", "needle"});
    JobState job;
    job.cancelled = true;
    const auto answer = findBytes(*packets, all(*packets), textPattern("needle"), nullptr, {}, job);
    QVERIFY(!answer);
    QVERIFY(answer.error().code == Error::Code::Cancelled);
    QVERIFY(!packetsWithBytes(*packets, all(*packets), textPattern("needle"), nullptr, 9, job));
}

void TestByteSearch::total_namesThePackets()
{
    const auto packets = indexOfPayloads({"needle needle", "hay", "needle", "needle"});
    JobState job;
    const auto total = packetsWithBytes(*packets, {3, 1, 0}, textPattern("needle"), nullptr, 2, job);
    QVERIFY(total);
    QCOMPARE(total->packets, (Rows{3, 0}));
    QVERIFY(!total->isCut);
    const auto cut = packetsWithBytes(*packets, {0, 1, 2, 3}, textPattern("needle"), nullptr, 2, job);
    QCOMPARE(cut->packets, (Rows{0, 2}));
    QVERIFY(cut->isCut);
    QCOMPARE(job.done.load() > 0, true);
}

QTEST_GUILESS_MAIN(TestByteSearch)
#include "tst_bytesearch.moc"
