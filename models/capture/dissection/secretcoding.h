#pragma once

#include "models/base/byteview.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace wirecase {

/// How the bytes of a secret on the wire stand for the password.
enum class SecretCoding : quint8
{
    Plain,      ///< they are the password
    Quoted,     ///< an IMAP quoted string without its quotes: backslash escapes
    Base64,     ///< base64 of the password (AUTH LOGIN)
    BasicToken, ///< base64 of "user:password"
    SaslPlain,  ///< base64 of "authorisation NUL user NUL password"
    Percent,    ///< percent-encoded, as in URLs and forms
};

/// A user and a password as they were meant.
struct PlainCredential
{
    QString user;
    QByteArray password;
    bool operator==(const PlainCredential &) const = default;
};

/// What the bytes say; the user is empty for codings that hold only a password. Nothing when they do not decode.
[[nodiscard]] std::optional<PlainCredential> decodeSecret(ByteView written, SecretCoding coding);

/// Text of bytes in UTF-8, or in Latin-1 when they are not.
[[nodiscard]] QString credentialText(const QByteArray &bytes);

} // namespace wirecase
