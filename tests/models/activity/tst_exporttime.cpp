#include "models/activity/exporttime.h"
#include "models/base/timeformat.h"

#include <QTest>

using namespace wirecase;

class ExportTimeTest : public QObject
{
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
    void utc_agreesWithTheGeneralParser();
};

void ExportTimeTest::parse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("time");    ///< empty where there is none
    QTest::addColumn<QString>("assumed"); ///< z: zone, o: order, s: to the second

    const auto row = [](const char *text, const char *time, const char *assumed = "") {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(time) << QString::fromLatin1(assumed);
    };
    row("2021-06-17T09:04:11.1180421Z", "2021-06-17T09:04:11.1180421Z");
    row("2021-06-17T11:04:11.118+02:00", "2021-06-17T09:04:11.118Z");
    row("2021-06-17 09:04:11.118 [UTC]", "2021-06-17T09:04:11.118Z");
    row("6/17/2021, 9:04:11.118 PM", "2021-06-17T21:04:11.118Z", "z");
    row("6/17/2021, 12:04:11.118 AM UTC", "2021-06-17T00:04:11.118Z");
    row("6/7/2021 9:04:11 AM", "2021-06-07T09:04:11Z", "zos");
    row("17/06/2021 09:04:11", "2021-06-17T09:04:11Z", "zs");
    row("17.06.2021 09:04:11.118", "2021-06-17T09:04:11.118Z", "z");
    row("Jun 17, 2021 @ 09:04:11.118", "2021-06-17T09:04:11.118Z", "z");
    row("Thu Jun 17 2021 11:04:11 GMT+0200 (Central European Summer Time)", "2021-06-17T09:04:11Z", "s");
    row("/Date(1623920651118)/", "2021-06-17T09:04:11.118Z");
    row("", "");
    row("yesterday", "");
    row("13/13/2021 09:04:11", "");
    row("2/30/2021 09:04:11", "");
    row("Foo 17, 2021 @ 09:04:11.118", "");
    row("/Date(99999999999999999999)/", "");
    row("1601-01-01T00:00:00Z", "");
}

void ExportTimeTest::parse()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, time);
    const ExportTime parsed = parseExportTime(text.toStdString());
    QCOMPARE(parsed.ns, time.isEmpty() ? noTime : *parseIsoTime(time));
    const QString assumed = QStringLiteral("%1%2%3").arg(parsed.zoneAssumed ? QStringLiteral("z") : QString(),
                                                         parsed.orderAssumed ? QStringLiteral("o") : QString(),
                                                         parsed.toTheSecond ? QStringLiteral("s") : QString());
    QTEST(assumed, "assumed");
}

void ExportTimeTest::utc_agreesWithTheGeneralParser()
{
    for (const char *text :
         {"2021-06-17T09:04:11Z", "2021-06-17T09:04:11.1Z", "2020-02-29T23:59:59.999999999Z", "1969-12-31T23:59:59.5Z",
          "2021-02-29T00:00:00Z", "2021-13-01T00:00:00Z", "2021-06-17T24:00:00Z", "2021-06-17T09:60:11Z",
          "2021-06-17T09:04:11.Z", "2021-06-17T09:04:11", "2021-06-17T09:04Z", "20x1-06-17T09:04:11Z", "Z", ""}) {
        const qint64 fast = parseUtcTime(text);
        if (fast != noTime)
            QCOMPARE(fast, parseIsoTime(QString::fromLatin1(text)).value_or(noTime));
    }
    QVERIFY(parseUtcTime("2020-02-29T23:59:59.999999999Z") != noTime);
}

QTEST_GUILESS_MAIN(ExportTimeTest)
#include "tst_exporttime.moc"
