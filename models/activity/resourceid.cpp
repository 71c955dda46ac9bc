#include "models/activity/resourceid.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace wirecase {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return parts;
}

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
        if (!m_faithful)
            return lower(part) == lower(word);
        std::string upper(word);
        for (char &c : upper) {
            if (c >= 'a' && c <= 'z')
                c = static_cast<char>(c - 'a' + 'A');
        }
        return part == word || part == upper;
    }

private:
    bool m_faithful;
};

/// What follows the first "/providers/" wherever it stands.
std::optional<std::string_view> behindProviders(std::string_view id, const Words &words)
{
    constexpr std::string_view word = "providers";
    for (std::size_t at = 0; at + word.size() + 2 <= id.size(); ++at) {
        if (id[at] == '/' && id[at + 1 + word.size()] == '/' && words.is(id.substr(at + 1, word.size()), word))
            return id.substr(at + word.size() + 2);
    }
    return std::nullopt;
}

std::string joined(const std::vector<std::string_view> &parts, std::size_t from)
{
    std::string text;
    for (std::size_t i = from; i < parts.size(); ++i)
        text += (i > from ? "/" : "") + std::string(parts[i]);
    return text;
}

/// The part behind ".../providers/" of a resource in a group; parts are those of the whole id.
void splitProvider(ResourceParts &result, const std::vector<std::string_view> &parts, const Words &words)
{
    constexpr std::size_t provider = 6; // "", subscriptions, S, resourceGroups, G, providers, P, T, name...
    result.provider = parts[provider];
    if (parts.size() == 11 && words.is(parts[7], "namespaces") && words.is(parts[9], "authorizationRules")) {
        result.space = parts[8];
        result.authorizationRule = parts[10];
    } else if (parts.size() > provider + 2) {
        result.provider += '/' + std::string(parts[provider + 1]);
        result.name = joined(parts, provider + 2);
    } else {
        result.provider = joined(parts, provider);
    }
}

} // namespace

ResourceParts resourceParts(std::string_view resourceId, bool faithful)
{
    const Words words(faithful);
    ResourceParts result;
    const std::vector<std::string_view> parts = split(resourceId);
    const bool inSubscription = parts.size() > 2 && parts[0].empty() && words.is(parts[1], "subscriptions");
    const bool inGroup = inSubscription && parts.size() > 4 && words.is(parts[3], "resourceGroups");
    const auto provider = behindProviders(resourceId, words);
    const bool isResource = inGroup && parts.size() > 6 && words.is(parts[5], "providers");
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
