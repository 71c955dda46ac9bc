#include "models/capture/dissection/ldapmessage.h"
#include "models/exposure/credential.h"
#include "models/exposure/dialogue.h"

#include <map>

namespace wirecase {

namespace {

constexpr std::size_t maxMessages = 1'000'000;

/// Calls `use` for every message up to the first place that is none: what follows may be TLS, or lost its beginning.
template <typename Use>
void forEachMessage(std::string_view text, Use use)
{
    const ByteView bytes{reinterpret_cast<const std::byte *>(text.data()), text.size()};
    const Part stream(bytes, bytes.size());
    std::size_t at = 0;
    for (std::size_t count = 0; at < stream.size() && count < maxMessages; ++count) {
        const auto message = ldapMessageAt(stream, at);
        if (!message)
            return;
        use(*message);
        at += message->envelope.wireSize();
    }
}

std::optional<Credential> credentialOf(const LdapBind &bind)
{
    if (!bind.password || !bind.passwordIsWhole)
        return std::nullopt;
    Part password = *bind.password;
    QString user = credentialText(copyOf(bind.name.bytes()));
    if (bind.passwordIsSaslPlain) {
        // RFC 4616, here without base64: the password is what follows the second NUL.
        const std::string_view message = textOf(password.bytes());
        const std::size_t first = message.find('\0');
        const std::size_t second = first == std::string_view::npos ? first : message.find('\0', first + 1);
        if (second == std::string_view::npos)
            return std::nullopt;
        user = credentialText(copyOf(password.sub(first + 1, second - first - 1).bytes()));
        password = password.from(second + 1);
    }
    if (password.isEmpty())
        return std::nullopt;
    return Credential{QStringLiteral("password"), user,
                      copyOf(password.bytes()),   {password.begin(), password.size()},
                      SecretCoding::Plain,        LoginOutcome::Unknown};
}

} // namespace

std::vector<Credential> ldapCredentials(const Dialogue &dialogue)
{
    constexpr std::uint8_t bindResponse = 1;
    std::map<std::uint32_t, std::uint32_t> results; // of binds, by message id
    forEachMessage(dialogue.server().text(), [&](const LdapMessage &message) {
        const auto result = message.operation == bindResponse ? ldapResultOf(message) : std::nullopt;
        if (result)
            results.emplace(message.id, *result);
    });
    std::vector<Credential> found;
    forEachMessage(dialogue.client().text(), [&](const LdapMessage &message) {
        const auto bind = ldapBindOf(message);
        auto credential = bind ? credentialOf(*bind) : std::nullopt;
        if (!credential)
            return;
        if (const auto result = results.find(message.id); result != results.end())
            credential->outcome = result->second == 0 ? LoginOutcome::Accepted : LoginOutcome::Rejected;
        found.push_back(*std::move(credential));
    });
    return found;
}

} // namespace wirecase
