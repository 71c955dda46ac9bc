#pragma once

#include "models/capture/capturesnapshot.h"
#include "models/capture/deep/sharkdprocess.h"
#include "models/capture/dissection/packetdissection.h"
#include "models/capture/packetmasks.h"

namespace wirecase {

/// Wireshark's own tree of a packet: sharkd is run on a slice that holds the packet's conversation, with every secret
/// overwritten, in a folder that is removed afterwards. Blocks for as long as the limits allow; work for a Job. Costs
/// nothing but this tree when sharkd is absent, hangs or crashes.
[[nodiscard]] Result<std::vector<FieldNode>> dissectDeeply(const CaptureSnapshot &capture, PacketId packet,
                                                           const PacketMasks *masks, JobState &job,
                                                           const QString &program = sharkdProgram(),
                                                           const SharkdLimits &limits = {});

} // namespace wirecase
