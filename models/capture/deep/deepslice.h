#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"
#include "models/capture/packetmasks.h"

namespace wirecase {

/// A packet with those of its conversation that explain it, as a capture file of its own. Every secret in it is
/// overwritten, so that none leaves the program; lengths stay.
struct DeepSlice
{
    static constexpr char fill = '*';

    QByteArray file;                    ///< in pcap's format, nanoseconds
    quint32 frame = 0;                  ///< number of the packet in it, from 1
    std::vector<quint32> numbersInFile; ///< of its packets in the evidence, in order
    quint32 capturedLength = 0;         ///< of the packet
    MaskedSpans masks;                  ///< of the packet
    bool hasSecrets = false;            ///< whether anything was overwritten, in any packet
};

/// At most `mostBytes` of packets, the packet itself in any case.
[[nodiscard]] Result<DeepSlice> deepSliceOf(const CaptureSnapshot &capture, PacketId packet, const PacketMasks *masks,
                                            JobState &job, quint64 mostBytes = 16ULL << 20U);

} // namespace wirecase
