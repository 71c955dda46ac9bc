#pragma once

#include <QString>

namespace wirecase {

/// The folder with the sample case's evidence: as installed, or in the source tree that this program was built from.
/// Empty when it is in neither place.
[[nodiscard]] QString sampleFolder();

} // namespace wirecase
