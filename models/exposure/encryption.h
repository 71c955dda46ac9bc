#pragma once

#include "models/capture/protocol.h"

#include <QString>

namespace wirecase {

struct Conversation;

/// Whether those who carry the packets can read a conversation.
enum class Encryption
{
    Clear, ///< a protocol that is readable as it stands
    Tls,   ///< TLS, DTLS or QUIC
    Ssh,
    Opaque,  ///< another protocol that encrypts or signs what matters: Kerberos, RDP, a VPN
    Unknown, ///< the protocol was not recognised, or nothing was said
};

[[nodiscard]] Encryption encryptionOf(Protocol protocol);
/// As above, and TLS once the conversation was seen to negotiate it (STARTTLS).
[[nodiscard]] Encryption encryptionOf(const Conversation &conversation);

[[nodiscard]] QString encryptionText(Encryption encryption); ///< "clear", "TLS": translated, for people
[[nodiscard]] QString encryptionKey(Encryption encryption);  ///< "clear", "tls": stable, for programs

} // namespace wirecase
