#include "ui/widgets/lanetooltip.h"

#include "models/base/numbertext.h"
#include "ui/widgets/laneplottable.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

constexpr std::size_t listedMarks = 6;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("wirecase::TimePlot", text, nullptr, n);
}

QString marksText(const LanePlottable &lane, qreal x, const TimeFormat &format)
{
    QStringList lines;
    if (const int side = lane.hintAt(x); side != 0) {
        const auto count = static_cast<int>(lane.marksBeyond(side));
        return side < 0 ? tr(QT_TRANSLATE_N_NOOP("wirecase::TimePlot", "%n before what is shown"), count)
                        : tr(QT_TRANSLATE_N_NOOP("wirecase::TimePlot", "%n after what is shown"), count);
    }
    for (const TimeMark *mark : lane.marksAt(x, listedMarks))
        lines += QStringLiteral("%1 %2  %3")
                     .arg(format.dateTime(mark->timeNs), format.zoneText(mark->timeNs), mark->tooltip);
    const std::size_t count = lane.markCountAt(x);
    if (count > listedMarks)
        lines += tr(QT_TRANSLATE_N_NOOP("wirecase::TimePlot", "%n more"), static_cast<int>(count - listedMarks));
    return lines.join(u'\n');
}

QString intervalText(const TimeInterval &interval, const TimeFormat &format)
{
    QStringList lines;
    lines += interval.tooltip.isEmpty() ? interval.caption : interval.tooltip;
    lines += QStringLiteral("%1, %2").arg(format.range(interval.range), durationText(interval.range.lengthNs()));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString bucketText(const LanePlottable &lane, qreal x, const TimeFormat &format)
{
    const TimeBucket bucket = lane.bucketAt(x);
    if (bucket.value <= 0 && bucket.part <= 0)
        return {};
    const QString when = QStringLiteral("%1 %2, %3")
                             .arg(format.dateTime(bucket.range.beginNs), format.zoneText(bucket.range.beginNs),
                                  durationText(bucket.range.lengthNs()));
    const TimeLane &source = lane.lane();
    const QString what = source.bucketText
                             ? source.bucketText(bucket.value, bucket.part, bucket.range.lengthNs())
                             : QStringLiteral("%1: %2").arg(source.title, countText(qRound64(bucket.value)));
    return when + u'\n' + what;
}

} // namespace

QString laneTooltip(const LanePlottable &lane, const QPoint &position, const TimeFormat &format)
{
    switch (lane.lane().kind) {
    case TimeLane::Kind::Marks:
        return marksText(lane, position.x(), format);
    case TimeLane::Kind::Intervals:
        if (const TimeInterval *interval = lane.intervalAt(position))
            return intervalText(*interval, format);
        return {};
    case TimeLane::Kind::Density:
    case TimeLane::Kind::Stacked:
        return bucketText(lane, position.x(), format);
    }
    return {};
}

TimeRange laneExtent(const TimeLane &lane)
{
    TimeRange extent;
    for (const TimeInterval &interval : lane.intervals)
        extent = extent.united(interval.range);
    // What has no time sorts to the front and extends nothing.
    const auto add = [&extent](const auto &entries, const auto &timeOf, qint64 width) {
        const auto first =
            std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return timeOf(e) != noTime; });
        if (first != entries.end())
            extent = extent.united({timeOf(*first), timeOf(entries.back()) + width});
    };
    add(
        lane.marks, [](const TimeMark &mark) { return mark.timeNs; }, 1);
    add(
        lane.times, [](qint64 time) { return time; }, 1);
    add(
        lane.bars, [](const TimeBar &bar) { return bar.beginNs; }, lane.barNs);
    return extent;
}

} // namespace wirecase
