#pragma once

#include "models/base/ids.h"

#include <QString>

#include <optional>

namespace wirecase {

/// What the analyst points at. Several may be set: a packet and the joined row that it belongs to.
struct Focus
{
    QString alert; ///< alert key, empty when none
    QString rule;  ///< which of the loaded rules, empty when none; see ruleKey()
    std::optional<EventId> event;
    std::optional<TrafficId> traffic;
    std::optional<PacketId> packet;

    bool operator==(const Focus &) const = default;
};

} // namespace wirecase
