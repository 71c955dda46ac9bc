#pragma once

#include "models/base/ids.h"

#include <QString>

namespace wirecase {

/// A record in a file of the case: what a pin, a fact or a report cites. Record numbers are 1-based per file: the
/// packet number, the line, the ordinal of the event in the export, or of the tuple in the flow log. Survives moving,
/// reordering and adding evidence, because ids belong to content (SHA-256) and records to files.
struct EvidenceRef
{
    EvidenceId file{};
    quint64 record = 0; ///< 0 means the file as a whole

    auto operator<=>(const EvidenceRef &) const = default;
};

} // namespace wirecase
