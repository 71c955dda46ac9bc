#include "ui/panes/timelinelanes.h"

#include "models/base/numbertext.h"
#include "models/base/timeformat.h"
#include "models/investigation/snapshot.h"
#include "models/investigation/timelinewriter.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TimelineLanes)
};

/// The busiest minute of denied flows is drawn this high, as a part of the busiest minute of bytes: flows that were
/// denied have no bytes of their own.
constexpr double deniedHeight = 0.2;

TimeLane alertLane(const Snapshot &snapshot)
{
    TimeLane lane;
    lane.id = QLatin1String(alertsLane);
    lane.title = Text::tr("Alerts");
    lane.kind = TimeLane::Kind::Marks;
    for (const Alert &alert : snapshot.detection.alerts) {
        if (alert.timeNs != noTime)
            lane.marks.push_back(
                {alert.timeNs, markOf(alert.severity), alert.key,
                 QStringLiteral("%1 · %2").arg(alert.ruleName, callerTitle(alert.caller, alert.callerName))});
    }
    return lane;
}

TimeLane activityDensity(const Snapshot &snapshot, const TimeRange &whole, const JobState &job)
{
    TimeLane lane;
    lane.id = QLatin1String(activityLane);
    lane.title = Text::tr("Activity");
    lane.kind = TimeLane::Kind::Density;
    lane.bucketText = [](double value, double, qint64) { return Text::tr("%n event(s)", nullptr, qRound(value)); };
    lane.scaleText = [](double value, double, qint64 bucketNs) {
        //: the highest bar of a lane: 24 events in 5 min
        return Text::tr("max %1 / %2").arg(countText(qRound64(value)), durationText(bucketNs));
    };
    for (const EventId id : snapshot.activity->inRange(whole)) {
        if (lane.times.size() % 4096 == 0 && job.cancelled)
            break;
        lane.times.push_back(snapshot.activity->timeNs(id));
    }
    return lane;
}

/// Bars of one capture session: what was asked for, what is there, what is missing.
class CaptureBars
{
public:
    explicit CaptureBars(const Snapshot &snapshot)
        : m_snapshot(snapshot)
    {
        const auto sessions = static_cast<quint32>(snapshot.correlation->sessions().size());
        for (quint32 number = 0; number < sessions; ++number)
            addSession(snapshot.correlation->sessions()[number], snapshot.correlation->coverage(number));
        addUnlinked();
        std::stable_sort(m_bars.begin(), m_bars.end(), [](const TimeInterval &a, const TimeInterval &b) {
            return a.range.beginNs < b.range.beginNs;
        });
    }

    QList<TimeInterval> take() { return std::move(m_bars); }

private:
    void addSession(const CaptureSession &session, const Coverage &coverage)
    {
        TimeRange span = session.requested;
        for (const quint32 file : session.captureFiles)
            span = span.united(m_snapshot.capture.packets->files().at(file).time);
        for (const CoverageGap &gap : coverage.gaps)
            span = span.united(gap);
        const int row = rowFor(span);
        const QString key = session.alertKeys.empty() ? QString() : session.alertKeys.front();
        add(session.requested, TimeInterval::Kind::Planned, row, key, {}, Text::tr("Asked for: %1").arg(session.name));
        for (const quint32 number : session.captureFiles) {
            const CaptureFile &file = m_snapshot.capture.packets->files().at(number);
            add(file.time, TimeInterval::Kind::Solid, row, key, {}, fileText(file));
        }
        for (const CoverageGap &gap : coverage.gaps)
            add(gap, TimeInterval::Kind::Gap, row, key, gapLabel(gap),
                Text::tr("Held by no capture: %1").arg(gapLabel(gap)));
    }

    static QString gapLabel(const CoverageGap &gap)
    {
        if (gap.conversations == 0)
            return gapText(gap);
        return Text::tr("%1 · %2 in flow logs only").arg(gapText(gap), bytesText(gap.bytes));
    }

    void addUnlinked()
    {
        quint32 number = 0;
        for (const CaptureFile &file : m_snapshot.capture.packets->files()) {
            if (!m_snapshot.correlation->sessionOfFile(number++) && !file.time.isEmpty())
                add(file.time, TimeInterval::Kind::Solid, rowFor(file.time), {}, {}, fileText(file));
        }
    }

    static QString fileText(const CaptureFile &file)
    {
        return Text::tr("%1, %n packet(s)", nullptr, static_cast<int>(std::min<quint32>(file.packets, INT_MAX)))
            .arg(file.name.mid(file.name.lastIndexOf(u'/') + 1));
    }

    void add(const TimeRange &range, TimeInterval::Kind kind, int row, const QString &key, const QString &caption,
             const QString &tooltip)
    {
        if (!range.isEmpty())
            m_bars.push_back(
                {.range = range, .kind = kind, .key = key, .caption = caption, .tooltip = tooltip, .row = row});
    }

    /// The first row in which the span stands alone. A restart may begin just before the gap ends: that is no overlap.
    int rowFor(TimeRange span)
    {
        const qint64 give = std::min(nsPerMinute, span.lengthNs() / 4);
        span = {span.beginNs + give, span.endNs - give};
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            const bool free = std::none_of(m_rows[row].begin(), m_rows[row].end(),
                                           [&](const TimeRange &taken) { return taken.overlaps(span); });
            if (free) {
                m_rows[row].push_back(span);
                return static_cast<int>(row);
            }
        }
        m_rows.push_back({span});
        return static_cast<int>(m_rows.size()) - 1;
    }

    const Snapshot &m_snapshot;
    std::vector<std::vector<TimeRange>> m_rows;
    QList<TimeInterval> m_bars;
};

TimeLane captureLane(const Snapshot &snapshot)
{
    TimeLane lane;
    lane.id = QLatin1String(capturesLane);
    lane.title = Text::tr("Captures");
    lane.kind = TimeLane::Kind::Intervals;
    lane.intervals = CaptureBars(snapshot).take();
    return lane;
}

QString perMinuteText(double bytes, qint64 bucketNs)
{
    const double minutes = static_cast<double>(bucketNs) / static_cast<double>(nsPerMinute);
    //: bytes in a minute: "412 kB/min"
    return Text::tr("%1/min").arg(bytesText(static_cast<quint64>(bytes / minutes)));
}

TimeLane flowLane(const Snapshot &snapshot)
{
    TimeLane lane;
    lane.id = QLatin1String(flowsLane);
    lane.title = Text::tr("Flows");
    lane.kind = TimeLane::Kind::Stacked;
    lane.barNs = nsPerMinute;
    quint64 mostBytes = 0;
    quint64 mostDenied = 0;
    for (const FlowBin &bin : snapshot.flows->minutes()) {
        mostBytes = std::max(mostBytes, bin.bytes);
        mostDenied = std::max(mostDenied, bin.deniedFlows);
    }
    const double perDenied = mostDenied == 0 ? 0
                                             : deniedHeight * static_cast<double>(std::max<quint64>(mostBytes, 1))
                                                   / static_cast<double>(mostDenied);
    for (const FlowBin &bin : snapshot.flows->minutes()) {
        const double denied = static_cast<double>(bin.deniedFlows) * perDenied;
        lane.bars.push_back({bin.beginNs, static_cast<double>(bin.bytes) + denied, denied});
    }
    lane.bucketText = [perDenied](double value, double part, qint64 bucketNs) {
        const double bytes = std::max(0.0, value - part);
        QStringList parts{bytesText(static_cast<quint64>(bytes))};
        if (bytes > 0)
            parts << perMinuteText(bytes, bucketNs);
        if (const int denied = perDenied > 0 ? qRound(part / perDenied) : 0; denied > 0)
            parts << Text::tr("%n flow(s) denied", nullptr, denied);
        return parts.join(QStringLiteral(" · "));
    };
    lane.scaleText = [perDenied](double value, double part, qint64 bucketNs) {
        //: the highest bar of a lane; %1 is a rate
        if (value > 0)
            return Text::tr("max %1").arg(perMinuteText(value, bucketNs));
        return perDenied > 0 ? Text::tr("max %1 denied").arg(countText(qRound64(part / perDenied))) : QString();
    };
    return lane;
}

} // namespace

TimelineLanes timelineLanes(const Snapshot &snapshot, JobState &job)
{
    TimelineLanes timeline;
    timeline.whole = wholeTime(snapshot);
    timeline.busy = busyTime(snapshot);
    if (timeline.whole.isEmpty())
        return timeline;
    timeline.lanes.push_back(alertLane(snapshot));
    timeline.lanes.push_back(activityDensity(snapshot, timeline.whole, job));
    timeline.lanes.push_back(captureLane(snapshot));
    timeline.lanes.push_back(flowLane(snapshot));
    return timeline;
}

} // namespace wirecase
