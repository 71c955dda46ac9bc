#include "models/capture/captureindexbuilder.h"
#include "models/capture/packettarget.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

using Rows = std::vector<quint32>;

} // namespace

class TestPacketTarget : public QObject
{
    Q_OBJECT

private slots:
    void numbers_areReadBeforeTimes_data();
    void numbers_areReadBeforeTimes();
    void nearest_isAmongTheRowsInAnyOrder();
};

void TestPacketTarget::numbers_areReadBeforeTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint32>("number");
    QTest::addColumn<bool>("isTime");
    QTest::newRow("number") << "1234" << 1234U << false;
    QTest::newRow("as the table writes it") << " 1,234 " << 1234U << false;
    QTest::newRow("with a sign") << "#7" << 7U << false;
    QTest::newRow("last") << "5000" << 5000U << false;
    QTest::newRow("beyond") << "5001" << 0U << false;
    QTest::newRow("none") << "0" << 0U << false;
    QTest::newRow("seconds") << "1790856003" << 0U << true;
    QTest::newRow("date") << "2026-10-01" << 0U << true;
    QTest::newRow("nothing") << "" << 0U << false;
}

void TestPacketTarget::numbers_areReadBeforeTimes()
{
    QFETCH(QString, text);
    const PacketTarget target = parsePacketTarget(text, 5000);
    QTEST(target.number.value_or(0), "number");
    QTEST(target.timeNs.has_value(), "isTime");
    QCOMPARE(target.isEmpty(), !target.number && !target.timeNs);
}

void TestPacketTarget::nearest_isAmongTheRowsInAnyOrder()
{
    const QByteArray bytes = pcapOf(QList<QByteArray>(5, datagram(true, 70, 9, "abc")));
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(memorySource(bytes, QStringLiteral("a.cap")), EvidenceId{1}, QStringLiteral("a.cap"), job));
    const CaptureSnapshot capture = builder.snapshot();
    const PacketIndex &packets = *capture.packets; // one each millisecond
    const qint64 third = packets.timeNs(PacketId{2});
    const auto nearest = [&](const Rows &rows, qint64 timeNs) { return *nearestPacket(packets, rows, timeNs, job); };
    QCOMPARE(nearest({0, 1, 2, 3, 4}, third), std::optional(PacketId{2}));
    QCOMPARE(nearest({4, 1, 0}, third), std::optional(PacketId{1}));
    QCOMPARE(nearest({3, 1}, third), std::optional(PacketId{3})); // both as near: the first
    QCOMPARE(nearest({0, 4}, std::numeric_limits<qint64>::min() + 1), std::optional(PacketId{0}));
    QCOMPARE(nearest({0, 4}, std::numeric_limits<qint64>::max()), std::optional(PacketId{4}));
    QVERIFY(!nearest({}, third));
    job.cancelled = true;
    QVERIFY(!nearestPacket(packets, {0}, third, job));
}

QTEST_GUILESS_MAIN(TestPacketTarget)
#include "tst_packettarget.moc"
