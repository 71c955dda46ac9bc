#include "models/investigation/alertview.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

bool isSameCaller(const ActivityEvent &event, const ActivityEvent &other)
{
    if (!event.callerId.isEmpty() && !other.callerId.isEmpty())
        return event.callerId.compare(other.callerId, Qt::CaseInsensitive) == 0;
    return !event.caller.isEmpty() && event.caller.compare(other.caller, Qt::CaseInsensitive) == 0;
}

std::vector<EventId> eventsOfCaller(const ActivityIndex &activity, const ActivityEvent &event)
{
    std::vector<EventId> found;
    for (quint32 row = 0; row < activity.size(); ++row) {
        if (isSameCaller(event, activity.event(EventId{row})))
            found.push_back(EventId{row});
    }
    return found;
}

} // namespace

AlertView::AlertView(const Snapshot &evidence, const Alert &forAlert, const TimeFormat &timeFormat,
                     EventCounts &eventCounts)
    : snapshot(evidence)
    , alert(forAlert)
    , format(timeFormat)
    , counts(eventCounts)
    , event(evidence.activity->event(forAlert.event))
    , sameCaller(eventsOfCaller(*evidence.activity, event))
{
    related = event.correlationId.isEmpty() ? std::vector<EventId>{event.id}
                                            : evidence.activity->withCorrelation(event.correlationId);
    if (const auto number = evidence.correlation->sessionOfAlert(alert.key)) {
        session = &evidence.correlation->sessions().at(*number);
        coverage = &evidence.correlation->coverage(*number);
        traffic = summarise(*evidence.traffic, evidence.correlation->trafficOf(*number, *evidence.traffic),
                            session->targetAddresses);
    }
}

Scope AlertView::sessionScope() const
{
    Scope scope;
    if (!session)
        return scope;
    scope.window = session->requested;
    scope.hosts = session->targetAddresses;
    return scope;
}

std::vector<EvidenceRef> AlertView::sessionSources() const
{
    std::vector<EvidenceRef> sources = event.sources;
    if (!session)
        return sources;
    for (const EventId id : session->events) {
        const EvidenceRef source = snapshot.activity->source(id);
        if (std::find(sources.begin(), sources.end(), source) == sources.end())
            sources.push_back(source);
    }
    return sources;
}

QString AlertView::whyNoTraffic() const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::AlertView", text); };
    if (!session)
        return tr(QT_TRANSLATE_NOOP("wirecase::AlertView", "The events of this alert make no capture session."));
    if (snapshot.traffic->size() == 0)
        return tr(QT_TRANSLATE_NOOP("wirecase::AlertView", "No capture and no flow log is in the evidence."));
    if (traffic.conversations + traffic.denied == 0)
        return tr(QT_TRANSLATE_NOOP("wirecase::AlertView",
                                    "The evidence holds no traffic of the target while the capture ran."));
    return {};
}

} // namespace wirecase
