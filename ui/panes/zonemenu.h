#pragma once

#include "models/base/timeformat.h"

#include <functional>

class QMenu;

namespace wirecase {

/// Offers UTC, this computer's zone and common ones; the one of `current` is checked.
void fillZoneMenu(QMenu &menu, const TimeFormat &current, const std::function<void(const TimeFormat &)> &choose);

} // namespace wirecase
