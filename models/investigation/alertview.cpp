#include "models/investigation/alertview.h"

#include "models/investigation/factindex.h"
#include "models/investigation/guidefilling.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

AlertView::AlertView(const Snapshot &evidence, const Alert &forAlert, const TimeFormat &timeFormat,
                     FactIndex &factIndex)
    : snapshot(evidence)
    , alert(forAlert)
    , format(timeFormat)
    , index(factIndex)
    , event(evidence.activity->event(forAlert.event))
    , document(alertDocument(evidence, forAlert))
    , caller(factIndex.links().historyOf(event))
{
    related = event.correlationId.isEmpty() ? std::vector<EventId>{event.id}
                                            : evidence.activity->withCorrelation(event.correlationId);
    if (const auto number = evidence.correlation->sessionOfAlert(alert.key)) {
        session = &evidence.correlation->sessions().at(*number);
        coverage = &evidence.correlation->coverage(*number);
        traffic = index.trafficOf(*number);
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
