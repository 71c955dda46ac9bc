#pragma once

#include "models/base/ids.h"
#include "models/evidence/evidenceref.h"

#include <optional>

namespace wirecase {

struct Snapshot;

// Rows are numbered anew in every snapshot; the records behind them stay.

/// A record that stands for a row of traffic: its first packet, else its first tuple. Nothing when there is no such
/// row.
[[nodiscard]] std::optional<EvidenceRef> trafficRef(const Snapshot &snapshot, TrafficId id);
[[nodiscard]] std::optional<TrafficId> trafficAt(const Snapshot &snapshot, const EvidenceRef &ref);
[[nodiscard]] std::optional<EvidenceRef> packetRef(const Snapshot &snapshot, PacketId id);
/// The key of an event; empty when there is no such event.
[[nodiscard]] QString eventKey(const Snapshot &snapshot, EventId id);

} // namespace wirecase
