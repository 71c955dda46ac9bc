#include "models/activity/namedmembers.h"

#include "models/evidence/csvtext.h"

#include <algorithm>

namespace wirecase {

namespace {

bool isAbsent(const simdjson::dom::element &value)
{
    return value.is_null() || (value.is_string() && std::string_view(value).empty());
}

std::string textOf(const simdjson::dom::element &value)
{
    if (!value.is_object())
        return scalarText(value);
    for (const auto [key, member] : simdjson::dom::object(value)) {
        if (foldedName(key) == "value")
            return scalarText(member);
    }
    return {};
}

} // namespace

NamedMembers::NamedMembers(const simdjson::dom::element &object)
{
    if (!object.is_object())
        return;
    for (const auto [key, value] : simdjson::dom::object(object))
        m_members.emplace_back(foldedName(key), value);
}

JsonElement NamedMembers::find(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names) {
        for (const auto &[key, value] : m_members) {
            if (key == name && !isAbsent(value))
                return value;
        }
    }
    return std::nullopt;
}

std::string NamedMembers::text(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names) {
        if (const JsonElement value = find({name})) {
            if (std::string text = textOf(*value); !text.empty())
                return text;
        }
    }
    return {};
}

bool NamedMembers::hasPrefix(std::string_view prefix) const
{
    return std::any_of(m_members.begin(), m_members.end(),
                       [prefix](const auto &member) { return member.first.starts_with(prefix); });
}

std::string NamedMembers::textWithPrefix(std::string_view prefix) const
{
    for (const auto &[key, value] : m_members) {
        if (key.starts_with(prefix) && !isAbsent(value))
            return textOf(value);
    }
    return {};
}

} // namespace wirecase
