#pragma once

#include "models/activity/jsontext.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace wirecase {

/// The members of an object under folded names (foldedName): the same member is "CallerIpAddress" in one export and
/// "caller_ip_address" in another. Valid as long as the object.
class NamedMembers
{
public:
    explicit NamedMembers(const simdjson::dom::element &object);

    [[nodiscard]] bool has(std::string_view name) const { return find({name}).has_value(); }
    /// The first of these that is there and is neither null nor an empty text.
    [[nodiscard]] JsonElement find(std::initializer_list<std::string_view> names) const;
    /// Its text, through objects with a member "value" of any case.
    [[nodiscard]] std::string text(std::initializer_list<std::string_view> names) const;
    /// Whether a name begins so.
    [[nodiscard]] bool hasPrefix(std::string_view prefix) const;
    /// Its text under the first name that begins so.
    [[nodiscard]] std::string textWithPrefix(std::string_view prefix) const;

private:
    std::vector<std::pair<std::string, simdjson::dom::element>> m_members;
};

} // namespace wirecase
