#include "models/capture/capturefilter.h"
#include "models/capture/packetinfo.h"
#include "tests/ui/panes/triagecase.h"
#include "ui/panes/conversationspane.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/gotopacketdialog.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
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

QAction *actionOf(const QMenu &menu, const QString &beginning)
{
    for (QAction *action : menu.actions()) {
        if (action->text().startsWith(beginning))
            return action;
    }
    return nullptr;
}

bool isShown(const DataTable &table, int column)
{
    return !table.isColumnHidden(column);
}

} // namespace

/// How the tables of the Traffic view are used, on the sample case: menus of cells, keys, a small window.
class TestTrafficUse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void only_keepsTheRowOfEachConversationCell();
    void only_keepsTheRowOfEachPacketCell();
    void exclude_takesTheRowAway();
    void query_comparesWithoutCase();
    void menu_offersWhatACellStandsFor();
    void menu_saysWhyThereIsNoFilter();
    void steps_sayWhyTheyDoNotGo();
    void timeReference_isSetAndTakenAwayByKey();
    void goTo_saysHowItUnderstands();
    void goTo_selectsTheNearestRow();
    void alert_thatComesIntoFocusIsSaid();
    void notApplied_isSaidBeforeWhatIsOutside();
    void smallWindow_showsWhatMattersWithoutScrolling();
    void columns_areKeptForTheNextTime();
    void copy_holdsTheInfoOfRowsOutOfSight();
    void header_namesTheZone();
    void cleanupTestCase();

private:
    [[nodiscard]] const Snapshot &snapshot() { return *m_case->investigation().snapshot(); }
    [[nodiscard]] QString message(const Pane &pane) const
    {
        const auto *bar = pane.findChild<MessageBar *>();
        return bar->isVisible() ? bar->text() : QString();
    }
    void narrowTo(const QString &kql);

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<ConversationsPane> m_conversations;
    std::unique_ptr<PacketsPane> m_packets;
};

void TestTrafficUse::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_conversations = std::make_unique<ConversationsPane>(m_case->services());
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_conversations->show();
    m_packets->show();
}

void TestTrafficUse::cleanupTestCase()
{
    m_packets.reset();
    m_conversations.reset();
    m_case.reset();
}

void TestTrafficUse::init()
{
    m_conversations->resize(1340, 400);
    m_packets->resize(660, 400);
    narrowTo({});
    m_case->context().pointAt({});
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->size()));
    QTRY_COMPARE(m_packets->model()->rowCount(), static_cast<int>(snapshot().capture.packets->size()));
    QTRY_VERIFY(!m_packets->table()->currentIndex().isValid());
}

void TestTrafficUse::narrowTo(const QString &kql)
{
    Scope scope;
    scope.kql = kql;
    m_case->context().narrow(scope);
}

void TestTrafficUse::only_keepsTheRowOfEachConversationCell()
{
    const TrafficTableModel &model = *m_conversations->model();
    int asked = 0;
    for (int row = 0; row < model.rowCount(); row += 7) {
        for (int column = 0; column < model.columnCount(); ++column) {
            Scope scope;
            scope.kql = model.index(row, column).data(FilterRole).toString();
            JobState job;
            const auto rows = visibleTraffic(*snapshot().traffic, scope, job);
            QVERIFY2(rows, qPrintable(scope.kql));
            const bool kept =
                std::find(rows->begin(), rows->end(), model.rows()[static_cast<std::size_t>(row)]) != rows->end();
            QVERIFY2(kept, qPrintable(scope.kql));
            asked += scope.kql.isEmpty() ? 0 : 1;
        }
    }
    QVERIFY(asked > 100);
}

void TestTrafficUse::only_keepsTheRowOfEachPacketCell()
{
    const PacketTableModel &model = *m_packets->model();
    for (int row = 0; row < model.rowCount(); row += std::max(1, model.rowCount() / 40)) {
        for (int column = 0; column < model.columnCount(); ++column) {
            Scope scope;
            scope.kql = model.index(row, column).data(FilterRole).toString();
            JobState job;
            const auto rows = visiblePackets(snapshot().capture, scope, job, nullptr);
            QVERIFY2(rows, qPrintable(scope.kql));
            const bool kept =
                std::binary_search(rows->begin(), rows->end(), model.rows()[static_cast<std::size_t>(row)]);
            QVERIFY2(kept, qPrintable(scope.kql));
        }
    }
}

void TestTrafficUse::exclude_takesTheRowAway()
{
    const QModelIndex cell = m_conversations->model()->index(3, TrafficTableModel::Destination);
    const quint32 row = m_conversations->model()->rows()[3];
    QMenu menu;
    addFilterActions(menu, cell, m_case->context());
    actionOf(menu, QStringLiteral("Exclude "))->trigger();
    QTRY_VERIFY(m_conversations->model()->rowCount() < static_cast<int>(snapshot().traffic->size()));
    QCOMPARE(m_conversations->model()->rowOf(TrafficId{row}), -1);
    m_case->context().back();
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->size()));
}

void TestTrafficUse::query_comparesWithoutCase()
{
    narrowTo(QStringLiteral("network.protocol : ftp"));
    QTRY_VERIFY(m_conversations->model()->rowCount() < static_cast<int>(snapshot().traffic->size()));
    const std::vector<quint32> rows = m_conversations->model()->rows();
    QVERIFY(!rows.empty());
    narrowTo({});
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->size()));
    narrowTo(QStringLiteral("network.protocol : FTP")); // as the table has it
    QTRY_COMPARE(m_conversations->model()->rows(), rows);
}

void TestTrafficUse::menu_offersWhatACellStandsFor()
{
    const QModelIndex cell = m_conversations->model()->index(0, TrafficTableModel::Source);
    const QString term = cell.data(FilterRole).toString();
    QMenu menu;
    addFilterActions(menu, cell, m_case->context());
    for (const char *verb : {"Include ", "Exclude ", "Only "})
        QVERIFY2(actionOf(menu, QLatin1String(verb)), verb);
    actionOf(menu, QStringLiteral("Copy as filter"))->trigger();
    QCOMPARE(QApplication::clipboard()->text(), term);
    QVERIFY(m_case->context().scope().isEmpty());
}

void TestTrafficUse::menu_saysWhyThereIsNoFilter()
{
    const QModelIndex cell = m_packets->model()->index(0, PacketTableModel::Info);
    QMenu menu;
    addFilterActions(menu, cell, m_case->context());
    const QAction *none = actionOf(menu, QStringLiteral("Filter on this"));
    QVERIFY(none);
    QVERIFY(!none->isEnabled());
    QVERIFY(none->toolTip().contains(QStringLiteral("Info")));
    QVERIFY(menu.toolTipsVisible());
}

void TestTrafficUse::steps_sayWhyTheyDoNotGo()
{
    actionOf(*m_conversations, Qt::Key_P)->trigger();
    QVERIFY(message(*m_conversations).contains(QStringLiteral("Select a conversation")));
    actionOf(*m_packets, Qt::Key_L)->trigger();
    QVERIFY(message(*m_packets).contains(QStringLiteral("Select a packet")));
    Focus focus;
    for (quint32 i = 0; i < snapshot().traffic->size() && !focus.traffic; ++i) {
        if (snapshot().traffic->at(TrafficId{i}).packets > 2)
            focus.traffic = TrafficId{i};
    }
    m_case->context().pointAt(focus);
    QTRY_VERIFY(m_case->context().focus().packet);
    actionOf(*m_packets, Qt::CTRL | Qt::Key_Comma)->trigger();
    QVERIFY(message(*m_packets).contains(QStringLiteral("first packet")));
    actionOf(*m_packets, Qt::CTRL | Qt::Key_Period)->trigger();
    QVERIFY(!message(*m_packets).contains(QStringLiteral("first packet")));
}

void TestTrafficUse::timeReference_isSetAndTakenAwayByKey()
{
    const PacketTableModel &model = *m_packets->model();
    QAction *toggle = actionOf(*m_packets, Qt::CTRL | Qt::Key_T);
    toggle->trigger();
    QVERIFY(message(*m_packets).contains(QStringLiteral("Select a packet")));
    m_packets->resize(1300, 400);
    m_packets->goToPacket(PacketId{5});
    m_packets->allChip()->setChecked(true);
    QTRY_COMPARE(model.rowOf(PacketId{5}), 5);
    QVERIFY(!isShown(*m_packets->table(), PacketTableModel::SinceReference));
    QTRY_COMPARE(m_packets->table()->currentIndex().row(), 5);
    toggle->trigger();
    QVERIFY(isShown(*m_packets->table(), PacketTableModel::SinceReference));
    QCOMPARE(model.index(5, PacketTableModel::SinceReference).data().toString(), QStringLiteral("reference"));
    narrowTo(QStringLiteral("length > 0"));
    QTRY_COMPARE(model.timeReference(), std::optional(PacketId{5})); // survives another question
    narrowTo({});
    QTRY_COMPARE(m_packets->table()->currentIndex().row(), 5);
    toggle->trigger();
    QVERIFY(!model.timeReference());
    m_packets->allChip()->setChecked(false);
}

void TestTrafficUse::goTo_saysHowItUnderstands()
{
    const GoToPacketDialog dialog(snapshot().capture.packets, PacketId{0});
    auto *line = dialog.findChild<QLineEdit *>();
    const auto *go = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    const auto says = [&dialog](const QString &text) {
        const auto labels = dialog.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->text().contains(text); });
    };
    QCOMPARE(dialog.target().number, std::optional(1U));
    line->setText(QStringLiteral("2026-10-01 14:00:03.25 +02:00"));
    QVERIFY(says(QStringLiteral("2026-10-01T12:00:03.25Z")));
    QVERIFY(go->isEnabled());
    line->setText(QStringLiteral("tomorrow"));
    QVERIFY(!go->isEnabled());
    line->setText(QStringLiteral("2"));
    QCOMPARE(dialog.packet(), PacketId{1});
}

void TestTrafficUse::goTo_selectsTheNearestRow()
{
    const PacketIndex &packets = *snapshot().capture.packets;
    qint64 first = std::numeric_limits<qint64>::max();
    for (quint32 i = 0; i < packets.size(); ++i)
        first = std::min(first, packets.timeNs(PacketId{i}));
    m_packets->goToTime(first - 1);
    QTRY_VERIFY(m_case->context().focus().packet);
    QCOMPARE(packets.timeNs(*m_case->context().focus().packet), first);
}

void TestTrafficUse::alert_thatComesIntoFocusIsSaid()
{
    const auto &sessions = snapshot().correlation->sessions();
    std::optional<TrafficId> logOnly;
    std::optional<TrafficId> captured;
    for (const CaptureSession &session : sessions) {
        const auto number = static_cast<quint32>(&session - sessions.data());
        for (const quint32 row : snapshot().correlation->trafficOf(number, *snapshot().traffic)) {
            const TrafficId id{row};
            (snapshot().traffic->at(id).conversation ? captured : logOnly) = id;
        }
    }
    QVERIFY(captured && logOnly);
    for (const TrafficId id : {*captured, *logOnly}) {
        Focus focus;
        focus.traffic = id;
        m_case->context().pointAt(focus);
        QTRY_COMPARE(m_packets->table()->currentIndex().isValid(), snapshot().traffic->at(id).conversation.has_value());
        actionOf(*m_packets, Qt::Key_L)->trigger();
        QVERIFY(!m_case->context().focus().alert.isEmpty());
        QCOMPARE(m_case->context().focus().traffic, id);
        QTRY_VERIFY2(message(*m_packets).endsWith(QStringLiteral("is in focus.")), qPrintable(message(*m_packets)));
    }
    m_packets->findChild<MessageBar *>()->findChild<QPushButton *>()->click();
    QCOMPARE(m_case->context().view(), View::Triage);
    m_case->context().pointAt({});
    QTRY_COMPARE(message(*m_packets), QString());
}

void TestTrafficUse::notApplied_isSaidBeforeWhatIsOutside()
{
    Focus focus;
    focus.traffic = TrafficId{0};
    m_case->context().pointAt(focus);
    narrowTo(QStringLiteral("event.action : x and destination.port : 1"));
    QTRY_COMPARE(m_conversations->model()->rowCount(), 0);
    QTRY_VERIFY(message(*m_conversations).contains(QStringLiteral("event.action")));
    narrowTo(QStringLiteral("destination.port : 1"));
    QTRY_VERIFY(message(*m_conversations).contains(QStringLiteral("outside the scope")));
}

void TestTrafficUse::smallWindow_showsWhatMattersWithoutScrolling()
{
    // What the panes have in a window of 1024 x 700.
    m_conversations->resize(948, 220);
    m_packets->resize(470, 200);
    const DataTable &traffic = *m_conversations->table();
    const DataTable &packets = *m_packets->table();
    QTRY_VERIFY(traffic.horizontalHeader()->length() <= traffic.viewport()->width());
    QTRY_VERIFY(packets.horizontalHeader()->length() <= packets.viewport()->width());
    for (const int column : {TrafficTableModel::FirstSeen, TrafficTableModel::Source, TrafficTableModel::Destination,
                             TrafficTableModel::SeenInColumn, TrafficTableModel::Secrets})
        QVERIFY(isShown(traffic, column));
    for (const int column :
         {PacketTableModel::Number, PacketTableModel::Time, PacketTableModel::Source, PacketTableModel::Info})
        QVERIFY(isShown(packets, column));
    QVERIFY(!isShown(packets, PacketTableModel::File)); // the packet's own pane names it
    QVERIFY(packets.columnWidth(PacketTableModel::Info) > packets.viewport()->width() / 5);
    m_conversations->resize(1340, 400);
    for (int column = 0; column <= TrafficTableModel::Secrets; ++column)
        QTRY_VERIFY(isShown(traffic, column));
    QTRY_VERIFY(isShown(traffic, TrafficTableModel::State));
    QTRY_VERIFY(isShown(traffic, TrafficTableModel::Duration));
}

void TestTrafficUse::columns_areKeptForTheNextTime()
{
    m_conversations->table()->setColumnShown(TrafficTableModel::Crypto, false);
    const QString key = QStringLiteral("conversations/columns");
    QTRY_VERIFY(!m_case->services().settings.bytes(key).isEmpty());
    const ConversationsPane next(m_case->services());
    QVERIFY(!isShown(*next.table(), TrafficTableModel::Crypto));
    m_conversations->table()->setColumnShown(TrafficTableModel::Crypto, true);
}

void TestTrafficUse::copy_holdsTheInfoOfRowsOutOfSight()
{
    // Nothing was painted of the last row.
    const int last = m_packets->model()->rowCount() - 1;
    const QModelIndex info = m_packets->model()->index(last, PacketTableModel::Info);
    const PacketId packet{m_packets->model()->rows().back()};
    const QString wanted = packetInfo(*snapshot().capture.packets, packet, snapshot().secrets.get());
    QVERIFY(!wanted.isEmpty());
    QCOMPARE(info.data(CopyRole).toString(), wanted);
}

void TestTrafficUse::header_namesTheZone()
{
    const auto title = [this] {
        return m_packets->model()->headerData(PacketTableModel::Time, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    QCOMPARE(title(), QStringLiteral("Time (UTC)"));
    m_case->context().setTimeFormat(TimeFormat(QTimeZone("Europe/Berlin")));
    QVERIFY2(title().contains(QStringLiteral("+01:00")), qPrintable(title()));
    m_case->context().setTimeFormat(TimeFormat());
}

QTEST_MAIN(TestTrafficUse)
#include "tst_trafficuse.moc"
