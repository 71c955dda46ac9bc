#pragma once

#include "models/base/job.h"
#include "models/capture/packetindex.h"

#include <vector>

namespace wirecase {

/// Where to go: the number of a packet in its file, or a time. At most one of them is there.
struct PacketTarget
{
    std::optional<quint32> number; ///< 1-based
    std::optional<qint64> timeNs;

    [[nodiscard]] bool isEmpty() const { return !number && !timeNs; }
};

/// Reads "1,234", "#1234" and whatever parsePastedTime() reads. Empty for numbers beyond `packets`.
[[nodiscard]] PacketTarget parsePacketTarget(QStringView text, quint32 packets);
/// The packet among `rows` whose time is nearest; the first of several. Nothing when none has a time.
[[nodiscard]] Result<std::optional<PacketId>>
nearestPacket(const PacketIndex &packets, const std::vector<quint32> &rows, qint64 timeNs, JobState &job);

} // namespace wirecase
