#pragma once

#include "models/activity/jsontext.h"
#include "models/base/result.h"
#include "models/base/timerange.h"

namespace wirecase {

/// One record of an export as its form has it, the two forms brought under the same names (elastic.md 5.1). Texts are
/// as in the source. Valid until its parser parses the next one.
struct ActivityRecord
{
    enum class Form
    {
        Rest,
        Diagnostic
    };

    Form form = Form::Diagnostic;
    qint64 timeNs = noTime;
    std::string time;
    std::string operation;
    std::string operationVersion;
    std::string status;
    std::string subStatus;
    std::string category;
    std::string level;
    std::string location;
    std::string durationMs;
    std::string correlationId;
    std::string operationId;
    std::string eventDataId;
    std::string resourceId;
    std::string resourceGroup;
    std::string subscriptionId;
    std::string tenantId;
    std::string caller;       ///< REST only
    std::string identityName; ///< where `identity` is a text
    std::string address;      ///< of the caller, as written
    JsonElement authorization;
    JsonElement claims;
    JsonElement properties;
    bool wasNotUtf8 = false; ///< bytes that are no UTF-8 were replaced
};

/// Reads the text of a record. Keeps its buffers from one record to the next.
class ActivityRecordParser
{
public:
    /// `json` has TextWindow::padding readable bytes behind it. An Error when it is no JSON, or no activity event.
    Result<ActivityRecord> parse(std::string_view json);

private:
    Result<simdjson::dom::element> parseText(std::string_view json, bool &wasNotUtf8);
    JsonElement parsedProperties(const JsonElement &properties);

    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_propertiesParser;
    std::string m_repaired;
};

/// `json` with each number that no double or 64-bit integer holds put into quotes.
[[nodiscard]] std::string withQuotedBigNumbers(std::string_view json);

} // namespace wirecase
