#pragma once

#include "models/base/job.h"
#include "models/base/result.h"
#include "models/correlation/sessionbuild.h"

namespace wirecase {

/// Fills CaptureSession::cautions: what makes a capture dangerous or its story incomplete.
[[nodiscard]] Status addCautions(const ActivityIndex &activity, SessionList &list, JobState &job);

} // namespace wirecase
