#include "models/base/timeformat.h"
#include "models/kql/datemath.h"

#include <QTest>

using namespace wirecase;

namespace {

QString text(const std::optional<TimeRange> &range)
{
    return range ? isoTime(range->beginNs) + u' ' + isoTime(range->endNs) : QStringLiteral("none");
}

} // namespace

class DateMathTest : public QObject
{
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
};

void DateMathTest::parse_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("span");

    const auto row = [](const char *query, const char *span) {
        QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(span);
    };
    row("2010", "2010-01-01T00:00:00Z 2011-01-01T00:00:00Z");
    row("2010-02", "2010-02-01T00:00:00Z 2010-03-01T00:00:00Z");
    row("2010-03-06", "2010-03-06T00:00:00Z 2010-03-07T00:00:00Z");
    row("2010-03-06T14", "2010-03-06T14:00:00Z 2010-03-06T15:00:00Z");
    row("2010-03-06T14:15", "2010-03-06T14:15:00Z 2010-03-06T14:16:00Z");
    row("2010-03-06T14:15:16", "2010-03-06T14:15:16Z 2010-03-06T14:15:17Z");
    row("2010-03-06T14:15:16Z", "2010-03-06T14:15:16Z 2010-03-06T14:15:17Z");
    row("2010-03-06T14:15:16+02:00", "2010-03-06T12:15:16Z 2010-03-06T12:15:17Z");
    row("2010-03-06T14:15:16-0130", "2010-03-06T15:45:16Z 2010-03-06T15:45:17Z");
    row("2010-03-06T14:15:16.5Z", "2010-03-06T14:15:16.5Z 2010-03-06T14:15:16.501Z");
    row("2010-03-06T14:15:16.1234567Z", "2010-03-06T14:15:16.1234567Z 2010-03-06T14:15:16.1234568Z");
    row("1267884900000", "2010-03-06T14:15:00Z 2010-03-06T14:15:00.001Z");
    row("now", "2021-06-17T09:04:11.118Z 2021-06-17T09:04:11.119Z");
    row("now-1d", "2021-06-16T09:04:11.118Z 2021-06-16T09:04:11.119Z");
    row("now/d", "2021-06-17T00:00:00Z 2021-06-18T00:00:00Z");
    row("now-7d/d", "2021-06-10T00:00:00Z 2021-06-11T00:00:00Z");
    row("now/w", "2021-06-14T00:00:00Z 2021-06-21T00:00:00Z");
    row("now+1h-5m", "2021-06-17T09:59:11.118Z 2021-06-17T09:59:11.119Z");
    row("2020-01-31||+1M/d", "2020-02-29T00:00:00Z 2020-03-01T00:00:00Z");
    row("foo", "none");
    row("nowhere", "none");
    row("now-", "none");
    row("now-1q", "none");
    row("2010-13-01", "none");
    row("2010-03-06 14:15", "none");
    row("9999999999999999", "none");
    row("", "none");
}

void DateMathTest::parse()
{
    QFETCH(QString, query);
    QFETCH(QString, span);
    const qint64 now = *parseIsoTime(u"2021-06-17T09:04:11.118042Z");
    QCOMPARE(text(parseDateMath(query, now)), span);
}

QTEST_GUILESS_MAIN(DateMathTest)
#include "tst_datemath.moc"
