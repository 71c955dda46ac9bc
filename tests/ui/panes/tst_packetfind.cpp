#include "tests/ui/panes/triagecase.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/panes/packetfindbar.h"
#include "ui/panes/packetfinder.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/hexview.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

QAction *actionOf(const Pane &pane, const QKeySequence &keys)
{
    for (QAction *action : pane.paneActions()) {
        if (action->shortcut() == keys)
            return action;
    }
    return nullptr;
}

} // namespace

/// Finding bytes in the packets of the sample case.
class TestPacketFind : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void line_opensByKeyAndLeavesByEscape();
    void find_goesThereAndSelectsTheBytes();
    void find_wrapsAndSaysSo();
    void find_saysWhatIsWrong();
    void find_saysWhenThereIsNone();
    void find_neverTellsASecret();
    void found_isEveryPacketThatHoldsIt();
    void bytes_areForgottenWithThePacket();
    void cleanupTestCase();

private:
    [[nodiscard]] PacketFindBar &bar() { return *m_packets->finder()->bar(); }
    [[nodiscard]] const Focus &focus() { return m_case->context().focus(); }
    void find(PacketFindBar::Kind kind, const QString &text)
    {
        actionOf(*m_packets, Qt::CTRL | Qt::Key_F)->trigger();
        bar().ask(kind, text, true);
        next();
    }
    void next() { actionOf(*m_packets, Qt::Key_F3)->trigger(); }
    void previous() { actionOf(*m_packets, Qt::SHIFT | Qt::Key_F3)->trigger(); }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<PacketsPane> m_packets;
    std::unique_ptr<PacketDetailsPane> m_details;
};

void TestPacketFind::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_details = std::make_unique<PacketDetailsPane>(m_case->services());
    m_packets->resize(900, 400);
    m_details->resize(600, 400);
    m_packets->show();
    m_details->show();
}

void TestPacketFind::cleanupTestCase()
{
    m_details.reset();
    m_packets.reset();
    m_case.reset();
}

void TestPacketFind::init()
{
    m_case->context().pointAt({});
    emit bar().left();
    emit bar().left();
    QTRY_COMPARE(m_packets->model()->rowCount(),
                 static_cast<int>(m_case->investigation().snapshot()->capture.packets->size()));
}

void TestPacketFind::line_opensByKeyAndLeavesByEscape()
{
    QVERIFY(bar().isHidden());
    next(); // nothing was asked for yet
    QVERIFY(!bar().isHidden());
    QTest::keyClick(bar().findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(bar().isHidden());
    QSignalSpy asked(&bar(), &PacketFindBar::findRequested);
    QTest::keyClick(bar().findChild<QLineEdit *>(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(bar().findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(asked.at(0).at(0).toBool(), true);
    QCOMPARE(asked.at(1).at(0).toBool(), false);
}

void TestPacketFind::find_goesThereAndSelectsTheBytes()
{
    find(PacketFindBar::Text, QStringLiteral("user "));
    QTRY_VERIFY(focus().bytes);
    QCOMPARE(focus().bytes->length, 5U);
    QCOMPARE(m_packets->table()->currentIndex().row(), m_packets->model()->rowOf(*focus().packet));
    QTRY_COMPARE(m_details->bytes()->selection(), (ByteSpan{qsizetype(focus().bytes->begin), 5}));
    QCOMPARE(m_details->bytes()->selectionAscii().toLower(), QStringLiteral("user "));
    const Focus first = focus();
    next();
    QTRY_VERIFY(focus() != first);
    QVERIFY(focus().bytes);
    previous();
    QTRY_COMPARE(focus(), first);
    // The same packet again, at another place.
    find(PacketFindBar::Regex, QStringLiteral("er"));
    QTRY_COMPARE(m_details->bytes()->selection().length, qsizetype(2));
}

void TestPacketFind::find_wrapsAndSaysSo()
{
    find(PacketFindBar::Text, QStringLiteral("user "));
    QTRY_VERIFY(focus().bytes);
    const Focus first = focus();
    previous();
    QTRY_VERIFY(bar().note().contains(QStringLiteral("other end")));
    QTRY_VERIFY(focus() != first);
    next();
    QTRY_COMPARE(focus(), first);
}

void TestPacketFind::find_saysWhatIsWrong()
{
    find(PacketFindBar::Hex, QStringLiteral("de xx"));
    QVERIFY2(bar().note().startsWith(QStringLiteral("At 4: ")), qPrintable(bar().note()));
    find(PacketFindBar::Regex, QStringLiteral("a(b"));
    QVERIFY2(bar().note().startsWith(QStringLiteral("At 4: ")), qPrintable(bar().note()));
    QVERIFY(!focus().packet);
}

void TestPacketFind::find_saysWhenThereIsNone()
{
    find(PacketFindBar::Hex, QStringLiteral("de ad be ef de ad be ef"));
    QTRY_VERIFY2(bar().note().startsWith(QStringLiteral("None of the ")), qPrintable(bar().note()));
    QVERIFY(!focus().packet);
}

void TestPacketFind::find_neverTellsASecret()
{
    const Snapshot &snapshot = *m_case->investigation().snapshot();
    QVERIFY(!snapshot.secrets->secrets().empty());
    int asked = 0;
    JobState job;
    for (std::size_t i = 0; i < snapshot.secrets->secrets().size() && asked < 10; ++i) {
        const auto value = snapshot.secrets->reveal(i, snapshot.capture);
        if (!value || value->size() < 5)
            continue;
        ++asked;
        const auto pattern = BytePattern::fromText(*value, Qt::CaseSensitive);
        const auto &packets = snapshot.secrets->secrets()[i].packets;
        std::vector<quint32> rows;
        for (const PacketId packet : packets)
            rows.push_back(static_cast<quint32>(packet));
        const auto answer = findBytes(*snapshot.capture.packets, rows, *pattern, snapshot.secrets.get(), {}, job);
        QVERIFY(answer && !answer->hit);
    }
    QVERIFY(asked > 0);
}

void TestPacketFind::found_isEveryPacketThatHoldsIt()
{
    find(PacketFindBar::Text, QStringLiteral("user "));
    QTRY_VERIFY(!m_packets->finder()->found()->empty());
    const auto &found = *m_packets->finder()->found();
    QTRY_VERIFY(bar().note().contains(QStringLiteral("that hold it: %1").arg(found.size())));
    for (const quint32 packet : found)
        QVERIFY(
            m_case->investigation().snapshot()->capture.packets->bytes(PacketId{packet})->toLower().contains("user "));
    emit bar().left();
    QVERIFY(m_packets->finder()->found()->empty());
}

void TestPacketFind::bytes_areForgottenWithThePacket()
{
    find(PacketFindBar::Text, QStringLiteral("user "));
    QTRY_VERIFY(focus().bytes);
    actionOf(*m_packets, Qt::Key_F8)->trigger();
    QVERIFY(!focus().bytes);
}

QTEST_MAIN(TestPacketFind)
#include "tst_packetfind.moc"
