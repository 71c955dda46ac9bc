#include "models/investigation/activitylinks.h"
#include "models/investigation/alertview.h"
#include "models/investigation/citations.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CallerFacts)
};

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
    const qint64 time = view.caller.firstNs;
    if (time == noTime)
        return {};
    const QString correlation = view.snapshot.activity->correlationId(view.caller.first);
    if (!correlation.isEmpty() && correlation.compare(view.event.correlationId, Qt::CaseInsensitive) == 0)
        return Text::tr("with this operation");
    return QStringLiteral("%1 %2").arg(view.format.dateTime(time), view.format.zoneText(time));
}

FactRow operationsRow(const AlertView &view)
{
    OperationWindow &window = view.caller.window;
    window.moveTo(dayAround(view.event.timeNs));
    QStringList parts{operationsText(window.operations(), window.events().size())};
    if (window.grants() > 0)
        parts << Text::tr("%n role assignment(s)", nullptr, static_cast<int>(window.grants()));
    Citations cited;
    for (const EventId id : window.oneOfEach(Citations::most))
        cited.add(view.snapshot.activity->source(id));
    cited.addUncited(window.operations() - cited.all());
    parts << cited.cutText();
    FactRow row = factRow(view, groupAnswerable, QStringLiteral("caller.operations"), Text::tr("Same caller, ±24 h"),
                          factJoin(parts), cited.sources());
    row.pivot = callerPivot(view, Text::tr("Show activity"));
    row.alarming = window.grants() > 0;
    return row;
}

} // namespace

QString operationsText(std::size_t operations, std::size_t events)
{
    return Text::tr("%1, %2").arg(Text::tr("%n operation(s)", nullptr, static_cast<int>(operations)),
                                  Text::tr("%n event(s)", nullptr, static_cast<int>(events)));
}

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
