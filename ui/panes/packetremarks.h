#pragma once

#include "models/capture/packetremark.h"

namespace wirecase {

class PacketIndex;
struct CaseState;

/// The comments of the case on packets of these captures.
[[nodiscard]] PacketRemarks packetRemarks(const CaseState &state, const PacketIndex &packets);

} // namespace wirecase
