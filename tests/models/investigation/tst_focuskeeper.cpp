#include "evidencefolder.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/evidence/evidenceplan.h"
#include "models/investigation/focuskeeper.h"
#include "models/investigation/investigation.h"
#include "models/investigation/rowrefs.h"

#include <QSemaphore>
#include <QTest>
#include <QtEndian>

using namespace wirecase;

/// No pane is there in these tests: the focus is kept by itself.
class TestFocusKeeper : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void focus_staysOnItsRowsWhenEvidenceIsAdded();
    void focus_isFoundAgainAfterItWasNotThereYet();
    void focus_ofTheHistoryStaysToo();
    void focus_movedMeanwhileIsNotMovedBack();

private:
    void add(const char *name, const QByteArray &bytes);
    void settle();
    [[nodiscard]] Focus lastRows() const;

    std::unique_ptr<EvidenceFolder> m_folder;
    std::unique_ptr<EvidenceFolder> m_place;
    std::unique_ptr<CaseFile> m_case;
    std::unique_ptr<Investigation> m_investigation;
    std::unique_ptr<InvestigationContext> m_context;
    std::unique_ptr<FocusKeeper> m_keeper;
};

namespace {

/// The same traffic of another machine, ten hours earlier: its rows come before the others.
QByteArray earlierCapture()
{
    QByteArray bytes = ftpCapture();
    constexpr qsizetype fileHeader = 24;
    constexpr qsizetype packetHeader = 16;
    for (qsizetype at = fileHeader; at + packetHeader <= bytes.size();) {
        const auto word = [&](qsizetype place) { return qFromLittleEndian<quint32>(bytes.constData() + place); };
        qToLittleEndian<quint32>(word(at) - 36'000, bytes.data() + at);
        at += packetHeader + word(at + 8);
    }
    return bytes.replace(QByteArray::fromHex("0a090005"), QByteArray::fromHex("0a090006"));
}

} // namespace

void TestFocusKeeper::init()
{
    m_folder = std::make_unique<EvidenceFolder>();
    m_place = std::make_unique<EvidenceFolder>();
    auto made = CaseFile::create(m_place->path(QStringLiteral("c.wirecase")), QStringLiteral("Test"));
    QVERIFY(made);
    m_case = *std::move(made);
    m_investigation = std::make_unique<Investigation>(*m_case);
    m_context = std::make_unique<InvestigationContext>();
    m_keeper = std::make_unique<FocusKeeper>(*m_investigation, *m_context);
    add("a.json", activityLines());
    add("b.json", flowLog());
    add("c.cap", ftpCapture());
}

void TestFocusKeeper::cleanup()
{
    m_keeper.reset();
    m_investigation.reset();
}

void TestFocusKeeper::add(const char *name, const QByteArray &bytes)
{
    m_folder->write(QLatin1String(name), bytes);
    JobState job;
    m_investigation->add(planEvidence({m_folder->path(QLatin1String(name))}, job));
    settle();
}

void TestFocusKeeper::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_investigation->isSettled(), 30'000);
}

Focus TestFocusKeeper::lastRows() const
{
    const Snapshot &snapshot = *m_investigation->snapshot();
    Focus focus;
    focus.packet = PacketId{snapshot.capture.packets->size() - 1};
    focus.traffic = snapshot.traffic->ofConversation(*snapshot.capture.packets->row(*focus.packet).conversation);
    focus.event = EventId{snapshot.activity->size() - 1};
    return focus;
}

void TestFocusKeeper::focus_staysOnItsRowsWhenEvidenceIsAdded()
{
    const SnapshotPtr before = m_investigation->snapshot();
    const Focus focus = lastRows();
    m_context->pointAt(focus);
    add("d.cap", earlierCapture());
    const SnapshotPtr after = m_investigation->snapshot();
    const Focus now = m_context->focus();
    QVERIFY(now.traffic && now.packet && now.event);
    QVERIFY2(now.traffic != focus.traffic, "the row has moved, else this tests nothing");
    QCOMPARE(packetRef(*after, *now.packet), packetRef(*before, *focus.packet));
    QCOMPARE(trafficRef(*after, *now.traffic), trafficRef(*before, *focus.traffic));
    QCOMPARE(eventKey(*after, *now.event), eventKey(*before, *focus.event));
}

void TestFocusKeeper::focus_isFoundAgainAfterItWasNotThereYet()
{
    m_context->pointAt(lastRows());
    const Focus focus = m_context->focus();
    // No worker is free before the reading is stopped, so that it leaves a snapshot of nothing.
    QSemaphore gate;
    const int workers = jobWorkers().maxThreadCount();
    for (int i = 0; i < workers; ++i)
        jobWorkers().start([&gate] { gate.acquire(); });
    m_investigation->setMode(DetectionMode::Faithful);
    m_investigation->stopReading();
    gate.release(workers);
    settle();
    QVERIFY(!m_context->focus().packet);
    m_investigation->setMode(DetectionMode::Normalised);
    settle();
    QCOMPARE(m_context->focus(), focus);
}

void TestFocusKeeper::focus_ofTheHistoryStaysToo()
{
    const SnapshotPtr before = m_investigation->snapshot();
    const Focus focus = lastRows();
    m_context->pointAt(focus);
    Pivot pivot;
    pivot.view = View::Evidence;
    m_context->follow(pivot);
    QVERIFY(!m_context->focus().traffic);
    add("d.cap", earlierCapture());
    m_context->back();
    const Focus now = m_context->focus();
    QVERIFY(now.traffic && now.packet);
    QCOMPARE(trafficRef(*m_investigation->snapshot(), *now.traffic), trafficRef(*before, *focus.traffic));
    QCOMPARE(packetRef(*m_investigation->snapshot(), *now.packet), packetRef(*before, *focus.packet));
}

void TestFocusKeeper::focus_movedMeanwhileIsNotMovedBack()
{
    m_context->pointAt(lastRows());
    Focus other;
    other.alert = QStringLiteral("another");
    bool moved = false;
    connect(m_investigation.get(), &Investigation::evidenceChanged, m_context.get(), [&] {
        if (!std::exchange(moved, true))
            m_context->pointAt(other);
    });
    add("d.cap", earlierCapture());
    m_investigation->disconnect(m_context.get());
    QCOMPARE(m_context->focus(), other);
}

QTEST_GUILESS_MAIN(TestFocusKeeper)
#include "tst_focuskeeper.moc"
