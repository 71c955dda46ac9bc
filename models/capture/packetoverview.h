#pragma once

#include "models/base/job.h"
#include "models/capture/packetindex.h"
#include "models/capture/protocol.h"

#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

/// What a few rows of a list of packets are, for a picture of the whole list.
struct PacketOverviewLine
{
    enum class Seam : quint8
    {
        None,
        File, ///< another file begins
        Gap,  ///< and some time lies between
    };

    /// Of the protocol of their conversations: the acknowledgements of a connection are what it is.
    ProtocolClass commonest = ProtocolClass::Unknown;
    bool isRelated = false;
    bool isMarked = false;
    bool isCommented = false;
    bool isFound = false;
    Seam seam = Seam::None; ///< before or in these rows
    int signRow = -1;       ///< the first of them that is marked, commented or found

    bool operator==(const PacketOverviewLine &) const = default;
};

/// What the picture is made from. The lists name packets in any order.
struct PacketOverviewQuestion
{
    PacketIndexPtr packets;
    std::shared_ptr<const std::vector<quint32>> rows; ///< as they are shown
    int lines = 0;                                    ///< how many are wanted; there are no more than rows
    std::optional<ConversationId> related;
    std::vector<quint32> marked;
    std::vector<quint32> commented;
    std::shared_ptr<const std::vector<quint32>> found;
};

/// Line `i` of `n` is about the rows from i * rows / n up to (i + 1) * rows / n. Seams are told where the rows are in
/// packet order. Work for a Job.
[[nodiscard]] Result<std::vector<PacketOverviewLine>> packetOverview(const PacketOverviewQuestion &question,
                                                                     JobState &job);

} // namespace wirecase
