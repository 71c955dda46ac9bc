#pragma once

#include "models/detection/alert.h"

#include <QHash>

namespace wirecase {

struct Snapshot;

/// What each alert is about, by alert key: the machine that its capture records or was to record, else the resource of
/// its event.
[[nodiscard]] QHash<QString, AlertTarget> alertTargets(const Snapshot &snapshot);

/// What an alert is called where it is not seen: "alert 8, vm-orders-01", by the number that the report gives it.
[[nodiscard]] QString alertText(const Snapshot &snapshot, const QString &alertKey);

} // namespace wirecase
