#include "models/activity/ecsview.h"

#include "models/activity/activityevent.h"
#include "models/activity/ecsidentity.h"
#include "models/activity/ecsoutput.h"
#include "models/activity/elasticview.h"
#include "models/activity/resourceid.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

std::string changedCase(std::string_view from, bool upper)
{
    std::string text(from);
    const auto changed = [upper](char c) {
        if (upper)
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    std::transform(text.begin(), text.end(), text.begin(), changed);
    return text;
}

void emitFixed(const ActivityRecord &record, EcsSink &sink)
{
    Q_UNUSED(record);
    EcsOutput out(sink);
    out.text("cloud.provider", "azure");
    out.text("data_stream.dataset", "azure.activitylogs");
    out.text("data_stream.namespace", "default");
    out.text("data_stream.type", "logs");
    out.text("ecs.version", "8.11.0");
    out.text("event.dataset", "azure.activitylogs");
    out.text("event.kind", "event");
    out.text("event.module", "azure");
}

void emitResource(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
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
}

void emitCorrelation(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
    for (const auto field : {"azure.correlation_id", "azure.correlation.id"})
        out.text(field, record.correlationId);
}

void emitPlace(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
    out.text("log.level", record.level);
    out.text("geo.name", record.location);
    for (const auto field : {"azure.activitylogs.tenant_id", "azure.tenant.id"})
        out.text(field, record.tenantId);
}

void emitDuration(const ActivityRecord &record, EcsSink &sink)
{
    const auto durationMs = numberIn(record.durationMs);
    if (durationMs && *durationMs >= 0 && *durationMs < 1e12)
        sink.number("event.duration", *durationMs * 1e6);
}

std::string outcomeWord(std::string_view status)
{
    const std::string word = changedCase(status, false);
    return word == "success" || word == "failure" ? word : std::string();
}

/// The diagnostic form's word for a status of either vocabulary.
std::string_view diagnosticStatus(std::string_view status)
{
    switch (statusClassOf(QString::fromUtf8(status.data(), static_cast<qsizetype>(status.size())))) {
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

void emitOperation(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
    const std::string upper = changedCase(record.operation, true);
    out.text("azure.activitylogs.operation_name", record.operation, upper);
    out.text("event.action", record.operation, upper);
    out.text("azure.activitylogs.operation_version", record.operationVersion);
    const std::string_view status = diagnosticStatus(record.status);
    out.text("azure.activitylogs.result_type", record.status, status);
    out.text("azure.activitylogs.result_signature", record.subStatus);
    std::string_view result = record.result;
    if (result != "success" && result != "failure" && result != "unknown")
        result = {};
    const auto outcome = [result](const std::string &word) { return word.empty() ? std::string(result) : word; };
    out.text("event.outcome", outcome(outcomeWord(record.status)), outcome(outcomeWord(status)));
}

void emitCategory(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
    out.text("azure.activitylogs.category", record.category);
    std::string_view category = record.eventCategory;
    if (category.empty())
        category = record.hasPolicies ? "Policy" : "Administrative";
    out.text("azure.activitylogs.event_category", category);
    const std::string word = changedCase(record.category, false);
    if (word == "write" || word == "action")
        out.listed("event.type", "change");
    else if (word == "read")
        out.listed("event.type", "access");
    else if (word == "delete")
        out.listed("event.type", "deletion");
}

void emitProperties(const ActivityRecord &record, EcsSink &sink)
{
    if (!isObject(record.properties))
        return;
    EcsOutput out(sink);
    for (const auto [key, value] : simdjson::dom::object(*record.properties)) {
        if (key == "eventCategory")
            continue;
        if (key == "statusMessage" && value.is_string())
            out.text("message", std::string_view(value));
        else
            sink.tree(EcsSink::Tree::Properties, key, value);
    }
}

constexpr std::array parts{
    EcsPart{[](const ActivityRecord &record, std::string &inputs) { addCaller(record, EcsInputs(inputs)); },
            emitCaller},
    EcsPart{[](const ActivityRecord &, std::string &) {}, emitFixed},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) { inputs += record.resourceId; }, emitResource, true},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) { inputs += record.correlationId; }, emitCorrelation,
            true},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) {
                EcsInputs(inputs) << record.level << record.location << record.tenantId;
            },
            emitPlace},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) { inputs += record.durationMs; }, emitDuration, true},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) {
                EcsInputs(inputs) << record.operation << record.operationVersion << record.status << record.subStatus
                                  << record.result;
            },
            emitOperation},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) {
                EcsInputs(inputs) << record.category << record.eventCategory << (record.hasPolicies ? "p" : "");
            },
            emitCategory},
    EcsPart{[](const ActivityRecord &record, std::string &inputs) { addAuthorization(record, EcsInputs(inputs)); },
            emitAuthorization, true},
};

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
    for (const EcsPart &part : parts)
        part.write(record, sink);
    emitEcsRest(record, sink);
}

void emitEcsRest(const ActivityRecord &record, EcsSink &sink)
{
    if (record.time.ns != noTime)
        sink.time("@timestamp", record.time.ns);
    emitProperties(record, sink);
}

std::span<const EcsPart> ecsParts()
{
    return parts;
}

} // namespace wirecase
