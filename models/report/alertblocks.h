#pragma once

#include "models/report/reportdocument.h"

namespace wirecase {

/// The chapter on one alert.
[[nodiscard]] std::vector<ReportBlock> alertBlocks(const ReportContent &content, std::size_t alert);

} // namespace wirecase
