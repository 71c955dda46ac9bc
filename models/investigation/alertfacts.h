#pragma once

#include "models/investigation/factbook.h"

namespace wirecase {

struct Alert;

/// The facts of one alert of the snapshot.
[[nodiscard]] AlertFacts alertFacts(const Snapshot &snapshot, const Alert &alert, const TimeFormat &format);

} // namespace wirecase
