#pragma once

#include "models/correlation/trafficcolumns.h"
#include "models/correlation/traffictablemodel.h"

#include <optional>

namespace wirecase {

/// What a column of the traffic table that speaks of the captured conversation holds; nothing where no capture has it,
/// or where the column is of another kind. It orders the column too.
[[nodiscard]] std::optional<quint64> conversationValue(const TrafficColumns &columns, const StoredTraffic &row,
                                                       TrafficTableModel::Column column);
/// As people read it, as programs do, and as a condition; all are empty without a value.
[[nodiscard]] QString conversationValueText(const TrafficColumns &columns, const StoredTraffic &row,
                                            TrafficTableModel::Column column);
[[nodiscard]] QString conversationValueCopied(const TrafficColumns &columns, const StoredTraffic &row,
                                              TrafficTableModel::Column column);
[[nodiscard]] QString conversationValueTerm(const TrafficColumns &columns, const StoredTraffic &row,
                                            TrafficTableModel::Column column);

} // namespace wirecase
