#pragma once

#include "models/investigation/factbook.h"

namespace wirecase {

class FactIndex;
struct Alert;

/// The facts of one alert of the snapshot.
[[nodiscard]] AlertFacts alertFacts(const Snapshot &snapshot, const Alert &alert, const TimeFormat &format,
                                    FactIndex &index);

} // namespace wirecase
