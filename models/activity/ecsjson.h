#pragma once

#include "models/activity/ecsview.h"

#include <QJsonObject>

namespace wirecase {

/// The record as an ECS document of nested objects, in one of the two views.
[[nodiscard]] QJsonObject ecsDocument(const ActivityRecord &record, bool normalised);

/// An element as Qt's JSON.
[[nodiscard]] QJsonValue jsonValueOf(const simdjson::dom::element &element);

} // namespace wirecase
