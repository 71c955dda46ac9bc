#include "models/report/references.h"

#include <QTest>

using namespace wirecase;

class TstReferences : public QObject
{
    Q_OBJECT

private slots:
    void numbers_followTheFirstUse();
    void places_areSortedAndOnce();
    void stretches_data();
    void stretches();
};

namespace {

Citation source(int evidence, quint64 record)
{
    return {QStringLiteral("x"), record, {}, {}, evidence};
}

QString printed(const std::vector<RecordStretch> &stretches)
{
    QStringList all;
    for (const RecordStretch &each : stretches)
        all.append(QStringLiteral("%1:%2+%3").arg(each.first.evidence).arg(each.first.record).arg(each.count));
    return all.join(u' ');
}

} // namespace

void TstReferences::numbers_followTheFirstUse()
{
    References references;
    QCOMPARE(references.number(placesOf({source(2, 7)})), 1);
    QCOMPARE(references.number(placesOf({source(1, 5), source(1, 6)})), 2);
    QCOMPARE(references.number(placesOf({source(2, 7)})), 1);
    QCOMPARE(references.number(placesOf({source(1, 6), source(1, 5)})), 2); // the same records in another order
    QCOMPARE(references.all().size(), 2U);
}

void TstReferences::places_areSortedAndOnce()
{
    const RecordPlaces places = placesOf({source(2, 1), source(1, 9), source(2, 1), source(1, 0)});
    QCOMPARE(places, (RecordPlaces{{1, 0}, {1, 9}, {2, 1}}));
}

void TstReferences::stretches_data()
{
    QTest::addColumn<RecordPlaces>("places");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << RecordPlaces{} << QString();
    QTest::newRow("in a row") << RecordPlaces{{1, 4}, {1, 5}, {1, 6}} << QStringLiteral("1:4+3");
    QTest::newRow("with a hole") << RecordPlaces{{1, 4}, {1, 6}} << QStringLiteral("1:4+1 1:6+1");
    QTest::newRow("two files") << RecordPlaces{{1, 4}, {2, 5}} << QStringLiteral("1:4+1 2:5+1");
    QTest::newRow("a whole file is no record") << RecordPlaces{{1, 0}, {1, 1}} << QStringLiteral("1:0+1 1:1+1");
}

void TstReferences::stretches()
{
    QFETCH(RecordPlaces, places);
    QTEST(printed(stretchesOf(places)), "expected");
}

QTEST_GUILESS_MAIN(TstReferences)
#include "tst_references.moc"
