#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

constexpr std::size_t shownStatement = 256; ///< bytes of a statement that an info line shows

/// Masks literals that follow words such as PASSWORD or IDENTIFIED BY: statements create users too.
void maskSqlSecrets(Dissection &d, const Part &statement);
/// Whether a statement speaks of passwords at all; for texts that cannot be masked in part.
[[nodiscard]] bool mentionsSecret(std::string_view statement);

} // namespace wirecase
