#pragma once

#include "models/base/ids.h"
#include "models/base/maskedspans.h"

#include <memory>

namespace wirecase {

/// Where secrets lie in packets, found by looking at whole streams: a secret that spans two packets, or that only its
/// conversation gives away, is masked in each of them. Implemented by the exposure room; safe to ask from any thread.
class PacketMasks
{
public:
    virtual ~PacketMasks() = default;

    /// Places in the captured bytes of this packet.
    [[nodiscard]] virtual MaskedSpans spansIn(PacketId packet) const = 0;

protected:
    PacketMasks() = default;
    PacketMasks(const PacketMasks &) = default;
    PacketMasks &operator=(const PacketMasks &) = default;
};

using PacketMasksPtr = std::shared_ptr<const PacketMasks>;

} // namespace wirecase
