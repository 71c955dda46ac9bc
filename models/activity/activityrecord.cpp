#include "models/activity/activityrecord.h"

#include "models/base/timeformat.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ActivityRecord)
};

Error formatError(const QString &message)
{
    return Error{Error::Code::Format, message, {}, -1};
}

/// Numbers up to this length cannot overflow.
constexpr std::size_t harmlessNumber = 15;

bool isNumberCharacter(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

std::string levelText(const std::string &level)
{
    // The diagnostic form may number its levels (elastic.md 5.2).
    static constexpr std::string_view names[] = {"Critical", "Error", "Warning", "Informational", "Verbose"};
    if (level.size() == 1 && level[0] >= '1' && level[0] <= '5')
        return std::string(names[level[0] - '1']);
    return level;
}

std::string firstOf(std::string first, std::string second)
{
    return first.empty() ? std::move(second) : std::move(first);
}

ActivityRecord restRecord(const JsonElement &root)
{
    ActivityRecord record;
    record.form = ActivityRecord::Form::Rest;
    record.time = firstOf(memberText(root, "eventTimestamp"), memberText(root, "submissionTimestamp"));
    record.operation = valueText(memberOf(root, "operationName"));
    record.status = valueText(memberOf(root, "status"));
    record.subStatus = valueText(memberOf(root, "subStatus"));
    record.category = valueText(memberOf(root, "category"));
    record.eventDataId = memberText(root, "eventDataId");
    record.operationId = memberText(root, "operationId");
    record.resourceGroup = valueText(memberOf(root, "resourceGroupName"));
    record.subscriptionId = memberText(root, "subscriptionId");
    record.caller = memberText(root, "caller");
    record.address = memberText(memberOf(root, "httpRequest"), "clientIpAddress");
    record.authorization = memberOf(root, "authorization");
    record.claims = memberOf(root, "claims");
    return record;
}

ActivityRecord diagnosticRecord(const JsonElement &root)
{
    ActivityRecord record;
    record.time = memberText(root, "time");
    record.operation = valueText(memberOf(root, "operationName"));
    record.operationVersion = memberText(root, "operationVersion");
    record.status = firstOf(memberText(root, "resultType"), valueText(memberOf(root, "status")));
    record.subStatus = memberText(root, "resultSignature");
    record.category = valueText(memberOf(root, "category"));
    record.durationMs = memberText(root, "durationMs");
    record.location = memberText(root, "location");
    record.operationId = memberText(root, "operationId");
    record.eventDataId = memberText(root, "eventDataId");
    record.address = memberText(root, "callerIpAddress");
    const JsonElement identity = memberOf(root, "identity");
    record.identityName = scalarText(identity);
    record.authorization = memberOf(identity, "authorization");
    record.claims = memberOf(identity, "claims");
    return record;
}

bool isRest(const JsonElement &root)
{
    if (memberOf(root, "eventTimestamp"))
        return true;
    // Mixtures exist that have the diagnostic form's names and the other's objects: there the time decides.
    return !memberOf(root, "time") && (memberOf(root, "eventDataId") || isObject(memberOf(root, "operationName")));
}

bool isDiagnostic(const JsonElement &root)
{
    return memberOf(root, "operationName")
           && (memberOf(root, "time") || memberOf(root, "resourceId") || memberOf(root, "resultType"));
}

} // namespace

std::string withQuotedBigNumbers(std::string_view json)
{
    std::string result;
    bool inText = false;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at];
        if (!inText && (c == '-' || (c >= '0' && c <= '9'))) {
            std::size_t end = at;
            bool hasExponent = false;
            for (; end < json.size() && isNumberCharacter(json[end]); ++end)
                hasExponent = hasExponent || json[end] == 'e' || json[end] == 'E';
            const std::string_view number = json.substr(at, end - at);
            const bool isHarmless = !hasExponent && number.size() <= harmlessNumber;
            result += isHarmless ? std::string(number) : '"' + std::string(number) + '"';
            at = end;
            continue;
        }
        inText = (c == '"') != inText;
        result += c;
        ++at;
        if (inText && c == '\\' && at < json.size())
            result += json[at++];
    }
    return result;
}

Result<simdjson::dom::element> ActivityRecordParser::parseText(std::string_view json, bool &wasNotUtf8)
{
    simdjson::dom::element root;
    auto code = m_parser.parse(json.data(), json.size(), false).get(root);
    m_repaired.clear();
    if (code == simdjson::UTF8_ERROR) {
        wasNotUtf8 = true;
        m_repaired = QString::fromUtf8(json.data(), static_cast<qsizetype>(json.size())).toStdString();
        code = m_parser.parse(m_repaired).get(root);
    }
    if (code == simdjson::NUMBER_ERROR) {
        m_repaired = withQuotedBigNumbers(m_repaired.empty() ? json : std::string_view(m_repaired));
        code = m_parser.parse(m_repaired).get(root);
    }
    if (code == simdjson::SUCCESS)
        return root;
    return formatError(
        Text::tr("a record cannot be read as JSON (%1)").arg(QLatin1String(simdjson::error_message(code))));
}

JsonElement ActivityRecordParser::parsedProperties(const JsonElement &properties)
{
    simdjson::dom::element parsed;
    const std::string text = properties && properties->is_string() ? scalarText(properties) : std::string();
    if (text.starts_with('{') && m_propertiesParser.parse(text).get(parsed) == simdjson::SUCCESS)
        return parsed;
    return properties;
}

Result<ActivityRecord> ActivityRecordParser::parse(std::string_view json)
{
    bool wasNotUtf8 = false;
    const auto root = parseText(json, wasNotUtf8);
    if (!root)
        return root.error();
    const bool rest = isRest(*root);
    if (!rest && !isDiagnostic(*root))
        return formatError(Text::tr("a record is not an activity event"));
    ActivityRecord record = rest ? restRecord(*root) : diagnosticRecord(*root);
    record.level = levelText(firstOf(valueText(memberOf(*root, "level")), memberText(*root, "Level")));
    record.correlationId = memberText(*root, "correlationId");
    record.resourceId = firstOf(memberText(*root, "resourceId"), memberText(*root, "resourceUri"));
    record.tenantId = memberText(*root, "tenantId");
    record.properties = parsedProperties(memberOf(*root, "properties"));
    record.wasNotUtf8 = wasNotUtf8;
    const QString time = QString::fromStdString(record.time);
    record.timeNs = parseIsoTime(time).value_or(noTime);
    return record;
}

} // namespace wirecase
