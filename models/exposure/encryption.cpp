#include "models/exposure/encryption.h"

#include "models/capture/conversationindex.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Encryption)
};

} // namespace

Encryption encryptionOf(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Tls:
    case Protocol::Dtls:
    case Protocol::Quic:
        return Encryption::Tls;
    case Protocol::Ssh:
        return Encryption::Ssh;
    case Protocol::Kerberos: // tickets and keys are encrypted, names are not
    case Protocol::Rdp:      // its own encryption, or TLS after the first exchange
        return Encryption::Opaque;
    default: // the capture room says of each of its protocols what it is
        break;
    }
    if (isEncrypted(protocol))
        return Encryption::Opaque;
    return isClearText(protocol) ? Encryption::Clear : Encryption::Unknown;
}

Encryption encryptionOf(const Conversation &conversation)
{
    // A port alone proves nothing: a scan of port 443 is no TLS.
    if (isApplication(conversation.protocol) && !conversation.protocolByContent)
        return Encryption::Unknown;
    if (!conversation.tlsVersion.isEmpty() && encryptionOf(conversation.protocol) == Encryption::Clear)
        return Encryption::Tls;
    return encryptionOf(conversation.protocol);
}

QString encryptionText(Encryption encryption)
{
    switch (encryption) {
    case Encryption::Clear:
        return Text::tr("clear");
    case Encryption::Tls:
        return Text::tr("TLS");
    case Encryption::Ssh:
        return Text::tr("SSH");
    case Encryption::Opaque:
        return Text::tr("opaque");
    case Encryption::Unknown:
        break;
    }
    return Text::tr("unknown");
}

QString encryptionKey(Encryption encryption)
{
    switch (encryption) {
    case Encryption::Clear:
        return QStringLiteral("clear");
    case Encryption::Tls:
        return QStringLiteral("tls");
    case Encryption::Ssh:
        return QStringLiteral("ssh");
    case Encryption::Opaque:
        return QStringLiteral("opaque");
    case Encryption::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace wirecase
