#pragma once

#include "models/base/job.h"
#include "models/base/result.h"
#include "models/correlation/capturesession.h"

namespace wirecase {

class FlowIndex;
class PacketIndex;

/// Fills targetMac, targetAddresses and addressSource. No activity event tells a machine's address (DESIGN 7): the MAC
/// is the one that the linked capture was taken on, the addresses are those from which that MAC sends in the capture
/// and in the flow logs. Sessions of one target share what any of them shows. Nothing is guessed.
[[nodiscard]] Status findTargetAddresses(const PacketIndex &packets, const FlowIndex &flows,
                                         std::vector<CaptureSession> &sessions, JobState &job);

} // namespace wirecase
