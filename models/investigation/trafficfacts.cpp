#include "models/investigation/alertview.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"

#include <QCoreApplication>

#include <set>

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
    std::vector<EvidenceRef> sources;
    for (const FlowLogFile &log : view.snapshot.flows->files()) {
        if (view.session && log.time.overlaps(view.session->requested))
            sources.push_back({log.id, 0});
    }
    return sources;
}

std::vector<EvidenceRef> secretSources(const AlertView &view)
{
    constexpr std::size_t mostCited = 20;
    std::vector<EvidenceRef> sources;
    const std::set<TrafficId> rows(view.traffic.withSecrets.begin(), view.traffic.withSecrets.end());
    for (const Secret &secret : view.snapshot.secrets->secrets()) {
        if (sources.size() < mostCited && rows.contains(view.snapshot.traffic->ofConversation(secret.conversation))
            && !secret.packets.empty())
            sources.push_back(view.snapshot.capture.packets->refOf(secret.packets.front()));
    }
    return sources;
}

bool isTargetKnown(const AlertView &view)
{
    return view.session && !view.session->targetAddresses.empty();
}

QString targetNotKnown()
{
    return Text::tr("not known: the target's address is not in the evidence");
}

QString exposedText(const AlertView &view)
{
    if (!isTargetKnown(view))
        return targetNotKnown();
    std::set<std::pair<QString, Endpoint>> accounts;
    std::set<Endpoint> servers;
    const std::set<TrafficId> rows(view.traffic.withSecrets.begin(), view.traffic.withSecrets.end());
    for (const Secret &secret : view.snapshot.secrets->secrets()) {
        if (!rows.contains(view.snapshot.traffic->ofConversation(secret.conversation)))
            continue;
        accounts.emplace(secret.user, secret.server);
        servers.insert(secret.server);
    }
    if (accounts.empty() && view.traffic.capturedConversations == 0)
        return Text::tr("not known: no capture of it is in the evidence");
    if (accounts.empty() && !view.snapshot.secrets->isComplete())
        return Text::tr("none found so far: the search was stopped");
    if (accounts.empty())
        return Text::tr("none found in %n captured conversation(s)", nullptr,
                        static_cast<int>(view.traffic.capturedConversations));
    return Text::tr("%1 on %2")
        .arg(Text::tr("%n account(s)", nullptr, static_cast<int>(accounts.size())),
             Text::tr("%n server(s)", nullptr, static_cast<int>(servers.size())));
}

QString clearText(const AlertView &view)
{
    const TrafficSummary &traffic = view.traffic;
    if (!isTargetKnown(view))
        return targetNotKnown();
    if (traffic.capturedBytes == 0)
        return Text::tr("not known: no capture of it is in the evidence");
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

Pivot pivotUnless(Pivot pivot, bool nothing, const QString &whyNot)
{
    if (pivot.whyNot.isEmpty() && nothing)
        pivot.whyNot = whyNot;
    return pivot;
}

/// What the logs saw after the session, until it was started again: it belongs to no session, and must not be
/// forgotten.
QString untilRestartText(const AlertView &view)
{
    if (!view.coverage)
        return {};
    for (const CoverageGap &gap : view.coverage->gaps) {
        if (gap.kind == CoverageGap::Kind::UntilRestart && gap.conversations > 0)
            return Text::tr("%1 until the restart: %2")
                .arg(gapText(gap), conversationsText(gap.conversations, gap.bytes));
    }
    return {};
}

FactRow notCapturedRow(const AlertView &view)
{
    const TrafficSummary &traffic = view.traffic;
    const bool hasLogs = view.snapshot.flows->size() > 0;
    const QString value =
        hasLogs
            ? factJoin({Text::tr("%1 in flow logs only").arg(conversationsText(traffic.logOnly, traffic.logOnlyBytes)),
                        untilRestartText(view)})
            : Text::tr("not known: no flow log is in the evidence");
    FactRow row = factRow(view, groupAnswerable, QStringLiteral("traffic.log_only"), Text::tr("Not in any capture"),
                          value, logSources(view));
    row.pivot =
        pivotUnless(trafficPivot(view, Text::tr("Show gap"),
                                 QStringLiteral("wirecase.seen_in : log_only and event.type : allowed")),
                    traffic.logOnly == 0, Text::tr("Every allowed conversation in the flow logs is in a capture."));
    return row;
}

} // namespace

void addTrafficFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    const TrafficSummary &traffic = view.traffic;
    std::vector<EvidenceRef> sources = captureSources(view);
    const std::vector<EvidenceRef> logs = logSources(view);
    sources.insert(sources.end(), logs.begin(), logs.end());

    FactRow all = factRow(
        view, groupAnswerable, QStringLiteral("traffic.all"), Text::tr("Traffic in window"),
        factJoin({conversationsText(traffic.conversations, traffic.bytes),
                  isTargetKnown(view) ? QString()
                                      : Text::tr("of every machine, for the target's address is not in the evidence")}),
        sources);
    // Exactly the rows that were counted: what was denied was no traffic.
    all.pivot = trafficPivot(
        view, Text::tr("Show traffic"),
        traffic.denied > 0 ? QStringLiteral("event.type : allowed or not wirecase.seen_in : log_only") : QString());
    rows.push_back(std::move(all));

    FactRow clear = factRow(view, groupAnswerable, QStringLiteral("traffic.clear"), Text::tr("Unencrypted share"),
                            clearText(view), captureSources(view));
    clear.pivot =
        pivotUnless(trafficPivot(view, Text::tr("Show streams"), QStringLiteral("wirecase.encryption : clear")),
                    traffic.clearBytes == 0, Text::tr("No captured conversation is in clear."));
    rows.push_back(std::move(clear));

    FactRow secrets = factRow(view, groupAnswerable, QStringLiteral("traffic.secrets"), Text::tr("Credentials exposed"),
                              exposedText(view), secretSources(view));
    secrets.alarming = isTargetKnown(view) && !traffic.withSecrets.empty();
    secrets.pivot = pivotUnless(trafficPivot(view, Text::tr("Show exposure"), QStringLiteral("wirecase.secrets > 0")),
                                traffic.withSecrets.empty(), Text::tr("No captured conversation shows a credential."));
    rows.push_back(std::move(secrets));
    rows.push_back(notCapturedRow(view));

    if (traffic.denied > 0) {
        FactRow denied =
            factRow(view, groupAnswerable, QStringLiteral("traffic.denied"), Text::tr("Denied, never delivered"),
                    Text::tr("%n flow(s)", nullptr, static_cast<int>(traffic.denied)), logSources(view));
        denied.pivot = trafficPivot(
            view, Text::tr("Show denied"),
            QStringLiteral("wirecase.seen_in : log_only and event.type : denied and not event.type : allowed"));
        rows.push_back(std::move(denied));
    }
}

} // namespace wirecase
