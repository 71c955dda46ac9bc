#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"

namespace wirecase {

/// Limits of one decompression: a small file must not fill a disk.
struct UnpackLimits
{
    quint64 bytes = 64ULL << 30U; ///< of output
    quint64 ratio = 2000;         ///< output per input byte, beyond the first 64 MiB of output
};

/// The first bytes of a gzip, zstd or xz stream, to see what is inside.
[[nodiscard]] Result<QByteArray> unpackHead(const ByteSource &packed, std::size_t length);

/// Unpacks `packed` into a temporary file in `folder`, or the system's where that cannot be written, and opens that for
/// reading; the file goes with the source. A damaged or cut stream gives what could be unpacked, and the cause in
/// `damage`.
[[nodiscard]] Result<ByteSourcePtr> unpack(const ByteSource &packed, const QString &folder, const UnpackLimits &limits,
                                           JobState &job, Error *damage);

} // namespace wirecase
