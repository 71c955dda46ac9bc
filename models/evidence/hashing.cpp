#include "models/evidence/hashing.h"

#include "models/evidence/sha256.h"

#include <QCoreApplication>

#include <vector>

namespace wirecase {

Result<QByteArray> sha256Of(const ByteSource &source, JobState &job)
{
    constexpr std::size_t window = 1U << 20U;

    Sha256 hash;
    if (!hash.isAvailable())
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
        hash.add(slice(buffer, 0, *got));
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
    return hash.finish();
}

} // namespace wirecase
