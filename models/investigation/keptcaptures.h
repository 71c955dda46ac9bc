#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"
#include "models/evidence/evidenceregister.h"

#include <optional>

namespace wirecase {

/// The index of all captures of the evidence, when it was kept in the folder. Compressed captures have to be unpacked
/// anyway: where there is one nothing is found. An empty folder name keeps nothing.
[[nodiscard]] std::optional<CaptureSnapshot> findKeptCaptures(const EvidenceRegister &evidence, const QString &folder,
                                                              JobState &job);

/// Keeps the index for the next time, where that saves time. A folder that cannot be written costs that time only.
void keepCaptures(const EvidenceRegister &evidence, const CaptureSnapshot &captures, const QString &folder,
                  JobState &job);

} // namespace wirecase
