#include "models/base/maskedspans.h"

#include <QTest>

using namespace wirecase;

class TestMaskedSpans : public QObject
{
    Q_OBJECT

private slots:
    void add_mergesWhatTouches();
    void masked_hidesExactlyTheSpans_data();
    void masked_hidesExactlyTheSpans();
    void overlaps_isHalfOpen();
};

void TestMaskedSpans::add_mergesWhatTouches()
{
    MaskedSpans spans;
    spans.add(10, 5);
    spans.add(2, 3);
    spans.add(15, 5);
    spans.add(11, 1);
    spans.add(40, 0);
    spans.add(50, -1);
    const std::vector<MaskedSpans::Span> expected{{2, 3}, {10, 10}};
    QCOMPARE(spans.spans(), expected);
}

void TestMaskedSpans::masked_hidesExactlyTheSpans_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("whole") << 0 << QByteArray("PASS ******");
    QTest::newRow("a part that begins within") << 7 << QByteArray("****");
    QTest::newRow("a part that ends before") << -20 << QByteArray("PASS secret");
}

void TestMaskedSpans::masked_hidesExactlyTheSpans()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, expected);
    MaskedSpans spans;
    spans.add(5, 6);
    const QByteArray text = "PASS secret";
    QCOMPARE(spans.masked(offset > 0 ? text.mid(offset) : text, '*', offset), expected);
}

void TestMaskedSpans::overlaps_isHalfOpen()
{
    MaskedSpans spans;
    spans.add(5, 6);
    QVERIFY(!spans.covers(4));
    QVERIFY(spans.covers(5));
    QVERIFY(spans.covers(10));
    QVERIFY(!spans.covers(11));
    QVERIFY(!spans.overlaps(0, 5));
    QVERIFY(spans.overlaps(0, 6));
}

QTEST_GUILESS_MAIN(TestMaskedSpans)
#include "tst_maskedspans.moc"
