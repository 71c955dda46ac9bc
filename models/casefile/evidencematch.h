#pragma once

#include "models/casefile/findings.h"

#include <optional>
#include <set>

namespace wirecase {

/// A file that is about to be read, as far as it is known then.
struct EvidenceCandidate
{
    QString path;
    QString name;
    quint64 size = 0;
    qint64 mtimeNs = noTime;
    QByteArray sha256; ///< empty while not computed
    QString kind;      ///< evidenceKindKey()
};

/// The evidence of the case that the candidate is: same content if the hashes are known, whatever its place and name;
/// else the same place; else same name and size; else same file name, size and time. Nothing: it is new. `present` are
/// the ids already given to other files in this session; a second copy of a file is evidence of its own.
[[nodiscard]] std::optional<EvidenceId> matchEvidence(const std::vector<CaseEvidence> &known,
                                                      const EvidenceCandidate &candidate,
                                                      const std::set<EvidenceId> &present);

} // namespace wirecase
