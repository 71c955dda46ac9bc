#include "models/capture/dissection/linesecret.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

/// An IMAP astring at `at`: an atom, or a quoted string without its quotes. Moves `at` behind it.
struct ImapString
{
    TextSpan span;
    bool quoted = false;
};

std::optional<ImapString> imapStringAt(std::string_view text, const TextSpan &line, std::size_t &at)
{
    while (at < line.end() && text[at] == ' ')
        ++at;
    if (at >= line.end())
        return std::nullopt;
    const bool quoted = text[at] == '"';
    if (quoted)
        ++at;
    const std::size_t begin = at;
    while (at < line.end() && text[at] != (quoted ? '"' : ' '))
        at += quoted && text[at] == '\\' && at + 1 < line.end() ? 2 : 1;
    const ImapString found{{begin, at - begin}, quoted};
    if (quoted && at < line.end())
        ++at;
    return found;
}

/// An IMAP literal's announcement, "{12}" or "{12+}": the string itself follows on the next line.
bool isLiteral(std::string_view text)
{
    return text.size() >= 3 && text.front() == '{' && text.back() == '}';
}

} // namespace

std::optional<LineSecret> passLineSecret(std::string_view text, const TextSpan &line)
{
    constexpr std::string_view command = "PASS ";
    if (!startsWithFolded(line.in(text), command) || line.length == command.size())
        return std::nullopt;
    return LineSecret{{line.begin + command.size(), line.length - command.size()}, SecretCoding::Plain, {}};
}

std::optional<LineSecret> authLineSecret(std::string_view text, const TextSpan &line)
{
    const std::vector<TextSpan> words = wordsOf(text, line, 3);
    if (words.size() != 3 || !equalsFolded(words[0].in(text), "AUTH"))
        return std::nullopt;
    const std::string_view mechanism = words[1].in(text);
    const TextSpan response = trimmed(text, words[2]);
    if (equalsFolded(mechanism, "PLAIN"))
        return LineSecret{response, SecretCoding::SaslPlain, {}};
    return std::nullopt;
}

std::optional<LineSecret> imapLineSecret(std::string_view text, const TextSpan &line)
{
    const std::vector<TextSpan> words = wordsOf(text, line, 3);
    if (words.size() != 3)
        return std::nullopt;
    const std::string_view command = words[1].in(text);
    if (equalsFolded(command, "AUTHENTICATE")) {
        const std::vector<TextSpan> parts = wordsOf(text, words[2], 2);
        if (parts.size() == 2 && equalsFolded(parts[0].in(text), "PLAIN"))
            return LineSecret{trimmed(text, parts[1]), SecretCoding::SaslPlain, {}};
        return std::nullopt;
    }
    if (!equalsFolded(command, "LOGIN"))
        return std::nullopt;
    std::size_t at = words[2].begin;
    const auto user = imapStringAt(text, line, at);
    const auto password = imapStringAt(text, line, at);
    if (!user || !password || isLiteral(password->span.in(text)))
        return std::nullopt;
    return LineSecret{password->span, password->quoted ? SecretCoding::Quoted : SecretCoding::Plain, user->span};
}

std::optional<LineSecret> authorizationSecret(std::string_view text, const TextSpan &line)
{
    constexpr std::array<std::string_view, 2> headers{"Authorization:", "Proxy-Authorization:"};
    constexpr std::array<std::string_view, 4> challenged{"Digest", "NTLM", "Negotiate", "Kerberos"};
    for (const std::string_view header : headers) {
        if (!startsWithFolded(line.in(text), header))
            continue;
        const TextSpan value{line.begin + header.size(), line.length - header.size()};
        const std::vector<TextSpan> words = wordsOf(text, value, 2);
        if (words.empty())
            return std::nullopt;
        const std::string_view scheme = words[0].in(text);
        const bool basic = equalsFolded(scheme, "Basic");
        if (words.size() == 1) {
            // A scheme whose token is yet to come, or a token that stands on its own.
            if (basic || equalsFolded(scheme, "Bearer"))
                return std::nullopt;
            return LineSecret{words[0], SecretCoding::Plain, {}};
        }
        if (std::any_of(challenged.begin(), challenged.end(), [&](auto name) { return equalsFolded(scheme, name); }))
            return std::nullopt;
        return LineSecret{trimmed(text, words[1]), basic ? SecretCoding::BasicToken : SecretCoding::Plain, {}};
    }
    return std::nullopt;
}

std::optional<LineSecret> basicHeaderSecret(std::string_view text, const TextSpan &line)
{
    const auto secret = authorizationSecret(text, line);
    return secret && secret->coding == SecretCoding::BasicToken ? secret : std::nullopt;
}

} // namespace wirecase
