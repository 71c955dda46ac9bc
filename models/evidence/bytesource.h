#pragma once

#include "models/base/byteview.h"
#include "models/base/result.h"

#include <memory>

namespace wirecase {

/// Bytes of one piece of evidence, read by position. Implementations are safe to use from several threads at once and
/// never write. A source that shrinks or vanishes while it is read answers short reads or an Error, never a crash.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// The name to show in messages.
    [[nodiscard]] virtual QString name() const = 0;
    /// Size in bytes when it was opened.
    [[nodiscard]] virtual quint64 size() const = 0;
    /// Fills `into` from `offset` as far as there are bytes; answers how many. 0 at the end.
    [[nodiscard]] virtual Result<std::size_t> readAt(quint64 offset, std::span<std::byte> into) const = 0;

    /// `length` bytes at `offset`, or what of them is there.
    [[nodiscard]] Result<QByteArray> bytesAt(quint64 offset, std::size_t length) const;

protected:
    ByteSource() = default;
    ByteSource(const ByteSource &) = default;
    ByteSource &operator=(const ByteSource &) = default;
};

using ByteSourcePtr = std::shared_ptr<const ByteSource>;

/// Opens a regular file for reading. Devices, pipes and folders are refused.
[[nodiscard]] Result<ByteSourcePtr> openFile(const QString &path);
/// Bytes in memory, for tests and small parts.
[[nodiscard]] ByteSourcePtr memorySource(const QByteArray &bytes, const QString &name);

} // namespace wirecase
