#include "models/base/pastedtime.h"

#include <QTest>

using namespace wirecase;

namespace {

constexpr qint64 noon = 1'790'856'003'250'000'000; // 2026-10-01 12:00:03.25 UTC

} // namespace

class TestPastedTime : public QObject
{
    Q_OBJECT

private slots:
    void usualNotations_areRead_data();
    void usualNotations_areRead();
    void coarseNotations_areRead_data();
    void coarseNotations_areRead();
    void otherText_isRefused_data();
    void otherText_isRefused();
};

void TestPastedTime::usualNotations_areRead_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"2026-10-01T12:00:03.25Z", "2026-10-01 12:00:03.25", "2026-10-01T14:00:03.250+02:00",
          "2026-10-01 07:30:03.25-0430", "2026-10-01 13:00:03,250000 +01", "2026-10-01 12:00:03.25 UTC",
          "20261001T120003.25Z", "Oct  1, 2026 12:00:03.250000000 UTC", "October 1 2026 12:00:03.25",
          "01/Oct/2026:14:00:03.25 +0200", "Thu, 01 Oct 2026 12:00:03.25 GMT", "1790856003.25", "1790856003250",
          "1790856003250000", "1790856003250000000", "  \"2026-10-01T12:00:03.25Z\", ", "[2026/10/01 12:00:03.25]"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPastedTime::usualNotations_areRead()
{
    QFETCH(QString, text);
    QCOMPARE(parsePastedTime(text), std::optional(noon));
}

void TestPastedTime::coarseNotations_areRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("day") << "2026-10-01" << qint64{1'790'812'800};
    QTest::newRow("minute") << "2026-10-01 12:00" << qint64{1'790'856'000};
    QTest::newRow("before the epoch") << "1969-12-31 23:59:59" << qint64{-1};
    QTest::newRow("nine digits are seconds") << "100000000" << qint64{100'000'000};
}

void TestPastedTime::coarseNotations_areRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    QCOMPARE(parsePastedTime(text), std::optional(seconds * 1'000'000'000));
}

void TestPastedTime::otherText_isRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "noon", "42", "2026-13-01", "2026-02-30 12:00", "2026-10-01 25:00:00",
                             "2026-10-01 12:00:03 +19:00", "2026-10-01 12:00:03 CEST", "9999-01-01 00:00:00",
                             "9999999999999999999", "99999999999", "Foo 1, 2026 12:00:03", "-1790856003"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("long") << QString(1000, u'1');
}

void TestPastedTime::otherText_isRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parsePastedTime(text));
}

QTEST_GUILESS_MAIN(TestPastedTime)
#include "tst_pastedtime.moc"
