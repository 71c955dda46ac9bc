#pragma once

#include "models/base/result.h"
#include "models/kql/kqlnode.h"

#include <QJsonArray>

#include <vector>

namespace wirecase {

/// Kibana's filter objects as query trees; each has to be satisfied. Disabled ones are left out. The kinds are phrase,
/// phrases, range, exists, combined, and raw queries of match_phrase, match, term, terms, exists, range, bool and
/// match_all. An Error says which kind is not known.
[[nodiscard]] Result<std::vector<KqlNodePtr>> filterNodes(const QJsonArray &filters);

} // namespace wirecase
