#include "models/capture/captureindexbuilder.h"
#include "models/capture/packettablemodel.h"
#include "models/context/pivotroles.h"
#include "tests/models/capture/capturebytes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

using Rows = std::vector<quint32>;

CaptureSnapshot sample()
{
    const QByteArray bytes =
        pcapOf({ethernet(0x0806, QByteArray(28, '\0')), segment(true, 1000, 21, 0, 0, syn),
                segment(true, 1000, 21, 1, 1, psh | ack, "USER eve\r\n"),
                segment(false, 1000, 21, 1, 40, psh | ack, "220 FTP ready\r\n"), datagram(true, 70, 9, "abc")});
    CaptureIndexBuilder builder;
    JobState job;
    const Status done =
        builder.add(memorySource(bytes, QStringLiteral("a.cap")), EvidenceId{1}, QStringLiteral("a.cap"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

QString cell(const PacketTableModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(row, column), role).toString();
}

/// Says that the whole payload of packet 2 is secret.
class Masks final : public PacketMasks
{
public:
    [[nodiscard]] MaskedSpans spansIn(PacketId packet) const override
    {
        MaskedSpans spans;
        if (packet == PacketId{2})
            spans.add(59, 3);
        return spans;
    }
};

} // namespace

class TestPacketTableModel : public QObject
{
    Q_OBJECT

private slots:
    void cells_sayWhatTheIndexHolds();
    void deltas_countFromTheRowAboveAndTheReference();
    void relation_isToTheChosenConversation();
    void comments_areOfTheCaseThenOfTheFile();
    void info_arrivesLaterAndMasked();
    void rows_setAndGrowKeepTheModelValid();
    void growRows_tellsOfManyAPartAtATime();
    void rowOf_findsPacketsInAnyOrder();
    void filterRole_isATermForTheCell();
    void sorted_byEveryColumn_data();
    void sorted_byEveryColumn();
    void sorted_manyRowsAreMerged();
};

void TestPacketTableModel::cells_sayWhatTheIndexHolds()
{
    PacketTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(sample(), {2, 0});
    QCOMPARE(cell(model, 0, PacketTableModel::Number), QStringLiteral("3"));
    QCOMPARE(cell(model, 0, PacketTableModel::Time), QStringLiteral("22:13:20.002"));
    QCOMPARE(cell(model, 0, PacketTableModel::Source), QStringLiteral("10.0.0.1"));
    QCOMPARE(cell(model, 0, PacketTableModel::Destination), QStringLiteral("10.0.0.2"));
    QCOMPARE(cell(model, 0, PacketTableModel::Proto), QStringLiteral("FTP"));
    QCOMPARE(cell(model, 0, PacketTableModel::Length), QStringLiteral("64"));
    QCOMPARE(cell(model, 0, PacketTableModel::Info), QStringLiteral("FTP"));
    QCOMPARE(cell(model, 0, PacketTableModel::File), QStringLiteral("a.cap"));
    QCOMPARE(cell(model, 1, PacketTableModel::Proto), QStringLiteral("ARP"));
    QVERIFY(cell(model, 1, PacketTableModel::Source).isEmpty());
    QCOMPARE(model.data(model.index(0, 0), PacketIdRole), QVariant(2U));
    QCOMPARE(model.data(model.index(0, 0), ConversationIdRole), QVariant(0U));
    QVERIFY(!model.data(model.index(1, 0), ConversationIdRole).isValid());
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("No."));
}

void TestPacketTableModel::deltas_countFromTheRowAboveAndTheReference()
{
    PacketTableModel model;
    model.setRows(sample(), {0, 2, 1});
    QVERIFY(cell(model, 0, PacketTableModel::SinceRow).isEmpty());
    QCOMPARE(cell(model, 1, PacketTableModel::SinceRow), QStringLiteral("0.002000"));
    QCOMPARE(cell(model, 2, PacketTableModel::SinceRow), QStringLiteral("-0.001000"));
    QVERIFY(cell(model, 1, PacketTableModel::SinceReference).isEmpty());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTimeReference(PacketId{2});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(model, 0, PacketTableModel::SinceReference), QStringLiteral("-0.002000"));
    QCOMPARE(cell(model, 1, PacketTableModel::SinceReference), QStringLiteral("reference"));
    model.setRows(model.capture(), {1});
    QCOMPARE(cell(model, 0, PacketTableModel::SinceReference), QStringLiteral("-0.001000"));
    model.setRows(sample(), {1}); // another capture: the number means another packet
    QVERIFY(!model.timeReference());
}

void TestPacketTableModel::relation_isToTheChosenConversation()
{
    const auto relation = [](const PacketTableModel &model, int row) {
        return static_cast<PacketRelation>(
            model.index(row, PacketTableModel::Number).data(PacketTableModel::RelationRole).toInt());
    };
    PacketTableModel model;
    model.setRows(sample(), {1, 2, 4});
    QVERIFY(relation(model, 0) == PacketRelation::None);
    model.setRelated(ConversationId{0});
    QVERIFY(relation(model, 0) == PacketRelation::First);
    QVERIFY(relation(model, 1) == PacketRelation::Request);
    QVERIFY(relation(model, 2) == PacketRelation::None);
    QVERIFY(cell(model, 0, PacketTableModel::Number, Qt::ToolTipRole).startsWith(QStringLiteral("First")));
    const QVariant shown = model.index(1, PacketTableModel::Proto).data(PacketTableModel::ProtocolClassRole);
    QVERIFY(static_cast<ProtocolClass>(shown.toInt()) == ProtocolClass::ClearText);
    model.setRows(sample(), {1, 2, 4}); // another capture
    QVERIFY(relation(model, 0) == PacketRelation::None);
}

void TestPacketTableModel::comments_areOfTheCaseThenOfTheFile()
{
    const auto kind = [](const PacketTableModel &model, int row) {
        return static_cast<PacketRemark>(model.index(row, 0).data(PacketTableModel::RemarkRole).toInt());
    };
    // A packet block with an opt_comment.
    const QByteArray frame = datagram(true, 70, 9, "abcd");
    const auto size = static_cast<quint64>(frame.size());
    QByteArray padded = frame;
    while (padded.size() % 4 != 0)
        padded.append('\0');
    const QByteArray commented =
        block(6, Bytes().u32(0).u32(0).u32(5).u32(size).u32(size).raw(padded).u16(1).u16(4).raw("file").u32(0).done());
    CaptureIndexBuilder builder;
    JobState job;
    const QByteArray bytes = sectionBlock() + interfaceBlock() + packetBlock(0, 1, frame) + commented;
    QVERIFY(
        builder.add(memorySource(bytes, QStringLiteral("b.pcapng")), EvidenceId{1}, QStringLiteral("b.pcapng"), job));
    PacketTableModel model;
    model.setRows(builder.snapshot(), {0, 1});
    QCOMPARE(cell(model, 1, PacketTableModel::Comment), QStringLiteral("file"));
    QVERIFY(kind(model, 0) == PacketRemark::None);
    QVERIFY(kind(model, 1) == PacketRemark::Capture);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRemarks({{1, QStringLiteral("two\nlines")}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(model, 1, PacketTableModel::Comment), QStringLiteral("two lines · file"));
    QCOMPARE(cell(model, 1, PacketTableModel::Number, Qt::ToolTipRole),
             QStringLiteral("Comment in the case: two\nlines\nComment in the capture: file"));
    QVERIFY(kind(model, 1) == PacketRemark::Case);
    const auto sorted = [&](const PacketRemarks &remarks) {
        return *sortedPackets(*model.capture().packets, {0, 1}, PacketTableModel::Comment, Qt::AscendingOrder, job,
                              remarks);
    };
    QCOMPARE(sorted({}), (Rows{1, 0}));
    QCOMPARE(sorted({{0, QStringLiteral("x")}}), (Rows{0, 1}));
    model.setRows(sample(), {0, 1});
    QVERIFY(model.remarks().isEmpty());
}

void TestPacketTableModel::info_arrivesLaterAndMasked()
{
    PacketTableModel model;
    model.setMasks(std::make_shared<const Masks>());
    model.setRows(sample(), {0, 1, 2, 3, 4});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(!cell(model, row, PacketTableModel::Info).isEmpty());
    QVERIFY(changed.wait());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(model, 1, PacketTableModel::Info), packetInfo(*model.capture().packets, PacketId{1}));
    for (const int role :
         {static_cast<int>(Qt::DisplayRole), static_cast<int>(CopyRole), static_cast<int>(Qt::ToolTipRole)}) {
        const QString info = cell(model, 2, PacketTableModel::Info, role);
        QVERIFY2(!info.contains(QStringLiteral("eve")), qPrintable(info));
    }
}

void TestPacketTableModel::rows_setAndGrowKeepTheModelValid()
{
    PacketTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const CaptureSnapshot capture = sample();
    model.setRows(capture, {});
    QCOMPARE(model.rowCount(), 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.growRows(capture, {0, 1});
    model.growRows(capture, {0, 1});
    model.growRows(capture, {0, 1, 2, 3, 4});
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.last().at(1).toInt(), 2);
    QCOMPARE(model.rowCount(), 5);
    model.setTimeFormat(TimeFormat(QTimeZone(3600)));
    QCOMPARE(cell(model, 0, PacketTableModel::Time), QStringLiteral("23:13:20.000"));
    model.setRows({}, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestPacketTableModel::growRows_tellsOfManyAPartAtATime()
{
    constexpr int many = 1'200'000;
    PacketTableModel model;
    model.setRows(sample(), {0});
    std::vector<quint32> rows(many, 1);
    rows.front() = 0;
    rows.back() = 4;
    model.growRows(model.capture(), rows);
    QVERIFY(model.rowCount() > 1);
    QVERIFY(model.rowCount() < many);
    QCOMPARE(model.rowOf(PacketId{4}), -1); // a row that no view knows of yet
    QTRY_COMPARE(model.rowCount(), many);
    QCOMPARE(model.rowOf(PacketId{4}), many - 1);
    model.growRows(model.capture(), std::vector<quint32>(2 * many, 1));
    model.setRows(model.capture(), {0, 1});
    QTest::qWait(50); // what was queued for the table before does not come any more
    QCOMPARE(model.rowCount(), 2);
}

void TestPacketTableModel::rowOf_findsPacketsInAnyOrder()
{
    PacketTableModel model;
    model.setRows(sample(), {0, 2, 4});
    QCOMPARE(model.rowOf(PacketId{4}), 2);
    QCOMPARE(model.rowOf(PacketId{3}), -1);
    model.setRows(model.capture(), {4, 0, 2});
    QCOMPARE(model.rowOf(PacketId{4}), 0);
    QCOMPARE(model.rowOf(PacketId{2}), 2);
    QCOMPARE(model.rowOf(PacketId{3}), -1);
}

void TestPacketTableModel::filterRole_isATermForTheCell()
{
    PacketTableModel model;
    model.setRows(sample(), {2, 0});
    QCOMPARE(cell(model, 0, PacketTableModel::Source, FilterRole), QStringLiteral("source.ip : \"10.0.0.1\""));
    QCOMPARE(cell(model, 0, PacketTableModel::Proto, FilterRole), QStringLiteral("network.protocol : ftp"));
    QCOMPARE(cell(model, 0, PacketTableModel::File, FilterRole), QStringLiteral("file : \"a.cap\""));
    QVERIFY(cell(model, 1, PacketTableModel::Source, FilterRole).isEmpty());
    QCOMPARE(cell(model, 0, PacketTableModel::ConversationNumber, FilterRole), QStringLiteral("conversation : 0"));
    QVERIFY(cell(model, 1, PacketTableModel::ConversationNumber, FilterRole).isEmpty());
}

void TestPacketTableModel::sorted_byEveryColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Rows>("ascending");
    QTest::addColumn<Rows>("descending");
    QTest::newRow("number") << int{PacketTableModel::Number} << Rows{0, 1, 2, 3, 4} << Rows{4, 3, 2, 1, 0};
    QTest::newRow("time") << int{PacketTableModel::Time} << Rows{0, 1, 2, 3, 4} << Rows{4, 3, 2, 1, 0};
    QTest::newRow("length") << int{PacketTableModel::Length} << Rows{0, 4, 1, 2, 3} << Rows{3, 2, 1, 4, 0};
    QTest::newRow("source: none, 10.0.0.1:70, :1000, 10.0.0.2")
        << int{PacketTableModel::Source} << Rows{0, 4, 1, 2, 3} << Rows{3, 1, 2, 4, 0};
    QTest::newRow("protocol: ARP, FTP, TCP, UDP")
        << int{PacketTableModel::Proto} << Rows{0, 2, 3, 1, 4} << Rows{4, 1, 2, 3, 0};
    QTest::newRow("since the row before: time")
        << int{PacketTableModel::SinceRow} << Rows{0, 1, 2, 3, 4} << Rows{4, 3, 2, 1, 0};
    QTest::newRow("conversation: none last")
        << int{PacketTableModel::ConversationNumber} << Rows{1, 2, 3, 4, 0} << Rows{0, 4, 1, 2, 3};
    QTest::newRow("file") << int{PacketTableModel::File} << Rows{0, 1, 2, 3, 4} << Rows{0, 1, 2, 3, 4};
}

void TestPacketTableModel::sorted_byEveryColumn()
{
    QFETCH(int, column);
    QFETCH(Rows, ascending);
    QFETCH(Rows, descending);
    JobState job;
    const CaptureSnapshot capture = sample();
    const auto wanted = static_cast<PacketTableModel::Column>(column);
    QCOMPARE(*sortedPackets(*capture.packets, {3, 0, 4, 1, 2}, wanted, Qt::AscendingOrder, job), ascending);
    QCOMPARE(*sortedPackets(*capture.packets, {3, 0, 4, 1, 2}, wanted, Qt::DescendingOrder, job), descending);
}

void TestPacketTableModel::sorted_manyRowsAreMerged()
{
    // More rows than one block: the same five packets over and over.
    const CaptureSnapshot capture = sample();
    Rows rows;
    for (quint32 i = 0; i < 700'000; ++i)
        rows.push_back(i * 7 % 5);
    JobState job;
    const auto sorted = sortedPackets(*capture.packets, rows, PacketTableModel::Time, Qt::AscendingOrder, job);
    QVERIFY(sorted);
    QCOMPARE(sorted->size(), rows.size());
    QVERIFY(std::is_sorted(sorted->begin(), sorted->end()));
    job.cancelled = true;
    QVERIFY(!sortedPackets(*capture.packets, rows, PacketTableModel::Time, Qt::AscendingOrder, job));
}

QTEST_GUILESS_MAIN(TestPacketTableModel)
#include "tst_packettablemodel.moc"
