#include "models/exposure/loginlines.h"

#include <utility>

namespace wirecase {

std::optional<Credential> credentialIn(std::string_view text, const TextSpan &span, SecretCoding coding,
                                       const QString &user)
{
    const auto decoded = decodeSecret(bytesIn(text, span), coding);
    if (!decoded || decoded->password.isEmpty())
        return std::nullopt;
    return Credential{
        QStringLiteral("password"), user.isEmpty() ? decoded->user : user, decoded->password, span, coding,
        LoginOutcome::Unknown};
}

bool SaslExchange::hear(std::string_view text, const TextSpan &line)
{
    const TextSpan answer = trimmed(text, line);
    switch (m_awaited) {
    case Awaited::PlainMessage:
        m_awaited = Awaited::Nothing;
        m_credential = credentialIn(text, answer, SecretCoding::SaslPlain);
        return true;
    case Awaited::LoginUser: {
        const auto user = decodeSecret(bytesIn(text, answer), SecretCoding::Base64);
        m_awaited = user ? Awaited::LoginPassword : Awaited::Nothing;
        m_user = user ? credentialText(user->password) : QString();
        return true;
    }
    case Awaited::LoginPassword:
        m_awaited = Awaited::Nothing;
        m_credential = credentialIn(text, answer, SecretCoding::Base64, m_user);
        return true;
    case Awaited::Nothing:
        break;
    }
    const std::vector<TextSpan> words = wordsOf(text, line, 3);
    if (words.size() < 2 || !equalsFolded(words[0].in(text), "AUTH"))
        return false;
    const bool hasResponse = words.size() == 3 && words[2].in(text) != "=";
    if (equalsFolded(words[1].in(text), "PLAIN")) {
        if (hasResponse)
            m_credential = credentialIn(text, trimmed(text, words[2]), SecretCoding::SaslPlain);
        m_awaited = hasResponse ? Awaited::Nothing : Awaited::PlainMessage;
    } else if (equalsFolded(words[1].in(text), "LOGIN")) {
        m_awaited = Awaited::LoginUser;
        if (hasResponse)
            return hear(text, words[2]);
    }
    return true;
}

std::optional<Credential> SaslExchange::takeCredential()
{
    return std::exchange(m_credential, std::nullopt);
}

} // namespace wirecase
