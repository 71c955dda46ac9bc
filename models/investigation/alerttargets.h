#pragma once

#include "models/detection/alert.h"

#include <QHash>

namespace wirecase {

struct Snapshot;

/// What each alert is about, by alert key: the machine that its capture records or was to record, else the resource of
/// its event.
[[nodiscard]] QHash<QString, AlertTarget> alertTargets(const Snapshot &snapshot);

} // namespace wirecase
