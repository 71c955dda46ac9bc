#pragma once

#include <QString>

namespace wirecase {

class KqlScanner;

/// Why a text stops being a query at the scanner's farthest place, in words: what could have stood there, and what
/// does.
[[nodiscard]] QString kqlProblemText(const KqlScanner &scanner);

} // namespace wirecase
