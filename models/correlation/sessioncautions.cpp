#include "models/correlation/sessioncautions.h"

#include "models/activity/activityindex.h"
#include "models/base/timeformat.h"
#include "models/correlation/activitychains.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSession)
};

// An account made this shortly before a capture was made for it.
constexpr qint64 recently = 24 * nsPerHour;

/// What the activity log knows of one storage account.
struct AccountStory
{
    qint64 createdNs = noTime;
    quint32 events = 0;
};

using Accounts = std::map<QString, AccountStory>; ///< by folded name, which is unique in Azure

QString accountIn(const QString &resourceId)
{
    const QStringList parts = resourceId.toLower().split(u'/', Qt::SkipEmptyParts);
    const qsizetype at = parts.indexOf(QStringLiteral("storageaccounts"));
    return at >= 0 && at + 1 < parts.size() ? parts.at(at + 1) : QString();
}

Result<Accounts> storyOfAccounts(const ActivityIndex &activity, JobState &job)
{
    Accounts accounts;
    for (quint32 i = 0; i < activity.size(); ++i) {
        if (i % 4096 == 0 && job.cancelled)
            return Error::cancelled();
        const QString operation = activity.operation(EventId{i}).toLower();
        if (!operation.startsWith(QLatin1String("microsoft.storage/storageaccounts")))
            continue;
        const ActivityEvent event = activity.event(EventId{i});
        AccountStory &story = accounts[accountIn(event.resourceId)];
        ++story.events;
        if (operation == QLatin1String("microsoft.storage/storageaccounts/write") && story.createdNs == noTime
            && story.events == 1 && event.statusClass == StatusClass::Started)
            story.createdNs = event.timeNs;
    }
    return accounts;
}

void addStorageCautions(const CaptureSession &session, const Accounts &accounts, quint32 uses, QStringList &cautions)
{
    const QString own = subscriptionOf(session.target.isEmpty() ? session.resourceId : session.target);
    const QString other = subscriptionOf(session.storageId);
    if (!other.isEmpty() && !own.isEmpty() && other != own)
        cautions.append(Words::tr("The storage account %1 is in another subscription.").arg(session.storageAccount));
    if (session.storageAccount.isEmpty())
        return;
    const auto story = accounts.find(session.storageAccount.toLower());
    if (story == accounts.end()) {
        if (uses <= 1)
            cautions.append(Words::tr("The activity log does not mention the storage account %1 elsewhere.")
                                .arg(session.storageAccount));
        return;
    }
    const qint64 created = story->second.createdNs;
    if (created == noTime || created > session.requested.beginNs || created < session.requested.beginNs - recently)
        return;
    cautions.append(Words::tr("The storage account %1 was first written %2 before the capture.")
                        .arg(session.storageAccount, durationText(session.requested.beginNs - created)));
}

void addRequestCautions(const CaptureSession &session, qint64 lastEventNs, QStringList &cautions)
{
    if (!session.bodyFound) {
        cautions.append(Words::tr("The request's body is not in the evidence: target, storage and filters are unknown, "
                                  "limits are Azure's defaults."));
    } else {
        if (session.filters.isEmpty())
            cautions.append(Words::tr("No filter: all traffic of the target was captured."));
        if (session.bytesPerPacket == 0)
            cautions.append(Words::tr("All bytes of each packet were captured."));
    }
    if (session.startedNs == session.requested.beginNs)
        cautions.append(Words::tr("No event says that the capture was started."));
    if (session.endReason == CaptureSession::EndReason::TimeLimit && session.requested.endNs > lastEventNs)
        cautions.append(Words::tr("The activity log ends before the capture's time limit."));
    if (session.endReason == CaptureSession::EndReason::Unknown)
        cautions.append(Words::tr("When the capture ended is not in the evidence."));
}

} // namespace

Status addCautions(const ActivityIndex &activity, SessionList &list, JobState &job)
{
    const auto accounts = storyOfAccounts(activity, job);
    if (!accounts)
        return accounts.error();
    std::map<QString, quint32> uses;
    for (const CaptureSession &session : list.sessions)
        ++uses[session.storageAccount.toLower()];
    const qint64 lastEvent = activity.size() == 0 ? noTime : activity.timeNs(EventId{activity.size() - 1});
    for (CaptureSession &session : list.sessions) {
        addRequestCautions(session, lastEvent, session.cautions);
        addStorageCautions(session, *accounts, uses[session.storageAccount.toLower()], session.cautions);
    }
    return {};
}

} // namespace wirecase
