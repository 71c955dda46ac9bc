#pragma once

#include "models/report/reportcontent.h"

#include <vector>

namespace wirecase {

/// Alerts that a reader need not tell apart at first: same rule, caller and target, and the same was said of them.
struct AlertGroup
{
    std::vector<std::size_t> alerts; ///< places in ReportContent::alerts, in their order
};

/// What matters most first: by verdict, then severity; of those alike, what is rare, so that routine does not hide the
/// single one; then by time.
[[nodiscard]] std::vector<AlertGroup> alertGroups(const std::vector<ReportAlert> &alerts);

} // namespace wirecase
