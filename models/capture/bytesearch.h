#pragma once

#include "models/base/job.h"
#include "models/capture/bytepattern.h"
#include "models/capture/packetindex.h"
#include "models/capture/packetmasks.h"

namespace wirecase {

/// Where a search in the bytes of packets goes on. Rows are places in the list searched.
struct ByteSearchStart
{
    std::size_t row = 0;
    /// Forwards the first place in the row's packet that counts, backwards the first that does not count any more.
    quint32 offset = 0;
    bool backwards = false;
};

struct ByteHit
{
    std::size_t row = 0;
    PacketId packet{};
    ByteMatch match;
    bool wrapped = false; ///< found only after going on at the other end
    bool operator==(const ByteHit &) const = default;
};

/// What a search came to. Packets that cannot be read hold nothing.
struct ByteSearchAnswer
{
    std::optional<ByteHit> hit;
    quint64 unreadable = 0;
    std::optional<Error> problem; ///< with the first of them
};

struct ByteSearchTotal
{
    std::vector<quint32> packets; ///< that hold the bytes, in the order of the rows
    quint64 unreadable = 0;
    std::optional<Error> problem;
    bool isCut = false; ///< there may be more than `packets` has
};

/// The next match in the captured bytes of these packets. Bytes of secrets never match, neither those in `masks` nor
/// those that only the packet itself gives away. Work for a Job; only a cancelled job makes it fail.
[[nodiscard]] Result<ByteSearchAnswer> findBytes(const PacketIndex &packets, const std::vector<quint32> &rows,
                                                 const BytePattern &pattern, const PacketMasks *masks,
                                                 const ByteSearchStart &start, JobState &job);

/// All packets that hold the bytes, up to `most`. Work for a Job.
[[nodiscard]] Result<ByteSearchTotal> packetsWithBytes(const PacketIndex &packets, const std::vector<quint32> &rows,
                                                       const BytePattern &pattern, const PacketMasks *masks,
                                                       std::size_t most, JobState &job);

} // namespace wirecase
