#pragma once

#include "models/base/ids.h"

#include <QString>

#include <optional>

namespace wirecase {

/// A run of captured bytes of a packet.
struct FocusBytes
{
    quint32 begin = 0;
    quint32 length = 0;

    bool operator==(const FocusBytes &) const = default;
};

/// What the analyst points at. Several may be set: a packet and the joined row that it belongs to.
struct Focus
{
    QString alert; ///< alert key, empty when none
    QString rule;  ///< which of the loaded rules, empty when none; see ruleKey()
    std::optional<EventId> event;
    std::optional<TrafficId> traffic;
    std::optional<PacketId> packet;
    std::optional<FocusBytes> bytes; ///< of that packet: who changes it means other bytes or none

    bool operator==(const Focus &) const = default;
};

} // namespace wirecase
