#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"

class QIODevice;

namespace wirecase {

/// Writes the packets, conversations and file facts of a snapshot, as this build of the program keeps them: for caches,
/// not for exchange. Captures whose report holds problems are refused: their places are not written.
[[nodiscard]] Status writeIndex(const CaptureSnapshot &capture, QIODevice &out, JobState &job);

/// Reads what writeIndex wrote. `files` gives id, name and bytes of each capture, in order; the rest of them is filled
/// in. Everything is checked before it is believed: an Error when it is of another build, damaged, or does not fit to
/// the captures.
[[nodiscard]] Result<CaptureSnapshot> readIndex(const ByteSource &in, std::vector<CaptureFile> files, JobState &job);

} // namespace wirecase
