#include "models/investigation/alertview.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CallerFacts)
};

bool isRoleAssignment(const QString &operation)
{
    return operation.endsWith(QStringLiteral("/roleAssignments/write"), Qt::CaseInsensitive);
}

/// Whether the caller is called otherwise than the log's `caller` says: then both are told.
bool namedCaller(const AlertView &view)
{
    return callerInFull(view.event.caller, view.event.callerName) != view.event.caller;
}

QString callerText(const AlertView &view)
{
    if (view.event.caller.isEmpty())
        return Text::tr("not named in the event");
    const QString title = namedCaller(view) ? view.event.callerName : view.event.caller;
    return view.event.callerKind.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, view.event.callerKind);
}

/// When the caller was first seen in the evidence, and whether that is this very operation.
QString firstSeenText(const AlertView &view)
{
    const auto first = std::find_if(view.sameCaller.begin(), view.sameCaller.end(),
                                    [&](EventId id) { return view.snapshot.activity->timeNs(id) != noTime; });
    if (first == view.sameCaller.end())
        return {};
    const QString correlation = view.snapshot.activity->correlationId(*first);
    if (!correlation.isEmpty() && correlation.compare(view.event.correlationId, Qt::CaseInsensitive) == 0)
        return Text::tr("with this operation");
    const qint64 time = view.snapshot.activity->timeNs(*first);
    return QStringLiteral("%1 %2").arg(view.format.dateTime(time), view.format.zoneText(time));
}

FactRow operationsRow(const AlertView &view)
{
    std::set<QString> operations;
    std::set<QString> roleAssignments;
    std::vector<EvidenceRef> sources;
    for (const EventId id : view.sameCaller) {
        const qint64 time = view.snapshot.activity->timeNs(id);
        if (time == noTime || qAbs(time - view.event.timeNs) > 24 * nsPerHour)
            continue;
        const ActivityEvent event = view.snapshot.activity->event(id);
        const QString operation = event.correlationId.isEmpty() ? event.key : event.correlationId.toCaseFolded();
        if (operations.insert(operation).second && sources.size() < 10)
            sources.push_back(event.sources.front());
        if (isRoleAssignment(event.operation) && event.statusClass == StatusClass::Succeeded)
            roleAssignments.insert(operation);
    }
    QStringList parts{Text::tr("%n operation(s)", nullptr, static_cast<int>(operations.size()))};
    if (!roleAssignments.empty())
        parts << Text::tr("%n role assignment(s)", nullptr, static_cast<int>(roleAssignments.size()));
    FactRow row = factRow(view, groupAnswerable, QStringLiteral("caller.operations"), Text::tr("Same caller, ±24 h"),
                          factJoin(parts), std::move(sources));
    row.pivot = callerPivot(view, Text::tr("Show activity"));
    row.alarming = !roleAssignments.empty();
    return row;
}

} // namespace

void addCallerFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    const auto add = [&](const QString &key, const QString &label, const QString &value) {
        if (!value.isEmpty())
            rows.push_back(factRow(view, groupWho, key, label, value, view.event.sources));
    };
    add(QStringLiteral("caller"), Text::tr("Caller"), callerText(view));
    add(QStringLiteral("caller.address"), Text::tr("Caller address"), view.event.callerAddressText);
    add(QStringLiteral("caller.first_seen"), Text::tr("First seen in this evidence"), firstSeenText(view));
    if (namedCaller(view))
        add(QStringLiteral("caller.application"), Text::tr("Application id"), view.event.caller);
    add(QStringLiteral("caller.id"), Text::tr("Caller id"), view.event.callerId);
    add(QStringLiteral("caller.role"), Text::tr("Role used"), view.event.role);
    rows.push_back(operationsRow(view));
}

} // namespace wirecase
