#pragma once

#include "models/base/timerange.h"

namespace wirecase {

struct FlowColumns;

// How tuples become flows. Tuples of one key (5-tuple, interface, log, decision) in order of time are one flow until
//   - a begin (B), or any tuple of version 1 or of a denied flow, comes more than `reopenWithin` after the tuple
//   before:
//     SYN retransmits and offloaded connections write B/E pairs of their own for one connection (azure.md 1.5), while a
//     client does not use the same port again so soon;
//   - C or E comes more than `reopenWithin` after an end, or more than `continueWithin` after an open flow was heard
//   of:
//     C is written about every five minutes, but a whole hour's blob may be missing.
inline constexpr qint64 reopenWithin = 2 * nsPerMinute;
inline constexpr qint64 continueWithin = 65 * nsPerMinute;

/// Flags tuples that stand word for word in another file too: the same blob downloaded twice, once perhaps in part. Of
/// each such tuple as many are left unflagged as the file that has most of them has.
void markRepeatedTuples(FlowColumns &columns);

/// Fills flows, members and flowOf, in the order of FlowId.
void foldFlows(FlowColumns &columns);

} // namespace wirecase
