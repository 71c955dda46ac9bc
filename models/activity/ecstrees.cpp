#include "models/activity/ecsoutput.h"

#include <algorithm>

namespace wirecase {

namespace {

std::string withoutDots(std::string_view key)
{
    std::string result(key);
    std::replace(result.begin(), result.end(), '.', '_');
    return result;
}

std::string_view evidenceName(std::string_view key)
{
    static constexpr std::pair<std::string_view, std::string_view> renamed[] = {
        {"roleAssignmentScope", "role_assignment_scope"},
        {"roleDefinitionId", "role_definition_id"},
        {"roleAssignmentId", "role_assignment_id"},
        {"principalId", "principal_id"},
        {"principalType", "principal_type"}};
    for (const auto &[from, to] : renamed) {
        if (key == from)
            return to;
    }
    return key;
}

} // namespace

std::string treeField(EcsSink::Tree tree, std::string_view key)
{
    const std::string logs = "azure.activitylogs.";
    switch (tree) {
    case EcsSink::Tree::Authorization:
        return logs + "identity.authorization." + std::string(key);
    case EcsSink::Tree::Evidence:
        return logs + "identity.authorization.evidence." + std::string(evidenceName(key));
    case EcsSink::Tree::Claims:
        return logs + "identity.claims." + withoutDots(key);
    case EcsSink::Tree::Properties:
        if (key == "serviceRequestId")
            return logs + "properties.service_request_id";
        if (key == "statusCode")
            return logs + "properties.status_code";
        return logs + "properties." + std::string(key);
    case EcsSink::Tree::Document:
        break;
    }
    return std::string(key);
}

EcsInputs &EcsInputs::operator<<(const simdjson::dom::element &value)
{
    m_text += static_cast<char>(value.type());
    switch (value.type()) {
    case simdjson::dom::element_type::STRING:
        return *this << std::string_view(value);
    case simdjson::dom::element_type::OBJECT:
        return addMembers(value);
    case simdjson::dom::element_type::ARRAY:
        for (const simdjson::dom::element element : simdjson::dom::array(value))
            *this << element;
        m_text += ']';
        break;
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE:
    case simdjson::dom::element_type::BOOL:
    case simdjson::dom::element_type::NULL_VALUE:
        return *this << std::string_view(simdjson::minify(value));
    }
    return *this;
}

EcsInputs &EcsInputs::addMembers(const JsonElement &object, std::string_view but)
{
    if (isObject(object)) {
        for (const auto [key, value] : simdjson::dom::object(*object)) {
            if (!but.empty() && key == but)
                continue;
            *this << key << value;
        }
    }
    m_text += isObject(object) ? '}' : '-';
    return *this;
}

} // namespace wirecase
