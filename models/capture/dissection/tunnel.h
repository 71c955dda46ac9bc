#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// Says in the info line what a packet was carried in, and between whom it goes in there: columns show one pair of
/// addresses only. "VXLAN 42, 10.0.0.1 → 10.0.0.2: Echo (ping) request".
void nameTunnel(Dissection &d, const QString &tunnel, const QString &outerAddresses);

} // namespace wirecase
