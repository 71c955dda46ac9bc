#include "models/exposure/fingerprint.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace wirecase {

QString secretFingerprint(const QByteArray &salt, const QByteArray &secret)
{
    constexpr int shownBytes = 8;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), salt.constData(), static_cast<int>(salt.size()),
         reinterpret_cast<const unsigned char *>(secret.constData()), static_cast<std::size_t>(secret.size()),
         digest.data(), &length);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(digest.data()), shownBytes).toHex());
}

} // namespace wirecase
