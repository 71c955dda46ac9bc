#pragma once

#include "models/capture/dissection/layers.h"

namespace wirecase {

/// "TCP", or the number where the name is not known.
[[nodiscard]] QString ipProtocolName(std::uint8_t protocol);

/// The info line of a fragment that is not the first: its header is in another packet.
void summariseFragment(Dissection &d, std::uint8_t protocol, std::uint32_t offset, std::uint32_t id, const Part &part);

} // namespace wirecase
