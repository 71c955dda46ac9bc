#include "models/capture/dissection/linesecret.h"
#include "models/exposure/loginlines.h"

namespace wirecase {

std::vector<Credential> smtpCredentials(const Dialogue &dialogue)
{
    std::vector<Credential> found;
    SaslExchange exchange;
    const std::string_view client = dialogue.client().text();
    const std::string_view server = dialogue.server().text();
    bool waits = false;
    bool inMail = false;
    bool startsTls = false;
    for (const DialogueLine &line : dialogue.lines()) {
        if (!line.fromClient) {
            const int code = replyCode(line.span.in(server));
            if (startsTls && code == 220)
                break;
            inMail = inMail || code == 354; // RFC 5321 4.1.1.4: the mail follows, up to a lone dot
            if (code >= 400 && code < 600)
                exchange.end();
            if (waits && (code == 235 || (code >= 400 && code < 600))) {
                found.back().outcome = code == 235 ? LoginOutcome::Accepted : LoginOutcome::Rejected;
                waits = false;
            }
            continue;
        }
        const std::string_view said = line.span.in(client);
        if (inMail) {
            inMail = said != ".";
            continue;
        }
        startsTls = equalsFolded(said, "STARTTLS");
        exchange.hear(client, line.span);
        if (auto credential = exchange.takeCredential()) {
            found.push_back(*std::move(credential));
            waits = true;
        }
    }
    return found;
}

std::vector<Credential> pop3Credentials(const Dialogue &dialogue)
{
    constexpr std::string_view userCommand = "USER ";
    std::vector<Credential> found;
    SaslExchange exchange;
    const std::string_view client = dialogue.client().text();
    const std::string_view server = dialogue.server().text();
    QString user;
    bool waits = false;
    bool startsTls = false;
    for (const DialogueLine &line : dialogue.lines()) {
        if (!line.fromClient) {
            const bool good = startsWithFolded(line.span.in(server), "+OK");
            const bool bad = startsWithFolded(line.span.in(server), "-ERR");
            if (startsTls && good)
                break;
            if (bad)
                exchange.end();
            if (waits && (good || bad)) {
                found.back().outcome = good ? LoginOutcome::Accepted : LoginOutcome::Rejected;
                waits = false;
            }
            continue;
        }
        startsTls = equalsFolded(line.span.in(client), "STLS");
        std::optional<Credential> credential;
        if (exchange.hear(client, line.span))
            credential = exchange.takeCredential();
        else if (startsWithFolded(line.span.in(client), userCommand))
            user = credentialText(
                copyOf(bytesIn(client, {line.span.begin + userCommand.size(), line.span.length - userCommand.size()})));
        else if (const auto secret = passLineSecret(client, line.span))
            credential = credentialIn(client, secret->span, secret->coding, user);
        if (credential) {
            found.push_back(*std::move(credential));
            waits = true;
        }
    }
    return found;
}

} // namespace wirecase
