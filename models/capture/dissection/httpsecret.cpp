#include "models/capture/dissection/httpsecret.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

constexpr std::size_t maxSecrets = 64;
constexpr std::size_t maxLines = 2000;

/// `sig` is the signature of an Azure shared access link: who has the link has the access.
constexpr std::array<std::string_view, 17> secretParameters{
    "password",      "passwd", "pass",         "pwd",           "passphrase",
    "passwort",      "pw",     "userpassword", "user_password", "login_password",
    "client_secret", "secret", "access_token", "refresh_token", "api_key",
    "apikey",        "sig"};
constexpr std::array<std::string_view, 6> secretHeaders{
    "X-Api-Key:", "Api-Key:", "Ocp-Apim-Subscription-Key:", "X-Auth-Token:", "X-Functions-Key:", "X-Access-Token:"};

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
           || c == '.';
}

void findParameters(std::string_view text, const TextSpan &line, std::vector<HttpSecret> &found)
{
    for (std::size_t at = line.begin; at < line.end() && found.size() < maxSecrets; ++at) {
        if (text[at] != '=')
            continue;
        std::size_t nameBegin = at;
        while (nameBegin > line.begin && isNameCharacter(text[nameBegin - 1]))
            --nameBegin;
        const TextSpan name{nameBegin, at - nameBegin};
        const bool secret = std::any_of(secretParameters.begin(), secretParameters.end(),
                                        [&](std::string_view p) { return equalsFolded(p, name.in(text)); });
        const std::size_t end = std::min(text.find_first_of("& \t\r\n;\"'#", at + 1), line.end());
        if (secret && end > at + 1)
            found.push_back({{{at + 1, end - at - 1}, SecretCoding::Percent, {}}, name});
    }
}

/// "scheme://user:password@host": RFC 3986 3.2.1.
void findUserInfo(std::string_view text, const TextSpan &line, std::vector<HttpSecret> &found)
{
    const std::string_view within = text.substr(0, line.end());
    for (std::size_t at = within.find("://", line.begin); at != std::string_view::npos && found.size() < maxSecrets;
         at = within.find("://", at + 3)) {
        const std::size_t begin = at + 3;
        const std::size_t end = std::min(within.find_first_of("/?# \t\"'<>", begin), within.size());
        const std::size_t sign = within.substr(0, end).rfind('@');
        const std::size_t colon = within.find(':', begin);
        // Where the packet ends within the authority, what follows the colon may be a password whose "@" is yet to
        // come.
        if (end == text.size() && colon < end && colon + 1 < end) {
            found.push_back(
                {{{colon + 1, end - colon - 1}, SecretCoding::Percent, TextSpan{begin, colon - begin}}, {}});
            continue;
        }
        if (sign == std::string_view::npos || sign < begin || colon >= sign || sign == colon + 1)
            continue;
        found.push_back({{{colon + 1, sign - colon - 1}, SecretCoding::Percent, TextSpan{begin, colon - begin}}, {}});
    }
}

void findHeaders(std::string_view text, const TextSpan &line, std::vector<HttpSecret> &found)
{
    if (const auto secret = authorizationSecret(text, line)) {
        found.push_back({*secret, {}});
        return;
    }
    for (const std::string_view header : secretHeaders) {
        if (!startsWithFolded(line.in(text), header))
            continue;
        const TextSpan value = trimmed(text, {line.begin + header.size(), line.length - header.size()});
        if (value.length > 0)
            found.push_back({{value, SecretCoding::Plain, {}}, {line.begin, header.size() - 1}});
    }
}

} // namespace

std::vector<HttpSecret> httpSecrets(std::string_view text)
{
    std::vector<HttpSecret> found;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size() && count < maxLines && found.size() < maxSecrets; ++count) {
        const TextLine line = lineAt(text, at);
        findHeaders(text, line.text, found);
        findUserInfo(text, line.text, found);
        findParameters(text, line.text, found);
        at = line.next;
    }
    std::stable_sort(found.begin(), found.end(), [](const HttpSecret &a, const HttpSecret &b) {
        return a.secret.span.begin < b.secret.span.begin;
    });
    return found;
}

} // namespace wirecase
