#pragma once

#include "models/context/pivot.h"

#include <vector>

class QModelIndex;

namespace wirecase {

/// Where a row can lead, and why not. Implemented by the investigation; used by the one pivot menu and its keys, which
/// know no domain.
class PivotTargets
{
public:
    virtual ~PivotTargets() = default;

    /// Every pivot that the row's roles speak of, possible or not, in the order to show.
    [[nodiscard]] virtual std::vector<Pivot> pivotsOf(const QModelIndex &row) const = 0;
    /// The packets of this flow (key P).
    [[nodiscard]] virtual Pivot packetsOf(const QModelIndex &row) const = 0;
    /// The flow, and the alert whose capture covers it, of this packet (key L).
    [[nodiscard]] virtual Pivot flowAndAlertOf(const QModelIndex &row) const = 0;
    /// The traffic of this alert's capture (key Return on an alert).
    [[nodiscard]] virtual Pivot trafficOf(const QModelIndex &row) const = 0;

protected:
    PivotTargets() = default;
    PivotTargets(const PivotTargets &) = default;
    PivotTargets &operator=(const PivotTargets &) = default;
};

} // namespace wirecase
