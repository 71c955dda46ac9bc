#pragma once

#include "models/context/pivottargets.h"
#include "models/investigation/snapshot.h"

#include <functional>

namespace wirecase {

class InvestigationContext;

/// Where rows lead, by what is joined in the newest snapshot. GUI thread.
class InvestigationPivots final : public PivotTargets
{
public:
    /// `snapshot` gives the newest one; `context` what is in scope now. Both outlive this.
    InvestigationPivots(std::function<SnapshotPtr()> snapshot, const InvestigationContext &context);

    [[nodiscard]] std::vector<Pivot> pivotsOf(const QModelIndex &row) const override;
    [[nodiscard]] Pivot packetsOf(const QModelIndex &row) const override;
    [[nodiscard]] Pivot flowAndAlertOf(const QModelIndex &row) const override;
    [[nodiscard]] Pivot trafficOf(const QModelIndex &row) const override;

    /// What both sides of the conversation of this packet, flow or conversation said.
    [[nodiscard]] Pivot streamOf(const QModelIndex &row) const;
    /// The row that a reference of the case points at, in the view that shows it.
    [[nodiscard]] Pivot recordOf(EvidenceRef ref) const;
    /// The conversation stays in focus, and the alert whose capture ran for its machine at that time comes to it.
    [[nodiscard]] Pivot alertOfTraffic(TrafficId id) const;

private:
    [[nodiscard]] Pivot alertTraffic(const QString &alertKey) const;
    [[nodiscard]] Pivot alertOfEvent(EventId event) const;
    [[nodiscard]] Pivot packetsOfTraffic(TrafficId id) const;
    [[nodiscard]] Pivot backFromPacket(PacketId id) const;
    [[nodiscard]] QString whyNoPackets(const Snapshot &snapshot, const TrafficRow &row) const;
    [[nodiscard]] Scope scopeWith(const TrafficRow &row) const;

    std::function<SnapshotPtr()> m_snapshot;
    const InvestigationContext &m_context;
};

} // namespace wirecase
