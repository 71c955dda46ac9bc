#pragma once

#include "models/casefile/evidencematch.h"

#include <QHash>

namespace wirecase {

/// Finds the few pieces of evidence that matchEvidence() has to look at, among many thousands.
class EvidenceIndex
{
public:
    /// Again when something of the evidence has changed.
    void put(const CaseEvidence &evidence);
    /// By id. What matches is among them; not all of them match.
    [[nodiscard]] std::vector<EvidenceId> likely(const EvidenceCandidate &candidate) const;

private:
    QMultiHash<QByteArray, EvidenceId> m_ids; ///< by each thing that evidence can be known by
};

} // namespace wirecase
