#include "models/activity/activityrecord.h"

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
    record.form = RecordForm::Rest;
    record.timeText = firstOf(memberText(root, "eventTimestamp"), memberText(root, "submissionTimestamp"));
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
    record.timeText = memberText(root, "time");
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

/// Whether a text stands for the object, as in what alerts deliver.
bool isJsonText(const JsonElement &value)
{
    return value && value->is_string() && std::string_view(*value).starts_with('{');
}

bool isRest(const JsonElement &root)
{
    if (isJsonText(memberOf(root, "claims")) || isJsonText(memberOf(root, "authorization")))
        return false;
    if (memberOf(root, "eventTimestamp"))
        return memberOf(root, "operationName").has_value();
    // Mixtures exist that have the diagnostic form's names and the other's objects: there the time decides.
    return !memberOf(root, "time") && (memberOf(root, "eventDataId") || isObject(memberOf(root, "operationName")))
           && memberOf(root, "operationName");
}

/// Whether the objects of the form were flattened: "httpRequest.clientIpAddress".
bool isFlattened(const simdjson::dom::element &root)
{
    for (const auto [key, value] : simdjson::dom::object(root)) {
        if (key.find('.') != std::string_view::npos)
            return true;
    }
    return false;
}

bool isDiagnostic(const JsonElement &root)
{
    return memberOf(root, "operationName")
           && (memberOf(root, "time") || memberOf(root, "resourceId") || memberOf(root, "resultType"));
}

ActivityRecord withCommonMembers(ActivityRecord record, const simdjson::dom::element &root)
{
    record.level = levelText(firstOf(valueText(memberOf(root, "level")), memberText(root, "Level")));
    record.correlationId = memberText(root, "correlationId");
    record.resourceId = firstOf(memberText(root, "resourceId"), memberText(root, "resourceUri"));
    record.tenantId = memberText(root, "tenantId");
    record.properties = memberOf(root, "properties");
    return record;
}

/// SDKs and tables may have the title of an operation where its name should be: "Create packet capture".
void takeAuthorizedOperation(ActivityRecord &record)
{
    const std::string action = memberText(record.authorization, "action");
    if (record.operation.find('/') != std::string::npos || action.find('/') == std::string::npos)
        return;
    record.operation = action;
    record.operationIsOfAuthorization = true;
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

std::optional<ActivityRecord> ActivityRecordParser::readRewritten(const simdjson::dom::element &root)
{
    const auto rewritten = m_rewriter.rewritten(root);
    simdjson::dom::element read;
    if (!rewritten || m_rewrittenParser.parse(rewritten->json).get(read) != simdjson::SUCCESS)
        return std::nullopt;
    const bool isDiagnosticForm = rewritten->form == RecordForm::Elastic || rewritten->form == RecordForm::Diagnostic;
    ActivityRecord record = withCommonMembers(isDiagnosticForm ? diagnosticRecord(read) : restRecord(read), read);
    record.form = rewritten->form;
    if (record.form == RecordForm::Elastic) {
        record.caller = memberText(read, "caller");
        record.document = memberOf(read, "document");
    }
    if (record.form == RecordForm::Portal)
        record.resourceType = memberText(read, "resourceType");
    if (!isDiagnosticForm)
        takeAuthorizedOperation(record);
    return record;
}

std::optional<ActivityRecord> ActivityRecordParser::readForm(const simdjson::dom::element &root)
{
    if (isRest(root) && !isFlattened(root))
        return withCommonMembers(restRecord(root), root);
    if (isDiagnostic(root))
        return withCommonMembers(diagnosticRecord(root), root);
    if (auto record = readRewritten(root))
        return record;
    if (memberOf(root, "eventTimestamp")) // little is left of it, but it is one
        return withCommonMembers(restRecord(root), root);
    return std::nullopt;
}

Result<ActivityRecord> ActivityRecordParser::parse(std::string_view json)
{
    bool wasNotUtf8 = false;
    const auto root = parseText(json, wasNotUtf8);
    if (!root)
        return root.error();
    auto record = readForm(*root);
    if (!record)
        return formatError(Text::tr("a record is not an activity event"));
    record->properties = parsedProperties(record->properties);
    record->wasNotUtf8 = wasNotUtf8;
    record->time = parseExportTime(record->timeText);
    return *std::move(record);
}

} // namespace wirecase
