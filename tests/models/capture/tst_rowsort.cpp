#include "models/capture/rowsort.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace wirecase;

class TestRowSort : public QObject
{
    Q_OBJECT

private slots:
    void sort_isThatOfTheLibrary_data();
    void sort_isThatOfTheLibrary();
    void sort_cancelledStops();
};

void TestRowSort::sort_isThatOfTheLibrary_data()
{
    QTest::addColumn<quint64>("most");
    QTest::addColumn<quint64>("base");
    QTest::addColumn<quint32>("count");
    QTest::newRow("none") << quint64{10} << quint64{0} << 0U;
    QTest::newRow("one") << quint64{10} << quint64{0} << 1U;
    QTest::newRow("all the same") << quint64{1} << quint64{77} << 1000U;
    QTest::newRow("few keys") << quint64{5} << quint64{100} << 10'000U;
    QTest::newRow("two digits") << quint64{1U << 16U} << quint64{0} << 10'000U;
    QTest::newRow("just 32 bits") << quint64{1ULL << 32U} << quint64{5} << 10'000U;
    QTest::newRow("times") << quint64{1ULL << 50U} << quint64{1'700'000'000'000'000'000ULL} << 100'000U;
    QTest::newRow("all 64 bits") << ~quint64{0} << quint64{0} << 10'000U;
}

void TestRowSort::sort_isThatOfTheLibrary()
{
    QFETCH(quint64, most);
    QFETCH(quint64, base);
    QFETCH(quint32, count);
    std::mt19937_64 random(3);
    std::vector<quint64> keys(count);
    for (quint64 &key : keys)
        key = base + random() % most;
    JobState job;
    const auto keyOf = [&keys](quint32 row) { return keys[row]; };
    for (const bool isDescending : {false, true}) {
        std::vector<quint32> rows(count);
        std::iota(rows.begin(), rows.end(), 0U);
        std::vector<quint32> expected = rows;
        std::stable_sort(expected.begin(), expected.end(),
                         [&](quint32 a, quint32 b) { return isDescending ? keys[a] > keys[b] : keys[a] < keys[b]; });
        QVERIFY(sortRows(rows, isDescending, keyOf, job));
        QCOMPARE(rows, expected);
        QVERIFY(sortRows(rows, isDescending, keyOf, job)); // sorted already
        QCOMPARE(rows, expected);
    }
}

void TestRowSort::sort_cancelledStops()
{
    JobState job;
    job.cancelled = true;
    std::vector<quint32> rows{2, 1, 0};
    QVERIFY(!sortRows(
        rows, false, [](quint32 row) { return quint64{row}; }, job));
}

QTEST_GUILESS_MAIN(TestRowSort)
#include "tst_rowsort.moc"
