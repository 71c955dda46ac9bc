#include "models/detection/rulefile.h"

#include "models/detection/ruleexport.h"

namespace wirecase {

namespace {

/// JSON begins with a brace; in TOML only a comment or a table's bracket may come before a key, and a JSON list of
/// rules goes on with a brace.
bool isJson(const QByteArray &bytes)
{
    QByteArrayView text(bytes);
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    text = text.trimmed();
    if (text.startsWith('['))
        text = text.sliced(1).trimmed();
    else if (!text.startsWith('{'))
        return false;
    return text.startsWith('{') || text.startsWith(']');
}

} // namespace

RuleFile readRuleFile(const QByteArray &bytes, const QString &name)
{
    if (isJson(bytes))
        return readRuleExport(bytes, name);
    RuleFile file;
    if (auto rule = readRuleToml(bytes, name)) {
        file.rules.push_back(*std::move(rule));
        ++file.report.records;
    } else {
        file.report.add(rule.error());
        file.report.lostBytes = static_cast<quint64>(bytes.size());
    }
    return file;
}

} // namespace wirecase
