#pragma once

#include <QByteArray>
#include <QString>

namespace wirecase {

/// The first 16 hex digits of HMAC-SHA256(salt, secret): enough to tell equal secrets from different ones within a
/// case, of no use for finding them without the salt.
[[nodiscard]] QString secretFingerprint(const QByteArray &salt, const QByteArray &secret);

} // namespace wirecase
