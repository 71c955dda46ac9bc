#pragma once

#include "models/detection/jsonfields.h"
#include "models/detection/rule.h"

namespace wirecase {

/// A rule from the fields that both forms share, TOML's [rule] table and a line of Kibana's export. Fields in which the
/// two differ are read in either shape. A value of a wrong kind becomes the problem of `fields`.
[[nodiscard]] Rule readRuleFields(const JsonFields &fields);

/// Why Wirecase cannot run such a rule, one sentence; empty when it can.
[[nodiscard]] QString whyNotEvaluable(const Rule &rule);

} // namespace wirecase
