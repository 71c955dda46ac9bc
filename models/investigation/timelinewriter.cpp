#include "models/investigation/timelinewriter.h"

#include "models/investigation/facttext.h"
#include "models/investigation/snapshot.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace wirecase {

namespace {

constexpr qint64 mostBins = 1500;

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

/// The smallest step of the ladder that gives at most mostBins bins.
qint64 binFor(const TimeRange &range)
{
    constexpr std::array<qint64, 11> ladder{nsPerSecond,     10 * nsPerSecond, nsPerMinute,       2 * nsPerMinute,
                                            5 * nsPerMinute, 15 * nsPerMinute, nsPerHour,         3 * nsPerHour,
                                            6 * nsPerHour,   24 * nsPerHour,   7 * 24 * nsPerHour};
    for (const qint64 step : ladder) {
        if (range.lengthNs() / step <= mostBins)
            return step;
    }
    return range.lengthNs() / mostBins + 1;
}

TimeRange withMargin(const TimeRange &range)
{
    if (range.isEmpty())
        return range;
    const qint64 margin = std::max<qint64>(range.lengthNs() / 30, nsPerMinute);
    return {range.beginNs - margin, range.endNs + margin};
}

void addActivity(const Snapshot &snapshot, TimelineSummary &timeline)
{
    timeline.activityBinNs = binFor(timeline.range);
    std::map<qint64, quint64> bins;
    for (const EventId id : snapshot.activity->inRange(timeline.range))
        ++bins[floorTo(snapshot.activity->timeNs(id), timeline.activityBinNs)];
    for (const auto &[begin, count] : bins)
        timeline.activity.push_back({begin, count, 0});
}

void addFlows(const Snapshot &snapshot, TimelineSummary &timeline)
{
    timeline.flowBinNs = std::max(binFor(timeline.range), nsPerMinute);
    std::map<qint64, TimelineSummary::Bin> bins;
    for (const FlowBin &minute : snapshot.flows->minutes()) {
        TimelineSummary::Bin &bin = bins[floorTo(minute.beginNs, timeline.flowBinNs)];
        bin.count += minute.bytes;
        bin.denied += minute.deniedFlows;
    }
    for (auto &[begin, bin] : bins) {
        bin.beginNs = begin;
        timeline.flows.push_back(bin);
    }
}

QString gapLabel(const CoverageGap &gap)
{
    if (gap.conversations == 0)
        return gapText(gap);
    return QCoreApplication::translate("wirecase::TimelineWriter", "%1 · %2 in flow logs only")
        .arg(gapText(gap), factBytes(gap.bytes));
}

void addCaptures(const Snapshot &snapshot, TimelineSummary &timeline)
{
    const auto &sessions = snapshot.correlation->sessions();
    for (quint32 number = 0; number < sessions.size(); ++number) {
        if (!sessions[number].requested.overlaps(timeline.range))
            continue;
        timeline.requested.push_back({sessions[number].requested, sessions[number].name});
        for (const CoverageGap &gap : snapshot.correlation->coverage(number).gaps)
            timeline.gaps.push_back({gap, gapLabel(gap)});
    }
    for (const CaptureFile &file : snapshot.capture.packets->files()) {
        if (!file.time.isEmpty())
            timeline.captured.push_back({file.time, file.name});
    }
}

} // namespace

TimeRange wholeTime(const Snapshot &snapshot)
{
    TimeRange range = snapshot.traffic->time().united(snapshot.flows->time());
    for (const CaptureSession &session : snapshot.correlation->sessions())
        range = range.united(session.requested);
    for (const Alert &alert : snapshot.detection.alerts) {
        if (alert.timeNs != noTime)
            range = range.united({alert.timeNs, alert.timeNs + 1});
    }
    return withMargin(range.isEmpty() ? snapshot.time() : range);
}

TimeRange busyTime(const Snapshot &snapshot)
{
    const TimeRange traffic = snapshot.traffic->time().united(snapshot.flows->time());
    if (traffic.isEmpty())
        return wholeTime(snapshot);
    TimeRange range = traffic;
    for (const CaptureSession &session : snapshot.correlation->sessions()) {
        if (session.requested.overlaps(traffic))
            range = range.united(session.requested);
    }
    return withMargin(range);
}

TimelineSummary timelineOf(const Snapshot &snapshot)
{
    TimelineSummary timeline;
    timeline.range = busyTime(snapshot);
    if (timeline.range.isEmpty())
        return timeline;
    for (const Alert &alert : snapshot.detection.alerts) {
        if (timeline.range.contains(alert.timeNs))
            timeline.alerts.push_back({alert.timeNs, alert.severity, alert.ruleName});
    }
    addActivity(snapshot, timeline);
    addCaptures(snapshot, timeline);
    addFlows(snapshot, timeline);
    return timeline;
}

} // namespace wirecase
