#include "models/activity/resourceid.h"

#include <algorithm>
#include <array>
#include <optional>

namespace wirecase {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// The first parts of a path, and where each begins; a longer one is counted on.
struct PathParts
{
    static constexpr std::size_t mostKept = 12;

    explicit PathParts(std::string_view path)
        : whole(path)
    {
        for (std::size_t begin = 0; begin < path.size(); ++count) {
            const std::size_t end = std::min(path.find('/', begin), path.size());
            if (count < mostKept)
                begins[count] = begin;
            if (count < mostKept)
                parts[count] = path.substr(begin, end - begin);
            begin = end + 1;
        }
    }
    std::string_view operator[](std::size_t i) const { return parts[i]; }
    /// Part `i` and all that follow, without a slash at the end.
    [[nodiscard]] std::string_view from(std::size_t i) const
    {
        const std::string_view rest = whole.substr(begins[i]);
        return rest.ends_with('/') ? rest.substr(0, rest.size() - 1) : rest;
    }

    std::string_view whole;
    std::array<std::string_view, mostKept> parts;
    std::array<std::size_t, mostKept> begins{};
    std::size_t count = 0;
};

/// Tells the fixed words of an id apart from names.
class Words
{
public:
    explicit Words(bool faithful)
        : m_faithful(faithful)
    {
    }

    [[nodiscard]] bool is(std::string_view part, std::string_view word) const
    {
        if (part.size() != word.size())
            return false;
        if (!m_faithful)
            return std::equal(part.begin(), part.end(), word.begin(),
                              [](char a, char b) { return lower(a) == lower(b); });
        return part == word
               || std::equal(part.begin(), part.end(), word.begin(), [](char a, char b) { return a == upper(b); });
    }

private:
    bool m_faithful;
};

/// What follows the first "/providers/" wherever it stands.
std::optional<std::string_view> behindProviders(std::string_view id, const Words &words)
{
    constexpr std::string_view word = "providers";
    for (std::size_t at = id.find('/'); at != std::string_view::npos; at = id.find('/', at + 1)) {
        const std::size_t end = at + 1 + word.size();
        if (end < id.size() && id[end] == '/' && words.is(id.substr(at + 1, word.size()), word))
            return id.substr(end + 1);
    }
    return std::nullopt;
}

/// The part behind ".../providers/" of a resource in a group; parts are those of the whole id.
void splitProvider(ResourceParts &result, const PathParts &parts, const Words &words)
{
    constexpr std::size_t provider = 6; // "", subscriptions, S, resourceGroups, G, providers, P, T, name...
    if (parts.count == 11 && words.is(parts[7], "namespaces") && words.is(parts[9], "authorizationRules")) {
        result.provider = parts[provider];
        result.space = parts[8];
        result.authorizationRule = parts[10];
    } else if (parts.count > provider + 2) {
        result.name = parts.from(provider + 2);
        result.provider =
            parts.whole.substr(parts.begins[provider], parts.begins[provider + 2] - parts.begins[provider] - 1);
    } else {
        result.provider = parts.from(provider);
    }
}

} // namespace

ResourceParts resourceParts(std::string_view resourceId, bool faithful)
{
    const Words words(faithful);
    ResourceParts result;
    const PathParts parts(resourceId);
    const bool inSubscription = parts.count > 2 && parts[0].empty() && words.is(parts[1], "subscriptions");
    const bool inGroup = inSubscription && parts.count > 4 && words.is(parts[3], "resourceGroups");
    const auto provider = behindProviders(resourceId, words);
    const bool isResource = inGroup && parts.count > 6 && words.is(parts[5], "providers");
    if (inSubscription && (isResource || !provider || !faithful))
        result.subscription = parts[2];
    if (inGroup && (isResource || !provider || !faithful))
        result.group = parts[4];
    if (isResource)
        splitProvider(result, parts, words);
    else if (provider)
        result.provider = *provider;
    return result;
}

} // namespace wirecase
