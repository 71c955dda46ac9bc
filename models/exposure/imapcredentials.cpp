#include "models/capture/dissection/linesecret.h"
#include "models/exposure/loginlines.h"

#include <charconv>

namespace wirecase {

namespace {

/// An IMAP string as it stands in the client's text: an atom, a quoted string, or a literal whose bytes follow on the
/// next line (RFC 9051 4.3).
struct ImapArgument
{
    TextSpan span;
    SecretCoding coding = SecretCoding::Plain;
};

std::optional<ImapArgument> literalAt(std::string_view text, std::size_t &at)
{
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 1, text.data() + text.size(), length);
    std::size_t brace = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || brace == at + 1)
        return std::nullopt;
    if (text.substr(brace, 1) == "+")
        ++brace;
    if (text.substr(brace, 1) != "}")
        return std::nullopt;
    const TextLine announced = lineAt(text, brace);
    if (!announced.complete || length > text.size() - announced.next)
        return std::nullopt;
    at = announced.next + length;
    return ImapArgument{{announced.next, length}, SecretCoding::Plain};
}

std::optional<ImapArgument> argumentAt(std::string_view text, std::size_t &at)
{
    while (at < text.size() && text[at] == ' ')
        ++at;
    if (at >= text.size() || text[at] == '\r' || text[at] == '\n')
        return std::nullopt;
    if (text[at] == '{')
        return literalAt(text, at);
    const bool quoted = text[at] == '"';
    const std::size_t begin = quoted ? at + 1 : at;
    std::size_t end = begin;
    while (end < text.size() && text[end] != '\r' && text[end] != '\n' && text[end] != (quoted ? '"' : ' '))
        end += quoted && text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
    at = quoted ? end + 1 : end;
    return ImapArgument{{begin, end - begin}, quoted ? SecretCoding::Quoted : SecretCoding::Plain};
}

std::optional<Credential> loginAt(std::string_view text, std::size_t at)
{
    const auto user = argumentAt(text, at);
    const auto password = user ? argumentAt(text, at) : std::nullopt;
    if (!password)
        return std::nullopt;
    const auto name = decodeSecret(bytesIn(text, user->span), user->coding);
    return credentialIn(text, password->span, password->coding, credentialText(name->password));
}

/// "tag OK", "tag NO", "tag BAD": what the command with this tag came to.
std::optional<LoginOutcome> outcomeOf(std::string_view line, std::string_view tag)
{
    if (line.substr(0, tag.size()) != tag || line.substr(tag.size(), 1) != " ")
        return std::nullopt;
    const std::string_view state = line.substr(tag.size() + 1);
    if (startsWithFolded(state, "OK"))
        return LoginOutcome::Accepted;
    return startsWithFolded(state, "NO") || startsWithFolded(state, "BAD") ? std::optional(LoginOutcome::Rejected)
                                                                           : std::nullopt;
}

} // namespace

std::vector<Credential> imapCredentials(const Dialogue &dialogue)
{
    std::vector<Credential> found;
    const std::string_view client = dialogue.client().text();
    const std::string_view server = dialogue.server().text();
    std::string_view tag;      // of the login that waits for its answer
    std::string_view tlsTag;   // of a STARTTLS
    bool waits = false;        // the last one found waits for the answer to `tag`
    bool plainFollows = false; // AUTHENTICATE PLAIN without its message
    for (const DialogueLine &line : dialogue.lines()) {
        if (!line.fromClient) {
            if (!tlsTag.empty() && outcomeOf(line.span.in(server), tlsTag) == LoginOutcome::Accepted)
                break;
            const auto outcome = tag.empty() ? std::nullopt : outcomeOf(line.span.in(server), tag);
            if (outcome && waits)
                found.back().outcome = *outcome;
            if (outcome) {
                tag = {};
                waits = plainFollows = false;
            }
            continue;
        }
        std::optional<Credential> credential;
        const std::vector<TextSpan> words = wordsOf(client, line.span, 4);
        if (plainFollows) {
            plainFollows = false;
            credential = credentialIn(client, trimmed(client, line.span), SecretCoding::SaslPlain);
        } else if (words.size() >= 2 && equalsFolded(words[1].in(client), "STARTTLS")) {
            tlsTag = words[0].in(client);
        } else if (words.size() >= 3 && equalsFolded(words[1].in(client), "LOGIN")) {
            tag = words[0].in(client);
            waits = false;
            credential = loginAt(client, words[2].begin);
        } else if (words.size() >= 3 && equalsFolded(words[1].in(client), "AUTHENTICATE")
                   && equalsFolded(words[2].in(client), "PLAIN")) {
            tag = words[0].in(client);
            plainFollows = words.size() == 3;
            if (!plainFollows)
                credential = credentialIn(client, trimmed(client, words[3]), SecretCoding::SaslPlain);
        }
        if (credential) {
            found.push_back(*std::move(credential));
            waits = true;
        }
    }
    return found;
}

} // namespace wirecase
