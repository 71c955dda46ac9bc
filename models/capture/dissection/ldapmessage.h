#pragma once

#include "models/capture/dissection/berelement.h"

namespace wirecase {

/// The envelope of an LDAP message (RFC 4511 4.1.1).
struct LdapMessage
{
    std::uint32_t id = 0;
    std::uint8_t operation = 0; ///< number of the application tag: 0 bindRequest, 1 bindResponse, 3 searchRequest …
    Part envelope;
    BerElement body;
};

/// What a bind request says. `password` is there for a simple bind with a password only.
struct LdapBind
{
    Part name;
    std::uint8_t choice = 0; ///< 0 simple, 3 SASL
    std::optional<Part> password;
    std::optional<Part> mechanism;
    bool passwordIsWhole = false;
    bool passwordIsSaslPlain = false; ///< the password part is a whole SASL PLAIN message
};

[[nodiscard]] std::optional<LdapMessage> ldapMessageAt(const Part &part, std::size_t offset);
[[nodiscard]] std::optional<LdapBind> ldapBindOf(const LdapMessage &message);
/// The resultCode that a response begins with.
[[nodiscard]] std::optional<std::uint32_t> ldapResultOf(const LdapMessage &message);

} // namespace wirecase
