#include "models/capture/dissection/quickeys.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <openssl/evp.h>

#include <memory>

namespace wirecase {

namespace {

constexpr std::uint32_t versionTwo = 0x6b3343cf;
constexpr int tagLength = 16;

struct FreeCipher
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char *bytesIn(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// RFC 9001 5.2, RFC 9369 3.3.1, and the drafts that were in use.
QByteArray saltOf(std::uint32_t version)
{
    constexpr std::uint32_t firstDraft = 0xff000017;
    constexpr std::uint32_t newSaltDraft = 0xff00001d;
    constexpr std::uint32_t lastDraft = 0xff000022;
    if (version == 1)
        return QByteArray::fromHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    if (version == versionTwo)
        return QByteArray::fromHex("0dede3def700a6db819381be6e269dcbf9bd2ed9");
    if (version >= newSaltDraft && version <= lastDraft)
        return QByteArray::fromHex("afbfec289993d24c9e9786f19c6111e04390a899");
    if (version >= firstDraft && version < newSaltDraft)
        return QByteArray::fromHex("c3eef712c72ebb5a11a7d2432bb46365bef9f502");
    return {};
}

QByteArray hmac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

/// RFC 8446 7.1, for lengths of one hash at most.
QByteArray expandLabel(const QByteArray &secret, const QByteArray &label, int length)
{
    const QByteArray whole = "tls13 " + label;
    const QByteArray info = QByteArray(1, '\0') + static_cast<char>(length) + static_cast<char>(whole.size()) + whole
                            + QByteArray(1, '\0') + '\1';
    return hmac(secret, info).left(length);
}

} // namespace

std::optional<QuicKeys> quicClientKeys(std::uint32_t version, ByteView destinationId)
{
    const QByteArray salt = saltOf(version);
    if (salt.isEmpty())
        return std::nullopt;
    constexpr int hashLength = 32;
    constexpr int keyLength = 16;
    constexpr int ivLength = 12;
    const QByteArray client = expandLabel(hmac(salt, copyOf(destinationId)), "client in", hashLength);
    const QByteArray prefix = version == versionTwo ? "quicv2 " : "quic ";
    return QuicKeys{expandLabel(client, prefix + "key", keyLength), expandLabel(client, prefix + "iv", ivLength),
                    expandLabel(client, prefix + "hp", keyLength)};
}

QByteArray quicHeaderMask(const QByteArray &headerKey, ByteView sample)
{
    constexpr std::size_t sampleLength = 16;
    if (sample.size() < sampleLength)
        return {};
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const QByteArray block = copyOf(sample.first(sampleLength));
    QByteArray mask(2 * static_cast<qsizetype>(sampleLength), '\0');
    int length = 0;
    const bool done = cipher
                      && EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_ecb(), nullptr, bytesIn(headerKey), nullptr) == 1
                      && EVP_EncryptUpdate(cipher.get(), reinterpret_cast<unsigned char *>(mask.data()), &length,
                                           bytesIn(block), static_cast<int>(block.size()))
                             == 1;
    return done ? mask.left(5) : QByteArray();
}

std::optional<QByteArray> openSealed(const QByteArray &key, const QByteArray &nonce, const QByteArray &header,
                                     ByteView sealed)
{
    constexpr std::size_t longest = 65'536;
    if (sealed.size() < tagLength || sealed.size() > longest)
        return std::nullopt;
    const QByteArray text = copyOf(sealed.first(sealed.size() - tagLength));
    QByteArray tag = copyOf(sealed.last(tagLength));
    QByteArray opened(text.size(), '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    auto *out = reinterpret_cast<unsigned char *>(opened.data());
    const bool done =
        cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, bytesIn(key), bytesIn(nonce)) == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytesIn(header), static_cast<int>(header.size())) == 1
        && EVP_DecryptUpdate(cipher.get(), out, &length, bytesIn(text), static_cast<int>(text.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagLength, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), out + length, &length) == 1;
    return done ? std::optional(opened) : std::nullopt;
}

} // namespace wirecase
