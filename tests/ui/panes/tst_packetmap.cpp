#include "tests/ui/panes/triagecase.h"
#include "ui/panes/packetfindbar.h"
#include "ui/panes/packetfinder.h"
#include "ui/panes/packetmap.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/overviewstrip.h"

#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace wirecase;

/// The picture beside the scroll bar of the packet table, on the sample case.
class TestPacketMap : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void strip_showsEveryPacketOfTheList();
    void strip_showsMarksCommentsAndMatches();
    void strip_showsTheConversationInFocus();
    void click_scrollsThere();
    void clickOnASign_pointsAtItsPacket();
    void strip_isNamed();
    void cleanupTestCase();

private:
    [[nodiscard]] OverviewStrip &strip() { return *m_packets->map()->strip(); }
    [[nodiscard]] int count(bool OverviewLine::*sign)
    {
        return static_cast<int>(std::count_if(strip().lines().begin(), strip().lines().end(),
                                              [sign](const OverviewLine &line) { return line.*sign; }));
    }
    [[nodiscard]] EvidenceRef refOf(quint32 packet)
    {
        return m_packets->model()->capture().packets->refOf(PacketId{packet});
    }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<PacketsPane> m_packets;
};

void TestPacketMap::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_packets->resize(900, 400);
    m_packets->show();
}

void TestPacketMap::cleanupTestCase()
{
    m_packets.reset();
    m_case.reset();
}

void TestPacketMap::init()
{
    while (m_case->editor().stack().canUndo())
        m_case->editor().stack().undo();
    m_case->context().pointAt({});
    QTRY_COMPARE(m_packets->model()->rowCount(),
                 static_cast<int>(m_case->investigation().snapshot()->capture.packets->size()));
    QTRY_VERIFY(!strip().lines().empty() && count(&OverviewLine::isMarked) == 0 && count(&OverviewLine::isLinked) == 0);
}

void TestPacketMap::strip_showsEveryPacketOfTheList()
{
    QTRY_COMPARE(static_cast<int>(strip().lines().size()), strip().lineRoom());
    QVERIFY(strip().lineRoom() > 100);
    const auto has = [this](ColorRole ground) {
        return std::any_of(strip().lines().begin(), strip().lines().end(),
                           [ground](const OverviewLine &line) { return line.ground == ground; });
    };
    QVERIFY(has(ColorRole::Medium));
    QVERIFY(has(ColorRole::Good));
    const auto files = m_case->investigation().snapshot()->capture.packets->files().size();
    QVERIFY(files > 1);
    QVERIFY(count(&OverviewLine::isSeam) + count(&OverviewLine::isGap) > 0);
}

void TestPacketMap::strip_showsMarksCommentsAndMatches()
{
    QVERIFY(m_case->editor().setMark(refOf(100), {}));
    m_packets->comment({refOf(5000)}, QStringLiteral("look"));
    QTRY_COMPARE(count(&OverviewLine::isMarked), 1);
    QTRY_COMPARE(count(&OverviewLine::isRemarked), 1);
    m_packets->finder()->open();
    m_packets->finder()->bar()->ask(PacketFindBar::Text, QStringLiteral("user "), true);
    m_packets->finder()->find(false);
    QTRY_VERIFY(count(&OverviewLine::isFound) > 1);
    emit m_packets->finder()->bar()->left();
    QTRY_COMPARE(count(&OverviewLine::isFound), 0);
}

void TestPacketMap::strip_showsTheConversationInFocus()
{
    const PacketIndex &packets = *m_packets->model()->capture().packets;
    quint32 packet = 0;
    while (!packets.row(PacketId{packet}).conversation)
        ++packet;
    m_packets->goToPacket(PacketId{packet});
    QTRY_VERIFY(count(&OverviewLine::isLinked) > 0);
}

void TestPacketMap::click_scrollsThere()
{
    const Focus before = m_case->context().focus();
    QTest::mousePress(&strip(), Qt::LeftButton, {}, {5, strip().height() - strip().lineRoom() / 2});
    const QScrollBar &bar = *m_packets->table()->verticalScrollBar();
    const int pixel = (bar.maximum() + bar.pageStep()) / strip().lineRoom(); // a place cannot be told more exactly
    QVERIFY(std::abs(bar.value() - bar.maximum() / 2) < bar.pageStep() + pixel);
    QTest::mousePress(&strip(), Qt::LeftButton, {}, {5, strip().height() - 1});
    QVERIFY(bar.value() > bar.maximum() - bar.pageStep());
    QCOMPARE(m_case->context().focus(), before);
}

void TestPacketMap::clickOnASign_pointsAtItsPacket()
{
    const int rows = m_packets->model()->rowCount();
    const quint32 packet = static_cast<quint32>(rows) / 2;
    QVERIFY(m_case->editor().setMark(refOf(packet), {}));
    QTRY_COMPARE(count(&OverviewLine::isMarked), 1);
    const int top = strip().height() - strip().lineRoom();
    QTest::mousePress(&strip(), Qt::LeftButton, {}, {5, top + strip().lineRoom() / 2 + 2});
    QCOMPARE(m_case->context().focus().packet, std::optional(PacketId{packet}));
}

void TestPacketMap::strip_isNamed()
{
    QVERIFY(!strip().accessibleName().isEmpty());
    QVERIFY(!strip().toolTip().isEmpty());
}

QTEST_MAIN(TestPacketMap)
#include "tst_packetmap.moc"
