#pragma once

#include "models/base/ipaddress.h"
#include "models/base/timerange.h"

#include <QString>

#include <optional>
#include <vector>

namespace wirecase {

/// What remains after narrowing: every pane that is linked shows only this. Time and hosts always apply; a KQL term on
/// a field that a pane's source does not have is not applied there, and the pane says so.
struct Scope
{
    std::optional<TimeRange> window;
    std::vector<IpAddress> hosts; ///< either side of a row; empty means every host
    QString kql;                  ///< empty matches everything

    [[nodiscard]] bool isEmpty() const { return !window && hosts.empty() && kql.isEmpty(); }
    bool operator==(const Scope &) const = default;
};

} // namespace wirecase
