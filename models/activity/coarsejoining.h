#pragma once

#include "models/activity/activitycolumns.h"
#include "models/activity/rowsets.h"

#include <set>

namespace wirecase {

/// Joins rows of forms that leave parts of an event's key out (the portal's CSV) to the event that they must be: the
/// only one of the same correlation, status and second whose operation and resource do not contradict. Where two
/// events could be meant, or two rows of one file mean the same, nothing is joined. Answers the sets that were.
[[nodiscard]] std::set<quint32> joinCoarseRows(const ActivityGathering &gathered, RowSets &sets);

} // namespace wirecase
