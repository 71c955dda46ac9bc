#include "models/investigation/alertfacts.h"

#include "models/investigation/activitylinks.h"
#include "models/investigation/alertview.h"
#include "models/investigation/factsections.h"
#include "models/investigation/guidefilling.h"

#include <QCoreApplication>

namespace wirecase {

AlertFacts alertFacts(const Snapshot &snapshot, const Alert &alert, const TimeFormat &format, FactIndex &index)
{
    const AlertView view(snapshot, alert, format, index);
    AlertFacts facts;
    for (const EventId id : view.related)
        facts.related.push_back(static_cast<quint32>(id));
    addCallerFacts(view, facts.rows);
    addSessionFacts(view, facts.rows);
    addTrafficFacts(view, facts.rows);
    addStepFacts(view, facts.rows);
    return facts;
}

TimeRange dayAround(qint64 timeNs)
{
    return timeNs == noTime ? TimeRange() : TimeRange{timeNs - 24 * nsPerHour, timeNs + 24 * nsPerHour};
}

FactRow factRow(const AlertView &view, const char *group, const QString &key, const QString &label,
                const QString &value, std::vector<EvidenceRef> sources)
{
    FactRow row;
    row.fact.alertKey = view.alert.key;
    row.fact.group = QLatin1String(group);
    row.fact.key = key;
    row.fact.label = label;
    row.fact.value = value;
    row.fact.sources = std::move(sources);
    return row;
}

Pivot trafficPivot(const AlertView &view, const QString &text, const QString &kql)
{
    Pivot pivot;
    pivot.text = text;
    pivot.view = View::Traffic;
    pivot.scope = view.sessionScope();
    pivot.scope.kql = kql;
    pivot.focus.alert = view.alert.key;
    pivot.whyNot = view.whyNoTraffic();
    return pivot;
}

Pivot pivotUnless(Pivot pivot, bool nothing, const QString &whyNot)
{
    if (pivot.whyNot.isEmpty() && nothing)
        pivot.whyNot = whyNot;
    return pivot;
}

Pivot callerPivot(const AlertView &view, const QString &text)
{
    Pivot pivot;
    pivot.text = text;
    pivot.view = View::Triage;
    pivot.scope.window = dayAround(view.event.timeNs);
    pivot.scope.kql = fieldKql(QStringLiteral("wirecase.caller"), view.caller.names);
    pivot.focus.alert = view.alert.key;
    pivot.focus.event = view.event.id;
    pivot.pane = QStringLiteral("activity");
    if (view.event.timeNs == noTime || view.event.caller.isEmpty())
        pivot.whyNot = QCoreApplication::translate("wirecase::AlertView", "The event names no caller.");
    return pivot;
}

} // namespace wirecase
