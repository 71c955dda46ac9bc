#pragma once

#include "models/kql/kqlnode.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirecase {

/// The wildcard of exceptions, over whole values: `*` spans anything, `?` is one character, a backslash takes the
/// meaning of the character behind it away.
class GlobPattern
{
public:
    GlobPattern(const QString &pattern, bool foldCase);

    [[nodiscard]] bool matches(std::string_view utf8) const;
    /// The same in KQL, which has no `?`.
    [[nodiscard]] std::optional<KqlWildcard> asKql() const;

private:
    struct Token
    {
        enum class Kind
        {
            Character,
            AnyOne,
            AnySpan
        };
        Kind kind = Kind::Character;
        char32_t character = 0;
    };

    std::vector<Token> m_tokens;
    bool m_foldCase;
};

} // namespace wirecase
