#include "tests/ui/panes/triagecase.h"
#include "ui/panes/conversationspane.h"
#include "ui/panes/packetspane.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
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

TrafficId idOfRow(const TrafficTableModel &model, int row)
{
    return TrafficId{model.index(row, 0).data(TrafficIdRole).toUInt()};
}

} // namespace

/// The tables of the Traffic view on the sample case.
class TestTrafficTables : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void kindChips_toggleWhatIsShown();
    void header_sorts();
    void currentRow_isPointedAt();
    void focus_selectsItsRow();
    void focusOutsideOfTheScope_isSaid();
    void fieldsThatTrafficLacks_areNamed();
    void export_holdsTheShownRows();
    void export_neverReplacesEvidence();
    void packetExport_masksSecrets();
    void packets_areThoseOfTheConversation();
    void packets_sayWhyThereAreNone();
    void packets_ofEverythingWhenNothingIsPointedAt();
    void allPackets_keepShowingThemAll();
    void steps_stayInTheConversation();
    void bpf_narrowsOrSaysWhatIsWrong();
    void mark_isToggledInTheCase();
    void cleanupTestCase();

private:
    [[nodiscard]] const Snapshot &snapshot() { return *m_case->investigation().snapshot(); }
    [[nodiscard]] QString message(const Pane &pane) const { return pane.findChild<MessageBar *>()->text(); }
    /// A row of this kind with at least so many packets.
    [[nodiscard]] TrafficRow rowOf(SeenIn kind, quint64 packets = 0);
    void pointAt(const TrafficRow &row);

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<ConversationsPane> m_conversations;
    std::unique_ptr<PacketsPane> m_packets;
};

void TestTrafficTables::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_conversations = std::make_unique<ConversationsPane>(m_case->services());
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_conversations->resize(1200, 400);
    m_packets->resize(700, 400);
    m_conversations->show();
    m_packets->show();
}

void TestTrafficTables::cleanupTestCase()
{
    m_packets.reset();
    m_conversations.reset();
    m_case.reset();
}

void TestTrafficTables::init()
{
    m_case->context().narrow({});
    m_case->context().pointAt({});
    m_packets->allChip()->setChecked(false);
    m_packets->setBpf({});
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->size()));
    QTRY_COMPARE(m_packets->model()->rowCount(), static_cast<int>(snapshot().capture.packets->size()));
}

TrafficRow TestTrafficTables::rowOf(SeenIn kind, quint64 packets)
{
    for (quint32 i = 0; i < snapshot().traffic->size(); ++i) {
        const TrafficRow row = snapshot().traffic->at(TrafficId{i});
        if (row.seenIn == kind && row.packets >= packets)
            return row;
    }
    return {};
}

void TestTrafficTables::pointAt(const TrafficRow &row)
{
    Focus focus;
    focus.traffic = row.id;
    m_case->context().pointAt(focus);
}

void TestTrafficTables::kindChips_toggleWhatIsShown()
{
    const TrafficCounts counts = snapshot().traffic->counts();
    const TrafficTableModel &model = *m_conversations->model();
    QVERIFY(counts.logOnly > 0 && counts.captureOnly > 0 && counts.both > 0);
    QVERIFY(m_conversations->kindChip(SeenIn::LogOnly)->text().endsWith(QString::number(counts.logOnly)));

    m_conversations->kindChip(SeenIn::LogOnly)->setChecked(true);
    QTRY_COMPARE(model.rowCount(), static_cast<int>(counts.logOnly));
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.index(row, 0).data(TrafficTableModel::SeenInRole).toInt(), static_cast<int>(SeenIn::LogOnly));
    m_conversations->kindChip(SeenIn::CaptureOnly)->setChecked(true);
    QTRY_COMPARE(model.rowCount(), static_cast<int>(counts.logOnly + counts.captureOnly));
    m_conversations->kindChip(SeenIn::LogOnly)->setChecked(false);
    m_conversations->kindChip(SeenIn::CaptureOnly)->setChecked(false);
    QTRY_COMPARE(model.rowCount(), static_cast<int>(snapshot().traffic->size()));
}

void TestTrafficTables::header_sorts()
{
    const TrafficTableModel &model = *m_conversations->model();
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    emit m_conversations->table()->sortRequested(TrafficTableModel::CaptureBytes, Qt::DescendingOrder);
    QVERIFY(reset.wait());
    const auto key = [&](int row) {
        return model.index(row, TrafficTableModel::CaptureBytes).data(SortKeyRole).toLongLong();
    };
    QVERIFY(key(0) > key(model.rowCount() - 1));
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(key(row - 1) >= key(row));
    emit m_conversations->table()->sortRequested(TrafficTableModel::FirstSeen, Qt::AscendingOrder);
    QVERIFY(reset.wait());
    QCOMPARE(idOfRow(model, 0), TrafficId{0});
}

void TestTrafficTables::currentRow_isPointedAt()
{
    const TrafficRow row = rowOf(SeenIn::CaptureAndLog, 3);
    m_conversations->table()->revealRow(m_conversations->model()->rowOf(row.id));
    QCOMPARE(m_case->context().focus().traffic, std::optional(row.id));
    QCOMPARE(m_case->context().focus().packet,
             std::optional(snapshot().capture.conversations->at(*row.conversation).firstPacket));
    const TrafficRow logOnly = rowOf(SeenIn::LogOnly);
    m_conversations->table()->revealRow(m_conversations->model()->rowOf(logOnly.id));
    QCOMPARE(m_case->context().focus().traffic, std::optional(logOnly.id));
    QVERIFY(!m_case->context().focus().packet);
}

void TestTrafficTables::focus_selectsItsRow()
{
    const TrafficRow row = rowOf(SeenIn::CaptureOnly);
    pointAt(row);
    QCOMPARE(idOfRow(*m_conversations->model(), m_conversations->table()->currentIndex().row()), row.id);
}

void TestTrafficTables::focusOutsideOfTheScope_isSaid()
{
    pointAt(rowOf(SeenIn::CaptureAndLog));
    Scope scope;
    scope.kql = QStringLiteral("wirecase.seen_in : log_only");
    m_case->context().narrow(scope);
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->counts().logOnly));
    QTRY_VERIFY(message(*m_conversations).contains(QStringLiteral("outside the scope")));
}

void TestTrafficTables::fieldsThatTrafficLacks_areNamed()
{
    Scope scope;
    scope.kql = QStringLiteral("event.action : x and event.type : denied");
    m_case->context().narrow(scope);
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->counts().denied));
    QTRY_VERIFY(message(*m_conversations).contains(QStringLiteral("event.action")));
    QVERIFY(!message(*m_conversations).contains(QStringLiteral("event.type")));
}

void TestTrafficTables::export_holdsTheShownRows()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.csv"));
    m_conversations->kindChip(SeenIn::CaptureOnly)->setChecked(true);
    const auto wanted = static_cast<int>(snapshot().traffic->counts().captureOnly);
    QTRY_COMPARE(m_conversations->model()->rowCount(), wanted);
    QSignalSpy exported(m_conversations.get(), &ConversationsPane::exported);
    m_conversations->exportTo(path);
    QVERIFY(exported.wait());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), wanted + 2); // header, rows, nothing after the last line end
    QVERIFY(lines.front().startsWith("First seen (UTC),Source,Destination,"));
    QVERIFY(lines.front().endsWith('\r'));
    QCOMPARE(m_case->caseFile().state().journal.back().act.kind, ActKind::ExportReport);
    m_conversations->kindChip(SeenIn::CaptureOnly)->setChecked(false);
}

void TestTrafficTables::export_neverReplacesEvidence()
{
    const QString evidence = m_case->investigation().evidence().files().front().path;
    const QDateTime before = QFileInfo(evidence).lastModified();
    m_conversations->exportTo(evidence);
    QVERIFY(message(*m_conversations).contains(QStringLiteral("evidence")));
    QCOMPARE(QFileInfo(evidence).lastModified(), before);
}

// The info text is made anew on the worker, with the masks.
void TestTrafficTables::packetExport_masksSecrets()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("packets.json"));
    auto *exporter = m_packets->findChild<TableExporter *>();
    QSignalSpy exported(exporter, &TableExporter::exported);
    exporter->exportTo(path);
    QVERIFY(exported.wait());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QJsonArray rows = QJsonDocument::fromJson(bytes).array();
    QCOMPARE(rows.size(), static_cast<int>(snapshot().capture.packets->size()));
    const SecretIndex &secrets = *snapshot().secrets;
    QVERIFY(!secrets.secrets().empty());
    for (std::size_t i = 0; i < secrets.secrets().size(); ++i) {
        const auto secret = secrets.reveal(i, snapshot().capture);
        QVERIFY(secret);
        QVERIFY2(secret->size() < 4 || !bytes.contains(secret->toUtf8()), qPrintable(secrets.secrets()[i].kind));
    }
}

void TestTrafficTables::packets_areThoseOfTheConversation()
{
    const TrafficRow row = rowOf(SeenIn::CaptureAndLog, 5);
    pointAt(row);
    const auto packets = snapshot().capture.conversations->packets(*row.conversation);
    QTRY_COMPARE(m_packets->model()->rowCount(), static_cast<int>(packets.size()));
    for (std::size_t i = 0; i < packets.size(); ++i)
        QCOMPARE(m_packets->model()->rows()[i], static_cast<quint32>(packets[i]));
    // Something stands in the details at once.
    QTRY_COMPARE(m_case->context().focus().packet, std::optional(packets.front()));
    QVERIFY(!m_packets->allChip()->isChecked());
    m_packets->table()->revealRow(2);
    QCOMPARE(m_case->context().focus().packet, std::optional(packets[2]));
    QCOMPARE(m_case->context().focus().traffic, std::optional(row.id));
}

void TestTrafficTables::packets_sayWhyThereAreNone()
{
    pointAt(rowOf(SeenIn::LogOnly));
    QTRY_VERIFY(m_packets->isEmptyShown());
    pointAt(rowOf(SeenIn::CaptureAndLog));
    QTRY_VERIFY(!m_packets->isEmptyShown());
}

void TestTrafficTables::packets_ofEverythingWhenNothingIsPointedAt()
{
    QVERIFY(m_packets->allChip()->isChecked());
    m_packets->table()->revealRow(10);
    // Choosing one of them does not take the others away.
    QCOMPARE(m_case->context().focus().packet, std::optional(PacketId{10}));
    QVERIFY(m_packets->allChip()->isChecked());
    QCOMPARE(m_packets->model()->rowCount(), static_cast<int>(snapshot().capture.packets->size()));
}

void TestTrafficTables::allPackets_keepShowingThemAll()
{
    m_packets->allChip()->setChecked(false);
    m_packets->allChip()->setChecked(true);
    pointAt(rowOf(SeenIn::CaptureAndLog, 5));
    m_packets->allChip()->setChecked(true);
    QTRY_COMPARE(m_packets->model()->rowCount(), static_cast<int>(snapshot().capture.packets->size()));
    m_packets->allChip()->setChecked(false);
    QTRY_VERIFY(m_packets->model()->rowCount() < 1000);
}

void TestTrafficTables::steps_stayInTheConversation()
{
    const TrafficRow row = rowOf(SeenIn::CaptureAndLog, 5);
    const auto packets = snapshot().capture.conversations->packets(*row.conversation);
    pointAt(row);
    QTRY_COMPARE(m_case->context().focus().packet, std::optional(packets.front()));
    actionOf(*m_packets, Qt::CTRL | Qt::Key_Period)->trigger();
    QCOMPARE(m_case->context().focus().packet, std::optional(packets[1]));
    actionOf(*m_packets, Qt::Key_F8)->trigger();
    QCOMPARE(m_case->context().focus().packet, std::optional(packets[2]));
    actionOf(*m_packets, Qt::Key_F7)->trigger();
    actionOf(*m_packets, Qt::CTRL | Qt::Key_Comma)->trigger();
    actionOf(*m_packets, Qt::CTRL | Qt::Key_Comma)->trigger(); // there is none before the first
    QCOMPARE(m_case->context().focus().packet, std::optional(packets.front()));
}

void TestTrafficTables::bpf_narrowsOrSaysWhatIsWrong()
{
    m_packets->setBpf(QStringLiteral("tcp port 80"));
    QTRY_VERIFY(m_packets->model()->rowCount() < static_cast<int>(snapshot().capture.packets->size()));
    QVERIFY(m_packets->model()->rowCount() > 0);
    for (const quint32 packet : m_packets->model()->rows()) {
        const PacketRow row = snapshot().capture.packets->row(PacketId{packet});
        QVERIFY(row.source.port == 80 || row.destination.port == 80);
    }
    const int before = m_packets->model()->rowCount();
    m_packets->setBpf(QStringLiteral("tcp prt 80"));
    QTRY_VERIFY(!message(*m_packets).isEmpty());
    QCOMPARE(m_packets->model()->rowCount(), before);
}

void TestTrafficTables::mark_isToggledInTheCase()
{
    m_packets->table()->revealRow(4);
    QAction *mark = actionOf(*m_packets, Qt::CTRL | Qt::Key_M);
    mark->trigger();
    QCOMPARE(m_case->caseFile().state().marks.size(), std::size_t{1});
    QCOMPARE(m_case->caseFile().state().marks[0].ref, snapshot().capture.packets->refOf(PacketId{4}));
    mark->trigger();
    QVERIFY(m_case->caseFile().state().marks.empty());
}

QTEST_MAIN(TestTrafficTables)
#include "tst_traffictables.moc"
