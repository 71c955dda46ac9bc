#pragma once

#include "models/base/ids.h"

#include <compare>

namespace wirecase {

/// Bytes of a packet that hold a part of something found in a stream.
struct PacketPlace
{
    PacketId packet{};
    qsizetype begin = 0; ///< in the captured bytes
    qsizetype length = 0;

    auto operator<=>(const PacketPlace &) const = default;
};

} // namespace wirecase
