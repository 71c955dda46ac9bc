#include "models/capture/packetcolumns.h"

#include <QTest>

using namespace wirecase;

class TestPacketColumns : public QObject
{
    Q_OBJECT

private slots:
    void append_everyValueComesBack_data();
    void append_everyValueComesBack();
    void append_manyLinkTypesAreToldApart();
    void append_copiesStayAsTheyWere();
};

void TestPacketColumns::append_everyValueComesBack_data()
{
    QTest::addColumn<quint32>("wire");
    QTest::addColumn<quint32>("captured");
    QTest::newRow("usual") << 1514U << 1514U;
    QTest::newRow("cut") << 1514U << 96U;
    QTest::newRow("longest short ones") << 65'534U << 65'534U;
    QTest::newRow("shortest long ones") << 65'535U << 65'535U;
    QTest::newRow("long on the wire only") << 70'000U << 54U;
    QTest::newRow("long in the file only") << 60U << 262'144U;
    QTest::newRow("all bits") << 0xffff'ffffU << 0xffff'fffeU;
}

void TestPacketColumns::append_everyValueComesBack()
{
    QFETCH(quint32, wire);
    QFETCH(quint32, captured);
    PacketEntry plain;
    plain.wireLength = plain.capturedLength = 60;
    PacketEntry entry;
    entry.timeNs = -5;
    entry.offset = 0xcd'1234'5678ULL;
    entry.wireLength = wire;
    entry.capturedLength = captured;
    entry.conversation = 9;
    entry.previous = 8;
    entry.linkType = LinkType::LinuxSll2;
    entry.kind = PacketKind::Opaque;
    entry.fromFirst = entry.hasPayload = true;
    PacketColumns columns;
    for (const PacketEntry &each : {plain, entry, plain})
        columns.append(each);
    QCOMPARE(columns.size(), 3U);
    for (const quint32 i : {0U, 2U}) {
        QCOMPARE(columns.wireLength(i), 60U);
        QCOMPARE(columns.capturedLength(i), 60U);
        QVERIFY(!columns.fromFirst(i));
        QCOMPARE(columns.linkType(i), LinkType{});
    }
    QCOMPARE(columns.timeNs(1), qint64{-5});
    QCOMPARE(columns.offset(1), 0xcd'1234'5678ULL);
    QCOMPARE(columns.wireLength(1), wire);
    QCOMPARE(columns.capturedLength(1), captured);
    QCOMPARE(columns.conversation(1), 9U);
    QCOMPARE(columns.previous(1), 8U);
    QCOMPARE(columns.linkType(1), LinkType::LinuxSll2);
    QCOMPARE(columns.kind(1), PacketKind::Opaque);
    QVERIFY(columns.fromFirst(1) && columns.hasPayload(1));
}

void TestPacketColumns::append_manyLinkTypesAreToldApart()
{
    PacketColumns columns;
    for (quint32 round = 0; round < 2; ++round) {
        for (quint32 type = 0; type < 40; ++type) {
            PacketEntry entry;
            entry.linkType = static_cast<LinkType>(type);
            columns.append(entry);
        }
    }
    for (quint32 i = 0; i < 80; ++i)
        QCOMPARE(static_cast<quint32>(columns.linkType(i)), i % 40);
}

void TestPacketColumns::append_copiesStayAsTheyWere()
{
    PacketColumns columns;
    PacketEntry entry;
    entry.wireLength = 100;
    for (quint32 i = 0; i < PacketChunk::packets + 10; ++i)
        columns.append(entry);
    const PacketColumns copy = columns;
    entry.wireLength = 100'000;
    columns.append(entry);
    QCOMPARE(copy.size(), PacketChunk::packets + 10);
    QCOMPARE(copy.wireLength(PacketChunk::packets + 9), 100U);
    QCOMPARE(columns.wireLength(PacketChunk::packets + 10), 100'000U);
}

QTEST_GUILESS_MAIN(TestPacketColumns)
#include "tst_packetcolumns.moc"
