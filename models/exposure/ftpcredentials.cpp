#include "models/capture/dissection/linesecret.h"
#include "models/exposure/loginlines.h"

#include <algorithm>

namespace wirecase {

namespace {

/// RFC 1635: whose password is an address by courtesy, not a secret.
bool isAnonymous(const QString &user)
{
    return user.compare(QLatin1String("anonymous"), Qt::CaseInsensitive) == 0
           || user.compare(QLatin1String("ftp"), Qt::CaseInsensitive) == 0;
}

/// A server that answers lines without codes does not speak FTP, whatever its port.
bool serverSpeaksFtp(const Dialogue &dialogue, const std::vector<DialogueLine> &lines)
{
    const std::string_view text = dialogue.server().text();
    return text.empty() || std::any_of(lines.begin(), lines.end(), [&](const DialogueLine &line) {
               return !line.fromClient && replyCode(line.span.in(text)) != 0;
           });
}

/// What a reply says of the password that waits for one; nothing for replies on the way to it.
std::optional<LoginOutcome> outcomeOf(int code)
{
    if (code == 230 || code == 202 || code == 232)
        return LoginOutcome::Accepted;
    if (code == 332) // the password was taken, an account is asked for
        return LoginOutcome::Accepted;
    return code >= 400 && code < 600 ? std::optional(LoginOutcome::Rejected) : std::nullopt;
}

} // namespace

std::vector<Credential> ftpCredentials(const Dialogue &dialogue)
{
    constexpr std::string_view userCommand = "USER ";
    constexpr int authAccepted = 234; // RFC 4217: what follows is TLS
    std::vector<Credential> found;
    const std::vector<DialogueLine> lines = dialogue.lines();
    if (!serverSpeaksFtp(dialogue, lines))
        return found;
    const std::string_view client = dialogue.client().text();
    QString user;
    bool waits = false;
    for (const DialogueLine &line : lines) {
        if (!line.fromClient) {
            const int code = replyCode(line.span.in(dialogue.server().text()));
            if (code == authAccepted)
                break;
            if (const auto outcome = waits ? outcomeOf(code) : std::nullopt) {
                found.back().outcome = *outcome;
                waits = false;
            }
        } else if (startsWithFolded(line.span.in(client), userCommand)) {
            const TextSpan name =
                trimmed(client, {line.span.begin + userCommand.size(), line.span.length - userCommand.size()});
            user = credentialText(copyOf(bytesIn(client, name)));
            waits = false;
        } else if (const auto secret = passLineSecret(client, line.span)) {
            auto credential = credentialIn(client, secret->span, secret->coding, user);
            waits = credential.has_value();
            if (credential && isAnonymous(user))
                credential->kind = QStringLiteral("anonymous");
            if (credential)
                found.push_back(*std::move(credential));
        }
    }
    return found;
}

} // namespace wirecase
