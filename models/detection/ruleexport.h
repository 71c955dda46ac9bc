#pragma once

#include "models/detection/rulefile.h"

namespace wirecase {

/// Kibana's export: one document a line, or a JSON document that holds them (elastic.md 2.2).
[[nodiscard]] RuleFile readRuleExport(const QByteArray &bytes, const QString &name);

} // namespace wirecase
