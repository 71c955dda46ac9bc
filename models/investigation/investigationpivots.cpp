#include "models/investigation/investigationpivots.h"

#include "models/capture/streamreassembler.h"
#include "models/context/investigationcontext.h"
#include "models/context/pivotroles.h"

#include <QCoreApplication>
#include <QModelIndex>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::InvestigationPivots)
};

template <RowId Id>
std::optional<Id> idOf(const QModelIndex &row, int role)
{
    const QVariant value = row.data(role);
    return value.isValid() ? std::optional(Id{value.toUInt()}) : std::nullopt;
}

std::optional<TrafficId> trafficOfRow(const Snapshot &snapshot, const QModelIndex &row)
{
    if (const auto traffic = idOf<TrafficId>(row, TrafficIdRole))
        return traffic;
    if (const auto flow = idOf<FlowId>(row, FlowIdRole))
        return snapshot.traffic->ofFlow(*flow);
    if (const auto conversation = idOf<ConversationId>(row, ConversationIdRole))
        return snapshot.traffic->ofConversation(*conversation);
    return std::nullopt;
}

Pivot impossible(const QString &text, View view, const QString &whyNot)
{
    Pivot pivot;
    pivot.text = text;
    pivot.view = view;
    pivot.whyNot = whyNot;
    return pivot;
}

} // namespace

InvestigationPivots::InvestigationPivots(std::function<SnapshotPtr()> snapshot, const InvestigationContext &context)
    : m_snapshot(std::move(snapshot))
    , m_context(context)
{
}

std::vector<Pivot> InvestigationPivots::pivotsOf(const QModelIndex &row) const
{
    std::vector<Pivot> pivots;
    const bool isAlert = row.data(AlertKeyRole).isValid();
    const bool isEvent = row.data(EventIdRole).isValid();
    const bool isPacket = row.data(PacketIdRole).isValid();
    if (isAlert)
        pivots.push_back(trafficOf(row));
    if (isEvent && !isAlert)
        pivots.push_back(alertOfEvent(*idOf<EventId>(row, EventIdRole)));
    if (isPacket)
        pivots.push_back(flowAndAlertOf(row));
    else if (trafficOfRow(*m_snapshot(), row))
        pivots.push_back(packetsOf(row));
    if (isPacket || trafficOfRow(*m_snapshot(), row))
        pivots.push_back(streamOf(row));
    return pivots;
}

Pivot InvestigationPivots::streamOf(const QModelIndex &row) const
{
    const SnapshotPtr snapshot = m_snapshot();
    Pivot pivot;
    pivot.text = Text::tr("Follow the stream");
    pivot.view = View::Traffic;
    pivot.pane = QStringLiteral("stream");
    pivot.scope = m_context.scope();
    pivot.focus.alert = m_context.focus().alert;
    std::optional<ConversationId> conversation;
    if (const auto packet = idOf<PacketId>(row, PacketIdRole)) {
        pivot.focus.packet = *packet;
        conversation = snapshot->capture.packets->row(*packet).conversation;
        if (conversation)
            pivot.focus.traffic = snapshot->traffic->ofConversation(*conversation);
    } else if (const auto traffic = trafficOfRow(*snapshot, row)) {
        pivot.focus.traffic = *traffic;
        conversation = snapshot->traffic->at(*traffic).conversation;
        if (conversation)
            pivot.focus.packet = snapshot->capture.conversations->at(*conversation).firstPacket;
    }
    if (!conversation)
        pivot.whyNot = Text::tr("No captured conversation belongs to this row.");
    else if (!hasStream(snapshot->capture.conversations->at(*conversation)))
        pivot.whyNot = Text::tr("The conversation is neither TCP nor UDP: it has no stream.");
    return pivot;
}

Pivot InvestigationPivots::packetsOf(const QModelIndex &row) const
{
    const auto traffic = trafficOfRow(*m_snapshot(), row);
    if (!traffic)
        return impossible(Text::tr("Show packets"), View::Traffic,
                          Text::tr("This row is no flow and no conversation."));
    return packetsOfTraffic(*traffic);
}

Pivot InvestigationPivots::flowAndAlertOf(const QModelIndex &row) const
{
    const auto packet = idOf<PacketId>(row, PacketIdRole);
    if (!packet)
        return impossible(Text::tr("Show flow and alert"), View::Traffic, Text::tr("This row is no packet."));
    return backFromPacket(*packet);
}

Pivot InvestigationPivots::trafficOf(const QModelIndex &row) const
{
    const QString key = row.data(AlertKeyRole).toString();
    if (key.isEmpty())
        return impossible(Text::tr("Show traffic"), View::Traffic, Text::tr("This row is no alert."));
    return alertTraffic(key);
}

Pivot InvestigationPivots::alertTraffic(const QString &alertKey) const
{
    const SnapshotPtr snapshot = m_snapshot();
    const auto number = snapshot->correlation->sessionOfAlert(alertKey);
    if (!number)
        return impossible(Text::tr("Show traffic"), View::Traffic,
                          Text::tr("The events of this alert make no capture session."));
    const CaptureSession &session = snapshot->correlation->sessions().at(*number);
    Pivot pivot;
    pivot.text = Text::tr("Show traffic");
    pivot.view = View::Traffic;
    pivot.scope.window = session.requested;
    pivot.scope.hosts = session.targetAddresses;
    pivot.focus.alert = alertKey;
    const auto rows = snapshot->correlation->trafficOf(*number, *snapshot->traffic);
    if (rows.empty())
        pivot.whyNot = Text::tr("The evidence holds no traffic of the target while the capture ran.");
    return pivot;
}

Pivot InvestigationPivots::alertOfEvent(EventId event) const
{
    const SnapshotPtr snapshot = m_snapshot();
    Pivot pivot;
    pivot.text = Text::tr("Show its alert");
    pivot.pane = QStringLiteral("alerts");
    pivot.view = View::Triage;
    pivot.scope = m_context.scope();
    pivot.focus.event = event;
    const QString correlation = snapshot->activity->correlationId(event);
    for (const Alert &alert : snapshot->detection.alerts) {
        const bool sameOperation =
            !correlation.isEmpty()
            && correlation.compare(snapshot->activity->correlationId(alert.event), Qt::CaseInsensitive) == 0;
        if (alert.event == event || sameOperation) {
            pivot.focus.alert = alert.key;
            return pivot;
        }
    }
    pivot.whyNot = Text::tr("No rule raised an alert for this operation.");
    return pivot;
}

Scope InvestigationPivots::scopeWith(const TrafficRow &row) const
{
    const Scope &now = m_context.scope();
    const TimeRange span{row.firstNs, row.lastNs + 1};
    const bool inWindow = !now.window || now.window->overlaps(span);
    const bool ofHost =
        now.hosts.empty() || std::any_of(now.hosts.begin(), now.hosts.end(), [&](const IpAddress &host) {
            return host == row.client.address || host == row.server.address;
        });
    if (inWindow && ofHost)
        return now;
    Scope scope;
    if (row.firstNs != noTime)
        scope.window = TimeRange{row.firstNs - nsPerMinute, row.lastNs + nsPerMinute};
    return scope;
}

QString InvestigationPivots::whyNoPackets(const Snapshot &snapshot, const TrafficRow &row) const
{
    if (snapshot.capture.packets->size() == 0)
        return Text::tr("No capture is in the evidence.");
    if (row.denied && !row.allowed)
        return Text::tr("The flow was denied: its packets were never delivered.");
    for (const CaptureFile &file : snapshot.capture.packets->files()) {
        if (file.time.overlaps({row.firstNs, row.lastNs + 1}))
            return Text::tr("A capture ran at this time, but it holds no packet of this flow: another machine's, or "
                            "left out by its filter.");
    }
    return Text::tr("No capture in the evidence ran at this time.");
}

Pivot InvestigationPivots::packetsOfTraffic(TrafficId id) const
{
    const SnapshotPtr snapshot = m_snapshot();
    const TrafficRow row = snapshot->traffic->at(id);
    Pivot pivot;
    pivot.text = Text::tr("Show packets");
    pivot.view = View::Traffic;
    pivot.scope = scopeWith(row);
    pivot.focus.alert = m_context.focus().alert;
    pivot.focus.traffic = id;
    if (row.conversation)
        pivot.focus.packet = snapshot->capture.conversations->at(*row.conversation).firstPacket;
    else
        pivot.whyNot = whyNoPackets(*snapshot, row);
    return pivot;
}

Pivot InvestigationPivots::backFromPacket(PacketId id) const
{
    const SnapshotPtr snapshot = m_snapshot();
    const PacketRow packet = snapshot->capture.packets->row(id);
    Pivot pivot;
    pivot.text = Text::tr("Show flow and alert");
    pivot.view = View::Traffic;
    pivot.scope = m_context.scope();
    pivot.focus.packet = id;
    if (const auto session = snapshot->correlation->sessionOfFile(packet.file)) {
        const auto &alerts = snapshot->correlation->sessions().at(*session).alertKeys;
        if (!alerts.empty())
            pivot.focus.alert = alerts.front();
    }
    if (packet.conversation) {
        pivot.focus.traffic = snapshot->traffic->ofConversation(*packet.conversation);
        const TrafficRow row = snapshot->traffic->at(*pivot.focus.traffic);
        pivot.scope = scopeWith(row);
        if (row.flows.empty() && pivot.focus.alert.isEmpty())
            pivot.whyNot = Text::tr("No flow log tells this conversation, and no alert's capture holds it.");
    } else if (pivot.focus.alert.isEmpty()) {
        pivot.whyNot = Text::tr("The packet belongs to no conversation, and its capture to no alert.");
    }
    return pivot;
}

Pivot InvestigationPivots::alertOfTraffic(TrafficId id) const
{
    const SnapshotPtr snapshot = m_snapshot();
    Pivot pivot;
    pivot.text = Text::tr("Show flow and alert");
    pivot.view = View::Traffic;
    pivot.scope = m_context.scope();
    pivot.focus = m_context.focus();
    const auto &sessions = snapshot->correlation->sessions();
    for (std::size_t number = 0; number < sessions.size(); ++number) {
        if (sessions[number].alertKeys.empty())
            continue;
        const auto rows = snapshot->correlation->trafficOf(static_cast<quint32>(number), *snapshot->traffic);
        if (std::find(rows.begin(), rows.end(), static_cast<quint32>(id)) == rows.end())
            continue;
        pivot.focus.alert = sessions[number].alertKeys.front();
        return pivot;
    }
    pivot.whyNot = Text::tr("The conversation is of no alert's target while its capture ran.");
    return pivot;
}

Pivot InvestigationPivots::recordOf(EvidenceRef ref) const
{
    const SnapshotPtr snapshot = m_snapshot();
    Pivot pivot;
    pivot.text = Text::tr("Show record");
    pivot.scope = Scope();
    pivot.focus.alert = m_context.focus().alert;
    if (ref.record == 0) {
        pivot.view = View::Evidence;
        return pivot;
    }
    if (const auto packet = snapshot->capture.packets->packetAt(ref)) {
        pivot.view = View::Traffic;
        pivot.focus.packet = *packet;
        if (const auto conversation = snapshot->capture.packets->row(*packet).conversation)
            pivot.focus.traffic = snapshot->traffic->ofConversation(*conversation);
        return pivot;
    }
    if (const auto flow = snapshot->flows->byRef(ref)) {
        pivot.view = View::Traffic;
        pivot.focus.traffic = snapshot->traffic->ofFlow(*flow);
        return pivot;
    }
    if (const auto event = snapshot->activity->bySource(ref)) {
        pivot.view = View::Triage;
        pivot.focus.event = *event;
        pivot.pane = QStringLiteral("activity");
        return pivot;
    }
    pivot.whyNot = Text::tr("The record is not in the evidence that is open.");
    return pivot;
}

} // namespace wirecase
