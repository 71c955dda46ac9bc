#include "models/evidence/bytesource.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ByteSource)
};

Error ioError(const QString &what, const QString &name, qint64 offset = -1)
{
    const QString cause = QString::fromLocal8Bit(std::strerror(errno));
    return {Error::Code::Io, QStringLiteral("%1 (%2)").arg(what, cause), name, offset};
}

class FileSource final : public ByteSource
{
public:
    FileSource(int descriptor, quint64 size, QString name)
        : m_descriptor(descriptor)
        , m_size(size)
        , m_name(std::move(name))
    {
    }
    ~FileSource() override { ::close(m_descriptor); }
    FileSource(const FileSource &) = delete;
    FileSource &operator=(const FileSource &) = delete;

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] quint64 size() const override { return m_size; }

    [[nodiscard]] Result<std::size_t> readAt(quint64 offset, std::span<std::byte> into) const override
    {
        std::size_t got = 0;
        while (got < into.size()) {
            const auto place = static_cast<off_t>(offset + got);
            const ssize_t count = ::pread(m_descriptor, into.data() + got, into.size() - got, place);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return ioError(Text::tr("The file cannot be read further"), m_name, static_cast<qint64>(offset + got));
            if (count == 0)
                break;
            got += static_cast<std::size_t>(count);
        }
        return got;
    }

private:
    int m_descriptor;
    quint64 m_size;
    QString m_name;
};

class MemorySource final : public ByteSource
{
public:
    MemorySource(QByteArray bytes, QString name)
        : m_bytes(std::move(bytes))
        , m_name(std::move(name))
    {
    }

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] quint64 size() const override { return static_cast<quint64>(m_bytes.size()); }

    [[nodiscard]] Result<std::size_t> readAt(quint64 offset, std::span<std::byte> into) const override
    {
        const ByteView part = slice(bytesOf(m_bytes), offset, into.size());
        std::copy(part.begin(), part.end(), into.begin());
        return part.size();
    }

private:
    QByteArray m_bytes;
    QString m_name;
};

} // namespace

Result<QByteArray> ByteSource::bytesAt(quint64 offset, std::size_t length) const
{
    const quint64 there = offset < size() ? size() - offset : 0;
    QByteArray bytes(static_cast<qsizetype>(std::min<quint64>(length, there)), Qt::Uninitialized);
    const auto got =
        readAt(offset, {reinterpret_cast<std::byte *>(bytes.data()), static_cast<std::size_t>(bytes.size())});
    if (!got)
        return got.error();
    bytes.truncate(static_cast<qsizetype>(*got));
    return bytes;
}

Result<ByteSourcePtr> openFile(const QString &path)
{
    // O_NONBLOCK: opening a pipe would wait for its writer. It means nothing for regular files.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return ioError(Text::tr("The file cannot be opened"), path);
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        const Error error = ioError(Text::tr("The file cannot be examined"), path);
        ::close(descriptor);
        return error;
    }
    if (!S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error{Error::Code::Unsupported, Text::tr("This is not a regular file."), path, -1};
    }
    return ByteSourcePtr(std::make_shared<FileSource>(descriptor, static_cast<quint64>(status.st_size), path));
}

ByteSourcePtr memorySource(const QByteArray &bytes, const QString &name)
{
    return std::make_shared<MemorySource>(bytes, name);
}

} // namespace wirecase
