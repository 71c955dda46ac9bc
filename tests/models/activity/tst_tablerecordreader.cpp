#include "activityforms.h"

#include <QTest>

using namespace wirecase;

class TableRecordReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void read_damagedRowCostsItself();
};

void TableRecordReaderTest::read_damagedRowCostsItself()
{
    const QByteArray columns = R"({"tables":[{"name":"T","columns":[{"name":"TimeGenerated"},{"name":"Caller"},)"
                               R"({"name":"OperationNameValue"},{"name":"CorrelationId"}],"rows":[)";
    const QByteArray good = R"(["2021-06-17T09:04:11Z","a","A/write","c1"])";
    for (const char *bad : {R"(["2021-06-17T09:04:11Z","b",])", R"(["x","b","c"])", R"(["x","b" "c","d"])", "[]"}) {
        const Read read =
            readActivity({columns + good + ',' + bad + ',' + QByteArray(good).replace("c1", "c2") + "]}]}"});
        QCOMPARE(read.index->size(), 2U);
        QCOMPARE(read.reports[0].problems, quint64{1});
        QCOMPARE(read.reports[0].places[0].offset, columns.size() + good.size() + 1);
    }
}

QTEST_GUILESS_MAIN(TableRecordReaderTest)
#include "tst_tablerecordreader.moc"
