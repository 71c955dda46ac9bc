#include "models/activity/elasticdocument.h"

#include "models/activity/jsonwriting.h"
#include "models/activity/namedmembers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace wirecase {

namespace {

constexpr std::size_t deepestName = 32;

/// A document with its dotted keys unfolded, as Elasticsearch sees it. Values are JSON texts.
struct Node
{
    std::map<std::string, Node, std::less<>> members;
    std::string value;

    [[nodiscard]] const Node *at(std::string_view path) const
    {
        const std::size_t dot = path.find('.');
        const auto member = members.find(path.substr(0, dot));
        if (member == members.end())
            return nullptr;
        return dot == std::string_view::npos ? &member->second : member->second.at(path.substr(dot + 1));
    }
    void write(std::string &json) const
    {
        if (members.empty()) {
            json += value.empty() ? "{}" : value;
            return;
        }
        ObjectWriter out(json);
        for (const auto &[key, member] : members) {
            std::string text;
            member.write(text);
            out.raw(key, text);
        }
        out.end();
    }
};

/// Objects that a table export writes as text.
bool isWrittenAsText(std::string_view path)
{
    static constexpr std::string_view paths[] = {"azure",
                                                 "azure.activitylogs",
                                                 "azure.activitylogs.identity",
                                                 "azure.activitylogs.identity.authorization",
                                                 "azure.activitylogs.identity.claims",
                                                 "azure.activitylogs.properties"};
    return std::find(std::begin(paths), std::end(paths), path) != std::end(paths);
}

class DocumentReader
{
public:
    DocumentReader(Node &root, simdjson::dom::parser &parser)
        : m_root(root)
        , m_parser(parser)
    {
    }

    void read(const simdjson::dom::element &object, bool isFields)
    {
        for (const auto [key, value] : simdjson::dom::object(object))
            add(m_root, key, std::string(key), value, isFields, 0);
    }

private:
    void add(Node &into, std::string_view key, const std::string &path, const simdjson::dom::element &value,
             bool isFields, std::size_t depth)
    {
        Node *node = &into;
        for (std::size_t dot = key.find('.'); dot != std::string_view::npos && depth < deepestName;
             dot = key.find('.'), ++depth) {
            node = &node->members[std::string(key.substr(0, dot))];
            key.remove_prefix(dot + 1);
        }
        node = &node->members[std::string(key)];
        simdjson::dom::array list;
        if (value.is_object() && depth < deepestName)
            addMembers(*node, path, value, isFields, depth + 1);
        else if (isFields && value.get(list) == simdjson::SUCCESS && list.size() == 1)
            node->value = simdjson::minify(*list.begin()); // a search answers every field as an array
        else if (!value.is_null() && !addText(*node, path, value, depth))
            node->value = simdjson::minify(value);
    }
    void addMembers(Node &node, const std::string &path, const simdjson::dom::element &object, bool isFields,
                    std::size_t depth)
    {
        for (const auto [key, value] : simdjson::dom::object(object))
            add(node, key, path + '.' + std::string(key), value, isFields, depth);
    }
    bool addText(Node &node, const std::string &path, const simdjson::dom::element &value, std::size_t depth)
    {
        if (!value.is_string())
            return false;
        const std::string text = scalarText(value);
        simdjson::dom::element parsed;
        if (!isWrittenAsText(path) || !text.starts_with('{') || m_parser.parse(text).get(parsed) != simdjson::SUCCESS)
            return false;
        addMembers(node, path, parsed, true, depth + 1);
        return true;
    }

    Node &m_root;
    simdjson::dom::parser &m_parser;
};

void dropEmpty(Node &node)
{
    for (auto member = node.members.begin(); member != node.members.end();) {
        dropEmpty(member->second);
        const bool isEmpty = member->second.members.empty() && member->second.value.empty();
        member = isEmpty ? node.members.erase(member) : std::next(member);
    }
}

/// The text at a path, of an array its first one.
class DocumentTexts
{
public:
    DocumentTexts(const Node &root, simdjson::dom::parser &parser)
        : m_root(root)
        , m_parser(parser)
    {
    }

    [[nodiscard]] std::string text(std::initializer_list<std::string_view> paths)
    {
        for (const std::string_view path : paths) {
            const Node *node = m_root.at(path);
            simdjson::dom::element value;
            if (node == nullptr || node->value.empty() || m_parser.parse(node->value).get(value) != simdjson::SUCCESS)
                continue;
            simdjson::dom::array list;
            if (value.get(list) == simdjson::SUCCESS && list.begin() != list.end())
                value = *list.begin();
            if (std::string text = scalarText(value); !text.empty())
                return text;
        }
        return {};
    }

private:
    const Node &m_root;
    simdjson::dom::parser &m_parser;
};

/// Members of the node at `path` under other names, as raw JSON.
template <typename Name>
void writeMembers(ObjectWriter &out, const Node *node, const Name &nameOf)
{
    if (node == nullptr)
        return;
    for (const auto &[key, member] : node->members) {
        std::string json;
        member.write(json);
        out.raw(nameOf(key), json);
    }
}

std::string rawName(std::string_view key)
{
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"role_assignment_scope", "roleAssignmentScope"},
        {"role_definition_id", "roleDefinitionId"},
        {"role_assignment_id", "roleAssignmentId"},
        {"principal_id", "principalId"},
        {"principal_type", "principalType"},
        {"service_request_id", "serviceRequestId"},
        {"status_code", "statusCode"}};
    for (const auto &[ecs, raw] : names) {
        if (key == ecs)
            return std::string(raw);
    }
    return std::string(key);
}

/// "http://schemas_xmlsoap_org/ws/..." had dots in its host's name.
std::string claimName(std::string_view key)
{
    std::string name(key);
    const std::string_view scheme = "http://";
    if (name.starts_with(scheme)) {
        const auto end =
            name.begin() + static_cast<std::ptrdiff_t>(std::min(name.find('/', scheme.size()), name.size()));
        std::replace(name.begin() + static_cast<std::ptrdiff_t>(scheme.size()), end, '_', '.');
    }
    return name;
}

void writeIdentity(ObjectWriter &out, const Node &root, DocumentTexts &texts)
{
    if (const std::string name = texts.text({"azure.activitylogs.identity_name"}); !name.empty())
        return out.text("identity", name);
    std::string authorization;
    ObjectWriter authorizationOut(authorization);
    if (const Node *node = root.at("azure.activitylogs.identity.authorization")) {
        for (const auto &[key, member] : node->members) {
            std::string json;
            if (key == "evidence") {
                ObjectWriter evidenceOut(json);
                writeMembers(evidenceOut, &member, rawName);
                evidenceOut.end();
            } else {
                member.write(json);
            }
            authorizationOut.raw(key, json);
        }
    }
    authorizationOut.end();
    std::string claims;
    ObjectWriter claimsOut(claims);
    writeMembers(claimsOut, root.at("azure.activitylogs.identity.claims"), claimName);
    const std::string initiator = "azure.activitylogs.identity.claims_initiated_by_user.";
    claimsOut.optional("name", texts.text({initiator + "fullname", "user.full_name"}));
    for (const char *part : {"name", "surname", "givenname"})
        claimsOut.optional("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/" + std::string(part),
                           texts.text({initiator + part}));
    claimsOut.end();
    std::string identity;
    ObjectWriter identityOut(identity);
    identityOut.raw("authorization", authorization);
    identityOut.raw("claims", claims);
    identityOut.end();
    out.raw("identity", identity);
}

std::string resultType(DocumentTexts &texts)
{
    std::string type = texts.text({"azure.activitylogs.result_type"});
    if (!type.empty())
        return type;
    const std::string outcome = texts.text({"event.outcome"});
    return outcome == "success" ? "Success" : outcome == "failure" ? "Failure" : std::string();
}

/// Nanoseconds as the milliseconds that they were.
std::string durationMs(const std::string &duration)
{
    double ns = 0;
    const auto [end, code] = std::from_chars(duration.data(), duration.data() + duration.size(), ns);
    const bool isNumber = code == std::errc() && end == duration.data() + duration.size();
    return isNumber && std::abs(ns) < 1e18 ? std::to_string(std::llround(ns / 1e6)) : std::string();
}

/// What the pipeline made the document of, as far as the document tells.
void writeRecord(ObjectWriter &out, const Node &root, DocumentTexts &texts)
{
    const std::string logs = "azure.activitylogs.";
    out.optional("time", texts.text({"@timestamp"}));
    out.optional("operationName", texts.text({logs + "operation_name", "event.action"}));
    out.optional("operationVersion", texts.text({logs + "operation_version"}));
    out.optional("resultType", resultType(texts));
    out.optional("resultSignature", texts.text({logs + "result_signature"}));
    out.optional("category", texts.text({logs + "category"}));
    out.optional("durationMs", durationMs(texts.text({"event.duration"})));
    out.optional("level", texts.text({"log.level", logs + "level"}));
    out.optional("location", texts.text({"geo.name"}));
    out.optional("tenantId", texts.text({logs + "tenant_id", "azure.tenant.id"}));
    out.optional("correlationId", texts.text({"azure.correlation_id", "azure.correlation.id"}));
    out.optional("resourceId", texts.text({"azure.resource.id", "cloud.resource_id"}));
    out.optional("callerIpAddress", texts.text({"source.ip", "client.ip", "source.address"}));
    out.optional("caller", texts.text({"user.email", "azure.activitylogs.identity.claims_initiated_by_user.name"}));
    writeIdentity(out, root, texts);
    std::string properties;
    ObjectWriter propertiesOut(properties);
    writeMembers(propertiesOut, root.at("azure.activitylogs.properties"), rawName);
    propertiesOut.optional("eventCategory", texts.text({logs + "event_category"}));
    propertiesOut.end();
    out.raw("properties", properties);
}

bool isRawRecord(const std::string &text, simdjson::dom::parser &parser)
{
    simdjson::dom::element root;
    return text.starts_with('{') && parser.parse(text).get(root) == simdjson::SUCCESS && root.is_object()
           && memberOf(root, "operationName");
}

} // namespace

std::optional<RewrittenRecord> rewrittenDocument(const simdjson::dom::element &root, simdjson::dom::parser &parser)
{
    const JsonElement source = memberOf(root, "_source");
    const JsonElement fields = memberOf(root, "fields");
    const bool isHit = memberOf(root, "_index") && isObject(fields);
    Node document;
    DocumentReader reader(document, parser);
    // Text in _source: Kibana's table of whole documents.
    simdjson::dom::parser sourceParser;
    simdjson::dom::element parsed;
    if (isObject(source))
        reader.read(*source, false);
    else if (source && sourceParser.parse(scalarText(source)).get(parsed) == simdjson::SUCCESS && parsed.is_object())
        reader.read(parsed, false);
    else
        reader.read(isHit ? *fields : root, isHit);
    dropEmpty(document);
    DocumentTexts texts(document, parser);
    std::string original = texts.text({"event.original"});
    if (document.at("azure.activitylogs") == nullptr) {
        // The pipeline has not seen it: what Filebeat sent is the raw record in `message`.
        if (original.empty())
            original = texts.text({"message"});
        if (document.at("@timestamp") != nullptr && isRawRecord(original, parser))
            return RewrittenRecord{RecordForm::Diagnostic, std::move(original)};
        return std::nullopt;
    }
    std::string json;
    ObjectWriter out(json);
    if (isRawRecord(original, parser)) {
        simdjson::dom::element raw;
        if (parser.parse(original).get(raw) == simdjson::SUCCESS) {
            for (const auto [key, value] : simdjson::dom::object(raw))
                out.raw(key, std::string(simdjson::minify(value)));
        }
    } else {
        writeRecord(out, document, texts);
    }
    std::string text;
    document.write(text);
    out.raw("document", text);
    out.end();
    return RewrittenRecord{RecordForm::Elastic, std::move(json)};
}

} // namespace wirecase
