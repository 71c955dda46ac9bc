#include "models/evidence/sha256.h"

#include <openssl/evp.h>

namespace wirecase {

namespace {

constexpr qsizetype digestLength = 32;

} // namespace

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
{
    if (m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        m_context.reset();
}

Sha256::~Sha256() = default;

void Sha256::add(ByteView bytes)
{
    if (m_context)
        EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

QByteArray Sha256::finish()
{
    if (!m_context)
        return {};
    QByteArray digest(digestLength, Qt::Uninitialized);
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

} // namespace wirecase
