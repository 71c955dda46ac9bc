#include "models/activity/ecsview.h"

#include "models/activity/activityevent.h"
#include "models/activity/elasticview.h"
#include "models/activity/resourceid.h"

#include <algorithm>
#include <charconv>

namespace wirecase {

namespace {

using View = EcsSink::View;

constexpr std::string_view claimSchema = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

std::string claim(const ActivityRecord &record, std::string_view name)
{
    return memberText(record.claims, std::string(claimSchema) + '/' + std::string(name));
}

/// The number that a text is, whatever the locale.
std::optional<double> numberIn(std::string_view text)
{
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = code == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(number) : std::nullopt;
}

std::string changedCase(std::string text, bool upper)
{
    const auto changed = [upper](char c) {
        if (upper)
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    std::transform(text.begin(), text.end(), text.begin(), changed);
    return text;
}

/// Puts an optional text out; empty ones are no field.
class Output
{
public:
    explicit Output(EcsSink &sink)
        : m_sink(sink)
    {
    }

    void text(std::string_view field, const std::string &value, View view = View::Both)
    {
        if (!value.empty())
            m_sink.text(field, value, view);
    }
    /// One value for the faithful view and another for the normalised one.
    void text(std::string_view field, const std::string &faithful, const std::string &normalised)
    {
        if (faithful == normalised)
            return text(field, faithful);
        text(field, faithful, View::Faithful);
        text(field, normalised, View::Normalised);
    }
    void listed(std::string_view field, const std::string &value, View view = View::Both)
    {
        if (!value.empty())
            m_sink.listed(field, value, view);
    }

private:
    EcsSink &m_sink;
};

void emitFixed(Output &out)
{
    out.text("cloud.provider", "azure");
    out.text("data_stream.dataset", "azure.activitylogs");
    out.text("data_stream.namespace", "default");
    out.text("data_stream.type", "logs");
    out.text("ecs.version", "8.11.0");
    out.text("event.dataset", "azure.activitylogs");
    out.text("event.kind", "event");
    out.text("event.module", "azure");
}

void emitResource(const ActivityRecord &record, Output &out)
{
    const ResourceParts faithful = resourceParts(record.resourceId, true);
    const ResourceParts normalised = resourceParts(record.resourceId, false);
    out.text("azure.resource.id", record.resourceId);
    out.text("cloud.resource_id", record.resourceId);
    out.listed("related.entity", record.resourceId);
    for (const auto field : {"azure.subscription_id", "cloud.account.id"})
        out.text(field, faithful.subscription, normalised.subscription);
    for (const auto field : {"azure.resource.group", "azure.resource_group.name"})
        out.text(field, faithful.group, normalised.group);
    for (const auto field : {"azure.resource.provider", "azure.resource_provider.namespace"})
        out.text(field, faithful.provider, normalised.provider);
    out.text("azure.resource.namespace", faithful.space, normalised.space);
    out.text("azure.resource.authorization_rule", faithful.authorizationRule, normalised.authorizationRule);
    out.text("azure.resource.name", faithful.name, normalised.name);
    for (const auto field : {"azure.correlation_id", "azure.correlation.id"})
        out.text(field, record.correlationId);
}

void emitAddress(const ActivityRecord &record, EcsSink &sink, Output &out)
{
    const auto put = [&out](const std::string &address, View view) {
        if (!IpAddress::parse(std::string_view(address)))
            return out.text("source.address", address, view);
        out.text("source.ip", address, view);
        out.text("client.ip", address, view);
        out.listed("related.ip", address, view);
    };
    const CallerAddress found = splitAddress(callerAddressOf(record));
    if (found.address == record.address)
        return put(found.address, View::Both);
    put(record.address, View::Faithful);
    put(found.address, View::Normalised);
    if (!found.port.empty())
        sink.number("source.port", numberIn(found.port).value_or(0), View::Normalised);
}

std::string outcomeWord(const std::string &status)
{
    const std::string word = changedCase(status, false);
    return word == "success" || word == "failure" ? word : std::string();
}

/// The diagnostic form's word for a status of either vocabulary.
std::string diagnosticStatus(const std::string &status)
{
    switch (statusClassOf(QString::fromStdString(status))) {
    case StatusClass::Started:
        return "Start";
    case StatusClass::Accepted:
        return "Accept";
    case StatusClass::Succeeded:
        return "Success";
    case StatusClass::Failed:
        return "Failure";
    case StatusClass::Other:
        break;
    }
    return status;
}

void emitOperation(const ActivityRecord &record, Output &out)
{
    const std::string upper = changedCase(record.operation, true);
    out.text("azure.activitylogs.operation_name", record.operation, upper);
    out.text("event.action", record.operation, upper);
    out.text("azure.activitylogs.operation_version", record.operationVersion);
    const std::string status = diagnosticStatus(record.status);
    out.text("azure.activitylogs.result_type", record.status, status);
    out.text("azure.activitylogs.result_signature", record.subStatus);
    std::string result = memberText(record.properties, "result");
    if (result != "success" && result != "failure" && result != "unknown")
        result.clear();
    const auto outcome = [&result](const std::string &word) { return word.empty() ? result : word; };
    out.text("event.outcome", outcome(outcomeWord(record.status)), outcome(outcomeWord(status)));
}

void emitCategory(const ActivityRecord &record, Output &out)
{
    out.text("azure.activitylogs.category", record.category);
    std::string category = memberText(record.properties, "eventCategory");
    if (category.empty())
        category = memberOf(record.properties, "policies") ? "Policy" : "Administrative";
    out.text("azure.activitylogs.event_category", category);
    const std::string word = changedCase(record.category, false);
    if (word == "write" || word == "action")
        out.listed("event.type", "change");
    else if (word == "read")
        out.listed("event.type", "access");
    else if (word == "delete")
        out.listed("event.type", "deletion");
}

std::string withoutDots(std::string_view key)
{
    std::string result(key);
    std::replace(result.begin(), result.end(), '.', '_');
    return result;
}

void emitEvidence(const JsonElement &evidence, EcsSink &sink)
{
    static constexpr std::pair<std::string_view, std::string_view> renamed[] = {
        {"roleAssignmentScope", "role_assignment_scope"},
        {"roleDefinitionId", "role_definition_id"},
        {"roleAssignmentId", "role_assignment_id"},
        {"principalId", "principal_id"},
        {"principalType", "principal_type"}};
    for (const auto [key, value] : simdjson::dom::object(*evidence)) {
        std::string_view name = key;
        for (const auto &[from, to] : renamed)
            name = key == from ? to : name;
        sink.tree("azure.activitylogs.identity.authorization.evidence." + std::string(name), value);
    }
    const std::string principal = memberText(evidence, "principalId");
    if (!principal.empty())
        sink.listed("related.entity", principal);
}

void emitIdentity(const ActivityRecord &record, EcsSink &sink, Output &out)
{
    out.text("azure.activitylogs.identity_name", record.identityName);
    if (isObject(record.authorization)) {
        for (const auto [key, value] : simdjson::dom::object(*record.authorization)) {
            if (key == "evidence" && value.is_object())
                emitEvidence(value, sink);
            else
                sink.tree("azure.activitylogs.identity.authorization." + std::string(key), value);
        }
    }
    const bool hasName = !memberText(record.claims, "name").empty();
    if (isObject(record.claims)) {
        for (const auto [key, value] : simdjson::dom::object(*record.claims)) {
            if (key != "name" || !hasName)
                sink.tree("azure.activitylogs.identity.claims." + withoutDots(key), value);
        }
    }
}

/// user.name and user.domain out of "name@domain"; a text without @ is a name.
void emitUser(const std::string &name, Output &out, View view)
{
    const std::size_t at = name.find('@');
    if (at != std::string::npos && at > 0 && at + 1 < name.size()) {
        out.text("user.name", name.substr(0, at), view);
        out.text("user.domain", name.substr(at + 1), view);
        out.text("user.email", name, view);
    } else {
        out.text("user.name", name, view);
    }
    out.listed("related.user", name, view);
}

void emitInitiator(const ActivityRecord &record, Output &out)
{
    // Service principals have no `name` claim, and therefore none of this (elastic.md 5.2).
    const std::string prefix = "azure.activitylogs.identity.claims_initiated_by_user.";
    const std::string fullName = memberText(record.claims, "name");
    const std::string name = claim(record, "name");
    if (!fullName.empty()) {
        out.text(prefix + "fullname", fullName);
        out.text("user.full_name", fullName);
        out.text(prefix + "schema", std::string(claimSchema));
        for (const std::string_view part : {"name", "surname", "givenname"})
            out.text(prefix + std::string(part), claim(record, part));
    }
    const bool isKnown = !fullName.empty() && !name.empty();
    if (isKnown)
        emitUser(name, out, View::Both);
    else
        emitUser(callerOf(record), out, View::Normalised);
}

void emitProperties(const ActivityRecord &record, EcsSink &sink, Output &out)
{
    if (!isObject(record.properties))
        return;
    const std::string prefix = "azure.activitylogs.properties.";
    for (const auto [key, value] : simdjson::dom::object(*record.properties)) {
        if (key == "eventCategory")
            continue;
        if (key == "statusMessage" && value.is_string())
            out.text("message", scalarText(value));
        else if (key == "serviceRequestId")
            sink.tree(prefix + "service_request_id", value);
        else if (key == "statusCode")
            sink.tree(prefix + "status_code", value);
        else
            sink.tree(prefix + std::string(key), value);
    }
}

} // namespace

void emitEcs(const ActivityRecord &record, EcsSink &sink)
{
    if (isObject(record.document))
        emitDocumentEcs(record, sink);
    else
        emitRecordEcs(record, sink);
}

void emitRecordEcs(const ActivityRecord &record, EcsSink &sink)
{
    Output out(sink);
    if (record.time.ns != noTime)
        sink.time("@timestamp", record.time.ns);
    emitFixed(out);
    emitResource(record, out);
    emitAddress(record, sink, out);
    out.text("log.level", record.level);
    out.text("geo.name", record.location);
    for (const auto field : {"azure.activitylogs.tenant_id", "azure.tenant.id"})
        out.text(field, record.tenantId);
    const auto durationMs = numberIn(record.durationMs);
    if (durationMs && *durationMs >= 0 && *durationMs < 1e12)
        sink.number("event.duration", *durationMs * 1e6);
    emitOperation(record, out);
    emitCategory(record, out);
    emitIdentity(record, sink, out);
    emitInitiator(record, out);
    // ECS has no one field for who called: users, service principals and managed identities differ.
    out.text("wirecase.caller", callerOf(record), View::Normalised);
    emitProperties(record, sink, out);
}

std::string callerOf(const ActivityRecord &record)
{
    for (std::string text :
         {record.caller, claim(record, "upn"), memberText(record.claims, "upn"), claim(record, "name"),
          memberText(record.claims, "name"), record.identityName, memberText(record.claims, "appid")}) {
        if (!text.empty())
            return text;
    }
    return {};
}

std::string callerAddressOf(const ActivityRecord &record)
{
    return record.address.empty() ? memberText(record.claims, "ipaddr") : record.address;
}

CallerAddress splitAddress(std::string_view text)
{
    const auto isPort = [](std::string_view port) {
        return !port.empty() && port.size() <= 5
               && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t colon = text.rfind(':');
    if (text.starts_with('[') && text.find(']') != std::string_view::npos) {
        const std::size_t end = text.find(']');
        const std::string_view port = text.substr(std::min(end + 2, text.size()));
        return {std::string(text.substr(1, end - 1)), isPort(port) ? std::string(port) : std::string()};
    }
    if (colon != std::string_view::npos && text.find(':') == colon && isPort(text.substr(colon + 1)))
        return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
    return {std::string(text), {}};
}

} // namespace wirecase
