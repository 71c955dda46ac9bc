#pragma once

#include <QtGlobal>

#include <utility>
#include <vector>

namespace wirecase {

/// First and last of each run of consecutive numbers among `ascending`.
[[nodiscard]] std::vector<std::pair<quint32, quint32>> rangesOf(const std::vector<quint32> &ascending);

} // namespace wirecase
