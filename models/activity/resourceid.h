#pragma once

#include <string_view>

namespace wirecase {

/// The parts of an Azure resource id as Elastic's pipeline names them (elastic.md 5.2), in that id. Empty where there
/// is none.
struct ResourceParts
{
    std::string_view subscription;
    std::string_view group;
    std::string_view provider;
    std::string_view space; ///< "namespace"
    std::string_view authorizationRule;
    std::string_view name;

    bool operator==(const ResourceParts &) const = default;
};

/// Faithful: the fixed words of the id have to be all upper case or spelt as documented, else only a provider is found,
/// as in Elastic. Otherwise they may be in any case.
[[nodiscard]] ResourceParts resourceParts(std::string_view resourceId, bool faithful);

} // namespace wirecase
