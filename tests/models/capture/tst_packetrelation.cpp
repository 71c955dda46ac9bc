#include "models/capture/captureindexbuilder.h"
#include "models/capture/packetrelation.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

class TestPacketRelation : public QObject
{
    Q_OBJECT

private slots:
    void relation_followsPlaceDirectionAndContent();
    void relation_ofOnePacketIsFirst();
    void text_isThereForEveryRelation();
};

namespace {

CaptureSnapshot snapshotOf(const QByteArray &bytes)
{
    CaptureIndexBuilder builder;
    JobState job;
    const Status done =
        builder.add(memorySource(bytes, QStringLiteral("a.cap")), EvidenceId{1}, QStringLiteral("a.cap"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

} // namespace

void TestPacketRelation::relation_followsPlaceDirectionAndContent()
{
    const CaptureSnapshot capture =
        snapshotOf(pcapOf({segment(true, 1000, 21, 0, 0, syn), datagram(true, 70, 9, "abc"),
                           segment(false, 1000, 21, 1, 1, psh | ack, "220 FTP ready\r\n"),
                           segment(true, 1000, 21, 1, 40, psh | ack, "USER eve\r\n"),
                           segment(false, 1000, 21, 16, 11, ack), segment(true, 1000, 21, 11, 16, ack)}));
    const std::vector<PacketRelation> wanted{PacketRelation::First,   PacketRelation::None,  PacketRelation::Answer,
                                             PacketRelation::Request, PacketRelation::Other, PacketRelation::Last};
    QCOMPARE(capture.packets->size(), static_cast<quint32>(wanted.size()));
    const ConversationId conversation = *capture.packets->row(PacketId{0}).conversation;
    for (quint32 i = 0; i < wanted.size(); ++i)
        QVERIFY2(relationTo(*capture.packets, conversation, PacketId{i}) == wanted[i], qPrintable(QString::number(i)));
    QVERIFY(relationTo(*capture.packets, ConversationId{99}, PacketId{0}) == PacketRelation::None);
}

void TestPacketRelation::relation_ofOnePacketIsFirst()
{
    const CaptureSnapshot capture = snapshotOf(pcapOf({datagram(true, 70, 9, "abc")}));
    QVERIFY(relationTo(*capture.packets, ConversationId{0}, PacketId{0}) == PacketRelation::First);
}

void TestPacketRelation::text_isThereForEveryRelation()
{
    QVERIFY(relationText(PacketRelation::None).isEmpty());
    for (const PacketRelation relation : {PacketRelation::First, PacketRelation::Last, PacketRelation::Request,
                                          PacketRelation::Answer, PacketRelation::Other})
        QVERIFY(!relationText(relation).isEmpty());
}

QTEST_GUILESS_MAIN(TestPacketRelation)
#include "tst_packetrelation.moc"
