#pragma once

#include "models/capture/dissection/dissection.h"

#include <optional>

namespace wirecase {

/// An NTLM message ([MS-NLMP] 2.2.1), wherever it is carried.
struct NtlmMessage
{
    Part place;
    std::uint32_t type = 0; ///< 1 negotiate, 2 challenge, 3 authenticate
    QString domain;         ///< of a challenge: the target's name
    QString user;
    QString workstation;

    [[nodiscard]] QString text() const; ///< "NTLMSSP_AUTH, User: CORP\anna, Host: WS7"
};

/// The first one within `part`.
[[nodiscard]] std::optional<NtlmMessage> ntlmMessageIn(const Dissection &d, const Part &part);
/// Adds it below `node`; answers what the info line says of it, or nothing.
QString addNtlm(Dissection &d, FieldNode &node, const Part &part);
/// The same of a message in base64, as HTTP sends it; empty when it is none.
[[nodiscard]] QString ntlmTextOf(const QByteArray &base64);

} // namespace wirecase
