#pragma once

#include <QStringList>

namespace wirecase {

class Investigation;

/// Where the evidence of the case lies: files that no export may replace.
[[nodiscard]] QStringList evidencePaths(const Investigation &investigation);

} // namespace wirecase
