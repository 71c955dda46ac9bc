#pragma once

#include "models/base/timerange.h"

namespace wirecase {

struct FlowColumns;

/// How far the clocks of two hosts, and the whole seconds of NSG logs, may set two tellings of one flow apart.
inline constexpr qint64 duplicateTolerance = 2 * nsPerSecond;

/// How far back the counters of a flow may reach whose begin the log does not have: its first tuple tells what passed
/// since one that is missing, and C comes about every five minutes, collected each minute.
inline constexpr qint64 unseenReach = 6 * nsPerMinute;

/// Fills FlowRow::duplicateOf. A flow is told twice when both its ends are in the log (outbound at one interface,
/// inbound at the other), or NSG and VNet logs are both on. For each stretch of time the observer that counted most
/// packets tells the flow, and what others say of it is a duplicate. An allowed and a denied flow never are duplicates:
/// that one end denies what the other allows is a finding.
void markDuplicates(FlowColumns &columns);

} // namespace wirecase
