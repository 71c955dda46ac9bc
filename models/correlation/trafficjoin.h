#pragma once

#include "models/correlation/trafficindex.h"

#include <vector>

namespace wirecase {

/// A conversation or a flow, as far as the join asks. Endpoints in order, whoever opened it.
struct JoinEntry
{
    qint64 beginNs = 0;
    qint64 endNs = 0; ///< of the last packet or tuple
    Endpoint low;
    Endpoint high;
    quint32 id = 0; ///< ConversationId or FlowId
    quint8 ipProtocol = 0;
    bool isFlow = false;
    bool open = false;       ///< a flow whose end the log does not have
    bool fromMiddle = false; ///< a flow whose begin the log does not have
};

/// Endpoints and protocol of an entry; the rest is for the caller.
[[nodiscard]] JoinEntry joinEntry(quint8 ipProtocol, const Endpoint &a, const Endpoint &b);

/// What belongs to one row: a conversation, flows in order of begin, or both.
struct JoinedRow
{
    std::optional<quint32> conversation;
    std::vector<quint32> flows; ///< without duplicates of these
    bool sharesFlow = false;    ///< its only flow is counted in another row

    bool operator==(const JoinedRow &) const = default;
};

/// Joins by endpoints and time as trafficindex.h says. Every entry is in exactly one row, but for shared flows.
[[nodiscard]] Result<std::vector<JoinedRow>> joinEntries(std::vector<JoinEntry> entries, JobState &job);

} // namespace wirecase
