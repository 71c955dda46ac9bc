#pragma once

#include "models/report/reportdocument.h"

namespace wirecase {

class References;

/// The chapter on one alert.
[[nodiscard]] std::vector<ReportBlock> alertBlocks(const ReportContent &content, References &references,
                                                   std::size_t alert);

} // namespace wirecase
