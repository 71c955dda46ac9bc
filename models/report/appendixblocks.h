#pragma once

#include "models/report/reportdocument.h"

namespace wirecase {

class References;

/// What stands behind the report: the files, the records cited until here, the guides, the journal, how to verify.
[[nodiscard]] std::vector<ReportBlock> appendixBlocks(const ReportContent &content, References &references);

} // namespace wirecase
