#include "models/evidence/hashing.h"

#include <QCoreApplication>

#include <openssl/evp.h>

#include <vector>

namespace wirecase {

Result<QByteArray> sha256Of(const ByteSource &source, JobState &job)
{
    constexpr std::size_t window = 1U << 20U;
    constexpr qsizetype digestLength = 32;

    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
        return Error{Error::Code::Internal,
                     QCoreApplication::translate("wirecase::Hashing", "SHA-256 is not available."),
                     {},
                     -1};

    std::vector<std::byte> buffer(window);
    quint64 offset = 0;
    while (true) {
        if (job.cancelled)
            return Error::cancelled();
        const auto got = source.readAt(offset, buffer);
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        EVP_DigestUpdate(context.get(), buffer.data(), *got);
        offset += *got;
        job.done += static_cast<qint64>(*got);
    }
    if (offset < source.size()) {
        const QString message =
            QCoreApplication::translate("wirecase::Hashing", "The file became shorter while it was read.");
        return Error{Error::Code::Io, message, source.name(), static_cast<qint64>(offset)};
    }
    if (offset > source.size()) {
        const QString message =
            QCoreApplication::translate("wirecase::Hashing", "The file became longer while it was read.");
        return Error{Error::Code::Io, message, source.name(), static_cast<qint64>(source.size())};
    }
    QByteArray digest(digestLength, Qt::Uninitialized);
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

} // namespace wirecase
