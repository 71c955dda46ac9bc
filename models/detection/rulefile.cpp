#include "models/detection/rulefile.h"

namespace wirecase {

RuleFile readRuleFile(const QByteArray &bytes, const QString &name)
{
    RuleFile file;
    if (auto rule = readRuleToml(bytes, name)) {
        file.rules.push_back(*std::move(rule));
        ++file.report.records;
    } else {
        file.report.add(rule.error());
    }
    return file;
}

} // namespace wirecase
