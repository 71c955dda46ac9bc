#pragma once

#include "models/base/timerange.h"

#include <QString>

#include <optional>
#include <vector>

namespace wirecase {

/// A stretch of a session in which no capture file has packets.
struct CoverageGap : TimeRange
{
    enum class Kind
    {
        BeforeFirst,  ///< from the start to the first packet
        Between,      ///< between two files
        UntilEnd,     ///< from the last packet to the end of the session
        UntilRestart, ///< from the end to the next session of the same caller on the same target
        WholeSession, ///< no file of it is in the evidence
    };
    Kind kind = Kind::Between;
    quint32 conversations = 0; ///< of the target, allowed, in the flow logs alone
    quint64 bytes = 0;         ///< of those
    quint32 denied = 0;        ///< conversations of the target that a log denied in this time

    bool operator==(const CoverageGap &) const = default;
};

/// What of a session the capture files in the evidence hold, and what flow logs know beyond them. A silence shorter
/// than `shortestGap` is no gap: a machine that says nothing cannot be told from a capture that does not run.
struct Coverage
{
    static constexpr qint64 shortestGap = nsPerMinute;

    std::vector<TimeRange> covered; ///< in order, not overlapping
    std::vector<CoverageGap> gaps;  ///< in order
    bool targetKnown = false;       ///< its addresses are; otherwise no traffic below is counted
    // The target's allowed conversations while the session ran, as the flow logs know them.
    quint32 logConversations = 0;
    quint64 logBytes = 0;
    quint32 logOnlyConversations = 0; ///< of those in no capture
    quint64 logOnlyBytes = 0;
    quint32 capturedConversations = 0; ///< of the target in this session's time, in the captures
    quint64 capturedBytes = 0;

    bool operator==(const Coverage &) const = default;
};

[[nodiscard]] QString gapText(const CoverageGap &gap); ///< "gap 54 min": translated

} // namespace wirecase
