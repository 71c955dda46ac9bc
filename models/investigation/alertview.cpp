#include "models/investigation/alertview.h"

#include "models/investigation/factindex.h"
#include "models/investigation/guidefilling.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::AlertView)
};

} // namespace

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
        logCover = index.logCover(session->requested);
        captureCover = index.captureCover(session->requested);
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

std::vector<EvidenceRef> AlertView::logsOf(const TimeRange &stretch) const
{
    std::vector<EvidenceRef> logs;
    for (const FlowLogFile &log : snapshot.flows->files()) {
        if (log.time.overlaps(stretch))
            logs.push_back({log.id, 0});
    }
    return logs;
}

QString AlertView::everyMachineText() const
{
    return isTargetKnown() ? QString() : Text::tr("target's address not known: traffic of every machine in the window");
}

QString AlertView::whyNotCaptured() const
{
    if (!session)
        return Text::tr("not known: the events of this alert make no capture session");
    if (captureCover.isNone())
        return Text::tr("not known: no capture covers this time");
    if (!isTargetKnown())
        return Text::tr("not known: the target's address is not in the evidence");
    if (traffic.capturedConversations == 0)
        return Text::tr("not known: no capture of it is in the evidence");
    return {};
}

QString AlertView::whyNoTraffic() const
{
    if (!session)
        return Text::tr("The events of this alert make no capture session.");
    if (snapshot.traffic->size() == 0)
        return Text::tr("No capture and no flow log is in the evidence.");
    if (logCover.isNone() && captureCover.isNone())
        return Text::tr("No flow log and no capture covers this time.");
    if (traffic.conversations + traffic.denied == 0)
        return Text::tr("The evidence holds no traffic of the target while the capture ran.");
    return {};
}

} // namespace wirecase
