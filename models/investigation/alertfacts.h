#pragma once

#include "models/investigation/factbook.h"

namespace wirecase {

class EventCounts;
struct Alert;

/// The facts of one alert of the snapshot.
[[nodiscard]] AlertFacts alertFacts(const Snapshot &snapshot, const Alert &alert, const TimeFormat &format,
                                    EventCounts &counts);

} // namespace wirecase
