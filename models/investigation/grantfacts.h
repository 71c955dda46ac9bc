#pragma once

#include "models/evidence/evidenceref.h"

#include <QString>

#include <vector>

namespace wirecase {

struct AlertView;

/// Roles that were assigned in the day before an alert.
struct GrantFact
{
    QString name; ///< stable, for the fact's key
    QString label;
    QString value;
    std::vector<EvidenceRef> sources;
};

/// How the caller may have come by the right: what the caller gave or got, and what holds for the target. Then, said to
/// be so, what others gave to others elsewhere.
[[nodiscard]] std::vector<GrantFact> grantFacts(const AlertView &view);

} // namespace wirecase
