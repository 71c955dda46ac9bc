#pragma once

#include "models/exposure/credential.h"
#include "models/exposure/dialogue.h"

#include <optional>

namespace wirecase {

/// The bytes of `span` in a text.
[[nodiscard]] inline ByteView bytesIn(std::string_view text, const TextSpan &span)
{
    return {reinterpret_cast<const std::byte *>(text.data()) + span.begin, span.length};
}

/// A password written in `span` of `text`; nothing when it does not decode or is empty.
[[nodiscard]] std::optional<Credential> credentialIn(std::string_view text, const TextSpan &span, SecretCoding coding,
                                                     const QString &user = {});

/// The SASL exchange of SMTP and POP3 ("AUTH …", RFC 4954 and 5034) as far as it is in clear: PLAIN and LOGIN. Both put
/// the secret on the command's own line or on a line of its own after the server asked.
class SaslExchange
{
public:
    /// A line of the client's. True when it belongs to the exchange.
    bool hear(std::string_view text, const TextSpan &line);
    void end() { m_awaited = Awaited::Nothing; }
    /// The credential, once its secret was said.
    [[nodiscard]] std::optional<Credential> takeCredential();

private:
    enum class Awaited
    {
        Nothing,
        PlainMessage,
        LoginUser,
        LoginPassword
    };

    Awaited m_awaited = Awaited::Nothing;
    QString m_user;
    std::optional<Credential> m_credential;
};

} // namespace wirecase
