#include "models/capture/dissection/secretcoding.h"

namespace wirecase {

namespace {

/// Base64 as servers take it: padding may be missing. A token that was cut decodes as far as whole quadruples go.
std::optional<QByteArray> fromBase64(ByteView written)
{
    const auto decoded = QByteArray::fromBase64Encoding(copyOf(written), QByteArray::AbortOnBase64DecodingErrors);
    if (decoded)
        return *decoded;
    QByteArray trimmed = copyOf(written);
    while (trimmed.endsWith('='))
        trimmed.chop(1);
    const auto again = QByteArray::fromBase64Encoding(trimmed, QByteArray::AbortOnBase64DecodingErrors);
    return again ? std::optional(*again) : std::nullopt;
}

std::optional<PlainCredential> fromBasicToken(const QByteArray &decoded)
{
    const qsizetype colon = decoded.indexOf(':'); // RFC 7617: the user holds no colon, the password may
    if (colon < 0)
        return std::nullopt;
    return PlainCredential{credentialText(decoded.left(colon)), decoded.mid(colon + 1)};
}

/// RFC 4616: [authzid] NUL authcid NUL passwd.
std::optional<PlainCredential> fromSaslPlain(const QByteArray &decoded)
{
    const qsizetype first = decoded.indexOf('\0');
    const qsizetype second = first < 0 ? -1 : decoded.indexOf('\0', first + 1);
    if (second < 0)
        return std::nullopt;
    return PlainCredential{credentialText(decoded.mid(first + 1, second - first - 1)), decoded.mid(second + 1)};
}

QByteArray withoutEscapes(ByteView written)
{
    QByteArray plain;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] == std::byte{'\\'} && i + 1 < written.size())
            ++i;
        plain += static_cast<char>(written[i]);
    }
    return plain;
}

} // namespace

QString credentialText(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    return text.contains(QChar::ReplacementCharacter) ? QString::fromLatin1(bytes) : text;
}

std::optional<PlainCredential> decodeSecret(ByteView written, SecretCoding coding)
{
    switch (coding) {
    case SecretCoding::Plain:
        return PlainCredential{{}, copyOf(written)};
    case SecretCoding::Quoted:
        return PlainCredential{{}, withoutEscapes(written)};
    case SecretCoding::Percent:
        return PlainCredential{{}, QByteArray::fromPercentEncoding(copyOf(written).replace('+', ' '))};
    case SecretCoding::Base64:
    case SecretCoding::BasicToken:
    case SecretCoding::SaslPlain:
        break;
    }
    const auto decoded = fromBase64(written);
    if (!decoded)
        return std::nullopt;
    if (coding == SecretCoding::BasicToken)
        return fromBasicToken(*decoded);
    if (coding == SecretCoding::SaslPlain)
        return fromSaslPlain(*decoded);
    return PlainCredential{{}, *decoded};
}

} // namespace wirecase
