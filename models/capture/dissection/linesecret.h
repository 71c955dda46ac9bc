#pragma once

#include "models/capture/dissection/secretcoding.h"
#include "models/capture/dissection/textlines.h"

#include <optional>

namespace wirecase {

/// A secret within one line of a protocol of text lines, as far as the line alone gives it away.
struct LineSecret
{
    TextSpan span; ///< in the text that the line is part of
    SecretCoding coding = SecretCoding::Plain;
    std::optional<TextSpan> user; ///< where the same line holds the user in clear
};

/// FTP and POP3: "PASS x". The secret is all after the blank.
[[nodiscard]] std::optional<LineSecret> passLineSecret(std::string_view text, const TextSpan &line);
/// SMTP and POP3: "AUTH PLAIN x".
[[nodiscard]] std::optional<LineSecret> authLineSecret(std::string_view text, const TextSpan &line);
/// IMAP: "tag LOGIN user x" and "tag AUTHENTICATE PLAIN x".
[[nodiscard]] std::optional<LineSecret> imapLineSecret(std::string_view text, const TextSpan &line);
/// HTTP: the token of "Authorization: Basic x", "Proxy-Authorization: Basic x".
[[nodiscard]] std::optional<LineSecret> basicHeaderSecret(std::string_view text, const TextSpan &line);
/// HTTP: the credentials of any scheme that sends something reusable: Basic, Bearer, tokens. Digest, NTLM and
/// Negotiate answer a challenge and are left in clear.
[[nodiscard]] std::optional<LineSecret> authorizationSecret(std::string_view text, const TextSpan &line);

} // namespace wirecase
