#pragma once

#include "models/detection/exception.h"
#include "models/detection/rule.h"
#include "models/evidence/importreport.h"

namespace wirecase {

/// What one file of rules holds.
struct RuleFile
{
    std::vector<Rule> rules;
    std::vector<ExceptionItem> exceptions;
    ImportReport report; ///< records: rules and exceptions; places count lines
};

/// Reads a rule of the detection-rules repository (TOML), an export of Kibana (NDJSON: rules, exception lists and
/// items; connectors are passed over), or JSON documents of the same shapes; told apart by content. A damaged line
/// costs itself only.
[[nodiscard]] RuleFile readRuleFile(const QByteArray &bytes, const QString &name);

} // namespace wirecase
