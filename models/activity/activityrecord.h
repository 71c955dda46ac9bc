#pragma once

#include "models/activity/exporttime.h"
#include "models/activity/recordform.h"
#include "models/base/result.h"

#include <memory>

namespace wirecase {

/// The claims that something is done with. Empty where there is none.
struct ClaimTexts
{
    std::string_view name;
    std::string_view nameAddress; ///< ".../claims/name"
    std::string_view surname;
    std::string_view givenName;
    std::string_view upn; ///< ".../claims/upn"
    std::string_view shortUpn;
    std::string_view objectId; ///< ".../claims/objectidentifier"
    std::string_view shortObjectId;
    std::string_view applicationId;
    std::string_view applicationName; ///< "app_displayname"
    std::string_view tokenType;
    std::string_view address;
    std::string_view managedIdentity; ///< "xms_mirid": the resource whose identity it is
};

/// One record of an export as its form has it, the forms brought under the same names (elastic.md 5.1). Texts are
/// as in the source. Valid until its parser parses the next one.
struct ActivityRecord
{
    RecordForm form = RecordForm::Diagnostic;
    ExportTime time;
    std::string_view operation;
    std::string_view operationVersion;
    std::string_view status;
    std::string_view subStatus;
    std::string_view category;
    std::string_view level;
    std::string_view location;
    std::string_view durationMs;
    std::string_view correlationId;
    std::string_view operationId;
    std::string_view eventDataId;
    std::string_view resourceId;
    std::string_view resourceGroup;
    std::string_view subscriptionId;
    std::string_view tenantId;
    std::string_view caller;       ///< not in the diagnostic form
    std::string_view resourceType; ///< the portal's only, where the resource is but a title
    std::string_view identityName; ///< where `identity` is a text
    std::string_view address;      ///< of the caller, as written
    JsonElement authorization;
    JsonElement claims;
    JsonElement properties;
    JsonElement document; ///< Elastic's own, dotted keys unfolded
    ClaimTexts claim;
    quint32 claimsNumber = 0; ///< records with the same one have the same claims; 0 where that is not known
    std::string_view authorizationScope;
    std::string_view role;
    std::string_view principalId;
    std::string_view principalType;
    std::string_view result;        ///< of the properties
    std::string_view eventCategory; ///< of the properties
    bool hasPolicies = false;
    bool wasNotUtf8 = false;                 ///< bytes that are no UTF-8 were replaced
    bool operationIsOfAuthorization = false; ///< the record itself has a title only
};

class KnownClaims;

/// Reads the text of a record. Keeps its buffers, and the claims that come again, from one record to the next.
class ActivityRecordParser
{
public:
    ActivityRecordParser();
    ~ActivityRecordParser();
    ActivityRecordParser(const ActivityRecordParser &) = delete;
    ActivityRecordParser &operator=(const ActivityRecordParser &) = delete;

    /// `json` has TextWindow::padding readable bytes behind it. An Error when it is no JSON, or no activity event.
    Result<ActivityRecord> parse(std::string_view json);

private:
    class Forms;

    [[nodiscard]] std::optional<ActivityRecord> parseWithKnownClaims(std::string_view json);
    Result<ActivityRecord> parseWhole(std::string_view json);
    void readObjects(ActivityRecord &record);
    Result<simdjson::dom::element> parseText(std::string_view json, bool &wasNotUtf8);
    JsonElement parsedProperties(const JsonElement &properties);

    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_propertiesParser;
    std::unique_ptr<Forms> m_forms;
    std::unique_ptr<KnownClaims> m_claims;
    std::string m_repaired;
};

/// `json` with each number that no double or 64-bit integer holds put into quotes.
[[nodiscard]] std::string withQuotedBigNumbers(std::string_view json);

} // namespace wirecase
