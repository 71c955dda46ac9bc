#include "models/base/numbertext.h"
#include "models/base/timeformat.h"

#include <QTest>

using namespace wirecase;

namespace {

constexpr qint64 morning = 1'623'920'651'118'042'007; // 2021-06-17 09:04:11.118042007 UTC

} // namespace

class TestTimeFormat : public QObject
{
    Q_OBJECT

private slots:
    void parseIsoTime_keepsNanoseconds_data();
    void parseIsoTime_keepsNanoseconds();
    void parseIsoTime_otherTextIsRefused_data();
    void parseIsoTime_otherTextIsRefused();
    void isoTime_isTheInverse();
    void range_namesTheZone_data();
    void range_namesTheZone();
    void clock_roundsDownBeforeTheEpoch();
    void secondsText_countsEitherWay_data();
    void secondsText_countsEitherWay();
    void durationText_picksTheUnit_data();
    void durationText_picksTheUnit();
    void bytesText_picksTheUnit_data();
    void bytesText_picksTheUnit();
};

void TestTimeFormat::parseIsoTime_keepsNanoseconds_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nanoseconds") << "2021-06-17T09:04:11.118042007Z";
    QTest::newRow("offset") << "2021-06-17T11:04:11.118042007+02:00";
    QTest::newRow("no zone is UTC") << "2021-06-17T09:04:11.118042007";
    QTest::newRow("more digits than fit") << "2021-06-17T09:04:11.1180420079Z";
    QTest::newRow("space") << " 2021-06-17 09:04:11.118042007Z ";
}

void TestTimeFormat::parseIsoTime_keepsNanoseconds()
{
    QFETCH(QString, text);
    const auto time = parseIsoTime(text);
    QVERIFY(time);
    QCOMPARE(*time, morning);
}

void TestTimeFormat::parseIsoTime_otherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "yesterday", "2021-13-01T00:00:00Z", "2021-06-17T09:04:11.Z", "99999-01-01T00:00:00Z", "."})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("beyond 64 bits of nanoseconds") << "2500-01-01T00:00:00Z";
}

void TestTimeFormat::parseIsoTime_otherTextIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parseIsoTime(text));
}

void TestTimeFormat::isoTime_isTheInverse()
{
    QCOMPARE(isoTime(morning), QStringLiteral("2021-06-17T09:04:11.118042007Z"));
    QCOMPARE(isoTime(morning / nsPerSecond * nsPerSecond), QStringLiteral("2021-06-17T09:04:11Z"));
    QCOMPARE(isoTime(morning / nsPerSecond * nsPerSecond, 3), QStringLiteral("2021-06-17T09:04:11.000Z"));
    QCOMPARE(isoTime(noTime), QString());
    QCOMPARE(*parseIsoTime(isoTime(-1)), -1);
}

void TestTimeFormat::range_namesTheZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("expected");
    QTest::newRow("hours") << QByteArray("UTC") << 6 * nsPerHour << "17 Jun 2021 09:04 – 15:04 UTC";
    QTest::newRow("short") << QByteArray("UTC") << 20 * nsPerSecond << "17 Jun 2021 09:04:11 – 09:04:31 UTC";
    QTest::newRow("days") << QByteArray("UTC") << 26 * nsPerHour << "17 Jun 2021 09:04 – 18 Jun 2021 11:04 UTC";
    QTest::newRow("zone") << QByteArray("Europe/Berlin") << nsPerHour
                          << "17 Jun 2021 11:04 – 12:04 Europe/Berlin +02:00";
}

void TestTimeFormat::range_namesTheZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, length);
    QFETCH(QString, expected);
    QCOMPARE(TimeFormat(QTimeZone(zone)).range({morning, morning + length}), expected);
}

void TestTimeFormat::clock_roundsDownBeforeTheEpoch()
{
    const TimeFormat format;
    QCOMPARE(format.timeOfDayUs(-1), QStringLiteral("23:59:59.999999"));
    QCOMPARE(format.timeOfDayMs(morning), QStringLiteral("09:04:11.118"));
    QCOMPARE(format.timeOfDay(noTime), QStringLiteral("no time"));
}

void TestTimeFormat::secondsText_countsEitherWay_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << morning << morning << "0.000000";
    QTest::newRow("microseconds") << qint64{0} << qint64{123'000} << "0.000123";
    QTest::newRow("nanoseconds") << qint64{0} << qint64{3'000'000'007} << "3.000000007";
    QTest::newRow("backwards, below a second") << qint64{500'000'000} << qint64{0} << "-0.500000";
    QTest::newRow("no time") << noTime << morning << "";
    QTest::newRow("wider than 64 bits") << std::numeric_limits<qint64>::max() << qint64{-2} << "";
}

void TestTimeFormat::secondsText_countsEitherWay()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QTEST(secondsText(from, to), "text");
}

void TestTimeFormat::durationText_picksTheUnit_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ms") << 118 * nsPerMs << "118 ms";
    QTest::newRow("s") << 12 * nsPerSecond << "12 s";
    QTest::newRow("min s") << 90 * nsPerSecond << "1 min 30 s";
    QTest::newRow("min") << 54 * nsPerMinute + nsPerSecond << "54 min";
    QTest::newRow("h") << 5 * nsPerHour << "5 h 00 min";
    QTest::newRow("d h") << 50 * nsPerHour << "2 d 2 h";
    QTest::newRow("d") << 72 * nsPerHour << "3 d";
}

void TestTimeFormat::durationText_picksTheUnit()
{
    QFETCH(qint64, ns);
    QFETCH(QString, expected);
    QCOMPARE(durationText(ns), expected);
}

void TestTimeFormat::bytesText_picksTheUnit_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << quint64{0} << "0 B";
    QTest::newRow("B") << quint64{999} << "999 B";
    QTest::newRow("kB") << quint64{9'100} << "9.1 kB";
    QTest::newRow("rounds up") << quint64{999'950} << "1.0 MB";
    QTest::newRow("MB") << quint64{812'300'000} << "812 MB";
    QTest::newRow("largest") << std::numeric_limits<quint64>::max() << "18447 PB";
}

void TestTimeFormat::bytesText_picksTheUnit()
{
    QFETCH(quint64, bytes);
    QFETCH(QString, expected);
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    QCOMPARE(bytesText(bytes, plain), expected);
}

QTEST_GUILESS_MAIN(TestTimeFormat)
#include "tst_timeformat.moc"
