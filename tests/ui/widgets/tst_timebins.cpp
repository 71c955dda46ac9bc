#include "ui/widgets/timebins.h"
#include "ui/widgets/timeticks.h"

#include <QRegularExpression>
#include <QTest>

using namespace wirecase;

namespace {

constexpr qint64 day = 1'623'888'000'000'000'000; // 2021-06-17T00:00Z

QStringList labels(const std::vector<TimeTick> &ticks)
{
    QStringList labels;
    for (const TimeTick &tick : ticks)
        labels += tick.label;
    return labels;
}

} // namespace

class TestTimeBins : public QObject
{
    Q_OBJECT

private slots:
    void bucketStep_isRoundAndWideEnough();
    void bucketStep_neverShorterThanTheEntries();
    void buckets_sumWhatTheyHold();
    void buckets_dropNothingAtTheEdges();
    void buckets_stayBoundedByPixels();
    void bucketAt_countsInstantsOfTheBucket();
    void ticks_areRoundInTheZone();
    void ticks_nameTheDayWhenItBegins();
    void ticks_nameTheYearWhereThereAreSeveral();
};

void TestTimeBins::bucketStep_isRoundAndWideEnough()
{
    QCOMPARE(bucketStep(12 * nsPerHour, 1200, 5), 5 * nsPerMinute);
    QCOMPARE(bucketStep(nsPerSecond, 1000, 5), 5 * nsPerMs);
    const qint64 century = 36'500 * 24 * nsPerHour;
    QVERIFY(century / bucketStep(century, 1000, 5) <= 200);
}

void TestTimeBins::bucketStep_neverShorterThanTheEntries()
{
    QCOMPARE(bucketStep(nsPerMinute, 1000, 5, nsPerMinute), nsPerMinute);
}

void TestTimeBins::buckets_sumWhatTheyHold()
{
    TimeLane lane;
    lane.kind = TimeLane::Kind::Stacked;
    for (int i = 0; i < 10; ++i)
        lane.bars.push_back({day + i * nsPerMinute, double(i), i == 7 ? 2.0 : 0.0});
    const auto buckets = LaneSums(lane).buckets({day, day + nsPerHour}, 5 * nsPerMinute);
    QCOMPARE(buckets.size(), std::size_t(2));
    QCOMPARE(buckets[0].value, 0.0 + 1 + 2 + 3 + 4);
    QCOMPARE(buckets[1].value, 5.0 + 6 + 7 + 8 + 9);
    QCOMPARE(buckets[0].part, 0.0);
    QCOMPARE(buckets[1].part, 2.0);
}

void TestTimeBins::buckets_dropNothingAtTheEdges()
{
    TimeLane lane;
    lane.times = {day, day + 1, day + nsPerMinute - 1, day + nsPerMinute, day + 90 * nsPerSecond};
    double sum = 0;
    for (const TimeBucket &bucket : LaneSums(lane).buckets({day, day + nsPerHour}, nsPerMinute))
        sum += bucket.value;
    QCOMPARE(sum, 5.0);
}

void TestTimeBins::buckets_stayBoundedByPixels()
{
    TimeLane lane;
    for (int i = 0; i < 200'000; ++i)
        lane.times.push_back(day + i * nsPerSecond);
    const TimeRange shown{day, day + 200'000 * nsPerSecond};
    const auto buckets = LaneSums(lane).buckets(shown, bucketStep(shown.lengthNs(), 1000, 5));
    QVERIFY(buckets.size() <= 201);
    double sum = 0;
    for (const TimeBucket &bucket : buckets)
        sum += bucket.value;
    QCOMPARE(sum, 200'000.0);
}

void TestTimeBins::bucketAt_countsInstantsOfTheBucket()
{
    TimeLane lane;
    lane.times = {day + 1, day + 2, day + nsPerMinute};
    const TimeBucket bucket = LaneSums(lane).bucketAt(day + 30 * nsPerSecond, nsPerMinute);
    QCOMPARE(bucket.range, (TimeRange{day, day + nsPerMinute}));
    QCOMPARE(bucket.value, 2.0);
}

void TestTimeBins::ticks_areRoundInTheZone()
{
    const TimeRange shown{day + 6 * nsPerHour, day + 18 * nsPerHour};
    QCOMPARE(labels(timeTicks(shown, 6, TimeFormat())),
             (QStringList{QStringLiteral("17 Jun 06:00"), QStringLiteral("08:00"), QStringLiteral("10:00"),
                          QStringLiteral("12:00"), QStringLiteral("14:00"), QStringLiteral("16:00")}));
    const TimeFormat kathmandu(QTimeZone("Asia/Kathmandu")); // +05:45
    const auto ticks = timeTicks(shown, 6, kathmandu);
    QCOMPARE(ticks.front().label, QStringLiteral("17 Jun 12:00"));
    QCOMPARE(ticks.front().timeNs, day + 6 * nsPerHour + 15 * nsPerMinute);
}

void TestTimeBins::ticks_nameTheDayWhenItBegins()
{
    const QStringList texts = labels(timeTicks({day + 20 * nsPerHour, day + 30 * nsPerHour}, 5, TimeFormat()));
    QVERIFY(texts.contains(QStringLiteral("18 Jun 00:00")));
}

void TestTimeBins::ticks_nameTheYearWhereThereAreSeveral()
{
    const QRegularExpression hasYear(QStringLiteral("[0-9]{4}$"));
    const qint64 length = 3 * 365 * 24 * nsPerHour;
    const QStringList texts = labels(timeTicks({day, day + length}, 6, TimeFormat()));
    QVERIFY(texts.front().contains(hasYear));
    QStringList years;
    for (const QString &text : texts.filter(hasYear))
        years << text.section(u' ', -1);
    QVERIFY(years.size() >= 3);
    QCOMPARE(years.removeDuplicates(), 0); // each is named once
    QVERIFY(labels(timeTicks({day, day + length / 30}, 6, TimeFormat())).filter(hasYear).isEmpty());
}

QTEST_GUILESS_MAIN(TestTimeBins)
#include "tst_timebins.moc"
