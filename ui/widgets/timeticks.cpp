#include "ui/widgets/timeticks.h"

#include "ui/widgets/timebins.h"

#include <QDateTime>

namespace wirecase {

namespace {

constexpr qint64 nsPerDay = 24 * nsPerHour;

qint64 offsetNs(const TimeFormat &format, qint64 timeNs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeNs / nsPerMs, QTimeZone::utc());
    return format.zone().offsetFromUtc(time) * nsPerSecond;
}

QString clockLabel(qint64 timeNs, qint64 stepNs, const TimeFormat &format)
{
    if (stepNs < nsPerMs)
        return format.timeOfDayUs(timeNs);
    if (stepNs < nsPerSecond)
        return format.timeOfDayMs(timeNs);
    return stepNs < nsPerMinute ? format.timeOfDay(timeNs) : format.timeOfDay(timeNs).left(5);
}

QString yearOf(qint64 timeNs, const TimeFormat &format)
{
    return format.date(timeNs).section(u' ', -1);
}

/// "17 Jun": the year stands in every tooltip and chip.
QString dayLabel(qint64 timeNs, const TimeFormat &format)
{
    return format.date(timeNs).section(u' ', 0, 1);
}

} // namespace

std::vector<TimeTick> timeTicks(const TimeRange &range, int count, const TimeFormat &format)
{
    std::vector<TimeTick> ticks;
    if (range.isEmpty() || count < 1)
        return ticks;
    const qint64 step = bucketStep(range.lengthNs(), count, 1);
    const qint64 shift = offsetNs(format, range.beginNs);
    const qint64 first = range.beginNs + shift;
    qint64 local = first - first % step;
    if (local < first)
        local += step;
    const bool hasYears = yearOf(range.beginNs, format) != yearOf(range.endNs, format);
    QString day;
    QString year;
    for (; local - shift < range.endNs && ticks.size() < 1000; local += step) {
        // The zone's offset may change within the range.
        const qint64 time = local - offsetNs(format, local - shift);
        if (!range.contains(time))
            continue;
        const QString label = clockLabel(time, step, format);
        const QString today = dayLabel(time, format);
        const bool isOtherYear = hasYears && yearOf(time, format) != year;
        if (step >= nsPerDay)
            ticks.push_back({time, isOtherYear ? format.date(time) : today});
        else if (today != day)
            ticks.push_back({time, QStringLiteral("%1 %2").arg(today, label)});
        else
            ticks.push_back({time, label});
        day = today;
        year = yearOf(time, format);
    }
    return ticks;
}

} // namespace wirecase
