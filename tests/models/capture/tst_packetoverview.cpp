#include "models/capture/captureindexbuilder.h"
#include "models/capture/packetoverview.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

#include <numeric>

using namespace wirecase;
using namespace wirecase::test;

namespace {

using Line = PacketOverviewLine;

PacketIndexPtr indexOf(const std::vector<QByteArray> &files)
{
    CaptureIndexBuilder builder;
    JobState job;
    quint32 id = 1;
    for (const QByteArray &file : files) {
        const QString name = QStringLiteral("%1.pcap").arg(id);
        if (!builder.add(memorySource(file, name), EvidenceId{id++}, name, job))
            return {};
    }
    return builder.snapshot().packets;
}

PacketOverviewQuestion question(const PacketIndexPtr &packets, int lines)
{
    std::vector<quint32> rows(packets->size());
    std::iota(rows.begin(), rows.end(), 0U);
    PacketOverviewQuestion question;
    question.packets = packets;
    question.rows = std::make_shared<const std::vector<quint32>>(std::move(rows));
    question.lines = lines;
    return question;
}

std::vector<Line> linesOf(const PacketOverviewQuestion &question)
{
    JobState job;
    const auto lines = packetOverview(question, job);
    return lines ? *lines : std::vector<Line>();
}

QByteArray arp()
{
    return ethernet(0x0806, QByteArray(28, '\0'));
}

QByteArray ftp()
{
    return segment(true, 1000, 21, 1, 1, psh | ack, "USER eve\r\n");
}

QByteArray at(quint32 seconds, const QByteArray &packet)
{
    return pcapHeader() + pcapRecord(seconds, 0, packet) + pcapRecord(seconds, 1, packet);
}

} // namespace

class TestPacketOverview : public QObject
{
    Q_OBJECT

private slots:
    void lines_sayTheCommonestClass();
    void lines_areNeverMoreThanRows();
    void signs_areExact();
    void related_isTheConversation();
    void seams_areBetweenFiles();
    void seams_needPacketOrder();
    void cancelled_isAnError();
};

void TestPacketOverview::lines_sayTheCommonestClass()
{
    const auto packets = indexOf({pcapOf({arp(), arp(), ftp(), ftp(), ftp(), arp()})});
    const auto lines = linesOf(question(packets, 2));
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY(lines[0].commonest == ProtocolClass::Other);
    QVERIFY(lines[1].commonest == ProtocolClass::ClearText);
    // What acknowledges a connection in clear is of that connection.
    const QByteArray bare = segment(false, 1000, 21, 1, 11, ack);
    QVERIFY(linesOf(question(indexOf({pcapOf({ftp(), bare})}), 2))[1].commonest == ProtocolClass::ClearText);
    // Of very many rows a sample is enough.
    QList<QByteArray> many(3000, ftp());
    many[0] = arp();
    for (int i = 2000; i < 3000; ++i)
        many[i] = arp();
    const auto sampled = linesOf(question(indexOf({pcapOf(many)}), 3));
    QVERIFY(sampled[0].commonest == ProtocolClass::ClearText);
    QVERIFY(sampled[2].commonest == ProtocolClass::Other);
}

void TestPacketOverview::lines_areNeverMoreThanRows()
{
    const auto packets = indexOf({pcapOf({arp(), ftp(), arp()})});
    QCOMPARE(linesOf(question(packets, 500)).size(), std::size_t{3});
    QVERIFY(linesOf(question(packets, 0)).empty());
    QVERIFY(linesOf(question(packets, -4)).empty());
    QVERIFY(linesOf(question(std::make_shared<const PacketIndex>(), 10)).empty());
}

void TestPacketOverview::signs_areExact()
{
    auto asked = question(indexOf({pcapOf(QList<QByteArray>(1000, arp()))}), 10);
    asked.marked = {999, 5};
    asked.commented = {150, 77'777}; // the latter is of no packet
    asked.found = std::make_shared<const std::vector<quint32>>(std::vector<quint32>{199, 101});
    const auto lines = linesOf(asked);
    QVERIFY(lines[0].isMarked && !lines[0].isCommented && !lines[0].isFound);
    QCOMPARE(lines[0].signRow, 5);
    QVERIFY(!lines[1].isMarked && lines[1].isCommented && lines[1].isFound);
    QCOMPARE(lines[1].signRow, 101);
    QCOMPARE(lines[2], (Line{ProtocolClass::Other}));
    QVERIFY(lines[9].isMarked);
    QCOMPARE(lines[9].signRow, 999);
}

void TestPacketOverview::related_isTheConversation()
{
    auto asked = question(indexOf({pcapOf({arp(), ftp(), datagram(true, 70, 9, "abc")})}), 3);
    QVERIFY(!linesOf(asked)[1].isRelated);
    asked.related = asked.packets->row(PacketId{1}).conversation;
    const auto lines = linesOf(asked);
    QVERIFY(!lines[0].isRelated); // of no conversation at all
    QVERIFY(lines[1].isRelated);
    QVERIFY(!lines[2].isRelated);
}

void TestPacketOverview::seams_areBetweenFiles()
{
    const auto packets = indexOf({at(100, arp()), at(100, arp()), at(500, arp())});
    const auto lines = linesOf(question(packets, 6));
    QVERIFY(lines[0].seam == Line::Seam::None);
    QVERIFY(lines[1].seam == Line::Seam::None);
    QVERIFY(lines[2].seam == Line::Seam::File);
    QVERIFY(lines[3].seam == Line::Seam::None);
    QVERIFY(lines[4].seam == Line::Seam::Gap);
}

void TestPacketOverview::seams_needPacketOrder()
{
    auto asked = question(indexOf({at(100, arp()), at(500, arp())}), 4);
    asked.rows = std::make_shared<const std::vector<quint32>>(std::vector<quint32>{0, 2, 1, 3});
    for (const Line &line : linesOf(asked))
        QVERIFY(line.seam == Line::Seam::None);
}

void TestPacketOverview::cancelled_isAnError()
{
    JobState job;
    job.cancelled = true;
    QVERIFY(!packetOverview(question(indexOf({pcapOf({arp()})}), 1), job));
}

QTEST_GUILESS_MAIN(TestPacketOverview)
#include "tst_packetoverview.moc"
