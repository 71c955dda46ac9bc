#pragma once

#include "models/capture/capturefile.h"

#include <QStringList>

namespace wirecase {

/// Whether so little of the packets was captured that what they carry cannot be seen.
[[nodiscard]] bool isHeadersOnly(const CaptureFile &file);

/// What to know of a capture file that is no problem of reading it: that it has headers only and what follows from
/// that, odd times and lengths, losses that it tells. A sentence each.
[[nodiscard]] QStringList captureRemarks(const CaptureFile &file);

} // namespace wirecase
