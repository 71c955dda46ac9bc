#include "tests/ui/panes/triagecase.h"
#include "ui/panes/activityscope.h"

#include <QTest>

#include <algorithm>

using namespace wirecase;

/// Runs on the sample case, whose alerts and events lie on several days and machines.
class TriageScopeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void alerts_ofAWindowAreThoseInIt();
    void alerts_ofAHostAreThoseThatTargetIt();
    void alerts_obeyAQueryInAnyCase();
    void events_ofAHostAreItsSessionsAndItsCallers();
    void events_tellFieldsThatTheyDoNotHave();
    void events_refuseABrokenQuery();

private:
    [[nodiscard]] const Snapshot &snapshot() const { return *m_case->investigation().snapshot(); }

    std::unique_ptr<TriageCase> m_case;
    JobState m_job;
};

void TriageScopeTest::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    QVERIFY(m_case->alerts().size() > 3);
}

void TriageScopeTest::alerts_ofAWindowAreThoseInIt()
{
    const Alert &last = m_case->alerts().back();
    const auto scoped = alertsInScope(snapshot(), {TimeRange{last.timeNs - nsPerHour, last.timeNs + 1}, {}, {}}, m_job);
    QVERIFY(scoped);
    QVERIFY(scoped->keys.contains(last.key));
    for (const Alert &alert : m_case->alerts())
        QCOMPARE(scoped->keys.contains(alert.key), alert.timeNs >= last.timeNs - nsPerHour);
}

void TriageScopeTest::alerts_ofAHostAreThoseThatTargetIt()
{
    const auto &sessions = snapshot().correlation->sessions();
    const auto known = std::find_if(sessions.begin(), sessions.end(), [](const CaptureSession &session) {
        return !session.targetAddresses.empty() && !session.alertKeys.empty();
    });
    QVERIFY(known != sessions.end());
    const auto scoped = alertsInScope(snapshot(), {{}, known->targetAddresses, {}}, m_job);
    QVERIFY(scoped);
    QVERIFY(scoped->keys.contains(known->alertKeys.front()));
    QVERIFY(static_cast<std::size_t>(scoped->keys.size()) < m_case->alerts().size());
}

void TriageScopeTest::alerts_obeyAQueryInAnyCase()
{
    const QString caller = m_case->alerts().back().caller;
    const QString field = QStringLiteral("azure.activitylogs.operation_name");
    const auto all = alertsInScope(snapshot(), {{}, {}, field + QStringLiteral(" : *packetCAPTURES/write")}, m_job);
    QVERIFY(all);
    QCOMPARE(static_cast<std::size_t>(all->keys.size()), m_case->alerts().size());
    const auto none = alertsInScope(snapshot(), {{}, {}, field + QStringLiteral(" : *virtualMachines/write")}, m_job);
    QVERIFY(none);
    QVERIFY(none->keys.isEmpty());
}

void TriageScopeTest::events_ofAHostAreItsSessionsAndItsCallers()
{
    const Alert &alert = m_case->alerts().back();
    const auto session = snapshot().correlation->sessionOfAlert(alert.key);
    QVERIFY(session);
    const auto &addresses = snapshot().correlation->sessions().at(*session).targetAddresses;
    QVERIFY(!addresses.empty());
    const auto scoped = eventsInScope(snapshot(), {{}, addresses, {}}, m_job);
    QVERIFY(scoped);
    QVERIFY(scoped->events.test(static_cast<quint32>(alert.event)));
    QVERIFY(scoped->events.count() < snapshot().activity->size());
    const auto address = snapshot().activity->event(alert.event).callerAddress;
    QVERIFY(address);
    const auto ofCaller = eventsInScope(snapshot(), {{}, {*address}, {}}, m_job);
    QVERIFY(ofCaller);
    for (const quint32 row : ofCaller->events.rows())
        QCOMPARE(snapshot().activity->event(EventId{row}).callerAddress, address);
    QVERIFY(ofCaller->events.count() > 0);
}

void TriageScopeTest::events_tellFieldsThatTheyDoNotHave()
{
    const QString query = QStringLiteral("wirecase.encryption : clear and event.outcome : success");
    const auto scoped = eventsInScope(snapshot(), {{}, {}, query}, m_job);
    QVERIFY(scoped);
    QCOMPARE(scoped->dropped, QStringList{QStringLiteral("wirecase.encryption")});
    QVERIFY(droppedText(scoped->dropped).contains(QStringLiteral("wirecase.encryption")));
    QVERIFY(scoped->events.count() > 0);
    QVERIFY(scoped->events.count() < snapshot().activity->size());
}

void TriageScopeTest::events_refuseABrokenQuery()
{
    QVERIFY(!eventsInScope(snapshot(), {{}, {}, QStringLiteral("event.outcome : (")}, m_job));
}

QTEST_MAIN(TriageScopeTest)
#include "tst_triagescope.moc"
