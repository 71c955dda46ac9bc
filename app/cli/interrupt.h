#pragma once

#include "models/base/job.h"

namespace wirecase {

/// The one job of the tool: what commands hand to the engines. Ctrl+C and SIGTERM cancel it.
[[nodiscard]] JobState &commandJob();
/// From now on an interrupt cancels the job instead of ending the process; a second one ends it.
void catchInterrupts();

} // namespace wirecase
