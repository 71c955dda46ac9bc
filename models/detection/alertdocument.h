#pragma once

#include "models/detection/detectionrun.h"

#include <QJsonObject>

namespace wirecase {

/// The alert as Elastic stores one: the event's ECS fields in the view of the mode, event.kind "signal", and the
/// essential kibana.alert.* as flat keys (elastic.md 3), beside wirecase.mode and wirecase.near_miss: why Elastic would
/// not raise it, empty when it would.
[[nodiscard]] QJsonObject alertDocument(const Alert &alert, const Rule &rule, const ActivityIndex &events,
                                        DetectionMode mode);
/// An event that a rule all but matches, as one of its examples.
[[nodiscard]] QJsonObject nearMissDocument(const NearMiss &miss, EventId event, const Rule &rule,
                                           const ActivityIndex &events, DetectionMode mode);

} // namespace wirecase
