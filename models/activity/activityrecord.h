#pragma once

#include "models/activity/exporttime.h"
#include "models/activity/recordform.h"
#include "models/base/result.h"

namespace wirecase {

/// One record of an export as its form has it, the forms brought under the same names (elastic.md 5.1). Texts are
/// as in the source. Valid until its parser parses the next one.
struct ActivityRecord
{
    RecordForm form = RecordForm::Diagnostic;
    ExportTime time;
    std::string timeText;
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
    std::string caller;       ///< not in the diagnostic form
    std::string resourceType; ///< the portal's only, where the resource is but a title
    std::string identityName; ///< where `identity` is a text
    std::string address;      ///< of the caller, as written
    JsonElement authorization;
    JsonElement claims;
    JsonElement properties;
    JsonElement document;                    ///< Elastic's own, dotted keys unfolded
    bool wasNotUtf8 = false;                 ///< bytes that are no UTF-8 were replaced
    bool operationIsOfAuthorization = false; ///< the record itself has a title only
};

/// Reads the text of a record. Keeps its buffers from one record to the next.
class ActivityRecordParser
{
public:
    /// `json` has TextWindow::padding readable bytes behind it. An Error when it is no JSON, or no activity event.
    Result<ActivityRecord> parse(std::string_view json);

private:
    Result<simdjson::dom::element> parseText(std::string_view json, bool &wasNotUtf8);
    /// Under the names of the form that `root` has; nothing when it is no record.
    std::optional<ActivityRecord> readForm(const simdjson::dom::element &root);
    std::optional<ActivityRecord> readRewritten(const simdjson::dom::element &root);
    JsonElement parsedProperties(const JsonElement &properties);

    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_propertiesParser;
    simdjson::dom::parser m_rewrittenParser;
    RecordRewriter m_rewriter;
    std::string m_repaired;
};

/// `json` with each number that no double or 64-bit integer holds put into quotes.
[[nodiscard]] std::string withQuotedBigNumbers(std::string_view json);

} // namespace wirecase
