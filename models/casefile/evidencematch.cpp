#include "models/casefile/evidencematch.h"

#include <algorithm>
#include <array>
#include <functional>

namespace wirecase {

namespace {

QStringView fileName(QStringView path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

} // namespace

std::optional<EvidenceId> matchEvidence(const std::vector<CaseEvidence> &known, const EvidenceCandidate &candidate,
                                        const std::set<EvidenceId> &present)
{
    using Rule = std::function<bool(const CaseEvidence &)>;
    const auto free = [&](const CaseEvidence &file) { return !present.contains(file.id); };
    // Two known hashes decide alone; without them, size stands for the content.
    const auto sameBytes = [&](const CaseEvidence &file) {
        return !candidate.sha256.isEmpty() && file.sha256 == candidate.sha256;
    };
    const auto mayBeSame = [&](const CaseEvidence &file) {
        const bool hashesKnown = !candidate.sha256.isEmpty() && !file.sha256.isEmpty();
        return file.size == candidate.size && (!hashesKnown || sameBytes(file));
    };
    const auto samePlace = [&](const CaseEvidence &file) { return file.path == candidate.path; };
    const auto sameName = [&](const CaseEvidence &file) { return file.name == candidate.name; };

    const std::array<Rule, 6> rules{
        Rule([&](const CaseEvidence &file) { return sameBytes(file) && samePlace(file); }),
        [&](const CaseEvidence &file) { return sameBytes(file) && sameName(file) && free(file); },
        [&](const CaseEvidence &file) { return sameBytes(file) && free(file); },
        // The same place with other bytes is changed evidence; findings in it are flagged, not dropped.
        [&](const CaseEvidence &file) { return samePlace(file) && (free(file) || mayBeSame(file)); },
        [&](const CaseEvidence &file) { return sameName(file) && mayBeSame(file) && free(file); },
        [&](const CaseEvidence &file) {
            return fileName(file.name) == fileName(candidate.name) && mayBeSame(file)
                   && file.mtimeNs == candidate.mtimeNs && free(file);
        },
    };
    for (const Rule &rule : rules) {
        const auto found = std::ranges::find_if(known, rule);
        if (found != known.end())
            return found->id;
    }
    return std::nullopt;
}

} // namespace wirecase
