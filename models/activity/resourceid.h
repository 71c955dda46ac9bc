#pragma once

#include <string>
#include <string_view>

namespace wirecase {

/// The parts of an Azure resource id as Elastic's pipeline names them (elastic.md 5.2). Empty where there is none.
struct ResourceParts
{
    std::string subscription;
    std::string group;
    std::string provider;
    std::string space; ///< "namespace"
    std::string authorizationRule;
    std::string name;

    bool operator==(const ResourceParts &) const = default;
};

/// Faithful: the fixed words of the id have to be all upper case or spelt as documented, else only a provider is found,
/// as in Elastic. Otherwise they may be in any case.
[[nodiscard]] ResourceParts resourceParts(std::string_view resourceId, bool faithful);

} // namespace wirecase
