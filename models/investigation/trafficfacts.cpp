#include "models/investigation/alertview.h"
#include "models/investigation/factindex.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TrafficFacts)
};

std::vector<EvidenceRef> captureSources(const AlertView &view)
{
    std::vector<EvidenceRef> sources;
    if (view.session) {
        for (const quint32 number : view.session->captureFiles)
            sources.push_back({view.snapshot.capture.packets->files().at(number).id, 0});
    }
    return sources;
}

std::vector<EvidenceRef> logSources(const AlertView &view)
{
    return view.session ? view.logsOf(view.session->requested) : std::vector<EvidenceRef>();
}

/// Why no number of the stretch would say anything; empty when something tells of it.
QString whyNotKnown(const AlertView &view)
{
    if (!view.session)
        return Text::tr("not known: the events of this alert make no capture session");
    if (!view.logCover.isNone() || !view.captureCover.isNone())
        return {};
    return Text::tr("not known: no flow log and no capture covers this time");
}

/// What only some of the evidence, or evidence of some of the time, says of it.
QString logCoverText(const AlertView &view)
{
    if (view.logCover.isNone())
        return Text::tr("no flow log covers this time");
    if (view.logCover.isWhole)
        return {};
    QStringList ranges;
    for (const TimeRange &range : view.logCover.ranges)
        ranges << view.format.range(range);
    return Text::tr("flow logs cover only %1").arg(ranges.join(QStringLiteral("; ")));
}

QString captureCoverText(const AlertView &view)
{
    return view.captureCover.isNone() ? Text::tr("no capture covers this time") : QString();
}

QString clearText(const AlertView &view)
{
    const TrafficSummary &traffic = view.traffic;
    if (const QString why = view.whyNotCaptured(); !why.isEmpty())
        return why;
    return factJoin(
        {factShare(traffic.clearBytes, traffic.capturedBytes), traffic.clearProtocols.join(QStringLiteral(", "))});
}

QString conversationsText(quint64 conversations, quint64 bytes)
{
    const QString count =
        Text::tr("%n conversation(s)", nullptr, static_cast<int>(std::min<quint64>(conversations, INT_MAX)));
    return factJoin(
        {QString(count).replace(QString::number(conversations), factCount(conversations)), factBytes(bytes)});
}

QString logOnlyKql()
{
    return QStringLiteral("wirecase.seen_in : log_only and event.type : allowed");
}

FactRow notCapturedRow(const AlertView &view)
{
    const TrafficSummary &traffic = view.traffic;
    QString value = whyNotKnown(view);
    if (view.snapshot.flows->size() == 0)
        value = Text::tr("not known: no flow log is in the evidence");
    else if (value.isEmpty() && view.logCover.isNone())
        value = Text::tr("not known: no flow log covers this time");
    else if (value.isEmpty())
        value =
            factJoin({Text::tr("%1 in flow logs only").arg(conversationsText(traffic.logOnly, traffic.logOnlyBytes)),
                      logCoverText(view), view.everyMachineText()});
    FactRow row = factRow(view, groupAnswerable, QStringLiteral("traffic.log_only"), Text::tr("Not in any capture"),
                          value, logSources(view));
    row.pivot =
        pivotUnless(trafficPivot(view, Text::tr("Show rows"), logOnlyKql()), traffic.logOnly == 0,
                    view.logCover.isNone() ? Text::tr("No flow log covers this time.")
                                           : Text::tr("Every allowed conversation in the flow logs is in a capture."));
    return row;
}

/// What the logs saw after the session, until it was started again: it belongs to no session, and must not be
/// forgotten.
void addGapRows(const AlertView &view, std::vector<FactRow> &rows)
{
    if (!view.coverage)
        return;
    for (const CoverageGap &gap : view.coverage->gaps) {
        if (gap.kind != CoverageGap::Kind::UntilRestart)
            continue;
        FactRow row =
            factRow(view, groupAnswerable, QStringLiteral("traffic.until_restart"), Text::tr("Gap until the restart"),
                    factJoin({gapCountText(view, gap), gapText(gap), view.format.range(gap)}), view.logsOf(gap));
        row.pivot = gapPivot(view, gap);
        row.alarming = gap.conversations > 0;
        rows.push_back(std::move(row));
    }
}

FactRow allRow(const AlertView &view)
{
    const TrafficSummary &traffic = view.traffic;
    std::vector<EvidenceRef> sources = captureSources(view);
    const std::vector<EvidenceRef> logs = logSources(view);
    sources.insert(sources.end(), logs.begin(), logs.end());
    QString value = whyNotKnown(view);
    if (value.isEmpty())
        value = factJoin({conversationsText(traffic.conversations, traffic.bytes), logCoverText(view),
                          captureCoverText(view), view.everyMachineText()});
    FactRow all = factRow(view, groupAnswerable, QStringLiteral("traffic.all"), Text::tr("Traffic in window"), value,
                          std::move(sources));
    // Exactly the rows that were counted: what was denied was no traffic.
    all.pivot = trafficPivot(
        view, Text::tr("Show traffic"),
        traffic.denied > 0 ? QStringLiteral("event.type : allowed or not wirecase.seen_in : log_only") : QString());
    return all;
}

FactRow deniedRow(const AlertView &view)
{
    FactRow denied =
        factRow(view, groupAnswerable, QStringLiteral("traffic.denied"), Text::tr("Denied, never delivered"),
                factJoin({Text::tr("%n flow(s)", nullptr, static_cast<int>(view.traffic.denied)), logCoverText(view),
                          view.everyMachineText()}),
                logSources(view));
    denied.pivot = trafficPivot(
        view, Text::tr("Show denied"),
        QStringLiteral("wirecase.seen_in : log_only and event.type : denied and not event.type : allowed"));
    return denied;
}

} // namespace

QString gapCountText(const AlertView &view, const CoverageGap &gap)
{
    if (view.index.logCover(gap).isNone())
        return Text::tr("not known: no flow log covers this time");
    if (!view.isTargetKnown())
        return Text::tr("not known: the target's address is not in the evidence");
    return Text::tr("%1 in flow logs only").arg(conversationsText(gap.conversations, gap.bytes));
}

Pivot gapPivot(const AlertView &view, const CoverageGap &gap)
{
    Pivot pivot = trafficPivot(view, Text::tr("Show gap"), logOnlyKql());
    pivot.scope.window = gap;
    pivot.whyNot = gap.conversations > 0 ? QString() : Text::tr("The flow logs name no conversation in this gap.");
    return pivot;
}

void addTrafficFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    rows.push_back(allRow(view));
    FactRow clear = factRow(view, groupAnswerable, QStringLiteral("traffic.clear"), Text::tr("Unencrypted share"),
                            clearText(view), captureSources(view));
    clear.pivot =
        pivotUnless(trafficPivot(view, Text::tr("Show streams"), QStringLiteral("wirecase.encryption : clear")),
                    view.traffic.clearBytes == 0, Text::tr("No captured conversation is in clear."));
    rows.push_back(std::move(clear));
    addExposedFacts(view, rows);
    rows.push_back(notCapturedRow(view));
    addGapRows(view, rows);
    if (view.traffic.denied > 0)
        rows.push_back(deniedRow(view));
}

} // namespace wirecase
