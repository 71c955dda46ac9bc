#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// Adds a line for every TCP option in `part`; answers what of them belongs in the info line: " MSS=1460 SACK_PERM
/// WS=128".
QString addTcpOptions(Dissection &d, FieldNode &layer, const Part &part);

} // namespace wirecase
