#pragma once

#include "models/base/ids.h"

#include <QString>

#include <vector>

namespace wirecase {

/// Events that a rule all but matches, for one reason.
struct NearMiss
{
    enum class Reason
    {
        Case,      ///< they match when case is folded: Elastic misses them
        Wording,   ///< they match when the export's words for outcomes and places are folded: Elastic misses them
        OneClause, ///< one part of the query's conjunction fails in either mode
    };
    static constexpr std::size_t examplesKept = 10;

    Reason reason = Reason::OneClause;
    QString field; ///< of the part that fails
    QString text;  ///< the reason, one sentence
    quint32 count = 0;
    std::vector<EventId> examples; ///< the first ones

    bool operator==(const NearMiss &) const = default;
};

/// "Case differs", "Wording differs", "One condition fails": translated.
[[nodiscard]] QString nearMissTitle(NearMiss::Reason reason);

} // namespace wirecase
