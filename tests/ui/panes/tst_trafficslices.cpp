#include "models/capture/captureindexbuilder.h"
#include "tests/ui/panes/triagecase.h"
#include "ui/panes/conversationspane.h"
#include "ui/panes/iographpane.h"
#include "ui/panes/packetspane.h"
#include "ui/panes/sliceactions.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/timeplot.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

/// Packets that leave the window, and the graph of those that stay.
class TestTrafficSlices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void conversation_isSavedWithItsManifest();
    void slice_neverReplacesEvidence();
    void nothingChosen_isSaid();
    void wireshark_getsSliceFilterAndPacket();
    void wiresharkThatIsMissing_isSaid();
    void shownPackets_areWhatIsSaved();
    void graph_countsTheConversationOrTheScope();
    void graph_brushNarrows();
    void cleanupTestCase();

private:
    [[nodiscard]] const Snapshot &snapshot() { return *m_case->investigation().snapshot(); }
    [[nodiscard]] QString message(const Pane &pane) const { return pane.findChild<MessageBar *>()->text(); }
    /// Selects the first row that a capture has; answers its packets.
    quint64 selectCaptured();

    QTemporaryDir m_folder; ///< outlives the program that is started
    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<ConversationsPane> m_conversations;
    std::unique_ptr<PacketsPane> m_packets;
};

void TestTrafficSlices::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_conversations = std::make_unique<ConversationsPane>(m_case->services());
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_conversations->show();
    m_packets->show();
}

void TestTrafficSlices::cleanupTestCase()
{
    m_packets.reset();
    m_conversations.reset();
    m_case.reset();
}

void TestTrafficSlices::init()
{
    m_case->context().narrow({});
    m_case->context().pointAt({});
    QTRY_COMPARE(m_conversations->model()->rowCount(), static_cast<int>(snapshot().traffic->size()));
}

quint64 TestTrafficSlices::selectCaptured()
{
    for (int row = 0; row < m_conversations->model()->rowCount(); ++row) {
        const TrafficId id{m_conversations->model()->index(row, 0).data(TrafficIdRole).toUInt()};
        const TrafficRow traffic = snapshot().traffic->at(id);
        if (!traffic.conversation || traffic.packets < 3)
            continue;
        m_conversations->table()->revealRow(row);
        return traffic.packets;
    }
    return 0;
}

void TestTrafficSlices::conversation_isSavedWithItsManifest()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.pcapng"));
    const quint64 packets = selectCaptured();
    QVERIFY(packets > 0);
    QSignalSpy saved(m_conversations->slices(), &SliceActions::saved);
    m_conversations->slices()->saveTo(path);
    QVERIFY(saved.wait());
    CaptureIndexBuilder builder;
    JobState job;
    const auto source = openFile(path);
    QVERIFY(source);
    QVERIFY(builder.add(*source, EvidenceId{1}, path, job));
    QCOMPARE(builder.snapshot().packets->size(), packets);
    QFile manifest(folder.filePath(QStringLiteral("out.manifest.json")));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(manifest.readAll()).object();
    QCOMPARE(json.value(QStringLiteral("packets")).toInt(), static_cast<int>(packets));
    QCOMPARE(m_case->caseFile().state().journal.back().act.kind, ActKind::ExportReport);
    QVERIFY(message(*m_conversations).contains(QStringLiteral("out.pcapng")));
}

void TestTrafficSlices::slice_neverReplacesEvidence()
{
    QString evidence;
    for (const EvidenceFile &file : m_case->investigation().evidence().files()) {
        if (file.kind == EvidenceKind::Pcap || file.kind == EvidenceKind::Pcapng)
            evidence = file.path;
    }
    QVERIFY(!evidence.isEmpty());
    QFile file(evidence);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QVERIFY(selectCaptured() > 0);
    m_conversations->slices()->saveTo(evidence);
    QTRY_VERIFY(message(*m_conversations).contains(QStringLiteral("evidence")));
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void TestTrafficSlices::nothingChosen_isSaid()
{
    m_conversations->table()->setCurrentIndex({});
    m_conversations->table()->clearSelection();
    m_conversations->slices()->saveTo(QStringLiteral("/nowhere/out.pcapng"));
    QVERIFY(message(*m_conversations).contains(QStringLiteral("no packet")));
}

void TestTrafficSlices::wireshark_getsSliceFilterAndPacket()
{
    // A program of that name which only tells what it was given.
    const QString told = m_folder.filePath(QStringLiteral("told"));
    QFile script(m_folder.filePath(QStringLiteral("wireshark")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + told.toLocal8Bit() + ".new' && mv '" + told.toLocal8Bit()
                 + ".new' '" + told.toLocal8Bit() + "'\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const QByteArray pathBefore = qgetenv("PATH");
    qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + pathBefore);
    QVERIFY(selectCaptured() > 0);
    QSignalSpy opened(m_conversations->slices(), &SliceActions::opened);
    m_conversations->slices()->openAction()->trigger();
    const bool wasOpened = opened.wait();
    QTRY_VERIFY(QFile::exists(told));
    qputenv("PATH", pathBefore);
    QVERIFY(wasOpened);
    QFile tale(told);
    QVERIFY(tale.open(QIODevice::ReadOnly));
    const QStringList arguments = QString::fromLocal8Bit(tale.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(arguments, opened.front().front().toStringList());
    QCOMPARE(arguments.at(0), QStringLiteral("-r"));
    QVERIFY(QFile::exists(arguments.at(1)));
    const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(QFileInfo(arguments.at(1)).path()) & others, QFile::Permissions());
    QCOMPARE(arguments.at(2), QStringLiteral("-Y"));
    QVERIFY(arguments.at(3).startsWith(QStringLiteral("ip.addr == ")));
    QCOMPARE(arguments.mid(4), (QStringList{QStringLiteral("-g"), QStringLiteral("1")}));
}

void TestTrafficSlices::wiresharkThatIsMissing_isSaid()
{
    const QByteArray pathBefore = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    QVERIFY(selectCaptured() > 0);
    m_conversations->slices()->openAction()->trigger();
    qputenv("PATH", pathBefore);
    QVERIFY(message(*m_conversations).contains(QStringLiteral("not installed")));
}

void TestTrafficSlices::shownPackets_areWhatIsSaved()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("shown.pcapng"));
    m_packets->setBpf(QStringLiteral("udp"));
    QTRY_VERIFY(m_packets->model()->rowCount() > 0
                && m_packets->model()->rowCount() < static_cast<int>(snapshot().capture.packets->size()));
    const int shown = m_packets->model()->rowCount();
    auto *slices = m_packets->findChild<SliceActions *>();
    QSignalSpy saved(slices, &SliceActions::saved);
    slices->saveTo(path);
    QVERIFY(saved.wait());
    m_packets->setBpf({});
    CaptureIndexBuilder builder;
    JobState job;
    const auto source = openFile(path);
    QVERIFY(source);
    QVERIFY(builder.add(*source, EvidenceId{1}, path, job));
    QCOMPARE(static_cast<int>(builder.snapshot().packets->size()), shown);
}

void TestTrafficSlices::graph_countsTheConversationOrTheScope()
{
    IoGraphPane graph(m_case->services());
    graph.show();
    const auto counted = [&graph] {
        quint64 packets = 0;
        for (const IoBin &total : graph.graph().totals)
            packets += total.packets;
        return packets;
    };
    QTRY_COMPARE(counted(), snapshot().capture.packets->size());
    const quint64 packets = selectCaptured();
    QTRY_COMPARE(counted(), packets);
    QCOMPARE(graph.plot()->lanes().size(), std::size_t{2});
    graph.allChip()->setChecked(true);
    QTRY_COMPARE(counted(), snapshot().capture.packets->size());
}

void TestTrafficSlices::graph_brushNarrows()
{
    IoGraphPane graph(m_case->services());
    graph.show();
    QTRY_VERIFY(!graph.graph().range.isEmpty());
    const TimeRange whole = graph.graph().range;
    const TimeRange window{whole.beginNs, whole.beginNs + whole.lengthNs() / 2};
    emit graph.plot()->brushChanged(window);
    QCOMPARE(m_case->context().scope().window, std::optional(window));
    QCOMPARE(graph.plot()->brush(), std::optional(window));
    QTRY_COMPARE(graph.graph().range, whole); // what is around the window stays in sight
}

QTEST_MAIN(TestTrafficSlices)
#include "tst_trafficslices.moc"
