#include "models/capture/captureorder.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

class TestCaptureOrder : public QObject
{
    Q_OBJECT

private slots:
    void firstPacketTime_isThatOfTheFirstWithOne_data();
    void firstPacketTime_isThatOfTheFirstWithOne();
    void readingOrder_sortsOnlyWhatBelongsTogether_data();
    void readingOrder_sortsOnlyWhatBelongsTogether();
};

void TestCaptureOrder::firstPacketTime_isThatOfTheFirstWithOne_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qint64>("timeNs");
    QTest::newRow("pcap") << pcapHeader() + pcapRecord(10, 5, "abcd") + pcapRecord(9, 5, "abcd")
                          << qint64{10'000'005'000};
    QTest::newRow("pcapng behind a packet without time")
        << sectionBlock() + interfaceBlock() + block(3, Bytes().u32(4).raw("abcd").done()) + packetBlock(0, 7, "abcd")
        << qint64{7'000};
    QTest::newRow("the first packet reaches past the head")
        << (pcapHeader() + pcapRecord(10, 5, "abcd")).chopped(1) << noTime;
    QTest::newRow("no packets") << pcapHeader() << noTime;
    QTest::newRow("no capture") << QByteArrayLiteral("text") << noTime;
    QTest::newRow("nothing") << QByteArray() << noTime;
}

void TestCaptureOrder::firstPacketTime_isThatOfTheFirstWithOne()
{
    QFETCH(QByteArray, head);
    QFETCH(qint64, timeNs);
    QCOMPARE(firstPacketTime(head), timeNs);
}

void TestCaptureOrder::readingOrder_sortsOnlyWhatBelongsTogether_data()
{
    QTest::addColumn<QString>("captures"); // name:time, in the order given
    QTest::addColumn<QString>("order");
    const auto row = [](const char *name, const char *captures, const char *order) {
        QTest::newRow(name) << QString::fromLatin1(captures) << QString::fromLatin1(order);
    };
    row("none", "", "");
    row("a ring that began again", "r0.pcap:50 r1.pcap:60 r2.pcap:30 r3.pcap:40", "r2.pcap r3.pcap r0.pcap r1.pcap");
    row("tcpdump -C numbers behind the name", "a.pcap:1 a.pcap1:2 a.pcap10:11 a.pcap2:3",
        "a.pcap a.pcap1 a.pcap2 a.pcap10");
    row("hours in folders", "d/h01/c_00.cap:9 d/h02/c_00.cap:3", "d/h02/c_00.cap d/h01/c_00.cap");
    row("different captures stay as given", "b.pcap:9 a.pcap:1", "b.pcap a.pcap");
    row("rings beside each other keep their places", "x1:9 y1:8 x0:2 y0:1", "x0 y0 x1 y1");
    row("equal times stay as given", "r1:5 r0:5", "r1 r0");
}

void TestCaptureOrder::readingOrder_sortsOnlyWhatBelongsTogether()
{
    QFETCH(QString, captures);
    QFETCH(QString, order);
    std::vector<CaptureStart> starts;
    for (const QString &capture : captures.split(u' ', Qt::SkipEmptyParts))
        starts.push_back({capture.section(u':', 0, 0), capture.section(u':', 1).toLongLong()});
    QStringList names;
    for (const std::size_t place : readingOrder(starts))
        names.append(starts.at(place).name);
    QCOMPARE(names.join(u' '), order);
}

QTEST_GUILESS_MAIN(TestCaptureOrder)
#include "tst_captureorder.moc"
