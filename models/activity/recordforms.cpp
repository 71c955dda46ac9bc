#include "models/activity/recordforms.h"

namespace wirecase {

enum ActivityRecordParser::Forms::Member : std::size_t
{
    AuthorizationMember,
    CallerMember,
    CallerAddressMember,
    CategoryMember,
    ClaimsMember,
    CorrelationMember,
    DocumentMember,
    DurationMember,
    EventDataMember,
    EventTimeMember,
    RequestMember,
    IdentityMember,
    LevelMember,
    UpperLevelMember,
    LocationMember,
    OperationIdMember,
    OperationMember,
    PropertiesMember,
    ResourceGroupMember,
    ResourceMember,
    ResourceUriMember,
    ResultSignatureMember,
    ResultTypeMember,
    StatusMember,
    SubmissionTimeMember,
    SubStatusMember,
    SubscriptionMember,
    TenantMember,
    TimeMember
};

namespace {

constexpr std::array<std::string_view, 29> rootNames{"authorization",
                                                     "caller",
                                                     "callerIpAddress",
                                                     "category",
                                                     "claims",
                                                     "correlationId",
                                                     "document",
                                                     "durationMs",
                                                     "eventDataId",
                                                     "eventTimestamp",
                                                     "httpRequest",
                                                     "identity",
                                                     "level",
                                                     "Level",
                                                     "location",
                                                     "operationId",
                                                     "operationName",
                                                     "properties",
                                                     "resourceGroupName",
                                                     "resourceId",
                                                     "resourceUri",
                                                     "resultSignature",
                                                     "resultType",
                                                     "status",
                                                     "submissionTimestamp",
                                                     "subStatus",
                                                     "subscriptionId",
                                                     "tenantId",
                                                     "time"};

constexpr std::array<std::string_view, 13> claimNames{"name",
                                                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
                                                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
                                                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
                                                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
                                                      "upn",
                                                      "http://schemas.microsoft.com/identity/claims/objectidentifier",
                                                      "oid",
                                                      "appid",
                                                      "idtyp",
                                                      "ipaddr",
                                                      "xms_mirid",
                                                      "app_displayname"};

constexpr std::array<std::string_view ClaimTexts::*, 13> claimMembers{
    &ClaimTexts::name,           &ClaimTexts::nameAddress,   &ClaimTexts::surname,
    &ClaimTexts::givenName,      &ClaimTexts::upn,           &ClaimTexts::shortUpn,
    &ClaimTexts::objectId,       &ClaimTexts::shortObjectId, &ClaimTexts::applicationId,
    &ClaimTexts::tokenType,      &ClaimTexts::address,       &ClaimTexts::managedIdentity,
    &ClaimTexts::applicationName};

std::string_view levelText(std::string_view level)
{
    // The diagnostic form may number its levels (elastic.md 5.2).
    static constexpr std::string_view names[] = {"Critical", "Error", "Warning", "Informational", "Verbose"};
    if (level.size() == 1 && level[0] >= '1' && level[0] <= '5')
        return names[level[0] - '1'];
    return level;
}

std::string_view firstOf(std::string_view first, std::string_view second)
{
    return first.empty() ? second : first;
}

/// Whether a text stands for the object, as in what alerts deliver.
bool isJsonText(const JsonElement &value)
{
    return value && value->is_string() && std::string_view(*value).starts_with('{');
}

/// SDKs and tables may have the title of an operation where its name should be: "Create packet capture".
void takeAuthorizedOperation(ActivityRecord &record, std::string_view action)
{
    if (record.operation.find('/') != std::string_view::npos || action.find('/') == std::string_view::npos)
        return;
    record.operation = action;
    record.operationIsOfAuthorization = true;
}

} // namespace

ActivityRecordParser::Forms::Forms()
    : m_rootSlots(rootNames)
    , m_claimSlots(claimNames)
{
}

std::optional<ActivityRecordParser::Forms::Members>
ActivityRecordParser::Forms::membersOf(const simdjson::dom::element &root, bool *isFlattened)
{
    if (!root.is_object())
        return std::nullopt;
    Members members;
    std::size_t place = 0;
    for (const auto [key, value] : simdjson::dom::object(root)) {
        const auto slot = m_rootSlots.slotOf(place++, key);
        if (slot && !members[*slot])
            members[*slot] = value;
        else
            *isFlattened = *isFlattened || (!slot && key.find('.') != std::string_view::npos);
    }
    return members;
}

bool ActivityRecordParser::Forms::isRest(const Members &members)
{
    if (isJsonText(members[ClaimsMember]) || isJsonText(members[AuthorizationMember]) || !members[OperationMember])
        return false;
    // Mixtures exist that have the diagnostic form's names and the other's objects: there the time decides.
    return members[EventTimeMember]
           || (!members[TimeMember] && (members[EventDataMember] || isObject(members[OperationMember])));
}

bool ActivityRecordParser::Forms::isDiagnostic(const Members &members)
{
    return members[OperationMember] && (members[TimeMember] || members[ResourceMember] || members[ResultTypeMember]);
}

ActivityRecord ActivityRecordParser::Forms::restRecord(const Members &members)
{
    ActivityRecord record;
    record.form = RecordForm::Rest;
    record.time = parseExportTime(
        firstOf(m_texts.scalar(members[EventTimeMember]), m_texts.scalar(members[SubmissionTimeMember])));
    record.operation = m_texts.value(members[OperationMember]);
    record.status = m_texts.value(members[StatusMember]);
    record.subStatus = m_texts.value(members[SubStatusMember]);
    record.category = m_texts.value(members[CategoryMember]);
    record.resourceGroup = m_texts.value(members[ResourceGroupMember]);
    record.subscriptionId = m_texts.scalar(members[SubscriptionMember]);
    record.caller = m_texts.scalar(members[CallerMember]);
    record.address = m_texts.scalar(memberOf(members[RequestMember], "clientIpAddress"));
    record.authorization = members[AuthorizationMember];
    record.claims = members[ClaimsMember];
    return record;
}

ActivityRecord ActivityRecordParser::Forms::diagnosticRecord(const Members &members)
{
    ActivityRecord record;
    record.time = parseExportTime(m_texts.scalar(members[TimeMember]));
    record.operation = m_texts.value(members[OperationMember]);
    record.status = firstOf(m_texts.scalar(members[ResultTypeMember]), m_texts.value(members[StatusMember]));
    record.subStatus = m_texts.scalar(members[ResultSignatureMember]);
    record.category = m_texts.value(members[CategoryMember]);
    record.durationMs = m_texts.scalar(members[DurationMember]);
    record.location = m_texts.scalar(members[LocationMember]);
    record.address = m_texts.scalar(members[CallerAddressMember]);
    const JsonElement &identity = members[IdentityMember];
    record.identityName = m_texts.scalar(identity);
    record.authorization = memberOf(identity, "authorization");
    record.claims = memberOf(identity, "claims");
    return record;
}

ActivityRecord ActivityRecordParser::Forms::withCommonMembers(ActivityRecord record, const Members &members)
{
    record.level = levelText(firstOf(m_texts.value(members[LevelMember]), m_texts.scalar(members[UpperLevelMember])));
    record.correlationId = m_texts.scalar(members[CorrelationMember]);
    record.operationId = m_texts.scalar(members[OperationIdMember]);
    record.eventDataId = m_texts.scalar(members[EventDataMember]);
    record.resourceId = firstOf(m_texts.scalar(members[ResourceMember]), m_texts.scalar(members[ResourceUriMember]));
    record.tenantId = m_texts.scalar(members[TenantMember]);
    record.properties = members[PropertiesMember];
    return record;
}

std::optional<ActivityRecord> ActivityRecordParser::Forms::readRewritten(const simdjson::dom::element &root)
{
    const auto rewritten = m_rewriter.rewritten(root);
    simdjson::dom::element read;
    bool isFlattened = false;
    if (!rewritten || m_rewrittenParser.parse(rewritten->json).get(read) != simdjson::SUCCESS)
        return std::nullopt;
    const auto members = membersOf(read, &isFlattened);
    const bool isDiagnosticForm = rewritten->form == RecordForm::Elastic || rewritten->form == RecordForm::Diagnostic;
    ActivityRecord record =
        withCommonMembers(isDiagnosticForm ? diagnosticRecord(*members) : restRecord(*members), *members);
    record.form = rewritten->form;
    if (record.form == RecordForm::Elastic) {
        record.caller = m_texts.scalar((*members)[CallerMember]);
        record.document = (*members)[DocumentMember];
    }
    if (record.form == RecordForm::Portal)
        record.resourceType = m_texts.scalar(memberOf(read, "resourceType"));
    if (!isDiagnosticForm)
        takeAuthorizedOperation(record, m_texts.scalar(memberOf(record.authorization, "action")));
    return record;
}

std::optional<ActivityRecord> ActivityRecordParser::Forms::plainRecord(const Members &members, bool isFlattened)
{
    if (isRest(members) && !isFlattened)
        return withCommonMembers(restRecord(members), members);
    if (isDiagnostic(members) && !isRest(members))
        return withCommonMembers(diagnosticRecord(members), members);
    return std::nullopt;
}

std::optional<ActivityRecord> ActivityRecordParser::Forms::readPlain(const simdjson::dom::element &root)
{
    m_texts.clear();
    bool isFlattened = false;
    const auto members = membersOf(root, &isFlattened);
    return members ? plainRecord(*members, isFlattened) : std::nullopt;
}

std::optional<ActivityRecord> ActivityRecordParser::Forms::read(const simdjson::dom::element &root)
{
    m_texts.clear();
    bool isFlattened = false;
    const auto members = membersOf(root, &isFlattened);
    if (!members)
        return std::nullopt;
    if (auto record = plainRecord(*members, isFlattened))
        return record;
    if (auto record = readRewritten(root))
        return record;
    if ((*members)[EventTimeMember]) // little is left of it, but it is one
        return withCommonMembers(restRecord(*members), *members);
    return std::nullopt;
}

void ActivityRecordParser::Forms::readObjects(ActivityRecord &record)
{
    readAuthorization(record);
    readProperties(record);
}

ClaimTexts ActivityRecordParser::Forms::claimTexts(const JsonElement &claims, RecordTexts &made)
{
    ClaimTexts texts;
    if (!isObject(claims))
        return texts;
    std::size_t place = 0;
    for (const auto [key, value] : simdjson::dom::object(*claims)) {
        if (const auto slot = m_claimSlots.slotOf(place++, key))
            texts.*claimMembers[*slot] = made.scalar(value);
    }
    return texts;
}

void ActivityRecordParser::Forms::readAuthorization(ActivityRecord &record)
{
    const JsonElement evidence = memberOf(record.authorization, "evidence");
    record.authorizationScope = m_texts.scalar(memberOf(record.authorization, "scope"));
    record.role =
        firstOf(m_texts.scalar(memberOf(evidence, "role")), m_texts.scalar(memberOf(record.authorization, "role")));
    record.principalId = m_texts.scalar(memberOf(evidence, "principalId"));
    record.principalType = m_texts.scalar(memberOf(evidence, "principalType"));
}

void ActivityRecordParser::Forms::readProperties(ActivityRecord &record)
{
    if (!isObject(record.properties))
        return;
    for (const auto [key, value] : simdjson::dom::object(*record.properties)) {
        if (key == "eventCategory")
            record.eventCategory = m_texts.scalar(value);
        else if (key == "result")
            record.result = m_texts.scalar(value);
        else if (key == "policies")
            record.hasPolicies = true;
    }
}

} // namespace wirecase
