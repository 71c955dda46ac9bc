#pragma once

#include "models/evidence/csvtext.h"
#include "models/evidence/jsonshape.h"

namespace wirecase {

/// Whether a JSON text is an export of the activity log, in any of its forms (elastic.md 5.1, azure.md 3).
[[nodiscard]] bool isActivityShape(const JsonShape &shape);
/// The same of a CSV text: Log Analytics, the portal, PowerShell's Export-Csv or Kibana.
[[nodiscard]] bool isActivityShape(const CsvLayout &layout);

} // namespace wirecase
