#pragma once

#include "models/base/result.h"
#include "models/capture/dissection/packetdissection.h"

namespace wirecase {

struct DeepSlice;

/// The tree of fields in sharkd's answer about the packet of a slice. Numbers of frames are those in the evidence; what
/// speaks of the slice alone (frame, stream numbers) is left out; secrets are marked as in the built-in tree.
[[nodiscard]] Result<std::vector<FieldNode>> deepTree(const QByteArray &answer, const DeepSlice &slice);

} // namespace wirecase
