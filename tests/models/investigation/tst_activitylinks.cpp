#include "evidencefolder.h"
#include "models/investigation/factindex.h"
#include "models/investigation/guidefilling.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace wirecase;

namespace {

SnapshotPtr snapshotOf(const QByteArray &activity)
{
    EvidenceFolder folder;
    folder.write(QStringLiteral("a.json"), activity);
    JobState job;
    return runPipeline(folder.input(), job);
}

/// The two events of the test's log, and the same operation some hours later.
QByteArray withAnother(const QByteArray &hour, const QByteArray &day, char operation)
{
    const QByteArray id = QByteArray("c0ffee00-0000-0000-0000-00000000000") + operation;
    return activityLines()
        .replace("T10:", "T" + hour + ":")
        .replace("T09:", "T" + hour + ":")
        .replace("2025-02-03", day)
        .replace("c0ffee00-0000-0000-0000-000000000001", id);
}

} // namespace

class TestActivityLinks : public QObject
{
    Q_OBJECT

private slots:
    void window_countsAsGoingThroughAllDoes();
    void recurrence_countsAsGoingThroughAllDoes();
    void caller_isFoundByIdElseByName();
    void counts_ofAFieldAreThoseOfItsQuery();
};

void TestActivityLinks::window_countsAsGoingThroughAllDoes()
{
    std::mt19937 random(7); // NOLINT: the same numbers each time
    std::vector<OperationEvent> events;
    for (quint32 i = 0; i < 300; ++i)
        events.push_back(
            {static_cast<qint64>(i / 3), EventId{i}, static_cast<quint32>(random() % 80), random() % 9 == 0});
    OperationWindow window(events);
    for (int asked = 0; asked < 500; ++asked) {
        const auto begin = static_cast<qint64>(random() % 120) - 10;
        const TimeRange range{begin, begin + static_cast<qint64>(random() % 40)};
        window.moveTo(range);
        std::set<quint32> operations;
        std::set<quint32> grants;
        std::size_t count = 0;
        for (const OperationEvent &event : events) {
            if (!range.contains(event.timeNs))
                continue;
            ++count;
            operations.insert(event.operation);
            if (event.isGrant)
                grants.insert(event.operation);
        }
        QCOMPARE(window.events().size(), count);
        QCOMPARE(window.operations(), operations.size());
        QCOMPARE(window.grants(), grants.size());
        QCOMPARE(window.oneOfEach(1000).size(), operations.size());
        QCOMPARE(window.oneOfEach(5).size(), std::min<std::size_t>(5, operations.size()));
    }
}

void TestActivityLinks::recurrence_countsAsGoingThroughAllDoes()
{
    constexpr qint64 day = 24 * nsPerHour;
    std::mt19937 random(11); // NOLINT: the same numbers each time
    for (int asked = 0; asked < 400; ++asked) {
        std::vector<qint64> times;
        for (int i = 0; i < 6; ++i) // around midnight, some far from it
            times.push_back(static_cast<qint64>(random() % 5 + 100) * day
                            + static_cast<qint64>(random() % 30) * nsPerMinute * (random() % 8 == 0 ? 20 : 1));
        std::ranges::sort(times);
        Recurrence recurrence;
        for (quint32 i = 0; i < times.size(); ++i)
            recurrence.add(times[i], EventId{i});
        recurrence.finish();
        const qint64 own = times.at(random() % times.size()) - static_cast<qint64>(random() % 10) * nsPerMinute;
        std::set<qint64> days;
        bool sameClock = true;
        for (const qint64 time : times) {
            if (time / day == own / day)
                continue;
            days.insert(time / day);
            const qint64 apart = qAbs(time % day - own % day);
            sameClock = sameClock && std::min(apart, day - apart) <= 15 * nsPerMinute;
        }
        const Recurrence::Others others = recurrence.around(own, 100);
        QCOMPARE(others.days, days.size());
        QCOMPARE(others.sameClock, sameClock);
        QCOMPARE(others.onePerDay.size(), days.size());
    }
}

void TestActivityLinks::caller_isFoundByIdElseByName()
{
    const SnapshotPtr snapshot = snapshotOf(activityLines() + withAnother("15", "2025-02-03", '2')
                                            + withAnother("16", "2025-02-03", '3').replace("pat@", "eve@"));
    FactIndex index(*snapshot);
    const ActivityEvent event = snapshot->activity->event(EventId{0});
    CallerHistory &history = index.links().historyOf(event);
    QCOMPARE(history.names, QStringList{QStringLiteral("pat@corp.example")});
    QCOMPARE(history.first, EventId{0});
    history.window.moveTo({event.timeNs, event.timeNs + 24 * nsPerHour});
    QCOMPARE(history.window.events().size(), std::size_t{4});
    QCOMPARE(history.window.operations(), std::size_t{2});
    index.links().everyone().moveTo({event.timeNs, event.timeNs + 24 * nsPerHour});
    QCOMPARE(index.links().everyone().operations(), std::size_t{3});
}

void TestActivityLinks::counts_ofAFieldAreThoseOfItsQuery()
{
    const SnapshotPtr snapshot = snapshotOf(activityLines() + withAnother("15", "2025-02-04", '2')
                                            + withAnother("16", "2025-02-05", '3').replace("pat@", "Eve*@"));
    EventCounts counts(*snapshot->activity);
    const std::vector<std::pair<QString, QStringList>> asked{
        {QStringLiteral("azure.correlation_id"), {QStringLiteral("C0FFEE00-0000-0000-0000-000000000002")}},
        {QStringLiteral("event.outcome"), {QStringLiteral("success")}},
        {QStringLiteral("event.outcome"), {QStringLiteral("success"), QStringLiteral("no such")}},
        {QStringLiteral("wirecase.caller"), {QStringLiteral("pat@corp.example"), QStringLiteral("Eve*@corp.example")}},
        {QStringLiteral("wirecase.caller"), {QStringLiteral("*")}},
        {QStringLiteral("source.ip"), {QStringLiteral("192.0.2.44")}},
        {QStringLiteral("no.such"), {QStringLiteral("x")}}};
    for (const auto &[field, values] : asked) {
        EventCounts fresh(*snapshot->activity);
        QVERIFY2(counts.having(field, values) == fresh.matching(fieldKql(field, values)), qPrintable(field));
    }
    QCOMPARE(counts.having(QStringLiteral("event.outcome"), {QStringLiteral("success")}), std::optional<quint32>(3));
}

QTEST_GUILESS_MAIN(TestActivityLinks)
#include "tst_activitylinks.moc"
