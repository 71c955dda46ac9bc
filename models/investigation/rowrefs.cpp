#include "models/investigation/rowrefs.h"

#include "models/investigation/snapshot.h"

namespace wirecase {

std::optional<EvidenceRef> trafficRef(const Snapshot &snapshot, TrafficId id)
{
    if (static_cast<quint32>(id) >= snapshot.traffic->size())
        return std::nullopt;
    const TrafficRow row = snapshot.traffic->at(id);
    if (row.conversation)
        return snapshot.capture.packets->refOf(snapshot.capture.conversations->at(*row.conversation).firstPacket);
    if (!row.flows.empty())
        return snapshot.flows->at(row.flows.front()).source;
    return std::nullopt;
}

std::optional<TrafficId> trafficAt(const Snapshot &snapshot, const EvidenceRef &ref)
{
    if (const auto packet = snapshot.capture.packets->packetAt(ref)) {
        const auto conversation = snapshot.capture.packets->row(*packet).conversation;
        return conversation ? std::optional(snapshot.traffic->ofConversation(*conversation)) : std::nullopt;
    }
    const auto flow = snapshot.flows->byRef(ref);
    return flow ? std::optional(snapshot.traffic->ofFlow(*flow)) : std::nullopt;
}

std::optional<EvidenceRef> packetRef(const Snapshot &snapshot, PacketId id)
{
    if (static_cast<quint32>(id) >= snapshot.capture.packets->size())
        return std::nullopt;
    return snapshot.capture.packets->refOf(id);
}

QString eventKey(const Snapshot &snapshot, EventId id)
{
    return static_cast<quint32>(id) < snapshot.activity->size() ? snapshot.activity->event(id).key : QString();
}

} // namespace wirecase
