#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"

namespace wirecase {

/// SHA-256 of all bytes, 32 bytes raw. Adds the bytes read to job.done. Fails when the source cannot be read to its
/// end or has another length there than when it was opened, so that no hash of a part is ever taken for the whole.
[[nodiscard]] Result<QByteArray> sha256Of(const ByteSource &source, JobState &job);

} // namespace wirecase
