#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace wirecase {

/// A value in a parsed record, or none. Lives as long as its parser parses nothing else.
using JsonElement = std::optional<simdjson::dom::element>;

[[nodiscard]] bool isObject(const JsonElement &element);
/// The member of an object; nothing when it is not there or this is no object.
[[nodiscard]] JsonElement memberOf(const JsonElement &object, std::string_view key);
/// A text as it is, numbers and truth values in JSON's spelling, anything else empty: exports mix them.
[[nodiscard]] std::string scalarText(const JsonElement &element);
/// As scalarText, through the `{"value": ..., "localizedValue": ...}` objects of the REST form.
[[nodiscard]] std::string valueText(const JsonElement &element);
/// The text of a member, empty when there is none.
[[nodiscard]] std::string memberText(const JsonElement &object, std::string_view key);

} // namespace wirecase
