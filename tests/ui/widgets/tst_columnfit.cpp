#include "ui/widgets/columnfit.h"

#include <QTest>

#include <numeric>

using namespace wirecase;

class TestColumnFit : public QObject
{
    Q_OBJECT

private slots:
    void widths_data();
    void widths();
    void room_isFilledWhereItCanBe();
};

void TestColumnFit::widths_data()
{
    QTest::addColumn<std::vector<ColumnNeed>>("columns");
    QTest::addColumn<int>("room");
    QTest::addColumn<std::vector<int>>("widths");
    const std::vector<ColumnNeed> three{{50, 100, 0}, {50, 150, 2}, {50, 50, 1}};
    QTest::newRow("none") << std::vector<ColumnNeed>{} << 300 << std::vector<int>{};
    QTest::newRow("all that is wanted") << three << 300 << std::vector<int>{100, 150, 50};
    QTest::newRow("more than wanted goes to the last") << three << 340 << std::vector<int>{100, 150, 90};
    QTest::newRow("growth is shared by what is missing") << three << 180 << std::vector<int>{60, 70, 50};
    QTest::newRow("highest rank goes first") << three << 149 << std::vector<int>{99, 0, 50};
    QTest::newRow("then the next") << three << 99 << std::vector<int>{99, 0, 0};
    QTest::newRow("rank 0 stays though there is no room") << three << 20 << std::vector<int>{50, 0, 0};
    QTest::newRow("of equal ranks the right one goes")
        << std::vector<ColumnNeed>{{40, 40, 0}, {40, 40, 1}, {40, 40, 1}} << 90 << std::vector<int>{40, 50, 0};
}

void TestColumnFit::widths()
{
    QFETCH(std::vector<ColumnNeed>, columns);
    QFETCH(int, room);
    QTEST(fittedWidths(columns, room), "widths");
}

void TestColumnFit::room_isFilledWhereItCanBe()
{
    const std::vector<ColumnNeed> columns{{61, 97, 0}, {83, 190, 3}, {47, 101, 2}, {59, 59, 1}, {71, 300, 0}};
    for (int room = 132; room < 1200; ++room) {
        const std::vector<int> widths = fittedWidths(columns, room);
        QCOMPARE(std::accumulate(widths.begin(), widths.end(), 0), room);
        for (std::size_t i = 0; i < columns.size(); ++i)
            QVERIFY(widths[i] == 0 ? columns[i].rank > 0 : widths[i] >= columns[i].least);
    }
}

QTEST_GUILESS_MAIN(TestColumnFit)
#include "tst_columnfit.moc"
