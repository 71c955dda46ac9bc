#pragma once

#include "models/kql/kqlnode.h"

#include <string>
#include <string_view>
#include <vector>

namespace wirecase {

/// UTF-8 text in the form that compares without case. Pure ASCII takes a short way.
[[nodiscard]] std::string foldedCase(std::string_view utf8);

/// A wildcard over whole values, as UTF-8: `*` spans anything, `/` and newlines too; nothing else is special.
class WildcardPattern
{
public:
    WildcardPattern(const KqlWildcard &wildcard, bool foldCase);

    [[nodiscard]] bool matches(std::string_view utf8) const;

private:
    std::vector<std::string> m_parts;
    bool m_foldCase;
};

} // namespace wirecase
