#include "models/activity/jsontext.h"

namespace wirecase {

bool isObject(const JsonElement &element)
{
    return element && element->is_object();
}

JsonElement memberOf(const JsonElement &object, std::string_view key)
{
    simdjson::dom::element member;
    if (isObject(object) && object->at_key(key).get(member) == simdjson::SUCCESS)
        return member;
    return std::nullopt;
}

std::string scalarText(const JsonElement &element)
{
    if (!element)
        return {};
    switch (element->type()) {
    case simdjson::dom::element_type::STRING:
        return std::string(std::string_view(*element));
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE:
    case simdjson::dom::element_type::BOOL:
        return simdjson::minify(*element);
    case simdjson::dom::element_type::ARRAY:
    case simdjson::dom::element_type::OBJECT:
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    }
    return {};
}

std::string valueText(const JsonElement &element)
{
    return scalarText(isObject(element) ? memberOf(element, "value") : element);
}

std::string memberText(const JsonElement &object, std::string_view key)
{
    return scalarText(memberOf(object, key));
}

} // namespace wirecase
