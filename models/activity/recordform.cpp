#include "models/activity/recordform.h"

#include "models/activity/elasticdocument.h"
#include "models/activity/jsonwriting.h"
#include "models/activity/namedmembers.h"
#include "models/evidence/csvtext.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct Renamed
{
    std::string_view folded;
    std::string_view name;
};

/// The names inside `authorization` and its `evidence`, which the ECS view knows in this spelling.
constexpr std::array authorizationNames{Renamed{"action", "action"},
                                        Renamed{"scope", "scope"},
                                        Renamed{"role", "role"},
                                        Renamed{"condition", "condition"},
                                        Renamed{"roleassignmentscope", "roleAssignmentScope"},
                                        Renamed{"roleassignmentid", "roleAssignmentId"},
                                        Renamed{"roledefinitionid", "roleDefinitionId"},
                                        Renamed{"principalid", "principalId"},
                                        Renamed{"principaltype", "principalType"}};

std::string jsonOf(const simdjson::dom::element &value)
{
    return simdjson::minify(value);
}

bool isGuid(const std::string &text)
{
    return text.size() == 36 && text[8] == '-' && text[13] == '-';
}

std::string_view authorizationName(std::string_view key)
{
    const std::string folded = foldedName(key);
    for (const auto &[from, to] : authorizationNames) {
        if (folded == from)
            return to;
    }
    return key;
}

void writeRenamed(ObjectWriter &out, const simdjson::dom::element &object)
{
    for (const auto [key, value] : simdjson::dom::object(object)) {
        if (!value.is_null())
            out.raw(authorizationName(key), jsonOf(value));
    }
}

/// SDKs may give the number of a level instead of its name, counted from 0.
std::string levelName(const std::string &level)
{
    static constexpr std::array<std::string_view, 5> names{"Critical", "Error", "Warning", "Informational", "Verbose"};
    if (level.size() == 1 && level[0] >= '0' && level[0] <= '4')
        return std::string(names[static_cast<std::size_t>(level[0] - '0')]);
    return level;
}

RecordForm formOf(const NamedMembers &members)
{
    if (members.hasPrefix("timegenerated"))
        return RecordForm::LogAnalytics;
    return members.has("eventinitiatedby") ? RecordForm::Portal : RecordForm::Sdk;
}

std::string timeIn(const NamedMembers &members)
{
    std::string time = members.text({"eventtimestamp"});
    if (time.empty())
        time = members.textWithPrefix("timegenerated");
    if (time.empty())
        time = members.text({"time", "eventsubmissiontimestamp", "submissiontimestamp"});
    // "TimeGenerated [UTC]" says of all its cells what "... [UTC]" says of one.
    const bool namesUtc = members.has("timegeneratedutc");
    return namesUtc && !time.empty() && time.find("UTC") == std::string::npos ? time + " UTC" : time;
}

void writeTexts(ObjectWriter &out, const NamedMembers &members, RecordForm form)
{
    out.optional("eventTimestamp", timeIn(members));
    out.optional("status", members.text({"activitystatusvalue", "statusvalue", "activitystatus", "status"}));
    out.optional("subStatus",
                 members.text({"activitysubstatusvalue", "substatusvalue", "activitysubstatus", "substatus"}));
    out.optional("category", members.text({"categoryvalue", "category", "eventcategory", "eventsource"}));
    out.optional("caller", members.text({"caller", "eventinitiatedby"}));
    out.optional("level", levelName(members.text({"level"})));
    out.optional("correlationId", members.text({"correlationid"}));
    out.optional("eventDataId", members.text({"eventdataid"}));
    out.optional("operationId", members.text({"operationid"}));
    out.optional("resourceGroupName", members.text({"resourcegroupname", "resourcegroup"}));
    std::string subscription = members.text({"subscriptionid", "subscription"});
    if (form != RecordForm::Portal || isGuid(subscription)) // the portal writes the title of the subscription
        out.optional("subscriptionId", subscription);
    if (form != RecordForm::LogAnalytics) // there it is the workspace's tenant
        out.optional("tenantId", members.text({"tenantid"}));
    if (form == RecordForm::Portal)
        out.optional("resourceType", members.text({"resourcetype"}));
}

} // namespace

JsonElement RecordRewriter::objectOf(const JsonElement &value, simdjson::dom::parser &parser)
{
    JsonElement object = value;
    if (value && value->is_string()) {
        const std::string text = scalarText(value);
        simdjson::dom::element parsed;
        if (!text.starts_with('{') || parser.parse(text).get(parsed) != simdjson::SUCCESS)
            return std::nullopt;
        object = parsed;
    }
    if (!isObject(object))
        return std::nullopt;
    const JsonElement content = memberOf(object, "Content");
    return isObject(content) ? content : object;
}

void RecordRewriter::writeAuthorization(const simdjson::dom::element &root, std::string &json)
{
    const NamedMembers members(root);
    std::string parts;
    ObjectWriter out(parts);
    std::string evidence;
    ObjectWriter evidenceOut(evidence);
    for (const auto &[folded, name] : authorizationNames) {
        const std::string flat = "authorization" + std::string(folded);
        out.optional(name, members.text({flat}));
        evidenceOut.optional(name, members.text({"authorizationevidence" + std::string(folded)}));
    }
    if (const JsonElement object = objectOf(members.find({"authorizationd", "authorization"}), m_parser)) {
        for (const auto [key, value] : simdjson::dom::object(*object)) {
            if (foldedName(key) == "evidence" && value.is_object())
                writeRenamed(evidenceOut, value);
            else if (!value.is_null())
                out.raw(authorizationName(key), jsonOf(value));
        }
    }
    evidenceOut.end();
    if (!evidenceOut.isEmpty())
        out.raw("evidence", evidence);
    out.end();
    json += parts;
}

void RecordRewriter::writeParts(const simdjson::dom::element &root, std::initializer_list<std::string_view> names,
                                std::initializer_list<std::string_view> prefixes, std::string &json)
{
    ObjectWriter out(json);
    if (const JsonElement object = objectOf(NamedMembers(root).find(names), m_parser)) {
        for (const auto [key, value] : simdjson::dom::object(*object)) {
            if (!value.is_null())
                out.raw(key, jsonOf(value));
        }
    }
    for (const auto [key, value] : simdjson::dom::object(root)) {
        for (const std::string_view prefix : prefixes) {
            const bool isPart = key.size() > prefix.size() && key.starts_with(prefix);
            if (isPart && !value.is_null() && !(value.is_string() && std::string_view(value).empty()))
                out.raw(key.substr(prefix.size()), jsonOf(value));
        }
    }
    out.end();
}

std::optional<std::string> RecordRewriter::fromNames(const simdjson::dom::element &root, RecordForm form,
                                                     const std::string &resource)
{
    const NamedMembers members(root);
    std::string json;
    ObjectWriter out(json);
    std::string operation = members.text({"operationnamevalue", "operationname"});
    if (operation.empty() || timeIn(members).empty())
        return std::nullopt;
    writeTexts(out, members, form);
    std::string authorization;
    std::string place = members.text({"resourceid", "resourceuri", "resource"});
    writeAuthorization(root, authorization);
    out.raw("authorization", authorization);
    out.text("operationName", operation);
    out.optional("resourceId", place.empty() ? resource : place);
    std::string address = members.text({"calleripaddress", "httprequestclientipaddress"});
    if (address.empty()) {
        if (const JsonElement request = objectOf(members.find({"httprequest"}), m_parser))
            address = NamedMembers(*request).text({"clientipaddress"});
    }
    std::string request;
    ObjectWriter requestOut(request);
    requestOut.optional("clientIpAddress", address);
    requestOut.end();
    out.raw("httpRequest", request);
    std::string claims;
    writeParts(root, {"claimsd", "claims", "claim"}, {"claims.", "Claims.", "claim."}, claims);
    out.raw("claims", claims);
    std::string properties;
    writeParts(root, {"propertiesd", "properties", "property"}, {"properties.", "Properties."}, properties);
    out.raw("properties", properties);
    out.end();
    return json;
}

std::optional<RewrittenRecord> RecordRewriter::fromAlert(const simdjson::dom::element &root)
{
    const JsonElement data = memberOf(root, "data");
    JsonElement event = memberOf(memberOf(data, "context"), "activityLog");
    if (!event)
        event = memberOf(memberOf(root, "context"), "activityLog");
    if (!event)
        event = memberOf(data, "alertContext");
    if (!isObject(event))
        return std::nullopt;
    // The common schema names the resource only as what the alert is about.
    std::string resource;
    simdjson::dom::array targets;
    if (const JsonElement list = memberOf(memberOf(data, "essentials"), "alertTargetIDs");
        list && list->get(targets) == simdjson::SUCCESS && targets.begin() != targets.end())
        resource = scalarText(*targets.begin());
    if (const std::string scope = NamedMembers(*event).text({"authorizationscope"}); !scope.empty())
        resource = scope;
    if (const std::string scope = memberText(memberOf(event, "authorization"), "scope"); !scope.empty())
        resource = scope;
    auto json = fromNames(*event, RecordForm::Alert, resource);
    return json ? std::optional(RewrittenRecord{RecordForm::Alert, *std::move(json)}) : std::nullopt;
}

std::optional<RewrittenRecord> RecordRewriter::rewritten(const simdjson::dom::element &root)
{
    if (!root.is_object())
        return std::nullopt;
    if (auto alert = fromAlert(root))
        return alert;
    if (auto document = rewrittenDocument(root, m_parser))
        return document;
    const RecordForm form = formOf(NamedMembers(root));
    auto json = fromNames(root, form, {});
    return json ? std::optional(RewrittenRecord{form, *std::move(json)}) : std::nullopt;
}

} // namespace wirecase
