#include "models/correlation/activitychains.h"

#include "models/activity/activityindex.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

namespace wirecase {

namespace {

// Events without a correlation id belong together when they are this close.
constexpr qint64 chainPause = 10 * nsPerMinute;

// Times are held between 1826 and 2114, so that limits can be added and differences taken in 64 bit.
constexpr qint64 farthest = std::numeric_limits<qint64>::max() / 2 - 2 * 365 * 24 * nsPerHour;

std::optional<CaptureOperation> operationOf(const QString &folded)
{
    if (!folded.startsWith(QLatin1String("microsoft.network/")))
        return std::nullopt;
    const auto ends = [&folded](const char *tail) { return folded.endsWith(QLatin1String(tail)); };
    if (ends("/packetcaptures/write"))
        return CaptureOperation::StartOnWatcher;
    if (ends("/packetcaptures/stop/action"))
        return CaptureOperation::StopOnWatcher;
    if (ends("/packetcaptures/delete"))
        return CaptureOperation::DeleteOnWatcher;
    if (ends("/startpacketcapture/action"))
        return CaptureOperation::StartOnGateway;
    if (ends("/stoppacketcapture/action"))
        return CaptureOperation::StopOnGateway;
    return std::nullopt;
}

/// The id of the capture or gateway, without what an export may have hung on it.
QString capturedResource(QString id)
{
    while (id.endsWith(u'/'))
        id.chop(1);
    const QString folded = id.toLower();
    const QString segment = QStringLiteral("/packetcaptures/");
    const qsizetype name = folded.indexOf(segment);
    if (name >= 0) {
        const qsizetype end = id.indexOf(u'/', name + segment.size());
        return end < 0 ? id : id.left(end);
    }
    for (const char *tail : {"/startpacketcapture", "/stoppacketcapture"}) {
        if (folded.endsWith(QLatin1String(tail)))
            id.chop(static_cast<qsizetype>(qstrlen(tail)));
    }
    return id;
}

void addEvent(ActivityChain &chain, const ActivityEvent &event)
{
    const QString id = capturedResource(event.resourceId);
    if (chain.resourceId.isEmpty() || chain.resourceId == chain.resourceId.toUpper())
        chain.resourceId = id;
    chain.events.push_back(event.id);
    if (chain.firstNs == noTime)
        chain.firstNs = event.timeNs;
    chain.lastNs = std::max(chain.lastNs, event.timeNs);
    if (event.statusClass == StatusClass::Succeeded)
        chain.succeededNs = event.timeNs;
    chain.failed = chain.failed || event.statusClass == StatusClass::Failed;
}

} // namespace

Result<std::vector<ActivityChain>> captureChains(const ActivityIndex &activity, JobState &job)
{
    std::vector<ActivityChain> chains;
    std::map<std::tuple<CaptureOperation, QString, QString>, std::size_t> latest;
    for (quint32 i = 0; i < activity.size(); ++i) {
        if (i % 4096 == 0 && job.cancelled)
            return Error::cancelled();
        const auto operation = operationOf(activity.operation(EventId{i}).toLower());
        if (!operation)
            continue;
        ActivityEvent event = activity.event(EventId{i});
        if (event.timeNs == noTime)
            continue; // what has no time is no interval
        event.timeNs = std::clamp(event.timeNs, -farthest, farthest);
        const QString resource = capturedResource(event.resourceId).toLower();
        const QString correlation = event.correlationId.toLower();
        const auto key = std::tuple(*operation, resource, correlation);
        const auto found = latest.find(key);
        const auto isClose = [&](const ActivityChain &chain) { return event.timeNs - chain.lastNs <= chainPause; };
        const bool continues = found != latest.end() && (!correlation.isEmpty() || isClose(chains[found->second]));
        if (!continues) {
            latest[key] = chains.size();
            chains.push_back({*operation, resource, {}, correlation, {}, noTime, noTime, noTime, false});
        }
        addEvent(chains[latest[key]], event);
    }
    return chains;
}

QString resourceName(const QString &resourceId)
{
    return resourceId.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QString subscriptionOf(const QString &resourceId)
{
    const QStringList parts = resourceId.toLower().split(u'/', Qt::SkipEmptyParts);
    const qsizetype at = parts.indexOf(QStringLiteral("subscriptions"));
    return at >= 0 && at + 1 < parts.size() ? parts.at(at + 1) : QString();
}

} // namespace wirecase
