#include "models/capture/captureindexbuilder.h"
#include "models/capture/captureremarks.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

CaptureFile fileOf(const QByteArray &bytes)
{
    CaptureIndexBuilder builder;
    JobState job;
    const Status added = builder.add(memorySource(bytes, QStringLiteral("a")), EvidenceId{1}, QStringLiteral("a"), job);
    return added ? builder.snapshot().packets->files().front() : CaptureFile();
}

QByteArray cutTo(qsizetype length, quint32 linkType = 1)
{
    QByteArray bytes = pcapHeader(false, 0xa1b2c3d4, linkType);
    const QByteArray packet = segment(true, 1000, 80, 1, 1, psh | ack, QByteArray(500, 'x'));
    for (quint32 i = 0; i < 3; ++i)
        bytes += pcapRecord(i, 0, packet.left(length), false, packet.size());
    return bytes;
}

} // namespace

class TestCaptureRemarks : public QObject
{
    Q_OBJECT

private slots:
    void headersOnly_saysWhatCannotBeSeen_data();
    void headersOnly_saysWhatCannotBeSeen();
    void remarks_countWhatIsOdd();
    void remarks_areNoneForAnOrdinaryCapture();
};

void TestCaptureRemarks::headersOnly_saysWhatCannotBeSeen_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("begins"); // of what cannot be seen; empty when it is no such capture
    QTest::newRow("no addresses") << cutTo(20) << QStringLiteral("addresses");
    QTest::newRow("no ports") << cutTo(34) << QStringLiteral("ports");
    QTest::newRow("no flags") << cutTo(40) << QStringLiteral("states");
    QTest::newRow("no payload") << cutTo(96) << QStringLiteral("names");
    QTest::newRow("raw IP has no link header") << cutTo(24, 101) << QStringLiteral("states");
    QTest::newRow("enough of the payload") << cutTo(200) << QString();
    QTest::newRow("whole packets") << cutTo(10'000) << QString();
    QTest::newRow("nothing") << pcapHeader() << QString();
}

void TestCaptureRemarks::headersOnly_saysWhatCannotBeSeen()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, begins);
    const CaptureFile file = fileOf(bytes);
    QCOMPARE(isHeadersOnly(file), !begins.isEmpty());
    if (begins.isEmpty())
        return;
    const QStringList remarks = captureRemarks(file);
    QCOMPARE(remarks.size(), 1);
    QVERIFY2(remarks.front().contains(QStringLiteral(": ") + begins), qPrintable(remarks.front()));
    QVERIFY(remarks.front().contains(QString::number(file.mostCaptured)));
}

void TestCaptureRemarks::remarks_countWhatIsOdd()
{
    const QByteArray large(600, 'x');
    const CaptureFile file = fileOf(pcapHeader() + pcapRecord(20, 0, large) + pcapRecord(10, 0, large, false, 5000)
                                    + pcapRecord(30, 0, large, false, 10));
    const QStringList expected{
        QStringLiteral("Packets captured in part: 1"),
        QStringLiteral("Packets with more captured bytes than they had on the wire: 1"),
        QStringLiteral("Packets earlier than the one before them: 1"),
    };
    QCOMPARE(captureRemarks(file), expected);
}

void TestCaptureRemarks::remarks_areNoneForAnOrdinaryCapture()
{
    QCOMPARE(captureRemarks(fileOf(pcapOf({datagram(true, 1, 2, "x"), datagram(false, 1, 2, "y")}))), QStringList());
}

QTEST_GUILESS_MAIN(TestCaptureRemarks)
#include "tst_captureremarks.moc"
